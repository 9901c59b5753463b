// The commands of the editor. Each adds edits to the list of the page, and the page is made anew from
// its reading and that list, so that everything can be taken back.

import { blocks, blocksOf, findPiece } from "../model/blocks.js";
import { yieldToBrowser } from "../scheduling.js";
import { download } from "../ui/download.js";
import { createEdits, describe } from "./edits.js";
import { blockAt } from "./pieces.js";
import { provenanceNow } from "./signature.js";

/** @import { Article, Block, Context, Diagnostic, Role, Span } from "../model/types.js" */
/** @import { Edit, EditMaker, Place } from "./edits.js" */
/** @import { EditorTools, Position } from "./editor.js" */

/** @typedef {ReturnType<typeof createActions>} Actions */
/** @typedef {{ past: Edit[][], future: Edit[][] }} History the list of edits before each step, and what was taken back since */

/**
 * `refresh` shows the editor as the page is now.
 *
 * @param {Context} context
 * @param {EditorTools} tools
 * @param {Position} position
 * @param {() => void} refresh
 */
export const createActions = ({ host, store, ui, track }, { engine, replay, apply }, position, refresh) => {
  let changing = false;
  /** @type {Map<string, History>} */
  const histories = new Map();

  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);
  const page = () => /** @type {import("../model/types.js").Page} */ (store.state.reading.page);
  /** @type {() => Edit[]} */
  const list = () => host.edits?.edits ?? [];
  const make = () => createEdits(engine, host.text);
  const history = () => {
    const known = histories.get(host.text);
    if (known) return known;
    const fresh = { past: [], future: [] };
    histories.set(host.text, fresh);
    return fresh;
  };
  const found = () => findPiece(page(), position.current);
  const storyOf = (/** @type {string} */ id) => /** @type {Article} */ (page().articles.find((article) => article.id === id));
  // What is doubted of characters may begin within a piece.
  const pieceAt = (/** @type {Span} */ { utf16: [start] }) => {
    const spans = [...blocks(page())].flatMap(([, { spans }]) => spans.map(({ utf16 }) => utf16));
    const [from] = spans.find(([from, to]) => from <= start && start < to) ?? [start];
    return /** @type {NonNullable<ReturnType<typeof findPiece>>} */ (findPiece(page(), from));
  };

  // The reader's eye stays where it is.
  const show = (/** @type {import("./correcting.js").Replayed} */ replayed, /** @type {boolean} */ focused) => {
    const within = document.activeElement?.closest(".bm-page") && host.contains(document.activeElement);
    const top = blockAt(host, position.current)?.getBoundingClientRect().top ?? 0;
    const panes = [ui.reading, ui.source].map((pane) => /** @type {const} */ ([pane, pane.scrollTop]));
    changing = true;
    track(apply(replayed));
    changing = false;
    for (const [pane, at] of panes) pane.scrollTop = at;
    const node = blockAt(host, position.current);
    if (node && !focused) ui.reading.scrollBy({ top: node.getBoundingClientRect().top - top, behavior: "instant" });
    refresh();
    if (focused || within) position.focus(blockAt(host, position.current));
  };

  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /**
   * Does something with the list once all that was begun before is done, so that nothing of that is lost; and
   * nothing where the reader has gone to another page meanwhile.
   *
   * @param {() => Promise<boolean | void>} act
   * @returns {Promise<boolean | void>}
   */
  const inTurn = (act) => {
    const { text } = host;
    const done = last.then(() => host.text === text && act());
    last = track(done.catch(() => {}));
    return done;
  };

  /**
   * Puts another list in the place of the one there is; `edits` are what is new in it. Returns whether
   * they could be made.
   *
   * @param {Edit[]} wanted
   * @param {{ edits?: Edit[], focused?: boolean, keep?: boolean }} [options]
   */
  const replace = async (wanted, { edits = [], focused = false, keep = true } = {}) => {
    const [before, { text }] = [list(), host];
    const base = host.edits ?? (await replay(null)).edits;
    const replayed = await replay({ ...base, edits: wanted });
    // reading the page is a task of its own, and showing it another
    await yieldToBrowser();
    if (host.text !== text) return false;
    const conflict = replayed.conflicts.find(({ edit }) => edit >= wanted.length - edits.length);
    if (edits.length > 0 && conflict) {
      ui.note(t(`problem.${conflict.problem}`));
      return false;
    }
    if (keep) {
      history().past.push(before);
      history().future = [];
    }
    show(replayed, focused);
    if (edits.length > 0) ui.say(edits.length > 1 ? t("correct.did.many", { count: edits.length }) : describe(edits[0], store.state.t));
    return true;
  };

  const step = (/** @type {Edit[]} */ edits, focused = false) => {
    const signed = edits.map((edit) => ({ ...edit, provenance: provenanceNow(host) }));
    return inTurn(() => replace([...list(), ...signed], { edits: signed, focused }));
  };

  /** @type {(edit: (make: EditMaker, block: Block, article: Article | null) => Edit) => void} makes an edit of the block that is looked at */
  const act = (edit) => {
    const { article, block } = found() ?? {};
    if (block) step([edit(make(), block, article ?? null)], true);
  };

  /** @type {(edit: (make: EditMaker, article: Article, block: Block) => Edit) => void} the same, of its story */
  const actOnStory = (edit) => act((make, block, article) => edit(make, /** @type {Article} */ (article), block));

  return {
    found,
    history,
    list,
    step,
    /** Whether a step is being made. */
    get isChanging() { return changing; },

    undo: () => inTurn(async () => {
      const { past, future } = history();
      const before = past.pop() ?? list().slice(0, -1);
      if (list().length === 0 && before.length === 0) return;
      future.push(list());
      await replace(before, { keep: false });
      ui.say(t("correct.undone", { count: list().length }));
    }),

    redo: () => inTurn(async () => {
      const { past, future } = history();
      const after = future.pop();
      if (!after) return;
      past.push(list());
      await replace(after, { keep: false });
      ui.say(t("correct.redone", { count: list().length }));
    }),

    /** Takes back one edit of the list. */
    takeBack: (/** @type {number} */ i) => inTurn(() => replace(list().filter((_, n) => n !== i))),

    /** Takes back those edits of the list that are wanted away. */
    takeBackAll: (/** @type {(edit: Edit) => boolean} */ isUnwanted) => inTurn(() => replace(list().filter((edit) => !isUnwanted(edit)))),

    /** Makes edits again that were taken back, as they were. */
    makeAgain: (/** @type {Edit[]} */ edits) => inTurn(() => replace([...list(), ...edits], { edits })),

    confirm: () => act((make, block, article) => make.confirm(block, article)),
    setRole: (/** @type {Role} */ role) => act((make, block) => make.role(block, role)),
    setKind: (/** @type {Article["kind"]} */ kind) => actOnStory((make, article) => make.kind(article, kind)),
    toPage: () => act((make, block) => make.move(block, { page: true })),
    merge: (/** @type {string} */ id) => actOnStory((make, article) => make.merge(article, storyOf(id))),

    /** Moves the block to the end of a story, into a story of its own, or to what is the page's own. */
    moveTo: (/** @type {string} */ where) =>
      act((make, block) => make.move(block, /^(story|page)$/.test(where) ? { [where]: true } : { behind: blocksOf(storyOf(where)).at(-1) })),

    moveBlock: (/** @type {Block} */ block, /** @type {Place} */ place) => step([make().move(block, place)], true),

    setHeadline: () => {
      if (found()?.article) actOnStory((make, article, block) => make.headline(block, article));
      else ui.note(t("problem.no-story"));
    },

    /** Has a story begin with the piece that is looked at. */
    split: () => {
      const { span } = found() ?? {};
      if (span) step([make().split(span)], true);
    },

    /** Has a paragraph begin with it. Returns false where one does already. */
    part: () => {
      const { block, span } = found() ?? {};
      if (!block || !span || span === block.spans[0]) return false;
      step([make().part(...span.utf16)], true);
      return true;
    },

    partAt: (/** @type {[number, number]} */ place) => step([make().part(...place)], true),

    typed: (/** @type {Block} */ block, /** @type {string} */ text) => step(make().typed(block, text), true),

    /** Joins the block to the one before. */
    join: () => {
      const { article, block } = found() ?? {};
      const all = article ? blocksOf(article) : [];
      const before = block && all[all.indexOf(block) - 1];
      if (before) step([make().join(before, block)], true);
      else ui.note(t("correct.join.none"));
    },

    /** Confirms what is doubtful. */
    keep: (/** @type {Diagnostic} */ { code, spans }) => {
      const [before, after] = spans;
      return step([code === "doubtful-join" ? make().joined(before, after) : make().confirmSpan(before, pieceAt(before).article)]);
    },

    /** Puts what is doubtful to what is the page's own. */
    doubtToPage: (/** @type {Diagnostic} */ doubt) => step([make().move(pieceAt(doubt.spans[0]).block, { page: true })]),

    /** Does what else was considered of what is doubtful; `apart` where it is to be a paragraph of its own. */
    instead: (/** @type {Diagnostic} */ { code, spans }, /** @type {{ behind?: Span | null }} */ { behind }, /** @type {boolean} */ apart) => {
      if (apart) return step([make().part(...spans[1].utf16)]);
      const { block } = pieceAt(spans[0]);
      // of a join, what is joined and goes on without a doubt
      const from = code === "doubtful-join" ? block.spans.findIndex(({ start }) => start === spans[1].start) : 0;
      const next = (block.joins ?? []).map(({ span }) => span).find((span) => code === "doubtful-join" && span > from);
      return step([make().alternative(block.spans.slice(from, next), behind)]);
    },

    /** Saves the list of edits as a file. */
    save: () => {
      const { edits } = host;
      if (!edits) return ui.note(t("correct.nothing.saved"));
      const { edition, index } = store.state;
      const name = `${(edition.entries[index].name || "banmian").replace(/\.[a-z]+$/i, "")}.edits.json`;
      download(new Blob([JSON.stringify(edits, null, 2)], { type: "application/json" }), name);
      ui.say(t("save.done", { name }));
    },
  };
};
