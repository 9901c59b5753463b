// Jump lines as links.

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
