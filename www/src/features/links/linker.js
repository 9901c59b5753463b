// Links and quotations: the ¶ button, copied text, the menu of a selection, and following links.
// Loaded when the reader first points at something, or follows a link.

import { isBeside } from "../../model/views.js";
import { once } from "../../once.js";
import { highlightsOf, reveal } from "../../reading/highlights.js";
import { createAnchorButton } from "./anchor-button.js";
import { copyToClipboard, joinLines, selectedBlocks } from "./copy.js";
import { quotations } from "./quotations.js";

/** @import { Context, Page, View } from "../../model/types.js" */
/** @import { Index } from "../../model/search.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Link } from "../../reading/route.js" */
/** @import { Notes } from "../notes/controller.js" */

/** @typedef {ReturnType<typeof createLinker>} Linker */

const FADE_MS = 5000;
const DONE_MS = 1500;
const REST_MS = 200;

/**
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Notes} notes
 */
export const createLinker = ({ host, store, ui, content }, navigation, notes) => {
  const highlights = highlightsOf(host);
  /** @type {{ page: Page, index: Index } | null} */
  let indexed = null;
  let fading = 0;
  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);

  // Begun at once, as some browsers let nothing be copied long after a click.
  const load = once(async () => (await Promise.all([quotations(), ui.furnish()]))[0]);
  load().catch(() => {});

  const indexShown = async () => {
    const { fold, indexOf } = await load();
    const { page, source: { text = "" } } = store.state.reading;
    if (!page) return null;
    if (indexed?.page !== page) indexed = { page, index: indexOf({ text, page }, fold, content.order()) };
    return indexed.index;
  };

  const addressOf = (/** @type {string} */ place) => new URL(`#${host.getAttribute("prefix") ?? ""}${place}`, location.href).href;
  const offsetOf = (/** @type {Element} */ block) =>
    Number(/** @type {HTMLElement} */ (block.matches("[data-start]") ? block : block.querySelector("[data-start]")).dataset.start);

  // A link to the block at an offset, by the words that are given, of it and those after it, or those
  // it begins with.
  const linkTo = async (/** @type {number} */ start, /** @type {string[]} */ given = []) => {
    const [index, { fold, linkTo }] = [await indexShown(), await load()];
    if (!index) return "";
    const number = index.blocks.findIndex(({ block }) => block.spans.some(({ utf16 }) => utf16[0] <= start && start < utf16[1]));
    return number < 0 ? "" : addressOf(linkTo(index, fold, number, store.state.index, given));
  };

  const control = createAnchorButton(host, ui, {
    label: (block) => t(block.dataset.role === "headline" ? "link.story" : "link.block", { words: block.textContent?.trim().slice(0, 24) }),
    copy: async (block) => {
      await copyToClipboard(await linkTo(offsetOf(block)));
      done(control.button, "link.done");
    },
    say: () => ui.say(control.button.getAttribute("aria-label") ?? ""),
  });

  const menu = document.createElement("div");
  menu.part = "selection";
  menu.hidden = true;
  menu.setAttribute("role", "group");
  const acts = { "copy.cite": () => cite(), "copy.link": () => linkSelection(), "notes.mark": () => mark(false), "notes.write": () => mark(true) };
  const buttons = Object.entries(acts).map(([key, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.dataset.act = key;
    button.addEventListener("click", act);
    return button;
  });
  menu.append(...buttons);
  menu.addEventListener("pointerdown", (event) => event.preventDefault());
  menu.addEventListener("mousedown", (event) => event.preventDefault());
  ui.top.after(control.button, menu);

  const done = (/** @type {HTMLElement} */ button, /** @type {string} */ key) => {
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, DONE_MS);
    ui.say(t(key));
  };

  // What is selected in the reading, or nothing.
  const selection = () => {
    const chosen = getSelection();
    const root = host.querySelector(":scope .bm-page");
    if (!root || !chosen || chosen.rangeCount === 0 || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const all = host.hasAttribute("hash") && !isBeside(store.state.view) && range.intersectsNode(root) && range.commonAncestorContainer.contains(root);
    if (!all && !root.contains(range.commonAncestorContainer)) return null;
    const found = selectedBlocks(range, root, host.text);
    return found.length > 0 ? { range, found } : null;
  };

  const copy = (/** @type {ClipboardEvent} */ event) => {
    if (/^(?:input|textarea|select)$/i.test(/** @type {Element} */ (event.composedPath()[0]).tagName ?? "")) return;
    const chosen = selection();
    if (!chosen || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", joinLines(chosen.found));
    const page = document.createElement("div");
    page.append(...chosen.found.map(({ text }) => Object.assign(document.createElement("p"), { textContent: text })));
    event.clipboardData.setData("text/html", page.innerHTML);
  };

  const cite = async () => {
    const chosen = selection();
    if (!chosen) return;
    const story = chosen.found[0].block.closest("article")?.dataset.article;
    const { citation } = await load();
    const { page, source: { text = "" } } = store.state.reading;
    const cited = page && citation(page, text, story, store.state.t);
    await copyToClipboard([joinLines(chosen.found), cited].filter(Boolean).join("\n"));
    done(buttons[0], "copy.done");
  };

  const mark = (/** @type {boolean} */ isWritten) => notes.use(({ make }) => make(isWritten));

  const linkSelection = async () => {
    const chosen = selection();
    if (!chosen) return;
    await copyToClipboard(await linkTo(offsetOf(chosen.found[0].block), chosen.found.map(({ text }) => text)));
    done(buttons[1], "link.done");
  };

  // The menu stands below the end of what is selected, once the selecting has come to rest.
  let resting = 0;
  const selecting = () => {
    clearTimeout(resting);
    resting = setTimeout(async () => {
      if (!selection()) return void (menu.hidden = true);
      await load().catch(() => {});
      const chosen = ["page", "story"].includes(store.state.view) && selection();
      menu.hidden = !chosen;
      for (const button of buttons.slice(2)) button.hidden = !host.hasAttribute("notes");
      if (!chosen) return;
      const boxes = chosen.range.getClientRects();
      const last = boxes[boxes.length - 1];
      const around = ui.scroller.origin();
      if (!last) return;
      const left = Math.max(8, Math.min(last.right - around.left - menu.offsetWidth / 2, around.width - menu.offsetWidth - 8));
      menu.style.setProperty("left", `${left}px`);
      menu.style.setProperty("top", `${last.bottom - around.top + 10}px`);
    }, REST_MS);
  };

  /**
   * Goes to where a link leads on the page that is shown: it is brought into sight, marked, and
   * focused.
   *
   * @param {Link} link
   * @param {string | null} story
   */
  const follow = async ({ block, quote, end }, story) => {
    const [index, { fold, rangesOf, resolve }] = [await indexShown(), await load()];
    if (!index) return;
    // whoever has gone elsewhere meanwhile is not brought back
    const couldStay = story === null || index.blocks.some((entry) => entry.story === story);
    if (couldStay && store.state.story !== story) return;
    const found = resolve(index, fold, { story, block, quote, end });
    if (!found) {
      ui.showNotice(t("link.gone"), t("link.gone.hint"), quote);
      await navigation.go({ view: "page", story: null });
      return;
    }
    const entry = index.blocks[found.number];
    /** @type {[View, string | null]} */
    const [view, id] = entry.story ? ["story", entry.story] : ["page", null];
    if (store.state.view !== view || store.state.story !== id) await navigation.go({ view, story: id });
    const words = found.hit && !found.opens ? rangesOf(index, found.hit) : entry.block.spans.map(({ utf16 }) => utf16);
    const [range] = highlights.paint("bm-linked", words);
    if (!range) return;
    const node = /** @type {HTMLElement} */ (range.startContainer.parentElement?.closest("[data-role]"));
    reveal(range, ui.scroller);
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    clearTimeout(fading);
    if (found.opens) node.setAttribute("data-linked", "");
    fading = setTimeout(() => {
      highlights.clear("bm-linked");
      node.removeAttribute("data-linked");
    }, FADE_MS);
    ui.say(t("link.followed", { words: node.textContent.trim().slice(0, 40) }));
  };

  return {
    follow,
    key: (/** @type {KeyboardEvent} */ event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return false;
      const act = { KeyC: cite, KeyL: linkSelection }[event.code];
      if (!act || !selection()) return false;
      act();
      return true;
    },
    copy,
    selecting,
    setWords: () => {
      menu.setAttribute("aria-label", t("copy"));
      buttons.forEach((button) => (button.textContent = t(button.dataset.act ?? "")));
      control.rest();
    },
    rest: control.rest,
    over: control.over,
  };
};
