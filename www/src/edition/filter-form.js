// The form by which a reader chooses and orders the stories in the contents of an edition.

import { createLongChoice } from "../ui/long-choice.js";
import { create } from "./elements.js";
import { isFiltered, LENGTHS, noFilters, SORTS } from "./filtering.js";

/** @import { Translate } from "../model/types.js" */
/** @import { Filters } from "./filtering.js" */

const KINDS = ["news", "photo", "teaser", "notice"];

/**
 * The form, with `filters` chosen in it; `change` hears of others.
 *
 * @param {Filters} filters
 * @param {Translate} t
 * @param {(filters: Filters) => void} change
 */
export const createFilterForm = (filters, t, change) => {
  const form = /** @type {HTMLFormElement} */ (create("form", "bm-filters"));
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", t("contents.filters"));
  form.addEventListener("submit", (event) => event.preventDefault());

  /** @type {(label: string, options: [value: string, text: string][], chosen: string) => HTMLSelectElement} */
  const createChoice = (label, options, chosen) => {
    const select = document.createElement("select");
    select.append(...options.map(([value, text]) => new Option(text, value, value === chosen, value === chosen)));
    form.append(create("label", "", create("span", "", label), select));
    return select;
  };

  const all = /** @type {[string, string]} */ (["", t("contents.all")]);
  const kind = createChoice(t("contents.kind"), [all, ...KINDS.map((kind) => /** @type {[string, string]} */ ([kind, t(`kind.${kind}`)]))], filters.kind);
  const name = createChoice(t("contents.name"), [all], "");
  const length = createChoice(t("contents.length"), [all, ...LENGTHS.map((length) => /** @type {[string, string]} */ ([length, t(`contents.${length}`)]))], filters.length);
  const sort = createChoice(t("contents.sort"), SORTS.map((sort) => [sort, t(`contents.${sort}`)]), filters.sort);
  const doubtful = Object.assign(document.createElement("input"), { type: "checkbox", checked: filters.doubtful });
  form.append(create("label", "bm-check", doubtful, create("span", "", t("contents.doubtful"))));

  const clear = /** @type {HTMLButtonElement} */ (create("button", "", t("contents.clear")));
  clear.type = "button";
  form.append(clear);

  const chosen = () => ({ kind: kind.value, name: name.value, length: length.value, sort: sort.value, doubtful: doubtful.checked });
  const tell = () => {
    clear.hidden = !isFiltered(chosen());
    change(chosen());
  };
  clear.hidden = !isFiltered(filters);
  form.addEventListener("change", tell);

  /** Takes the filters away, and keeps the order. */
  const reset = () => {
    const { kind: anyKind, name: anyName, length: anyLength, doubtful: any } = noFilters();
    [kind.value, name.value, length.value, doubtful.checked] = [anyKind, anyName, anyLength, any];
    tell();
    kind.focus();
  };
  clear.addEventListener("click", reset);

  const { compare } = new Intl.Collator(t.tag);
  const ofNames = createLongChoice(name);
  /** @type {string[]} */
  const names = [];
  /** Offers the names of bylines, each once and in their order. */
  const offer = (/** @type {string[]} */ found) => {
    for (const one of found) {
      let [low, high] = [0, names.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(names[middle], one) < 0) low = middle + 1;
        else high = middle;
      }
      if (names[low] === one) continue;
      names.splice(low, 0, one);
      ofNames.insert(new Option(one, one, false, one === filters.name), low + 1);
    }
  };

  return { form, offer, reset };
};
