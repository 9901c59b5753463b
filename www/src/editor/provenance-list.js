// What has been corrected by hand on a page, as a disclosure at its foot, in the viewer and in saved files.

import { blocks } from "../model/blocks.js";
import { anchorOf, describe } from "./edits.js";

/** @import { Edits, Page, Translate } from "../model/types.js" */
/** @import { Edit } from "./edits.js" */

/**
 * A correction with its place: where its piece starts in the source, and the story that holds it.
 *
 * @typedef {{ edit: Edit, start: number | null, story: string | null }} PlacedEdit
 */

/** @type {(page: Page, edits: Edits) => PlacedEdit[]} the corrections of a page with their places, in the order in which they were made */
export const placeEdits = (page, { edits }) => {
  const pieces = [...blocks(page)].flatMap(([article, { spans }]) => spans.map((span) => ({ span, story: article?.id ?? null })));
  return edits.map((edit) => {
    const { start: at } = anchorOf(edit);
    const found = pieces.find(({ span: { start, end } }) => start <= at && at < end);
    return { edit, start: found?.span.utf16[0] ?? null, story: found?.story ?? null };
  });
};

/**
 * The disclosure of some corrections in `paper`. `time` writes when one was made, `prefix` stands before the ids of
 * the stories.
 *
 * @param {{ paper: Document, edits: PlacedEdit[], prefix: string, t: Translate, time: (at: string) => string }} given
 */
export const createProvenanceList = ({ paper, edits, prefix, t, time }) => {
  /** @type {(tag: string, text?: string) => HTMLElement} */
  const create = (tag, text = "") => Object.assign(paper.createElement(tag), { textContent: text });
  const node = create("details");
  node.className = "bm-provenance";
  node.lang = t.tag;
  const list = create("ol");
  for (const { edit, story } of edits) {
    const item = create("li");
    const words = describe(edit, t);
    if (story) {
      const link = create("a", words);
      link.setAttribute("href", `#${prefix}${story}`);
      item.append(link);
    } else item.append(words);
    const { at, by } = edit.provenance ?? {};
    if (at) {
      const when = create("time", time(at));
      when.setAttribute("datetime", at);
      item.append(" ", when);
    }
    if (by) item.append(" ", create("cite", by));
    list.append(item);
  }
  node.append(create("summary", t("provenance.count", { count: edits.length })), list);
  return node;
};
