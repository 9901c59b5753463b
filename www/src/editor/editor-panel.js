// The panel of the desk: doubts first, then what can be done with a piece, and what was done.

import { inWords } from "../reading/doubts.js";
import { brief, first, said } from "./edits.js";
import { ROLES, why } from "../reading/explanation.js";

const KINDS = ["news", "photo", "teaser", "notice"];
const LETTERS = new Map([["carry", "Space"], ["type", "Enter"], ["join", "j"], ["part", "b"], ["split", "t"], ["headline", "h"], ["confirm", "c"]]);

// `act` is what editor.js does when something is pressed.
export const correctPanel = (act) => {
  const panel = make("aside");
  panel.part = "correct";
  const [undo, redo, printed, done] = ["undo", "redo", "printed", "done"].map((name) => control(`correct.${name}`, () => act[name]()));
  const row = make("div", { className: "row" }, undo, redo, printed, done);
  const zones = { story: zone("story"), page: zone("page") };
  const drops = make("div", { className: "zones", ariaHidden: "true" }, zones.page, zones.story);
  const [check, piece, past] = ["check", "piece", "past"].map((className) => make("section", { className }));
  const file = make("input", { type: "file", tabIndex: -1, accept: ".json,application/json" });
  file.addEventListener("change", () => {
    if (file.files.length > 0) act.load(file.files[0]);
    file.value = "";
  });
  panel.append(row, drops, check, piece, past, file);

  let t = (key) => key;

  const button = (key, press, letter) => {
    const node = control(key, press);
    node.textContent = t(key);
    if (letter) node.append(make("kbd", {}, letter));
    return node;
  };

  const choice = (key, options, chosen, change) => {
    const select = make("select", {}, ...options.map(([value, words]) => new Option(words, value)));
    select.value = chosen;
    select.dataset.act = key;
    select.addEventListener("change", () => change(select.value));
    return make("label", {}, make("span", {}, t(key)), select);
  };

  // All doubts; the one that is looked at with what else was considered.
  const doubts = (page, text, current) => {
    const all = page.diagnostics.filter(({ spans }) => spans.length > 0);
    const list = make("ol");
    for (const doubt of all) {
      const { spans, code, confidence, alternatives = [] } = doubt;
      const span = spans[code === "doubtful-join" ? 1 : 0] ?? spans[0];
      const here = spans.some(({ utf16: [from, to] }) => from <= current && current < to);
      const words = `${t("why.line", { line: span.line })} · ${inWords(doubt, t)} `;
      const go = make("button", { type: "button", className: "go" }, words, make("q", {}, brief(text.slice(...span.utf16), 24)));
      go.addEventListener("click", () => act.go(span.utf16[0]));
      const item = make("li", {}, go);
      if (here) go.setAttribute("aria-current", "true");
      const choices = [];
      const sure = (share) => make("small", {}, `${Math.round(share * 100)} %`);
      if (/^doubtful/.test(code)) {
        const right = button("correct.right", () => act.keep(doubt));
        right.append(sure(confidence));
        choices.push(right);
      }
      if (code === "unplaced") choices.push(button("correct.page", () => act.toPage(doubt)));
      for (const other of alternatives) {
        const apart = code === "doubtful-join" && other.behind?.utf16[0] === spans[0].utf16[0];
        const key = apart ? "correct.alone" : other.behind ? "correct.behind" : "correct.story";
        const node = make("button", { type: "button" }, t(key, { words: other.behind ? `…${[...text.slice(...other.behind.utf16)].slice(-14).join("")}` : "" }), sure(other.confidence));
        node.addEventListener("click", () => act.instead(doubt, other, apart));
        choices.push(node);
      }
      if (choices.length > 0) item.append(make("div", { className: "choices", hidden: !here }, ...choices));
      list.append(item);
    }
    check.replaceChildren(make("h3", {}, t("correct.check", { count: all.length })), all.length > 0 ? list : make("p", {}, t("correct.nothing")));
  };

  // What can be done with the piece that is looked at.
  const about = (found, page, text) => {
    if (!found) return piece.replaceChildren(make("h3", {}, t("correct.piece")), make("p", {}, t("correct.choose")));
    const { article, block } = found;
    const titles = page.articles.map((article) => [article.id, `${article.id.slice(1)} · ${brief(first(article).text, 20)}`]);
    const others = titles.filter(([id]) => id !== article?.id);
    const acts = [...LETTERS]
      .filter(([name]) => article || ["carry", "type", "part", "confirm"].includes(name))
      .map(([name, letter]) => button(`correct.${name}`, () => act[name](), letter));
    const ways = [["", t("correct.to.none")], ...others, ["story", t("correct.story")], ["page", t("correct.page")]];
    const fields = [
      choice("correct.role", ROLES.map((role) => [role, t(`role.${role}`)]), block.role, act.role),
      choice("correct.to", ways, "", act.to),
    ];
    if (article) {
      fields.push(choice("correct.kind", KINDS.map((kind) => [kind, t(`kind.${kind}`)]), article.kind, act.kind));
      fields.push(choice("correct.merge", [["", t("correct.to.none")], ...others], "", act.merge));
    }
    const reasons = make("details", {}, make("summary", {}, t("why")), why(found, text, t));
    piece.replaceChildren(
      make("h3", {}, t("correct.piece")),
      make("p", { className: "quote" }, brief(block.text, 40)),
      make("div", { className: "acts" }, ...acts),
      make("div", { className: "fields" }, ...fields),
      reasons,
    );
  };

  // Everything that was done, the last first, each to be taken back by itself.
  const made = (list, conflicts) => {
    const items = list.map((edit, i) => {
      const back = make("button", { type: "button", className: "back" });
      const words = said(edit, t);
      back.setAttribute("aria-label", t("correct.back", { words }));
      back.addEventListener("click", () => act.back(i));
      const own = conflicts.filter((conflict) => conflict.edit === i);
      const amiss = own.map(({ problem, applied }) => make("small", { className: "doubt" }, t(applied ? "correct.changed" : "correct.lost", { why: t(`problem.${problem}`) })));
      return make("li", {}, make("span", {}, words, ...amiss), back);
    });
    const files = make("div", { className: "row" }, button("correct.save", act.save), button("correct.load", () => file.click()));
    past.replaceChildren(make("h3", {}, t("correct.past", { count: list.length })), make("ol", { reversed: true }, ...items.reverse()), files);
  };

  return {
    panel, zones,
    label: (words) => {
      t = words;
      panel.setAttribute("aria-label", t("correct"));
      file.setAttribute("aria-label", t("correct.load"));
      for (const node of [undo, redo, printed, done]) node.textContent = t(node.dataset.act);
      for (const [name, node] of Object.entries(zones)) node.textContent = t(`correct.${name}`);
    },
    show: ({ page, text, found, current, list, conflicts, canUndo, canRedo, isPrinted }) => {
      const focused = panel.getRootNode().activeElement?.dataset.act;
      undo.disabled = !canUndo;
      redo.disabled = !canRedo;
      printed.setAttribute("aria-pressed", String(isPrinted));
      doubts(page, text, current);
      about(found, page, text);
      made(list, conflicts);
      // what had the focus has been made anew
      const again = focused && panel.querySelector(`[data-act="${focused}"]:not(:disabled)`);
      again?.focus({ preventScroll: true });
    },
    roleField: () => panel.querySelector('[data-act="correct.role"]'),
  };
};

const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

const zone = (name) => {
  const node = make("div");
  node.dataset.zone = name;
  return node;
};

const control = (key, act) => {
  const button = make("button", { type: "button" });
  button.dataset.act = key;
  button.addEventListener("click", act);
  return button;
};
