// The strip of an edition's pages with how many hits each has.

/** @import { Translate } from "../../model/types.js" */

// How many bars there are at most; of longer editions each stands for several pages.
const MOST = 60;

/**
 * @typedef {object} Counted
 * @property {number} pages
 * @property {number} shown the page that is shown
 * @property {(page: number) => number} count how many hits a page has
 */

/** @param {(page: number) => void} to goes to the first hit of a page */
export const createPageCounts = (to) => {
  const node = document.createElement("div");
  node.className = "counts";
  node.hidden = true;
  node.setAttribute("role", "toolbar");
  /** @type {HTMLButtonElement[]} */
  let bars = [];
  /** @type {Translate} */
  let t = /** @type {Translate} */ ((/** @type {string} */ key) => key);
  /** @type {Counted} */
  let counted = { pages: 0, shown: 0, count: () => 0 };

  const size = () => Math.ceil(counted.pages / MOST);
  const pagesOf = (/** @type {number} */ bar) => {
    const first = bar * size();
    return { first, end: Math.min(first + size(), counted.pages) };
  };

  const click = (/** @type {number} */ bar) => {
    const { first, end } = pagesOf(bar);
    for (let page = first; page < end; page++) if (counted.count(page) > 0) return to(page);
  };

  node.addEventListener("click", ({ target }) => {
    const bar = bars.findIndex((one) => one.contains(/** @type {Node} */ (target)));
    if (bar < 0) return;
    stop(bar);
    click(bar);
  });
  node.addEventListener("keydown", (event) => {
    const bar = bars.findIndex((one) => one.matches(":focus"));
    const next = { ArrowRight: bar + 1, ArrowLeft: bar - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const aim = bars[Math.max(0, Math.min(next, bars.length - 1))];
    stop(bars.indexOf(aim));
    aim?.focus();
  });

  const stop = (/** @type {number} */ at) => bars.forEach((bar, i) => (bar.tabIndex = i === at ? 0 : -1));

  const draw = () => {
    node.hidden = counted.pages < 2;
    if (node.hidden) return;
    const number = Math.ceil(counted.pages / size());
    if (bars.length !== number) {
      bars = Array.from({ length: number }, () => Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 }));
      stop(Math.floor(counted.shown / size()));
      node.replaceChildren(...bars);
    }
    const counts = bars.map((_, bar) => {
      const { first, end } = pagesOf(bar);
      let sum = 0;
      for (let page = first; page < end; page++) sum += counted.count(page);
      return sum;
    });
    const most = Math.max(1, ...counts);
    bars.forEach((bar, i) => {
      const { first, end } = pagesOf(i);
      const name = t(`find.count.${end - first > 1 ? "pages" : "page"}${counts[i] === 1 ? ".one" : ""}`, { page: first + 1, last: end, count: counts[i] });
      if (bar.title !== name) {
        bar.title = name;
        bar.setAttribute("aria-label", name);
      }
      bar.style.setProperty("--share", String(counts[i] / most));
      bar.setAttribute("aria-disabled", String(counts[i] === 0));
      if (first <= counted.shown && counted.shown < end) bar.setAttribute("aria-current", "true");
      else bar.removeAttribute("aria-current");
    });
  };

  return {
    node,

    show: (/** @type {Counted} */ given) => {
      counted = given;
      draw();
    },

    setWords: (/** @type {Translate} */ words) => {
      t = words;
      node.setAttribute("aria-label", t("find.pages"));
      draw();
    },
  };
};
