// Makes edits, in the form of src/edit/schema.json, and describes them in words.

import { titleBlock } from "../model/blocks.js";
import { brief } from "../model/brief.js";
import { runsOf } from "../model/runs.js";

/** @import { Engine } from "../engine/engine.js" */
/** @import { Article, Block, Role, Span, Translate } from "../model/types.js" */

/** @typedef {import("../../types/edits.js").Edit} Edit */
/** @typedef {import("../../types/edits.js").Anchor} Anchor */
/** @typedef {ReturnType<typeof createEdits>} EditMaker */
/** @typedef {{ behind?: Block, before?: Block, page?: boolean, story?: boolean }} Place where a block is put: beside another, to what is the page's own, or into a story of its own */

/**
 * What makes edits of a page's blocks and articles; `text` is its source.
 *
 * @param {Engine} engine
 * @param {string} text
 */
export const createEdits = (engine, text) => {
  /** @type {(block: Pick<Block, "role" | "text" | "confidence" | "spans">) => [Anchor, ...Anchor[]]} */
  const what = (block) => engine.anchors(text, block);
  /** @type {(span: Span) => Anchor} */
  const at = (span) => engine.anchor(text, ...span.utf16);
  const lastOf = (/** @type {Block} */ { spans }) => spans[spans.length - 1];
  const of = (/** @type {Article} */ article) => at(titleBlock(article).spans[0]);
  /** @type {(to: Place) => import("../../types/edits.js").Place} */
  const place = (to) => {
    if (to.behind) return { behind: at(lastOf(to.behind)) };
    if (to.before) return { before: at(to.before.spans[0]) };
    return to.page ? "page" : "story";
  };
  return {
    /** @type {(block: Block, to: Place) => Edit} */
    move: (block, to) => ({ kind: "move", what: what(block), to: place(to) }),
    /** @type {(spans: Span[], behind: Span | null | undefined) => Edit} as one of the places the reading considered: behind a span, or where nothing was */
    alternative: (spans, behind) => ({ kind: "move", what: what({ ...PIECE, spans }), to: behind ? { behind: at(behind) } : "story" }),
    /** @type {(block: Block, role: Role) => Edit} */
    role: (block, role) => ({ kind: "role", what: what(block), role }),
    /** @type {(block: Block, article: Article) => Edit} */
    headline: (block, article) => ({ kind: "headline", what: what(block), story: of(article) }),
    /** @type {(left: Block, block: Block) => Edit} */
    join: (left, block) => ({ kind: "join", left: at(lastOf(left)), right: what(block) }),
    /** @type {(left: Span, right: Span) => Edit} */
    joined: (left, right) => ({ kind: "join", left: at(left), right: [at(right)] }),
    /** @type {(from: number, to: number) => Edit} */
    part: (from, to) => ({ kind: "part", at: engine.anchor(text, from, to) }),
    /** @type {(span: Span) => Edit} */
    split: (span) => ({ kind: "split", at: at(span) }),
    /** @type {(article: Article, into: Article) => Edit} */
    merge: (article, into) => ({ kind: "merge", story: of(article), into: of(into) }),
    /** @type {(article: Article, is: Article["kind"]) => Edit} */
    kind: (article, is) => ({ kind: "kind", story: of(article), is }),
    /** @type {(block: Block, article: Article | null) => Edit} */
    confirm: (block, article) => ({ kind: "confirm", what: [at(block.spans[0])], with: article ? of(article) : at(block.spans[0]) }),
    /** @type {(span: Span, article: Article | null) => Edit} */
    confirmSpan: (span, article) => ({ kind: "confirm", what: [at(span)], with: article ? of(article) : at(span) }),
    /** @type {(block: Block, typed: string) => Edit[]} */
    typed: (block, typed) => engine.retype(text, block, typed),
  };
};

// What an anchor is asked of needs no more than spans.
/** @type {Pick<Block, "role" | "text" | "confidence">} */
const PIECE = { role: "paragraph", text: "", confidence: 1 };

/**
 * What an edit is of: the first characters that it names.
 *
 * @param {Edit} edit
 * @returns {Anchor}
 */
export const anchorOf = (edit) => {
  const { what = [], with: beginning, story, right, at } = /** @type {any} */ (edit);
  // a story is confirmed by its beginning alone
  return what[0] ?? right?.[0] ?? at ?? story ?? beginning;
};

/**
 * What an edit does, in words.
 *
 * @param {Edit} edit
 * @param {Translate} t
 */
export const describe = (edit, t) => {
  const { kind, to, into, left, role, is, text } = /** @type {any} */ (edit);
  const words = brief(anchorOf(edit).quote);
  const beside = to?.behind ?? to?.before ?? left ?? into;
  const key = kind === "move" ? `move.${typeof to === "string" ? to : Object.keys(to)[0]}` : kind;
  return t(`correct.did.${key}`, {
    words,
    other: beside ? brief(beside.quote) : "",
    role: role ? t(`role.${role}`) : "",
    sort: is ? t(`kind.${is}`) : "",
    text: text ?? "",
  });
};

/**
 * Where in the source the `offset`th unit of a block's text comes from, and where its piece ends.
 *
 * @param {Block} block
 * @param {string} text
 * @param {number} offset
 * @returns {[number, number] | null}
 */
export const placeInSource = (block, text, offset) => {
  let at = 0;
  for (const span of block.spans) {
    const runs = runsOf(block, span, text);
    const shown = runs.map(({ shown }) => shown).join("");
    while (at < block.text.length && !block.text.startsWith(shown, at)) at += 1;
    if (offset < at + shown.length) {
      for (const { start, shown, plain } of runs) {
        if (offset < at + shown.length) return [plain ? start + Math.max(0, offset - at) : start, span.utf16[1]];
        at += shown.length;
      }
    }
    at += shown.length;
  }
  return null;
};
