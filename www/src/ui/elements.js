// Makes elements of the shadow root.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<HTMLElementTagNameMap[K]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export const create = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

/** @type {(key: string, act: () => unknown) => HTMLButtonElement} a button that is known by the key of its words */
export const createControl = (key, act) => {
  const button = create("button", { type: "button" });
  button.dataset.act = key;
  button.addEventListener("click", () => act());
  return button;
};
