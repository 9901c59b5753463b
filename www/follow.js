// Jump lines as links, and a story's continuation below it.

// The words stay the piece's own; the link goes to the story itself where nothing follows it.
export const link = (root) => {
  for (const block of root.querySelectorAll('[data-role="jump"]')) {
    const anchor = document.createElement("a");
    anchor.className = "bm-jump";
    anchor.href = `#${block.closest("article")?.id ?? ""}`;
    anchor.append(...block.childNodes);
    block.append(anchor);
  }
};

// The body of `id` in a rendered page, set below the story with a mark where the page turned.
// Its pieces are another text's, so they carry no offsets.
export const continuation = (fragment, id, { lang, index, title, href, unsure }) => {
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
