// The articles and the source pane in the light DOM.

import { child } from "../input/children.js";
import { dress } from "../typography/dress.js";
import { arrange, byNumber, laidOut, numberOf } from "./arrangement.js";
import { linkJumps } from "./jump-links.js";
import { isPrerendered } from "./prerendered.js";
import { minutes } from "./reading-time.js";

/** @import { Page, Store, View } from "../model/types.js" */

/** @typedef {ReturnType<typeof createContent>} Content */

/**
 * @param {HTMLElement} host
 * @param {Store} store
 */
export const createContent = (host, store) => {
  /** @type {HTMLElement | null} */
  let main = host.querySelector(":scope > .bm-main");
  if (main) main.tabIndex = -1;
  /** @type {HTMLElement | null} */
  let pane = null;

  const articles = () => byNumber(/** @type {NodeListOf<HTMLElement>} */ (main?.querySelectorAll("article") ?? []));

  // A heading that the document has put into our <main> stays.
  const replace = (/** @type {Node[]} */ ...nodes) => {
    if (!main) {
      main = document.createElement(document.querySelector("main") ? "div" : "main");
      main.className = "bm-main";
      main.tabIndex = -1;
      host.append(main);
    }
    main.querySelectorAll(":scope > :is(.bm-page, .bm-original, .bm-provenance)").forEach((old) => old.remove());
    main.append(...nodes);
  };

  const removeSource = () => {
    pane?.remove();
    pane = null;
  };

  const labelTimes = () => {
    for (const article of articles()) {
      const text = article.querySelector(".bm-body")?.textContent ?? "";
      const header = article.querySelector("header");
      if (header) header.dataset.time = store.state.t("story.time", { minutes: minutes(text) });
    }
  };

  store.subscribe(["t"], labelTimes);

  return {
    /** The stories in the order of their numbers. */
    articles,
    get main() { return main; },
    get sourcePane() { return pane; },

    /** Whether a page stands there, with stories or without, that was read or that the document has brought. */
    hasPage: () => main?.querySelector(":scope > .bm-page") != null,

    /** Whether what the document has brought is `page`, piece by piece. */
    shows: (/** @type {Page} */ page, /** @type {string} */ text) => main !== null && isPrerendered(main, page, text),

    /**
     * Puts a page's articles in the place of those there are; without a fragment those stay.
     *
     * @param {DocumentFragment | null} fragment
     */
    setPage: (fragment) => {
      const root = fragment ?? main;
      if (root) {
        linkJumps(root);
        dress(host, root);
      }
      for (const article of /** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("article") ?? [])) article.dataset.number = String(numberOf(article));
      if (fragment) replace(fragment);
      labelTimes();
      removeSource();
    },

    /** Sets what has come from another page below the articles. */
    append: (/** @type {HTMLElement} */ section) => {
      const fragment = document.createDocumentFragment();
      fragment.append(section);
      dress(host, fragment);
      main?.append(fragment);
    },

    /** Shows a text as it came, where it could not be read; nothing where there is none. */
    setOriginal: (/** @type {string | null | undefined} */ text) => {
      replace(...(text == null ? [] : [Object.assign(document.createElement("pre"), { className: "bm-original", textContent: text })]));
      removeSource();
    },

    /**
     * Sets the source, or the facsimile, beside the articles, and returns its pane.
     *
     * @param {Pick<import("./selection.js").SourceView, "createSourcePane" | "markDoubts">} parts
     */
    openSource: ({ createSourcePane, markDoubts }) => {
      const page = /** @type {HTMLElement | null} */ (main?.querySelector(".bm-page"));
      if (!page) return null;
      const { source, page: read } = store.state.reading;
      removeSource();
      pane = createSourcePane(source.text || child(host)?.text || "", page);
      host.append(pane);
      if (read) markDoubts(host, read);
      return pane;
    },

    /** The ids of the stories, in the order in which the page is laid out. */
    order: () => (main ? laidOut(main) : []).map((article) => article.dataset.article ?? ""),

    /** Sets the stories as a view has them: the page and its front as it is laid out, lists by their numbers. */
    arrange: (/** @type {View} */ view) => {
      if (main && view !== "story") arrange(main, view !== "page" && view !== "front");
    },

    /** The first piece of the reading that holds an offset of the source. */
    pieceAt: (/** @type {number} */ offset) =>
      /** @type {HTMLElement[]} */ ([...(main?.querySelectorAll("[data-start]") ?? [])])
        .find(({ dataset: { start, end } }) => Number(start) <= offset && offset < Number(end)) ?? null,
  };
};
