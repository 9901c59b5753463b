// Splits a story into sentences, and long sentences into parts, as some voices stop after a quarter of a
// minute.

import { blocks } from "../../model/blocks.js";
import { spacesOf } from "../../model/runs.js";

/** @import { Page } from "../../model/types.js" */
/** @import { Range } from "../../model/search.js" */

/** @typedef {{ text: string, sentence: number, ranges: Range[] }} Utterance a sentence, or a part of one; `ranges` are the sentence's in the source */

// Characters said in about ten seconds.
const TEN_SECONDS = { unspaced: 45, spaced: 150 };

/**
 * What is said of a story, in reading order.
 *
 * @param {Page} page
 * @param {string | null} story
 * @param {string} text
 * @param {number} [rate]
 */
export const sentences = (page, story, text, rate = 1) => {
  const segmenter = segmenterOf(page.source.language);
  /** @type {Utterance[]} */
  const out = [];
  let sentence = 0;
  for (const [article, block] of blocks(page)) {
    if (article?.id !== story) continue;
    let words = "";
    /** @type {number[]} */
    const at = [];
    const spaces = spacesOf(block, text);
    for (const [n, { utf16: [start, end] }] of block.spans.entries()) {
      if (spaces[n]) {
        at.push(start);
        words += " ";
      }
      for (let i = start; i < end; i++) at.push(i);
      words += text.slice(start, end);
    }
    for (const { segment, index } of segmenter.segment(words)) {
      if (!/[\p{L}\p{N}]/u.test(segment)) continue;
      const ranges = stretches(at.slice(index, index + segment.trimEnd().length));
      for (const text of partsOf(segment.trim(), rate)) out.push({ text, sentence, ranges });
      sentence++;
    }
  }
  return out;
};

// A tag that names no language is cut as the browser's own.
const segmenterOf = (/** @type {string} */ language) => {
  try {
    return new Intl.Segmenter(language, { granularity: "sentence" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "sentence" });
  }
};

/** @type {(sentence: string, rate: number) => string[]} */
const partsOf = (sentence, rate) => {
  const limit = (/\p{sc=Han}/u.test(sentence) ? TEN_SECONDS.unspaced : TEN_SECONDS.spaced) * rate;
  const clauses = sentence.match(/[^，,；;：:、]+[，,；;：:、]*\s*|[，,；;：:、]+/gu) ?? [sentence];
  const out = [""];
  for (const clause of clauses) {
    const last = out.length - 1;
    if (out[last] !== "" && (out[last] + clause).length > limit) out.push(clause);
    else out[last] += clause;
  }
  return out;
};

/** @type {(offsets: number[]) => Range[]} */
const stretches = (offsets) => {
  /** @type {Range[]} */
  const out = [];
  for (const at of offsets) {
    const last = out.at(-1);
    if (last?.[1] === at) last[1]++;
    else if (last?.[1] !== at + 1) out.push([at, at + 1]);
  }
  return out;
};
