// Turns jump lines into links.

/**
 * Puts the words of each jump line into a link. They stay the piece's own; the link goes to the
 * story itself where nothing follows it.
 *
 * @param {ParentNode} root
 */
export const linkJumps = (root) => {
  for (const block of root.querySelectorAll('[data-role="jump"]')) {
    const anchor = document.createElement("a");
    anchor.className = "bm-jump";
    anchor.href = `#${block.closest("article")?.id ?? ""}`;
    anchor.append(...block.childNodes);
    block.append(anchor);
  }
};
