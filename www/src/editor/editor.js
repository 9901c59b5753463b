// The editor in which a page is corrected.

import { blocks, findPiece } from "../model/blocks.js";
import { brief } from "../model/brief.js";
import { createActions } from "./actions.js";
import { createDragAndDrop } from "./drag-and-drop.js";
import { describeDoubt, doubtsAt, placeOf, sureOf } from "../reading/doubts.js";
import { placeInSource } from "./edits.js";
import { createEditorPanel } from "./editor-panel.js";
import { createInlineEdit } from "./inline-edit.js";
import { addGrips, blockNodes, offsetOf, piecesIn, startOf } from "./pieces.js";
import { createPosition } from "./position.js";
import { signedName, signWith } from "./signature.js";
import { createWork } from "./work.js";

/** @import { Engine } from "../engine/engine.js" */
/** @import { Context, Edits } from "../model/types.js" */
/** @import { Selection } from "../reading/selection.js" */
/** @import { Replayed } from "./correcting.js" */
/** @import { DropPlace } from "./drag-and-drop.js" */

/** @typedef {import("./position.js").Position} Position */

/**
 * What the editor is given to work with.
 *
 * @typedef {object} EditorTools
 * @property {Engine} engine
 * @property {string} css
 * @property {Selection} selection
 * @property {(edits: Edits | null) => Promise<Replayed>} replay
 * @property {(replayed: Replayed) => Promise<unknown>} apply
 * @property {(file: File) => unknown} openFile
 * @property {() => unknown} redraw shows the page as it stands
 */

/**
 * @param {Context} context
 * @param {EditorTools} tools
 */
export const createEditor = (context, tools) => {
  const { host, store, ui } = context;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tools.css);
  for (const tree of [ui.root, /** @type {Document | ShadowRoot} */ (host.getRootNode())]) tree.adoptedStyleSheets.push(sheet);

  let isOn = false;
  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);
  const page = () => /** @type {import("../model/types.js").Page} */ (store.state.reading.page);

  const position = createPosition(context, tools.selection);
  const actions = createActions(context, tools, position, () => refresh());
  const { found } = actions;

  const work = createWork(context, actions, { look: position.look, switched: () => refresh() });
  const panel = createEditorPanel({
    ...actions,
    goTo: position.goTo,
    carry: () => carrying.start(position.node()),
    type: () => type(),
    part: () => part(),
    togglePrinted: () => togglePrinted(),
    close: () => close(),
    load: (file) => tools.openFile(file),
    sign: (name) => signWith(host, name),
  }, work);
  ui.workspace.append(panel.node);

  const carrying = createDragAndDrop(context, panel.zones, {
    choose: (node) => position.focus(node),
    describe: (place) => describePlace(place),
    drop: (node, place) => {
      const blockOf = (/** @type {HTMLElement} */ node) => findPiece(page(), startOf(node))?.block;
      const block = blockOf(node);
      position.current = startOf(node);
      const to = place.behind ? { behind: blockOf(place.behind) } : place.before ? { before: blockOf(place.before) } : { page: place.page, story: place.story };
      if (block) actions.moveBlock(block, to);
    },
  });

  const typing = createInlineEdit(store, {
    closed: (node) => position.focus(node),
    done: (block, typed) => actions.typed(block, typed),
    part: async (block, typed, offset) => {
      if (typed !== block.text && !(await actions.typed(block, typed))) return;
      const now = found();
      const place = now && offset > 0 ? placeInSource(now.block, host.text, offset) : null;
      if (place) await actions.partAt(place);
      else ui.note(t("correct.part.where"));
    },
  });

  /** @type {(place: DropPlace) => string} */
  const describePlace = ({ before, behind, page: ofPage }) => {
    const node = before ?? behind;
    if (!node) return t(ofPage ? "correct.page" : "correct.story");
    const { article, block } = findPiece(page(), startOf(node)) ?? {};
    const title = article?.headline ?? block;
    return t(before ? "correct.carry.before" : "correct.carry.behind", {
      words: brief(block?.text ?? ""), number: article?.id.slice(1), headline: brief(title?.text ?? ""),
    });
  };

  const type = () => {
    const [node, block] = [position.node(), found()?.block];
    if (node && block) typing.open(node, block, block.spans.map(({ utf16 }) => host.text.slice(...utf16)).join(" "));
  };

  const part = () => {
    if (!actions.part()) type();
  };

  const togglePrinted = () => {
    host.toggleAttribute("data-printed");
    refresh();
  };

  // What is left goes out of sight with the focus in it.
  const close = () => {
    host.correcting = false;
    ui.bar.correct.focus();
  };

  /** @type {Record<string, (node: HTMLElement) => unknown>} */
  const KEYS = {
    ArrowDown: (node) => position.walk(node, 1), ArrowUp: (node) => position.walk(node, -1),
    Home: (node) => position.walk(node, -Infinity), End: (node) => position.walk(node, Infinity),
    ArrowRight: (node) => position.walkPieces(node, 1), ArrowLeft: (node) => position.walkPieces(node, -1),
    " ": (node) => carrying.start(node), Enter: type, F2: type,
    j: actions.join, t: actions.split, b: part, h: actions.setHeadline, c: actions.confirm, x: actions.toPage,
    r: () => panel.roleField()?.focus(),
    d: position.nextDoubt, u: actions.undo, U: actions.redo, v: togglePrinted,
  };

  const stop = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (!isOn || event.defaultPrevented || event.isComposing) return;
    const node = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.(".bm-page [data-role]"));
    if (node && carrying.key(event)) return stop(event);
    const pressed = event.key.toLowerCase();
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const typed = /** @type {Element} */ (event.composedPath()[0]).matches?.("input, textarea, select");
    if (command && !typed && (pressed === "z" || pressed === "y")) {
      (pressed === "y" || event.shiftKey ? actions.redo : actions.undo)();
      return stop(event);
    }
    if (!node || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    position.moveTo(node);
    KEYS[event.key](node);
    stop(event);
  };

  host.addEventListener("keydown", onKey, { capture: true });
  host.addEventListener("focusin", (event) => {
    const node = isOn && /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.(".bm-page [data-role]"));
    if (node && event.target === node && !carrying.isCarrying() && position.moveTo(node)) tools.selection.chooseAt(piecesIn(node)[0]);
  });
  host.addEventListener("banmian-select", (event) => {
    if (!isOn) return;
    position.current = /** @type {CustomEvent<{ start: number }>} */ (event).detail.start;
    const chosen = position.node();
    for (const node of blockNodes(host)) node.tabIndex = node === chosen ? 0 : -1;
    refresh();
    if (work.isOn) return;
    panel.reveal(position.asDoubt);
    const doubts = doubtsHere();
    if (doubts) ui.say(doubts);
  });
  host.addEventListener("banmian-edit", () => isOn && !actions.isChanging && refresh());
  panel.node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") position.node()?.focus();
  });
  const setWords = () => {
    panel.setWords(store.state.t);
    work.setWords();
  };
  store.subscribe(["t"], () => {
    setWords();
    refresh();
  });
  setWords();

  // The panel, and the pieces, as the page is now.
  const refresh = () => {
    if (!isOn || !store.state.reading.page) return;
    // a page that is put right must not be laid out anew at every step
    context.content.arrange("source");
    if (!found()) {
      const spans = [...blocks(page())].flatMap(([, { spans }]) => spans.map(({ utf16 }) => utf16));
      const [start] = spans.find(([from, to]) => from <= position.current && position.current < to) ?? spans[0] ?? [-1];
      position.current = start;
    }
    addGrips(host, position.current);
    const { past, future } = actions.history();
    panel.show({
      page: page(),
      text: host.text,
      found: found(),
      current: position.current,
      list: actions.list(),
      conflicts: store.state.reading.corrections?.conflicts ?? [],
      canUndo: past.length + actions.list().length > 0,
      canRedo: future.length > 0,
      isPrinted: host.hasAttribute("data-printed"),
    });
    work.refresh();
  };

  const turnOn = () => {
    const { diagnostics } = page();
    const chosen = /** @type {HTMLElement | null} */ (host.querySelector(".bm-page [data-start][aria-current]"));
    const [doubtful] = diagnostics.flatMap((doubt) => placeOf(doubt)?.utf16[0] ?? []);
    position.current = chosen ? offsetOf(chosen) : doubtful ?? -1;
    panel.setName(signedName(host));
    refresh();
    const node = position.node();
    if (node) ui.scroller.bring(node, "center");
    if (mayFocus()) position.goTo(position.current);
    const words = brief(found()?.block.text ?? "");
    ui.say([t("correct.said", { count: diagnostics.length }), t("correct.at", { words }), doubtsHere()].filter(Boolean).join(" "));
  };

  // What is doubtful of the piece that is looked at, in words.
  const doubtsHere = () => {
    const doubts = doubtsAt(page(), position.current).map((doubt) => [describeDoubt(doubt, store.state.t), sureOf(doubt)].filter(Boolean).join(t("why.comma")));
    return doubts.length > 0 ? `${t("why.doubt")}${doubts.join(t("why.and"))}` : "";
  };

  // Who opens it by a key or the tool bar has the focus in the viewer, or nowhere; a host's own
  // controls keep it.
  const mayFocus = () => document.activeElement === null || document.activeElement === document.body || host.contains(document.activeElement);

  const turnOff = () => {
    typing.close(false);
    if (carrying.isCarrying()) carrying.letGo();
    host.removeAttribute("data-printed");
    tools.redraw();
  };

  return {
    /** Opens or closes the editor, or shows it as the page is now. */
    show: (/** @type {boolean} */ wanted) => {
      if (wanted === isOn) {
        if (!actions.isChanging) refresh();
        return;
      }
      isOn = wanted;
      if (isOn) turnOn();
      else turnOff();
    },

    /** Brings the list of what was corrected into sight. */
    showEdits: panel.revealEdits,
  };
};
