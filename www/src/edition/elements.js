// Builds elements of the overviews of an edition.

/**
 * An element with a class and children; what is empty is left out.
 *
 * @param {string} tag
 * @param {string} name its class
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export const create = (tag, name, ...children) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return node;
};

/** @type {(name: string, text: string) => HTMLElement | null} a paragraph, or nothing where there is no text */
export const paragraph = (name, text) => (text ? create("p", name, text) : null);

/** @type {(node: HTMLElement, pages: number) => void} has of many pages only those laid out that are seen, which costs the exact height of the others */
export const spare = (node, pages) => void node.toggleAttribute("data-many", pages > 40);

/** @type {(href: string, text: string) => HTMLElement} */
export const link = (href, text) => {
  const node = create("a", "", text);
  node.setAttribute("href", href);
  return node;
};
