// Follows a jump line: the story goes on below it, or opens where it began.

import { link } from "./jump-links.js";
import { counterpart, leadsBack, numbers, pageIn } from "../model/jumps.js";
import { toHash } from "./route.js";

// Where that page is not open, or no story of it fits, the reader is told so and nothing else
// happens. `read` reads a page of the edition that is not read yet.
export const follower = async (anchor, { host, pages, index: here, main, prefix, t, note, say, read, render }) => {
  const within = anchor.closest("[data-page]");
  const story = anchor.closest("[data-article]");
  const from = within ? Number(within.dataset.page) : here;
  const id = story.dataset.article;
  const article = pages[from]?.page?.articles.find((article) => article.id === id);
  const jump = article?.jumps[[...story.querySelectorAll(".bm-jump")].indexOf(anchor)];
  if (!jump) return;
  const [names, number, back] = [numbers(pages), pageIn(jump.text), leadsBack(article, jump)];
  const index = names.indexOf(number);
  if (index < 0 || index === from) return note(t(number ? "jump.closed" : "jump.nowhere", { number }));
  if (!pages[index].page) await read(pages[index]);
  const { page } = pages[index];
  const found = page && counterpart(article, page, names[from], back);
  if (!found) return note(t("jump.lost", { number }));
  if (back) return host.show("story", found.article.id, index);
  if (host.view !== "story") host.show("story", id);
  for (let i = 0; i < 20 && host.view !== "story"; i += 1) await new Promise((done) => setTimeout(done, 10));
  if (main.querySelector(`.bm-continued[data-page="${index}"][data-article="${found.article.id}"]`)) return;
  const fragment = await render(page, `${prefix}p${index + 1}-`);
  const headline = found.article.headline?.text ?? "";
  const section = continuation(fragment, found.article.id, {
    lang: page.source.language,
    index,
    title: [t("jump.turned", { number }), headline].filter(Boolean).join(" · "),
    href: toHash({ view: "story", story: found.article.id, index }),
    unsure: found.sure ? "" : t("jump.unsure"),
  });
  main.append(section);
  section.querySelector(".bm-turned").focus();
  say(t("jump.said", { number }));
};

// The body of `id` in a rendered page, set below the story with a mark where the page turned.
// Its pieces are another text's, so they carry no offsets.
const continuation = (fragment, id, { lang, index, title, href, unsure }) => {
  const body = fragment.querySelector(`[data-article="${id}"] .bm-body`);
  link(fragment);
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
