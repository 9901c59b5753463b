// The order in which the stories stand in the document: as the page is laid out, or by their numbers,
// as in a list.

/** @type {WeakMap<Element, [item: Element, stacked: Element[]][]>} the items of each page as it was laid out, with the stories that are stacked in them */
const layouts = new WeakMap();

/** @type {(story: Element) => number} the number that a story goes by everywhere: that of its id */
export const numberOf = (story) => Number(/** @type {HTMLElement} */ (story).dataset.article?.slice(1));

/** @type {(stories: Iterable<HTMLElement>) => HTMLElement[]} */
export const byNumber = (stories) => [...stories].sort((a, b) => numberOf(a) - numberOf(b));

/** @type {(page: ParentNode) => [Element, [item: Element, stacked: Element[]][]] | null} */
const layoutOf = (page) => {
  const stories = page.querySelector(".bm-stories");
  if (!stories) return null;
  const layout = layouts.get(stories) ?? [...stories.children].map((item) => [item, item.matches(".bm-stack") ? [...item.children] : []]);
  layouts.set(stories, layout);
  return [stories, layout];
};

/** @type {(page: ParentNode) => HTMLElement[]} the stories in the order in which the page is laid out */
export const laidOut = (page) => {
  const [, layout] = layoutOf(page) ?? [];
  return /** @type {HTMLElement[]} */ ((layout ?? []).flatMap(([item, stacked]) => (item.matches("article") ? [item] : stacked)));
};

/**
 * Sets the stories of a page in their order, one below the other, or back as it was laid out.
 *
 * @param {ParentNode} page
 * @param {boolean} inOrder
 */
export const arrange = (page, inOrder) => {
  const [stories, layout] = layoutOf(page) ?? [];
  if (!stories || !layout) return;
  const wanted = inOrder ? byNumber(laidOut(page)) : layout.map(([item]) => item);
  if (wanted.length === stories.children.length && wanted.every((item, i) => stories.children[i] === item)) return;
  // what is moved loses the focus
  const focused = /** @type {HTMLElement | null} */ (stories.querySelector(":focus"));
  if (!inOrder) for (const [item, stacked] of layout) item.append(...stacked);
  stories.replaceChildren(...wanted);
  focused?.focus({ preventScroll: true });
};
