// Asks a reader whether the files that they have opened may be kept in this browser, and offers those
// that are kept when they come back.

import { answer, canKeep, filesIn, forget, keepNewest, kept, remember, setAnswer } from "../input/kept-files.js";
import { isEditsFile } from "../input/edits-file.js";
import { toHash } from "../reading/route.js";
import { withoutExtension } from "../ui/page-strip.js";
import { storiesAt } from "./neighbours.js";
import { keepPlace, keptPlace, placeKey } from "./kept-place.js";

/** @import { Context, Translate } from "../model/types.js" */
/** @import { Kept, NotFound, Pasted } from "../input/kept-files.js" */
/** @import { Offers } from "../ui/offer.js" */

/** @typedef {ReturnType<typeof createOwnFiles>} OwnFiles */

// Addresses that lead to where every edition begins.
const START = ["", "#page"];

/**
 * `resume` goes to where the reader was in what is open.
 *
 * @param {Context} context
 * @param {Offers} offers
 * @param {() => Promise<unknown>} resume
 */
export const createOwnFiles = ({ host, store, ui, track }, offers, resume) => {
  const tracked = (/** @type {Promise<unknown>} */ work) => void track(work.catch(sayFailure));

  const sayFailure = (/** @type {unknown} */ error) => ui.note(store.state.t("restore.failed", { reason: /** @type {Error} */ (error).message }));
  const sayTooLarge = () => ui.note(store.state.t("restore.large"));

  const keep = async () => {
    if (!(await keepNewest())) sayTooLarge();
  };
  const take = async (/** @type {boolean} */ isYes) => {
    if (!(await setAnswer(isYes))) sayTooLarge();
  };

  const ask = () => offers.show({
    text: (t) => t("restore.keep"),
    choices: [["restore.yes", () => tracked(take(true))], ["restore.no", () => tracked(take(false))]],
    lasting: true,
  });

  /** @type {() => string} what is open, in a few words: the edition's title, else the first headline, else a file's name */
  const title = () => {
    const { edition } = store.state;
    const [first] = storiesAt(edition, 0);
    return edition.title || first?.title || withoutExtension(edition.entries[0]?.name ?? "");
  };

  const drop = async (/** @type {Kept} */ record) => {
    await forget();
    keepPlace(record.place, null);
  };

  const openAgain = async (/** @type {Kept} */ record) => {
    try {
      const files = await filesIn(record);
      await host.open(/** @type {any} */ (files));
      about(files);
      await resume();
    } catch (given) {
      const error = /** @type {NotFound} */ (given);
      offer(record, (t) => t(error.refused ? "restore.refused" : "restore.gone", { name: error.file ?? record.title }));
    }
  };

  /** @type {(record: Kept, failure?: (t: Translate) => string) => void} */
  const offer = (record, failure = () => "") => offers.show({
    text: (t) => [failure(t), t(record.count > 1 ? "restore.edition" : "restore.page", { title: record.title, count: record.count })].filter(Boolean).join(" "),
    choices: [["restore.again", () => tracked(openAgain(record))], ["restore.forget", () => tracked(drop(record))]],
  });

  const about = (/** @type {(File | Pasted)[]} */ list) => {
    const { edition } = store.state;
    remember(list, { title: title(), count: edition.entries.length, place: placeKey(edition) ?? "" });
  };

  return {
    /** Hears what the reader has opened, and keeps it or asks whether it may, once that is shown. */
    opened: async (/** @type {(File | Pasted)[]} */ list) => {
      if (store.state.status !== "ready" || list.every(isEditsFile) || !(await canKeep())) return;
      about(list);
      if (answer() === "no") return;
      await ui.furnish();
      if (answer() === "yes") await keep().catch(sayFailure);
      else ask();
    },

    /**
     * Offers the files that are kept, where the document's address names no other place. Returns whether
     * it did.
     */
    offerKept: async () => {
      if (!host.hasAttribute("files") || !(await canKeep())) return false;
      const record = await kept();
      if (!record) return false;
      const place = keptPlace(record.place);
      const isNamed = store.state.status !== "empty" && !START.includes(location.hash);
      if (isNamed && !(place && toHash(place) === location.hash)) return false;
      await ui.furnish();
      offer(record);
      return true;
    },
  };
};
