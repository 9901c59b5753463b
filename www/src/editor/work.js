// Works through the doubts of an edition, one after the other, on whichever page they are.

import { hasFacsimile } from "../model/views.js";
import { describeDoubt } from "../reading/doubts.js";
import { painted, takingTurns, yieldToBrowser } from "../scheduling.js";
import { alternativesOf } from "./alternatives.js";
import { brief } from "../model/brief.js";
import { createWorkListPanel } from "./work-list-panel.js";
import { createWorkList } from "./work-list.js";

/** @import { Context, Edition } from "../model/types.js" */
/** @import { Actions } from "./actions.js" */
/** @import { Edit } from "./edits.js" */
/** @import { Decision, Item } from "./work-list.js" */

/** @typedef {{ item: Item, decision: Decision | "skipped", edits: Edit[] }} Step */

/**
 * `look` has a piece looked at on the page that is shown, `switched` hears that another list is shown.
 *
 * @param {Context} context
 * @param {Actions} actions
 * @param {{ look: (start: number) => void, switched: () => void }} hooks
 */
export const createWork = ({ host, store, ui, track }, actions, { look, switched }) => {
  let isOn = false;
  // a step is being made, and keys wait for what comes of it
  let isBusy = false;
  // pages have come in meanwhile
  let isBehind = false;
  /** @type {Edition | null} */
  let edition = null;
  let list = createWorkList();
  /** @type {Item | null} */
  let current = null;
  /** @type {{ past: Step[], future: Step[] }} */
  let steps = { past: [], future: [] };

  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);
  const entries = () => store.state.edition.entries;
  const nameOf = (/** @type {number} */ index) => entries()[index]?.name.replace(/\.[a-z]+$/i, "") || t("pages.number", { number: index + 1 });
  const placeOf = (/** @type {Item} */ item) => ({ name: nameOf(item.index), text: list.pageOf(item).text, page: list.pageOf(item).page });
  const choicesOf = (/** @type {Item} */ item) => {
    const { page, text } = list.pageOf(item);
    return alternativesOf(item.doubt, page, text, store.state.t).slice(0, 4);
  };

  const panel = createWorkListPanel({
    show: (scope) => setScope(scope === "edition"),
    accept: () => work(accept),
    choose: (n) => work(() => choose(n)),
    skip: () => work(skip),
    goTo: (key) => work(() => lookAt(list.open().find((item) => item.key === key) ?? null)),
  });

  const show = () => {
    const open = list.open();
    // it may have been decided on its page, or its page have been read anew
    const at = open.findIndex(({ key }) => key === current?.key);
    current = open[at] ?? open[0] ?? null;
    panel.showProgress(list.progress(), { read: list.read(), count: entries().length });
    panel.showCurrent(current && { item: current, ...placeOf(current), choices: choicesOf(current) }, t(list.progress().count > 0 ? "work.done" : "work.nothing"));
    panel.showList(open, current?.key ?? null, placeOf);
  };

  const update = async () => {
    if (edition !== store.state.edition) {
      edition = store.state.edition;
      list = createWorkList();
      current = null;
      steps = { past: [], future: [] };
    }
    await list.update(entries(), takingTurns());
  };

  const withFocus = async (/** @type {() => Promise<unknown>} */ act) => {
    const had = panel.node.contains(ui.root.activeElement);
    await act();
    if (had && !panel.list.hidden && !panel.node.contains(ui.root.activeElement)) panel.list.focus({ preventScroll: true });
  };

  /** Shows the page of a doubt, if it is not shown. Returns whether it is shown then. */
  const turnTo = async (/** @type {number} */ index) => {
    if (index === store.state.index) return true;
    const reading = entries()[index]?.reading;
    const stays = store.state.view === "facsimile" && reading && hasFacsimile(reading);
    await host.show(stays ? "facsimile" : "source", null, index);
    if (store.state.index === index && store.state.reading.page) return true;
    ui.note(t("work.gone"));
    return false;
  };

  /** Looks at a doubt where it stands. */
  const lookAt = async (/** @type {Item | null} */ item, said = "") => {
    current = item;
    if (item && (await turnTo(item.index))) {
      // a page that has come is laid out before it is gone through
      await yieldToBrowser();
      look(item.span.utf16[0]);
    }
    await yieldToBrowser();
    await update();
    show();
    const { done, count } = list.progress();
    const words = current && [brief(placeOf(current).text.slice(...current.span.utf16)), describeDoubt(current.doubt, store.state.t)].join(t("why.comma"));
    ui.say([said, t("work.progress", { done, count }), words ? t("work.said.next", { words }) : t("work.done")].filter(Boolean).join(" "));
  };

  // What comes after a doubt once it is decided or skipped.
  const follower = (/** @type {Item} */ item) => {
    const open = list.open();
    const at = open.findIndex(({ key }) => key === item.key);
    return open[at + 1] ?? open[at - 1] ?? null;
  };

  /** @type {(step: Step, said?: string) => Promise<void>} */
  const goOn = async (step, said = "") => {
    steps.past.push(step);
    steps.future = [];
    let next = follower(step.item);
    if (step.decision === "skipped") list.skip(step.item.key);
    else list.decide(step.item.key, step.decision);
    await update();
    const open = list.open();
    // what was decided may have settled the next one, too
    if (!open.some(({ key }) => key === next?.key)) next = open[0] ?? null;
    await lookAt(next, said);
  };

  /** @type {(decision: Decision, act: (item: Item) => unknown) => Promise<void>} */
  const decide = async (decision, act) => {
    const item = current;
    if (!item || !(await turnTo(item.index))) return;
    const before = actions.list().length;
    if (!(await act(item))) return;
    // what was done is said by then, and laid out before the next page is turned to
    await yieldToBrowser();
    await goOn({ item, decision, edits: actions.list().slice(before) });
  };

  const accept = () => decide("accepted", ({ doubt }) => actions.keep(doubt));
  const choose = async (/** @type {number} */ n) => {
    const choice = current && choicesOf(current)[n];
    if (choice) await decide("corrected", () => choice.act(actions));
  };
  const skip = async () => {
    if (current) await goOn({ item: current, decision: "skipped", edits: [] }, t("work.skip"));
  };

  const walk = async (/** @type {number} */ by) => {
    const open = list.open();
    const at = open.findIndex(({ key }) => key === current?.key) + by;
    await lookAt(open[Math.max(0, Math.min(open.length - 1, at))] ?? null);
  };

  const undo = async () => {
    const step = steps.past.pop();
    if (!step) return ui.note(t("work.undo.none"));
    if (!(await turnTo(step.item.index))) return;
    const made = new Set(step.edits.map((edit) => JSON.stringify(edit)));
    if (made.size > 0) await actions.takeBackAll((edit) => made.has(JSON.stringify(edit)));
    if (step.decision === "skipped") list.unskip(step.item.key);
    else list.takeBack(step.item.key);
    steps.future.push(step);
    await update();
    await lookAt(list.open().find(({ key }) => key === step.item.key) ?? null, t("correct.undone", { count: actions.list().length }));
  };

  const redo = async () => {
    const step = steps.future.pop();
    if (!step) return ui.note(t("work.redo.none"));
    if (!(await turnTo(step.item.index))) return;
    if (step.edits.length > 0 && !(await actions.makeAgain(step.edits))) return;
    const { future } = steps;
    await goOn(step, t("correct.redone", { count: actions.list().length }));
    steps.future = future;
  };

  /** Does something of the list, unless something is being done. */
  const work = (/** @type {() => Promise<unknown>} */ act) => {
    if (isBusy) return;
    isBusy = true;
    const done = () => {
      isBusy = false;
      if (isBehind) follow();
    };
    track(withFocus(act).finally(done));
  };

  /** @type {Record<string, () => Promise<unknown>>} */
  const KEYS = {
    c: accept, Enter: accept, s: skip, u: undo, U: redo,
    1: () => choose(0), 2: () => choose(1), 3: () => choose(2), 4: () => choose(3),
    ArrowDown: () => walk(1), ArrowUp: () => walk(-1), ArrowRight: () => walk(1), ArrowLeft: () => walk(-1),
    Home: () => walk(-Infinity), End: () => walk(Infinity),
  };

  panel.node.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    // on a button, Enter is the button's own
    const isOwn = key === "Enter" && target !== panel.list;
    if (event.isComposing || ctrlKey || metaKey || altKey || isOwn || !KEYS[key]) return;
    event.preventDefault();
    event.stopPropagation();
    work(KEYS[key]);
  });

  const isOffered = () => entries().length > 1;

  const setScope = (/** @type {boolean} */ ofEdition) => {
    isOn = ofEdition;
    panel.setScope(isOn, isOffered());
    if (isOn) work(async () => {
      await update();
      // the list stands before the page that it begins with is turned to
      current = list.open()[0] ?? null;
      show();
      await painted();
      await lookAt(current);
      panel.list.focus({ preventScroll: true });
    });
    switched();
  };

  // Pages that are read come in while nothing else is done with the list.
  const follow = () => {
    isBehind = isBusy;
    if (isOn && !isBusy) work(async () => {
      await update();
      show();
    });
  };
  host.addEventListener("banmian-read", follow);

  return {
    node: panel.node,
    scope: panel.scope,

    /** Whether the doubts of the whole edition are listed. */
    get isOn() { return isOn && isOffered(); },

    setWords: () => {
      panel.setWords(store.state.t);
      if (isOn) show();
    },

    /** Shows the list as the pages are now. */
    refresh: () => {
      panel.setScope(isOn && isOffered(), isOffered());
      follow();
    },
  };
};
