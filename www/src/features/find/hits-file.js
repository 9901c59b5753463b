// Writes the hits of a search as a table or as JSON: each with the words around it, its place in the
// text, its story and a link to it.

import { csvFormatRow } from "d3-dsv";
import { folding } from "../../model/folding.js";
import { inContext } from "../../model/concordance.js";
import { rangesOf } from "../../model/search.js";
import { storiesOfPage } from "../../model/stories.js";
import { takingTurns } from "../../scheduling.js";
import { linkTo } from "../links/links.js";

/** @import { Context, Span } from "../../model/types.js" */
/** @import { Fold } from "../../model/fold.js" */
/** @import { Form } from "../export/saving.js" */
/** @import { PageHit } from "./hits.js" */
/** @import { Search } from "./lookup.js" */

/**
 * The hits of a search as a file. The same hits give the same characters.
 *
 * @param {Pick<Context, "store" | "host">} context
 * @param {Search & { query: string }} search
 * @param {"csv" | "json"} form
 * @returns {Promise<Form>}
 */
export const hitsFile = async ({ store, host }, { query, role, hits }, form) => {
  const fold = await folding();
  const { edition } = store.state;
  const prefix = host.getAttribute("prefix") ?? "";
  const address = (/** @type {string} */ place) => new URL(`#${prefix}${place}`, location.href).href;
  const records = async function* () {
    const turn = takingTurns();
    for (let i = 0, hit; (hit = hits.at(i)); i++) {
      await turn();
      yield recordOf(hit, { name: edition.entries[hit.page].name, fold, address });
    }
  };
  const csv = async function* () {
    // by the mark a spreadsheet knows the encoding
    yield `\ufeff${csvFormatRow(COLUMNS)}\r\n`;
    for await (const record of records()) yield `${csvFormatRow(COLUMNS.map((name) => cell(record[name])))}\r\n`;
  };
  const json = async function* () {
    yield `${JSON.stringify({ query, role: role || null, ...namesOf(edition.title) }).slice(0, -1)},"hits":[`;
    let between = "\n";
    for await (const record of records()) {
      yield between + JSON.stringify(record);
      between = ",\n";
    }
    yield "\n]}\n";
  };
  return form === "csv" ? { extension: "hits.csv", type: "text/csv", write: csv } : { extension: "hits.json", type: "application/json", write: json };
};

/** @type {(hit: PageHit, given: { name: string, fold: Fold, address: (place: string) => string }) => { page: number, page_name: string, story: string | null, story_number: number | null, headline: string | null, role: string, start: number, end: number, utf16_start: number, utf16_end: number, utf16_ranges: [number, number][], line: number, left: string, words: string, right: string, block_confidence: number, story_confidence: number | null, link: string }} */
const recordOf = (hit, { name, fold, address }) => {
  const { index, page } = hit;
  const { story: id, role, block } = index.blocks[hit.block];
  const story = id === null ? undefined : storiesOfPage(index.page, index.text, page).find((one) => one.id === id);
  const [left, words, right] = inContext(index, hit);
  const ranges = rangesOf(index, hit);
  const [start] = ranges[0];
  const [, end] = ranges[ranges.length - 1];
  const first = spanAt(block.spans, start, false);
  return {
    page: page + 1,
    page_name: name,
    story: id,
    story_number: story?.number ?? null,
    headline: story?.title ?? null,
    role,
    start: byteOf(index.text, first, start),
    end: byteOf(index.text, spanAt(block.spans, end, true), end),
    utf16_start: start,
    utf16_end: end,
    utf16_ranges: ranges,
    line: first.line,
    left,
    words,
    right,
    block_confidence: block.confidence,
    story_confidence: story?.article.confidence ?? null,
    link: address(linkTo(index, fold, hit.block, page, [words])),
  };
};

const COLUMNS = /** @type {const} */ (["page", "page_name", "story", "story_number", "headline", "role", "start", "end", "utf16_start", "utf16_end", "utf16_ranges", "line", "left", "words", "right", "block_confidence", "story_confidence", "link"]);

// Text that a spreadsheet would run as a formula begins with an apostrophe.
const cell = (/** @type {string | number | null | [number, number][]} */ value) => {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((range) => range.join("-")).join(" ");
  return typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
};

/** @type {(spans: Span[], at: number, ending: boolean) => Span} the span that holds a place, or ends with it */
const spanAt = (spans, at, ending) =>
  /** @type {Span} */ (spans.find(({ utf16: [start, end] }) => (ending ? start < at && at <= end : start <= at && at < end)));

// A list of pages may give its edition a date, which ends the title then.
const namesOf = (/** @type {string} */ title) => {
  const [, edition, date] = /^(.*?)(?: · |^)(\d{4}-\d{2}-\d{2})$/.exec(title) ?? [null, title];
  return { edition: edition || null, ...(date && { date }) };
};

const encoder = new TextEncoder();
/** @type {(text: string, span: Span, at: number) => number} a place in UTF-8 */
const byteOf = (text, { start, utf16 }, at) => start + encoder.encode(text.slice(utf16[0], at)).length;
