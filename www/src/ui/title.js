// Names the document and its heading after what is shown, where the document is nothing but the viewer.

import { tags } from "../assets.js";
import { loadTranslation, pickTag } from "./translations.js";

/** @import { Context } from "../model/types.js" */

/** @param {Pick<Context, "host" | "store" | "content">} context */
export const createTitle = ({ host, store, content }) => {
  let generation = 0;

  return async () => {
    const { view, story, edition, reading: { page, source } } = store.state;
    const heading = content.main?.querySelector(":scope > .bm-title");
    if (!host.hasAttribute("hash") || !page) return;
    const headline = (/** @type {string | null} */ id) => page.articles.find((article) => article.id === id)?.headline?.text.replace(/\s+/g, " ").trim();
    const lead = content.order().map(headline).find(Boolean);
    const own = view === "story" && headline(story);
    document.title = [own || edition.title || lead || source.name, own && edition.title].filter(Boolean).join(" · ") || document.title;
    if (!heading) return;
    const mine = ++generation;
    const lang = page.source.language;
    const words = edition.title ? null : await loadTranslation(pickTag([lang], await tags().catch(() => []))).catch(() => null);
    if (mine !== generation || (!edition.title && !words)) return;
    heading.textContent = edition.title || words?.("title") || "";
    heading.setAttribute("lang", edition.title ? lang : (words?.tag ?? lang));
  };
};
