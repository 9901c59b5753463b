// The list of the notes of an edition, page by page as they are read, with what filters and saves them.

import { titleBlock } from "../../model/blocks.js";
import { brief } from "../../model/brief.js";
import { create, createControl } from "../../ui/elements.js";
import { INKS, inkOf, quoteOf, targetsOf, wordsOf } from "./annotations.js";

/** @import { Context } from "../../model/types.js" */
/** @import { PlacedNote } from "./placing.js" */

/** @typedef {{ index: number, name: string, notes: PlacedNote[] }} NotedPage a page of the edition, with its notes */

// How many characters of a passage are shown.
const PASSAGE = 90;

/**
 * What its buttons do.
 *
 * @typedef {object} Acts
 * @property {(placed: PlacedNote, index: number) => unknown} lead goes to where a note stands
 * @property {(placed: PlacedNote, index: number) => unknown} edit
 * @property {(form: string) => unknown} save writes all notes in a form
 */

/**
 * @param {Pick<Context, "host" | "store" | "ui">} context
 * @param {HTMLButtonElement} opener
 * @param {Acts} acts
 */
export const createNoteList = ({ host, store, ui }, opener, acts) => {
  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);
  const panel = create("div", { hidden: true, id: "notes" });
  panel.part = "notes";
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-labelledby", "notes-title");
  const title = create("h2", { id: "notes-title", tabIndex: -1 });
  const close = createControl("close", () => toggle(false));
  const words = create("input", { type: "search", autocomplete: "off" });
  const ink = create("select");
  const filters = create("div", { className: "row" }, words, ink);
  const list = create("div", { className: "list" });
  const files = create("div", { className: "row" });
  panel.append(create("div", { className: "head" }, title, close), filters, list, files);
  ui.top.append(panel);
  opener.setAttribute("aria-controls", panel.id);
  opener.setAttribute("aria-expanded", "false");

  /** @type {NotedPage[]} */
  let pages = [];

  /** @type {(placed: PlacedNote) => boolean} */
  const isWanted = ({ note }) => {
    const wanted = words.value.trim().toLowerCase();
    const text = [wordsOf(note), ...targetsOf(note).map(quoteOf)].join("\n").toLowerCase();
    return (ink.value === "" || inkOf(note) === ink.value) && text.includes(wanted);
  };

  const item = (/** @type {PlacedNote} */ placed, /** @type {number} */ index) => {
    const { note, line, stretches } = placed;
    const passage = create("q", {}, brief(targetsOf(note).map(quoteOf).join(" … "), PASSAGE));
    passage.dataset.ink = inkOf(note);
    const said = wordsOf(note);
    const date = new Date(note.modified ?? note.created ?? NaN);
    const facts = [
      stretches.length > 0 && t("notes.line", { line }),
      !Number.isNaN(date.getTime()) && date.toLocaleDateString(store.state.t.tag || undefined, { year: "numeric", month: "short", day: "numeric" }),
    ].filter(Boolean).join(" · ");
    const lead = create("button", { type: "button", className: "go", disabled: stretches.length === 0 }, passage, ...(said ? [create("span", {}, said)] : []), create("small", {}, facts));
    lead.addEventListener("click", () => acts.lead(placed, index));
    const edit = create("button", { type: "button", className: "edit" });
    edit.setAttribute("aria-label", t("notes.edit", { words: brief(said || passage.textContent, 24) }));
    edit.addEventListener("click", () => acts.edit(placed, index));
    return create("li", {}, lead, edit);
  };

  const isEdition = () => store.state.edition.entries.length > 1;

  // The notes of a story under its heading; those that stand nowhere below all others.
  const section = (/** @type {string} */ heading, /** @type {HTMLElement[]} */ items) =>
    (items.length > 0 ? [create(isEdition() ? "h4" : "h3", {}, heading), create("ol", {}, ...items)] : []);

  const page = (/** @type {NotedPage} */ { index, name, notes }) => {
    const wanted = notes.filter(isWanted);
    if (wanted.length === 0) return [];
    const found = wanted.filter(({ stretches }) => stretches.length > 0);
    const stories = [...new Set(found.map(({ article }) => article))];
    const nodes = stories.flatMap((article) => {
      const heading = article ? titleBlock(article).text.trim() : t("notes.page");
      return section(heading, found.filter((one) => one.article === article).map((one) => item(one, index)));
    });
    const lost = section(t("notes.lost"), wanted.filter((one) => !found.includes(one)).map((one) => item(one, index)));
    return [...(isEdition() ? [create("h3", { className: "page" }, [t("pages.number", { number: index + 1 }), name].filter(Boolean).join(" · "))] : []), ...nodes, ...lost];
  };

  const fill = () => {
    const count = pages.reduce((sum, { notes }) => sum + notes.length, 0);
    title.textContent = t("notes.count", { count });
    filters.hidden = files.hidden = count === 0;
    const focused = [...list.querySelectorAll("button")].findIndex((button) => button.matches(":focus"));
    const nodes = pages.flatMap(page);
    list.replaceChildren(...(nodes.length > 0 ? nodes : [create("p", {}, t(count > 0 ? "notes.none" : "notes.empty"))]));
    if (focused >= 0) (list.querySelectorAll("button")[focused] ?? title).focus({ preventScroll: true });
  };

  const setWords = () => {
    close.setAttribute("aria-label", t("close"));
    words.setAttribute("aria-label", t("notes.filter"));
    words.placeholder = t("notes.filter");
    ink.setAttribute("aria-label", t("notes.ink"));
    const { value } = ink;
    ink.replaceChildren(new Option(t("notes.ink.any"), ""), ...Object.keys(INKS).map((name) => new Option(t(`notes.ink.${name}`), name)));
    ink.value = value;
    files.replaceChildren(...["notes", "notes-markdown"].map((form) => {
      const button = create("button", { type: "button" }, t(`save.${form}`));
      button.dataset.form = form;
      button.addEventListener("click", () => acts.save(form));
      return button;
    }));
    fill();
  };

  let saying = 0;
  const filter = () => {
    fill();
    clearTimeout(saying);
    saying = setTimeout(() => ui.say(t("notes.found", { count: list.querySelectorAll("li").length })), 400);
  };
  words.addEventListener("input", filter);
  ink.addEventListener("change", filter);

  const toggle = (/** @type {boolean} */ isOpen) => {
    if (panel.hidden === !isOpen) return;
    const inside = panel.matches(":focus-within");
    panel.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    host.toggleAttribute("data-notes", isOpen);
    if (isOpen) title.focus();
    else if (inside) (opener.getClientRects().length > 0 ? opener : /** @type {HTMLElement | null} */ (ui.root.querySelector('[data-act="more"]')))?.focus();
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    toggle(false);
  });

  return {
    get isOpen() { return !panel.hidden; },
    toggle,
    setWords,

    /** Lists the notes of these pages. */
    show: (/** @type {NotedPage[]} */ given) => {
      pages = given;
      fill();
    },

    /** Closes the list where it lies upon what it leads to. */
    makeRoom: () => panel.offsetWidth * 2 > host.clientWidth && toggle(false),
  };
};
