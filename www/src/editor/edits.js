// What a person says of a page → edits, as src/edit/schema.json has them; and back into words.

import { runsOf } from "../model/runs.js";

// `block` and `article` are the page's own; `text` is its source.
export const maker = (engine, text) => {
  const what = (block) => engine.anchors(text, block);
  const at = (span) => engine.anchor(text, ...span.utf16);
  const of = (article) => at(first(article).spans[0]);
  const place = (to) => {
    if (to.behind) return { behind: at(to.behind.spans.at(-1)) };
    if (to.before) return { before: at(to.before.spans[0]) };
    return to.page ? "page" : "story";
  };
  return {
    move: (block, to) => ({ kind: "move", what: what(block), to: place(to) }),
    // as one of the places the reading considered: behind a span, or where nothing was
    alternative: (spans, behind) => ({ kind: "move", what: what({ ...PIECE, spans }), to: behind ? { behind: at(behind) } : "story" }),
    role: (block, role) => ({ kind: "role", what: what(block), role }),
    headline: (block, article) => ({ kind: "headline", what: what(block), story: of(article) }),
    join: (left, block) => ({ kind: "join", left: at(left.spans.at(-1)), right: what(block) }),
    joined: (left, right) => ({ kind: "join", left: at(left), right: [at(right)] }),
    part: (from, to) => ({ kind: "part", at: engine.anchor(text, from, to) }),
    split: (span) => ({ kind: "split", at: at(span) }),
    merge: (article, into) => ({ kind: "merge", story: of(article), into: of(into) }),
    kind: (article, is) => ({ kind: "kind", story: of(article), is }),
    confirm: (block, article) => ({ kind: "confirm", what: [at(block.spans[0])], with: article ? of(article) : at(block.spans[0]) }),
    typed: (block, typed) => engine.retype(text, block, typed),
  };
};

// What an anchor is asked of needs no more than spans.
const PIECE = { role: "paragraph", text: "", confidence: 1 };

// Everything a story holds, in the order it is read.
export const within = ({ rubric, kicker, headline, decks, bylines, blocks, jumps }) =>
  [rubric, kicker, headline, ...decks, ...bylines, ...blocks, ...jumps].filter(Boolean);

export const first = (article) => article.headline ?? article.kicker ?? within(article)[0];

const SHOWN = 16;

export const brief = (text, size = SHOWN) => {
  const letters = [...text.trim().replace(/\s+/g, " ")];
  return letters.length > size ? `${letters.slice(0, size).join("")}…` : letters.join("");
};

export const said = (edit, t) => {
  const { kind, to, what = [], story, into, left, right, at } = edit;
  const words = brief((what[0] ?? right?.[0] ?? at ?? story).quote);
  const beside = to?.behind ?? to?.before ?? left ?? into;
  const key = kind === "move" ? `move.${typeof to === "string" ? to : Object.keys(to)[0]}` : kind;
  return t(`correct.did.${key}`, {
    words,
    other: beside ? brief(beside.quote) : "",
    role: edit.role ? t(`role.${edit.role}`) : "",
    sort: edit.is ? t(`kind.${edit.is}`) : "",
    text: edit.text ?? "",
  });
};

// Where in the source the `offset`th unit of a block's text comes from, and where its piece ends.
export const sourceOf = (block, text, offset) => {
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
