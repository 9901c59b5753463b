// A story as what is said of it: sentences, in parts short enough for voices that stop after a
// quarter of a minute.

import { joined } from "../../model/search.js";
import { blocks } from "../../reading/explanation.js";

// Characters said in about ten seconds.
const BREATH = { unspaced: 45, spaced: 150 };

// `[{ text, sentence, ranges }]` in reading order; `ranges` are the sentence's in the source.
export const parts = (page, story, text, rate = 1) => {
  const segmenter = segmenterOf(page.source.language);
  const out = [];
  let sentence = 0;
  for (const [article, block] of blocks(page)) {
    if (article?.id !== story) continue;
    let words = "";
    const at = [];
    for (const { utf16: [start, end] } of block.spans) {
      const next = joined(words, text.slice(start, end));
      const blank = next.length - (end - start);
      for (let i = 0; i < next.length; i++) at.push(i < blank ? start : start + i - blank);
      words += next;
    }
    for (const { segment, index } of segmenter.segment(words)) {
      if (!/[\p{L}\p{N}]/u.test(segment)) continue;
      const ranges = stretches(at.slice(index, index + segment.trimEnd().length));
      for (const text of breaths(segment.trim(), rate)) out.push({ text, sentence, ranges });
      sentence++;
    }
  }
  return out;
};

// A tag that names no language is cut as the browser's own.
const segmenterOf = (language) => {
  try {
    return new Intl.Segmenter(language, { granularity: "sentence" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "sentence" });
  }
};

const breaths = (sentence, rate) => {
  const limit = (/\p{sc=Han}/u.test(sentence) ? BREATH.unspaced : BREATH.spaced) * rate;
  const clauses = sentence.match(/[^，,；;：:、]+[，,；;：:、]*\s*|[，,；;：:、]+/gu) ?? [sentence];
  const out = [""];
  for (const clause of clauses) {
    if (out.at(-1) !== "" && (out.at(-1) + clause).length > limit) out.push("");
    out.push(out.pop() + clause);
  }
  return out;
};

const stretches = (offsets) => {
  const out = [];
  for (const at of offsets) {
    if (out.at(-1)?.[1] === at) out.at(-1)[1]++;
    else if (out.at(-1)?.[1] !== at + 1) out.push([at, at + 1]);
  }
  return out;
};
