// A choice of very many options: they are made, and stand in it, once a reader is at it.

// How many options always stand in it. Each is styled anew whenever something of the host's style changes,
// seen or not.
const FEW = 200;

/** @typedef {(index: number) => HTMLOptionElement | undefined} OptionAt */

/** @type {WeakMap<HTMLSelectElement, OptionAt>} */
const choices = new WeakMap();

/** @type {(select: HTMLSelectElement, index: number) => HTMLOptionElement | undefined} an option of a choice, one too that does not stand in it now */
export const optionAt = (select, index) => choices.get(select)?.(index);

/**
 * Has the options of a choice stand in it as they are needed. Where they are many and nobody is choosing it
 * has the first and the chosen one.
 *
 * @param {HTMLSelectElement} select
 */
export const createLongChoice = (select) => {
  /** @type {HTMLOptionElement[]} with holes for those that are not made yet */
  let all = [...select.options];
  /** @type {(index: number) => HTMLOptionElement} */
  let create = () => new Option();
  let isFull = true;

  const chosen = () => all.indexOf(select.selectedOptions[0]);
  /** @type {OptionAt} */
  const at = (index) => (index < all.length ? (all[index] ??= create(index)) : undefined);
  choices.set(select, at);

  const stand = (/** @type {boolean} */ full, index = chosen()) => {
    const standing = full ? all.keys() : new Set([0, Math.max(0, index)]);
    if (!full || !isFull) select.replaceChildren(...[...standing].map(at).filter((option) => option !== undefined));
    isFull = full;
    if (all[index]) all[index].selected = true;
  };
  const fill = () => isFull || stand(true);
  const rest = () => isFull && all.length > FEW && !select.matches(":focus") && stand(false);
  for (const type of ["pointerdown", "focusin"]) select.addEventListener(type, fill);
  for (const type of ["focusout", "change"]) select.addEventListener(type, rest);

  return {
    /** The number of the chosen option among all. */
    get index() { return chosen(); },
    set index(index) {
      if (isFull) select.selectedIndex = index;
      else stand(false, index);
    },

    /** Has so many options take the place of those there are; `given` makes one where it is needed. */
    set: (/** @type {number} */ count, /** @type {(index: number) => HTMLOptionElement} */ given) => {
      all = Array(count);
      create = given;
      isFull = false;
      stand(count <= FEW || select.matches(":focus"), 0);
    },

    /** Adds an option at a place among all. */
    insert: (/** @type {HTMLOptionElement} */ option, /** @type {number} */ at) => {
      all.splice(at, 0, option);
      if (isFull) {
        select.add(option, at);
        rest();
      } else if (option.selected) stand(false, at);
    },
  };
};
