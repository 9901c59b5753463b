// Notices which stories a reader has read, and marks those that are not in all lists of them.

import { createReadMarks } from "../model/read-marks.js";
import { quoted } from "../ui/translations.js";

/** @import { Context } from "../model/types.js" */

// How long a story is open before it counts as read.
const READ_MS = 3000;

/** @param {Pick<Context, "host" | "store" | "content">} context */
export const createReadingWatch = ({ host, store, content }) => {
  // What is kept is a document's own, where that is nothing but the viewer.
  const marks = createReadMarks(() => (host.hasAttribute("hash") ? localStorage : null));
  let hasOpened = false;
  let timer = 0;
  /** @type {IntersectionObserver | null} */
  let end = null;

  const textOf = (/** @type {number} */ index) => store.state.edition.entries[index]?.reading?.source.text ?? "";

  /** Marks what is unread from now on: nothing is before something is opened. */
  const begin = () => {
    hasOpened = true;
    if (!content.main) return;
    content.main.dataset.marks = "";
    host.style.setProperty("--banmian-unread", quoted(store.state.t("contents.unread")));
  };

  /** Marks the stories of the page that is shown. */
  const show = () => {
    const { index } = store.state;
    if (hasOpened || marks.hasAny(textOf(index))) begin();
    for (const article of content.articles()) article.toggleAttribute("data-read", marks.has(textOf(index), article.dataset.article ?? ""));
  };

  const stop = () => {
    clearTimeout(timer);
    end?.disconnect();
  };

  const read = (/** @type {number} */ index, /** @type {string} */ story) => {
    stop();
    marks.add(textOf(index), story);
    for (const entry of content.main?.querySelectorAll(`.bm-entry[data-page="${index}"][data-article="${story}"]`) ?? []) entry.setAttribute("data-read", "");
    show();
  };

  return {
    show,

    /** Whether a story of a page is read. */
    isRead: (/** @type {number} */ index, /** @type {string} */ story) => {
      const isRead = marks.has(textOf(index), story);
      if (isRead && !hasOpened) begin();
      return isRead;
    },

    /** Hears that another place is shown. */
    moved: () => {
      stop();
      const { view, story, index } = store.state;
      const article = view === "story" && content.articles().find(({ dataset }) => dataset.article === story);
      if (!article || story === null) return show();
      hasOpened = true;
      timer = setTimeout(() => read(index, story), READ_MS);
      // an end that is in sight from the beginning says nothing
      let isFirst = true;
      end = new IntersectionObserver((found) => {
        if (!isFirst && found.some(({ isIntersecting }) => isIntersecting)) read(index, story);
        isFirst = false;
      });
      end.observe(article.querySelector(".bm-body > :last-child") ?? article);
    },

    /** Hears that another edition is open. */
    reset: () => {
      stop();
      hasOpened = false;
      content.main?.removeAttribute("data-marks");
    },
  };
};
