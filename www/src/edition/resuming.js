// Offers a reader who comes back to an edition to go on where they were.

import { isStart, keepPlace, keptPlace, offsetIn, placeKey, setOffset } from "./kept-place.js";
import { storiesAt } from "./neighbours.js";

/** @import { Context, Edition } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */
/** @import { Offers } from "../ui/offer.js" */
/** @import { KeptPlace } from "./kept-place.js" */

/** @typedef {ReturnType<typeof createResuming>} Resuming */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Offers} offers
 */
export const createResuming = ({ store, ui, loader, track }, navigation, offers) => {
  /** @type {Edition | null} the edition whose places are kept */
  let known = null;
  /** @type {string} the place that was shown last */
  let last = "";

  const textOf = (/** @type {number} */ index) => store.state.edition.entries[index]?.reading?.source.text ?? "";

  const keep = () => {
    const { edition, status, shown: { view, story, index } } = store.state;
    const key = status === "ready" && edition === known ? placeKey(edition) : null;
    if (!key) return;
    const title = storiesAt(edition, index).find(({ id }) => id === story)?.title ?? "";
    keepPlace(key, { view, story, index, title, start: offsetIn(textOf(index), story) });
  };

  const goTo = async (/** @type {KeptPlace} */ place) => {
    const { view, story, index } = place;
    const { edition } = store.state;
    if (!edition.entries[index]) return;
    if (!edition.entries[index].reading?.page) await loader.readPage(index);
    if (store.state.edition !== edition) return;
    setOffset(textOf(index), place);
    await navigation.show(view, story, index);
  };

  // Of a page by itself there is only its story to tell.
  const whatIs = (/** @type {KeptPlace} */ { title }) => [title && "story", store.state.edition.entries.length > 1 && "page"].filter(Boolean).join(".");

  const offer = async (/** @type {KeptPlace} */ place) => {
    const { edition } = store.state;
    await ui.furnish();
    // the reader may have gone elsewhere meanwhile
    if (store.state.edition !== edition || !isStart(store.state.shown)) return;
    const what = whatIs(place);
    const go = () => track(goTo(place).catch((error) => ui.note(error.message)));
    const values = { headline: place.title, number: place.index + 1 };
    if (what) offers.show({ text: (t) => t(`restore.place.${what}`, values), choices: [["restore.go", go]] });
  };

  return {
    /** Keeps how far a story is read, before the document is left. */
    left: () => void (store.state.shown.story && keep()),

    /** Goes to the place that is kept of the edition that is open, if there is one. */
    resume: async () => {
      const place = keptPlace(placeKey(store.state.edition));
      if (place) await goTo(place);
    },

    /**
     * Keeps the place that is shown. Where an edition has just been opened at its start, the place that is
     * kept of it is offered instead, unless `isQuiet`.
     *
     * @param {boolean} isQuiet
     */
    moved: async (isQuiet) => {
      const { edition, status, shown } = store.state;
      if (status !== "ready" || !placeKey(edition)) return;
      const now = JSON.stringify(shown);
      const isNew = edition !== known;
      if (!isNew && now === last) return;
      [known, last] = [edition, now];
      const place = isNew && isStart(shown) ? keptPlace(placeKey(edition)) : null;
      if (place && !isStart(place)) return isQuiet ? undefined : offer(place);
      if (!isNew) offers.hide();
      keep();
    },
  };
};
