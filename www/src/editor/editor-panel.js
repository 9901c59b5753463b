// The panel of the editor: the doubtful places, the commands for the current piece, and the list of
// edits.

import { ROLES, titleBlock } from "../model/blocks.js";
import { brief } from "../model/brief.js";
import { doubtLine, doubtsAt, percent, placeOf, sureOf } from "../reading/doubts.js";
import { explain } from "../reading/explanation.js";
import { alternativesOf } from "./alternatives.js";
import { setDisabled } from "../ui/disabling.js";
import { create, createControl } from "../ui/elements.js";
import { describe } from "./edits.js";

/** @import { Article, Conflict, Diagnostic, Page, Role, Span, Translate } from "../model/types.js" */
/** @import { Piece } from "../model/blocks.js" */
/** @import { Edit } from "./edits.js" */

/**
 * What the panel's controls do, of the piece that is looked at if nothing else is named.
 *
 * @typedef {object} Acts
 * @property {() => unknown} undo
 * @property {() => unknown} redo
 * @property {() => unknown} togglePrinted shows the corrections or what was printed
 * @property {() => unknown} close
 * @property {(start: number) => unknown} goTo
 * @property {(doubt: Diagnostic) => unknown} keep
 * @property {(doubt: Diagnostic) => unknown} doubtToPage
 * @property {(doubt: Diagnostic, other: { behind?: Span | null }, apart: boolean) => unknown} instead
 * @property {() => unknown} carry
 * @property {() => unknown} type
 * @property {() => unknown} join
 * @property {() => unknown} part
 * @property {() => unknown} split
 * @property {() => unknown} setHeadline
 * @property {() => unknown} confirm
 * @property {(role: Role) => unknown} setRole
 * @property {(where: string) => unknown} moveTo
 * @property {(kind: Article["kind"]) => unknown} setKind
 * @property {(id: string) => unknown} merge
 * @property {(i: number) => unknown} takeBack
 * @property {(name: string) => unknown} sign signs what is corrected from now on
 * @property {() => unknown} save
 * @property {(file: File) => unknown} load
 */

/** @type {Article["kind"][]} */
const KINDS = ["news", "photo", "teaser", "notice"];

/**
 * `work` is the list of the whole edition, which stands in the place of that of the page where it is on.
 *
 * @param {Acts} acts
 * @param {{ node: HTMLElement, scope: HTMLElement, isOn: boolean }} work
 */
export const createEditorPanel = (acts, work) => {
  const panel = create("aside");
  panel.part = "correct";
  const undo = createControl("correct.undo", acts.undo);
  const redo = createControl("correct.redo", acts.redo);
  const printed = createControl("correct.printed", acts.togglePrinted);
  const done = createControl("correct.done", acts.close);
  const row = create("div", { className: "row" }, undo, redo, printed, done);
  const zones = { story: createZone("story"), page: createZone("page") };
  const drops = create("div", { className: "zones", ariaHidden: "true" }, zones.page, zones.story);
  const [check, piece, past] = ["check", "piece", "past"].map((className) => create("section", { className }));
  const file = create("input", { type: "file", tabIndex: -1, accept: ".json,application/json" });
  file.addEventListener("change", () => {
    if (file.files?.length) acts.load(file.files[0]);
    file.value = "";
  });
  const name = create("input", { type: "text", autocomplete: "name", maxLength: 80 });
  name.setAttribute("aria-describedby", "sign-how");
  name.addEventListener("change", () => acts.sign(name.value));
  const [signed, how] = [create("span"), create("small", { id: "sign-how" })];
  const sign = create("section", { className: "sign" }, create("label", {}, signed, name), how);
  panel.append(row, drops, work.scope, check, work.node, piece, past, sign, file);

  /** @type {Translate} */
  let t;

  /** @type {(key: string, press: () => unknown, letter?: string) => HTMLButtonElement} */
  const createButton = (key, press, letter) => {
    const node = createControl(key, press);
    node.textContent = t(key);
    if (letter) node.append(create("kbd", {}, letter));
    return node;
  };

  /** @type {(key: string, options: string[][], chosen: string, change: (value: any) => unknown) => HTMLElement} */
  const createChoice = (key, options, chosen, change) => {
    const select = create("select", {}, ...options.map(([value, words]) => new Option(words, value)));
    select.value = chosen;
    select.dataset.act = key;
    select.addEventListener("change", () => change(select.value));
    return create("label", {}, create("span", {}, t(key)), select);
  };

  // All doubts; the one that is looked at with what else was considered.
  /** @type {(page: Page, text: string, at: number) => void} */
  const showDoubts = (page, text, at) => {
    const current = doubtsAt(page, at);
    const list = create("ol");
    for (const doubt of page.diagnostics) {
      const span = placeOf(doubt);
      if (!span) {
        list.append(create("li", {}, ...doubtLine(doubt, text, t)));
        continue;
      }
      const here = current.includes(doubt);
      const go = create("button", { type: "button", className: "go" }, ...doubtLine(doubt, text, t));
      go.addEventListener("click", () => acts.goTo(span.utf16[0]));
      const item = create("li", {}, go);
      if (here) go.setAttribute("aria-current", "true");
      /** @type {HTMLElement[]} */
      const choices = [];
      const sure = (/** @type {number} */ share) => create("small", {}, percent(share));
      if (sureOf(doubt)) {
        const right = createButton("correct.right", () => acts.keep(doubt));
        right.append(sure(doubt.confidence));
        choices.push(right);
      }
      for (const { words, confidence, act } of alternativesOf(doubt, page, text, t)) {
        const node = create("button", { type: "button" }, words, ...(confidence === null ? [] : [sure(confidence)]));
        node.addEventListener("click", () => act(acts));
        choices.push(node);
      }
      if (choices.length > 0) item.append(create("div", { className: "choices", hidden: !here }, ...choices));
      list.append(item);
    }
    const { length: count } = page.diagnostics;
    check.replaceChildren(create("h3", {}, t("correct.check", { count })), count > 0 ? list : create("p", {}, t("correct.nothing")));
  };

  // What can be done with the piece that is looked at.
  /** @type {(found: Piece | null, page: Page, text: string) => void} */
  const showPiece = (found, page, text) => {
    if (!found) return piece.replaceChildren(create("h3", {}, t("correct.piece")), create("p", {}, t("correct.choose")));
    const { article, block } = found;
    const titles = page.articles.map((article) => [article.id, `${article.id.slice(1)} · ${brief(titleBlock(article).text, 20)}`]);
    const others = titles.filter(([id]) => id !== article?.id);
    /** @type {[name: string, letter: string, act: () => unknown, ofStory: boolean][]} */
    const all = [
      ["carry", "Space", acts.carry, false], ["type", "Enter", acts.type, false], ["join", "j", acts.join, true], ["part", "b", acts.part, false],
      ["split", "t", acts.split, true], ["headline", "h", acts.setHeadline, true], ["confirm", "c", acts.confirm, false],
    ];
    const buttons = all.filter(([, , , ofStory]) => article || !ofStory).map(([name, letter, act]) => createButton(`correct.${name}`, act, letter));
    const ways = [["", t("correct.to.none")], ...others, ["story", t("correct.story")], ["page", t("correct.page")]];
    const fields = [
      createChoice("correct.role", ROLES.map((role) => [role, t(`role.${role}`)]), block.role, acts.setRole),
      createChoice("correct.to", ways, "", acts.moveTo),
    ];
    if (article) {
      fields.push(createChoice("correct.kind", KINDS.map((kind) => [kind, t(`kind.${kind}`)]), article.kind, acts.setKind));
      fields.push(createChoice("correct.merge", [["", t("correct.to.none")], ...others], "", acts.merge));
    }
    const reasons = create("details", {}, create("summary", {}, t("why")), explain(found, text, t, doubtsAt(page, found.span.utf16[0])));
    piece.replaceChildren(
      create("h3", {}, t("correct.piece")),
      create("p", { className: "quote" }, brief(block.text, 40)),
      create("div", { className: "acts" }, ...buttons),
      create("div", { className: "fields" }, ...fields),
      reasons,
    );
  };

  // Everything that was done, the last first, each to be taken back by itself.
  /** @type {(list: Edit[], conflicts: Conflict[]) => void} */
  const showEdits = (list, conflicts) => {
    const items = list.map((edit, i) => {
      const back = create("button", { type: "button", className: "back" });
      const words = describe(edit, t);
      back.setAttribute("aria-label", t("correct.back", { words }));
      back.addEventListener("click", () => acts.takeBack(i));
      const own = conflicts.filter((conflict) => conflict.edit === i);
      const problems = own.map(({ problem, applied }) => create("small", { className: "doubt" }, t(applied ? "correct.changed" : "correct.lost", { why: t(`problem.${problem}`) })));
      return create("li", {}, create("span", {}, words, ...problems), back);
    });
    const files = create("div", { className: "row" }, createButton("correct.save", acts.save), createButton("correct.load", () => file.click()));
    past.replaceChildren(create("h3", {}, t("correct.past", { count: list.length })), create("ol", { reversed: true }, ...items.reverse()), files);
  };

  // Below the row of buttons, which stays.
  const bringIntoSight = (/** @type {Element} */ node) => {
    const box = node.getBoundingClientRect();
    const [top, bottom] = [row.getBoundingClientRect().bottom, panel.getBoundingClientRect().bottom];
    if (box.top < top || box.bottom > bottom) panel.scrollTop += box.top - top;
  };

  return {
    node: panel,
    zones,

    setWords: (/** @type {Translate} */ words) => {
      t = words;
      panel.setAttribute("aria-label", t("correct"));
      file.setAttribute("aria-label", t("correct.load"));
      signed.textContent = t("work.sign");
      how.textContent = t("work.sign.how");
      for (const node of [undo, redo, printed, done]) node.textContent = t(node.dataset.act ?? "");
      for (const [name, node] of Object.entries(zones)) node.textContent = t(`correct.${name}`);
    },
    /**
     * Shows what there is to do and what was done; `found` is the piece that is looked at.
     *
     * @param {{ page: Page, text: string, found: Piece | null, current: number, list: Edit[], conflicts: Conflict[], canUndo: boolean, canRedo: boolean, isPrinted: boolean }} given
     */
    show: ({ page, text, found, current, list, conflicts, canUndo, canRedo, isPrinted }) => {
      setDisabled([[undo, !canUndo], [redo, !canRedo]]);
      const { activeElement } = /** @type {ShadowRoot} */ (panel.getRootNode());
      const focused = /** @type {HTMLElement | null} */ (activeElement)?.dataset.act;
      printed.setAttribute("aria-pressed", String(isPrinted));
      check.hidden = work.isOn;
      if (!work.isOn) showDoubts(page, text, current);
      showPiece(found, page, text);
      showEdits(list, conflicts);
      // what had the focus has been made anew
      const again = focused && /** @type {HTMLElement | null} */ (panel.querySelector(`[data-act="${focused}"]:not(:disabled)`));
      if (again) again.focus({ preventScroll: true });
    },
    /** Brings what can be done with the piece that is looked at into sight; if it was come to as a doubt, what else was considered. */
    reveal: (/** @type {boolean} */ asDoubt) => bringIntoSight(asDoubt ? check.querySelector("[aria-current]")?.closest("li") ?? piece : piece),
    revealEdits: () => bringIntoSight(past),
    setName: (/** @type {string} */ given) => void (name.value = given),
    roleField: () => /** @type {HTMLSelectElement | null} */ (panel.querySelector('[data-act="correct.role"]')),
  };
};

const createZone = (/** @type {string} */ name) => {
  const node = create("div");
  node.dataset.zone = name;
  return node;
};
