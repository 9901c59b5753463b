// Says at the foot of a page, or of a story that is open, what has been corrected in it by hand.

import css from "../../styles/provenance.css";
import { createProvenanceList, placeEdits } from "../editor/provenance-list.js";
import { isBeside } from "../model/views.js";
import { adopt } from "../ui/adopted-style.js";
import { highlightsOf } from "./highlights.js";
import { takePrefix } from "./id-prefix.js";

/** @import { Context } from "../model/types.js" */

/** @param {Context} context */
export const showProvenance = async (context) => {
  const { host, store, ui, content } = context;
  await ui.furnish();
  adopt(host, css);
  const { reading: { page, corrections }, view, story, t } = store.state;
  const before = /** @type {HTMLDetailsElement | null} */ (host.querySelector(".bm-provenance"));
  const all = page && corrections?.edits ? placeEdits(page, corrections.edits) : [];
  const edits = view === "story" ? all.filter((placed) => placed.story === story) : all;
  if (edits.length === 0) return void before?.remove();
  const written = new Intl.DateTimeFormat(t.tag, { dateStyle: "medium", timeStyle: "short" });
  const node = createProvenanceList({ paper: document, edits, prefix: takePrefix(host), t, time: (at) => written.format(new Date(at)) });
  node.toggleAttribute("open", before?.open ?? false);
  node.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const { start } = edits[[...node.querySelectorAll("li")].indexOf(/** @type {HTMLLIElement} */ (link.closest("li")))];
    if (start !== null) context.track(goTo(context, start));
  });
  if (before) before.replaceWith(node);
  else content.main?.querySelector(":scope > .bm-page")?.after(node);
};

// Brings a piece into sight and marks it. Where only headings are seen, its story is opened.
/** @type {(context: Context, start: number) => Promise<void>} */
const goTo = async ({ host, store, ui, content }, start) => {
  const { view, reading: { page } } = store.state;
  if (isBeside(view)) return host.select(start);
  const story = /** @type {HTMLElement | null} */ (content.pieceAt(start)?.closest("[data-article]"))?.dataset.article;
  if (view === "list" && page && story) await host.show("story", story);
  const piece = content.pieceAt(start);
  if (!piece) return;
  ui.scroller.bring(piece, "center");
  highlightsOf(host).paint("bm-linked", [[start, Number(piece.dataset.end)]]);
  const heading = /** @type {HTMLElement | null} */ (piece.closest("article")?.querySelector("h2 a") ?? null);
  heading?.focus({ preventScroll: true });
};
