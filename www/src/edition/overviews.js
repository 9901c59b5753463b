// The overviews of an edition, its contents and its front page, beside the page that is shown; with them
// the titles in the strip of its pages, and what is read.

import css from "../../styles/edition.css";
import front from "../../styles/front.css";
import { start } from "../engine/engine.js";
import { isOfEdition } from "../model/views.js";
import { adopt } from "../ui/adopted-style.js";
import { createContents } from "./contents.js";
import { createEntries } from "./entries.js";
import { noFilters } from "./filtering.js";
import { createFrontPage } from "./front-page.js";
import { createReadingWatch } from "./reading-watch.js";
import { createShownText } from "./shown-text.js";
import { createStripTitles } from "./strip-titles.js";
import { createWayBack } from "./way-back.js";

/** @import { Context, View } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */

// Where the contents have no room for what they are chosen by. To ask how wide the viewer is would lay out
// the page that is about to be hidden.
const NARROW = "(max-width: 30rem)";

/** @typedef {Awaited<ReturnType<typeof createOverviews>>} Overviews */
/** @typedef {{ node: HTMLElement, lazy: import("./lazy-parts.js").LazyParts, built: Promise<void>, fill: (index: number) => boolean | void, partOf: (index: number, story: string) => HTMLElement | undefined }} Overview */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createOverviews = async (context, navigation) => {
  const { host, store, ui, content, track } = context;
  const { weights: weigh } = await start();
  adopt(host, front);
  adopt(host, css);
  const words = createShownText(host);
  const watch = createReadingWatch(context);
  const titles = createStripTitles(context, weigh);
  const comeBack = createWayBack(context, (index, story) => {
    const overview = made.get(store.state.view);
    const part = overview?.partOf(index, story);
    if (part) overview?.lazy.draw(part);
  });
  let filters = noFilters();
  /** @type {Map<View, Overview>} those that are made */
  const made = new Map();

  let madeWith = "";
  let madeOf = store.state.edition;
  const discard = (/** @type {Overview} */ { node, lazy }) => {
    lazy.stop();
    node.remove();
  };
  const forget = () => {
    made.forEach(discard);
    made.clear();
  };

  const make = (/** @type {View} */ view) => {
    const { edition, t } = store.state;
    const makings = { edition, t, words, isRead: watch.isRead };
    const entries = createEntries(makings);
    const plate = store.state.index === 0 ? content.main?.querySelector(".bm-nameplate")?.textContent?.trim() ?? "" : "";
    const overview = view === "list"
      ? createContents(makings, entries, { filters, isNarrow: matchMedia(NARROW).matches, keep: (chosen) => (filters = chosen), say: ui.say })
      : createFrontPage(makings, entries, { weigh, plate });
    made.set(view, overview);
    content.main?.append(overview.node);
    track(overview.built);
  };

  /** Goes where a press on an entry leads: to its story, or to the page of a heading. */
  const follow = (/** @type {MouseEvent} */ event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    const within = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (target.closest(selector));
    const entry = within(".bm-edition .bm-entry");
    const leaf = within(".bm-edition [data-leaf]");
    if (entry && (within("a") || getSelection()?.isCollapsed !== false)) {
      event.preventDefault();
      track(navigation.open(entry.dataset.article ?? "", Number(entry.dataset.page)));
    } else if (leaf && within("a")) {
      event.preventDefault();
      track(navigation.show("page", null, Number(leaf.dataset.leaf)));
    }
  };
  host.addEventListener("click", follow);

  const fill = (/** @type {number} */ index) => {
    for (const [view, overview] of made) {
      if (!overview.fill(index)) continue;
      discard(overview);
      made.delete(view);
      if (!overview.node.hidden) show();
    }
    titles.show(index);
  };

  /** Shows the overview that is wanted, and hides the others. Returns null where nothing is to be loaded for that. */
  const show = () => {
    const { view, edition, t } = store.state;
    const wanted = isOfEdition(view, edition) ? view : null;
    const wait = words.follow();
    if (wait) return wait;
    const stamp = `${words.key} ${t.tag}`;
    if (stamp !== madeWith) forget();
    madeWith = stamp;
    if (wanted && !made.has(wanted)) make(wanted);
    made.forEach(({ node }, name) => (node.hidden = name !== wanted));
    content.main?.toggleAttribute("data-overview", wanted !== null);
    watch.show();
    return null;
  };

  host.addEventListener("banmian-read", (event) => fill(/** @type {CustomEvent} */ (event).detail.index));
  // what is shown has been written anew, as the reader wants its characters
  const refresh = () => {
    const wait = show();
    if (wait) track(wait.then(refresh, (error) => ui.note(error.message)));
  };
  host.addEventListener("banmian-type", refresh);
  store.subscribe(["edition"], ({ edition }) => {
    if (edition === madeOf) return;
    madeOf = edition;
    filters = noFilters();
    forget();
    watch.reset();
    comeBack.reset();
    titles.showAll();
  });
  store.subscribe(["reading"], ({ index }) => fill(index));
  store.subscribe(["t"], titles.showAll);
  store.subscribe(["shown"], () => {
    watch.moved();
    comeBack.arrive();
  });
  watch.moved();
  titles.showAll();

  return {
    show,
    scrolled: comeBack.keep,

    /** Has all of the overview that is shown stand there for paper, or only what is seen again. */
    print: (/** @type {boolean} */ onPaper) => {
      const lazy = made.get(store.state.view)?.lazy;
      if (onPaper) lazy?.drawAll();
      else lazy?.settle();
    },

    /** The view that the open story was opened from. */
    get back() { return comeBack.view; },
  };
};
