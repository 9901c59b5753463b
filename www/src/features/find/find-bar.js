// The find bar: what is looked for, where, and the way from hit to hit.

import { ROLE_GROUPS } from "../../model/search.js";
import { create, createControl } from "../../ui/elements.js";
import { createAsking } from "./asking.js";
import { createHitList } from "./hit-list.js";
import { createPageCounts } from "./page-counts.js";

/** @import { Translate } from "../../model/types.js" */

/**
 * What the bar asks for.
 *
 * @typedef {object} Acts
 * @property {() => void} type
 * @property {(by: number) => void} step
 * @property {(index: number) => void} to
 * @property {(page: number) => void} toPage
 * @property {(form: "csv" | "json") => void} save
 * @property {() => void} close
 * @property {(wide: boolean) => void} widen
 */

/** @param {Acts} act */
export const createFindBar = (act) => {
  const bar = create("search", { hidden: true });
  bar.part = "find";
  const field = create("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  const role = create("select");
  const asking = createAsking(role);
  const count = create("output");
  // said in words elsewhere, once all is found
  count.setAttribute("aria-live", "off");
  const [back, on] = [-1, 1].map((by) => createControl(by < 0 ? "find-previous" : "find-next", () => act.step(by)));
  const toggle = createControl("hits", () => open(Boolean(hits.node.hidden)));
  const close = createControl("close", () => act.close());
  const remark = create("p", { className: "remark", hidden: true });
  const hits = createHitList({ to: act.to, leave: () => field.focus(), open: () => open(true) });
  const counts = createPageCounts(act.toPage);
  const files = create("span", { className: "files" });
  const forms = /** @type {const} */ (["csv", "json"]).map((form) => Object.assign(createControl(`hits-${form}`, () => act.save(form)), { textContent: form.toUpperCase() }));
  files.setAttribute("role", "group");
  files.append(...forms);
  hits.head.append(counts.node, files);
  const steps = create("span", { className: "steps" });
  steps.append(count, back, on);
  toggle.setAttribute("aria-controls", hits.node.id);
  bar.append(field, asking.button, asking.panel, steps, toggle, close, remark, hits.node);
  /** @type {(key: string, values?: Record<string, unknown>) => string} */
  let t = (key) => key;
  let shown = { index: -1, count: 0, isDone: true };

  field.addEventListener("input", () => act.type());
  const markRole = () => asking.button.toggleAttribute("data-chosen", role.value !== "");
  role.addEventListener("change", () => {
    markRole();
    act.type();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") act.step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown" && shown.count > 0) hits.focus(Math.max(0, shown.index));
    else return;
    event.preventDefault();
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!asking.isOpen()) return act.close();
    // before the panel goes, as some browsers then look for another place for the focus
    if (asking.panel.contains(/** @type {Node} */ (event.target))) asking.button.focus();
    asking.toggle(false);
  });

  const open = (/** @type {boolean} */ wide) => {
    hits.node.hidden = !wide;
    if (wide) hits.mark(shown.index);
    toggle.setAttribute("aria-expanded", String(wide));
    act.widen(wide);
  };

  /** Marks the current hit, of so many; `isDone` is whether all were found. */
  const mark = (/** @type {number} */ index, /** @type {number} */ all, /** @type {boolean} */ isDone) => {
    shown = { index, count: all, isDone };
    hits.mark(index);
    const none = all === 0;
    back.disabled = on.disabled = none;
    toggle.hidden = none;
    const said = none ? (isDone ? t("find.none") : "") : t("find.of", { index: index + 1, count: all });
    count.textContent = field.value.trim() === "" ? "" : `${said}${isDone ? "" : "…"}`;
  };

  return {
    bar, field, role, hits, counts, mark, open,

    /** Takes what a script looks for. */
    fill: (/** @type {string} */ query, /** @type {string} */ where) => {
      field.value = query;
      role.value = where;
      markRole();
    },

    /** Says how a query was read that is not well formed. */
    setRemark: (/** @type {string} */ text) => {
      remark.textContent = text;
      remark.hidden = text === "";
    },

    closeHelp: () => asking.toggle(false),

    setWords: (/** @type {Translate} */ words) => {
      t = words;
      bar.setAttribute("aria-label", t("find"));
      hits.setWords(words);
      counts.setWords(words);
      asking.setWords(words);
      field.setAttribute("aria-label", t("find.what"));
      field.placeholder = t("find.what");
      role.setAttribute("aria-label", t("find.where"));
      const { value } = role;
      role.replaceChildren(...["", ...ROLE_GROUPS].map((name) => new Option(t(`find.${name || "everything"}`), name)));
      role.value = value;
      files.setAttribute("aria-label", t("find.save"));
      forms.forEach((button, i) => (button.title = t(i === 0 ? "find.save.csv" : "find.save.json")));
      back.setAttribute("aria-label", t("find.previous"));
      on.setAttribute("aria-label", t("find.next"));
      close.setAttribute("aria-label", t("close"));
      toggle.textContent = t("find.hits");
      mark(shown.index, shown.count, shown.isDone);
    },
  };
};
