// A choice of very many options: they stand in it while a reader is at it.

// How many options always stand in it. Each is styled anew whenever something of the host's style changes,
// seen or not.
const FEW = 200;

/** @typedef {ReturnType<typeof createLongChoice>} LongChoice */

/** @type {WeakMap<HTMLSelectElement, HTMLOptionElement[]>} */
const options = new WeakMap();

/** @type {(select: HTMLSelectElement) => HTMLOptionElement[]} all options of a choice, those too that do not stand in it now */
export const optionsOf = (select) => options.get(select) ?? [...select.options];

/**
 * Has the options of a choice stand in it as they are needed. Where they are many and nobody is choosing it
 * has the first and the chosen one.
 *
 * @param {HTMLSelectElement} select
 */
export const createLongChoice = (select) => {
  let all = [...select.options];
  let isFull = true;
  options.set(select, all);

  const chosen = () => all.indexOf(select.selectedOptions[0]);

  const stand = (/** @type {boolean} */ full, index = chosen()) => {
    if (!full || !isFull) select.replaceChildren(...(full ? all : new Set([all[0], all[Math.max(0, index)]])));
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

    /** Puts all options in the place of those there are. */
    set: (/** @type {HTMLOptionElement[]} */ given) => {
      all = given;
      options.set(select, all);
      isFull = false;
      stand(all.length <= FEW || select.matches(":focus"), 0);
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
