// Follows a jump line: shows the rest of the story below it, or goes back to where the story begins.

import { start } from "../engine/engine.js";
import { counterpart, leadsBack, numbers, pageIn } from "../model/jumps.js";
import { takePrefix } from "./id-prefix.js";
import { linkJumps } from "./jump-links.js";
import { toHash } from "./route.js";

/** @import { Context } from "../model/types.js" */
/** @import { Navigation } from "./navigation.js" */

/**
 * Follows the jump line in a link. Where the page it names is not open, or no story of it fits, the
 * reader is told so and nothing else happens.
 *
 * @param {HTMLElement} anchor
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const followJump = async (anchor, { host, store, ui, content, loader }, navigation) => {
  const within = /** @type {HTMLElement | null} */ (anchor.closest("[data-page]"));
  const story = /** @type {HTMLElement} */ (anchor.closest("[data-article]"));
  const { edition: { entries }, index: here, t } = store.state;
  const from = within ? Number(within.dataset.page) : here;
  const id = story.dataset.article ?? "";
  const article = entries[from]?.reading?.page?.articles.find((article) => article.id === id);
  const jump = article?.jumps[[...story.querySelectorAll(".bm-jump")].indexOf(anchor)];
  if (!article || !jump) return;
  const [names, number, back] = [numbers(entries), pageIn(jump.text), leadsBack(article, jump)];
  const index = names.indexOf(number);
  if (index < 0 || index === from) return ui.note(t(number ? "jump.closed" : "jump.nowhere", { number }));
  if (!entries[index].reading?.page) await loader.readPage(index);
  const page = entries[index].reading?.page;
  const found = page && counterpart(article, page, names[from], back);
  if (!found) return ui.note(t("jump.lost", { number }));
  if (back) return navigation.show("story", found.article.id, index);
  if (store.state.view !== "story") await navigation.show("story", id);
  // the reader may have gone elsewhere meanwhile
  if (store.state.view !== "story" || !content.main?.contains(anchor)) return;
  if (content.main.querySelector(`.bm-continued[data-page="${index}"][data-article="${found.article.id}"]`)) return;
  const fragment = (await start()).render(page, `${takePrefix(host)}p${index + 1}-`);
  const section = continuation(fragment, found.article.id, {
    lang: page.source.language,
    index,
    title: [t("jump.turned", { number }), found.article.headline?.text].filter(Boolean).join(" · "),
    href: toHash({ view: "story", story: found.article.id, index }),
    unsure: found.sure ? "" : t("jump.unsure"),
  });
  content.append(section);
  /** @type {HTMLElement} */ (section.querySelector(".bm-turned")).focus();
  ui.say(t("jump.said", { number }));
};

// The body of `id` in a rendered page, set below the story with a mark where the page turned.
// Its pieces are another text's, so they carry no offsets.
/** @type {(fragment: DocumentFragment, id: string, about: { lang: string, index: number, title: string, href: string, unsure: string }) => HTMLElement} */
const continuation = (fragment, id, { lang, index, title, href, unsure }) => {
  const body = /** @type {Element} */ (fragment.querySelector(`[data-article="${id}"] .bm-body`));
  linkJumps(fragment);
  for (const piece of body.querySelectorAll("[data-start]")) {
    piece.removeAttribute("data-start");
    piece.removeAttribute("data-end");
  }
  const section = document.createElement("section");
  section.className = "bm-page bm-continued";
  section.lang = lang;
  Object.assign(section.dataset, { page: index, article: id });
  const mark = document.createElement("h3");
  mark.className = "bm-turned";
  mark.tabIndex = -1;
  const place = document.createElement("a");
  place.href = href;
  place.textContent = title;
  mark.append(place);
  section.append(mark);
  if (unsure) section.append(Object.assign(document.createElement("p"), { className: "bm-unsure", textContent: unsure }));
  section.append(body);
  return section;
};
