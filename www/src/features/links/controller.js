// Links and quotations: the control beside a paragraph, what is copied, the menu of a selection,
// and where a link leads.

import { lines, selected, toClipboard } from "./copy.js";
import { once } from "../../engine/engine.js";
import { quotes } from "../../lazy.js";
import { reveal } from "../../reading/highlights.js";
import { pilcrow } from "./anchor-button.js";

const FADES = 5000;

export const quoting = (desk) => {
  const { host, marks } = desk;
  let made = { page: null };
  let fading = 0;

  // Begun when what copies comes into sight: some browsers let nothing be copied long after a click.
  const parts = once(quotes);
  const begin = () => parts().catch(() => {});

  const indexed = async () => {
    const { fold, indexOf } = await parts();
    const shown = desk.pages()[desk.index()];
    if (!shown?.page) return null;
    if (made.page !== shown.page) made = { page: shown.page, index: indexOf(shown, fold) };
    return made.index;
  };

  const address = (place) => new URL(`#${host.getAttribute("prefix") ?? ""}${place}`, location.href).href;
  const offsetOf = (block) => Number((block.matches("[data-start]") ? block : block.querySelector("[data-start]")).dataset.start);

  const link = async (start, given) => {
    const [index, { fold, linkTo }] = [await indexed(), await parts()];
    const number = index.blocks.findIndex(({ block }) => block.spans.some(({ utf16 }) => utf16[0] <= start && start < utf16[1]));
    return number < 0 ? "" : address(linkTo(index, fold, number, desk.index(), given));
  };

  const control = pilcrow(host, {
    covered: desk.covered,
    label: (block) => {
      begin();
      return desk.t(block.dataset.role === "headline" ? "link.story" : "link.block", { words: block.textContent.trim().slice(0, 24) });
    },
    copy: async (block, only = false) => {
      if (only) return desk.say(control.button.getAttribute("aria-label"));
      await toClipboard(await link(offsetOf(block)));
      done(control.button, "link.done");
    },
  });

  const menu = document.createElement("div");
  menu.part = "selection";
  menu.hidden = true;
  menu.setAttribute("role", "group");
  const acts = { "copy.cite": () => cite(), "copy.link": () => linkSelection() };
  const buttons = Object.entries(acts).map(([key, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.dataset.act = key;
    button.addEventListener("click", act);
    return button;
  });
  menu.append(...buttons);
  menu.addEventListener("pointerdown", (event) => event.preventDefault());
  menu.addEventListener("mousedown", (event) => event.preventDefault());
  desk.top.after(control.button, menu);

  const done = (button, key) => {
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, 1500);
    desk.say(desk.t(key));
  };

  // What is selected in the reading, or nothing.
  const selection = () => {
    const chosen = getSelection();
    const root = host.querySelector(":scope .bm-page");
    if (!root || chosen.rangeCount === 0 || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    const all = host.hasAttribute("hash") && host.view !== "source" && range.intersectsNode(root) && range.commonAncestorContainer.contains(root);
    if (!all && !root.contains(range.commonAncestorContainer)) return null;
    const found = selected(range, root, host.text);
    return found.length > 0 ? { range, found } : null;
  };

  const copy = (event) => {
    if (/^(?:input|textarea|select)$/i.test(event.composedPath()[0].tagName ?? "")) return;
    const chosen = selection();
    if (!chosen) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", lines(chosen.found));
    const page = document.createElement("div");
    page.append(...chosen.found.map(({ text }) => Object.assign(document.createElement("p"), { textContent: text })));
    event.clipboardData.setData("text/html", page.innerHTML);
  };

  const cite = async () => {
    const chosen = selection();
    if (!chosen) return false;
    const story = chosen.found[0].block.closest("article")?.dataset.article;
    const { citation } = await parts();
    await toClipboard([lines(chosen.found), citation(desk.pages()[desk.index()], story, desk.t)].filter(Boolean).join("\n"));
    done(buttons[0], "copy.done");
    return true;
  };

  const linkSelection = async () => {
    const chosen = selection();
    if (!chosen) return false;
    const [{ block, text }] = chosen.found;
    await toClipboard(await link(offsetOf(block), text));
    done(buttons[1], "link.done");
    return true;
  };

  // The menu stands below the end of what is selected, once the selecting has come to rest.
  let resting = 0;
  const selecting = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const chosen = ["page", "story"].includes(host.view) && selection();
      menu.hidden = !chosen;
      if (chosen) begin();
      if (!chosen) return;
      const boxes = chosen.range.getClientRects();
      const last = boxes[boxes.length - 1];
      const around = host.getBoundingClientRect();
      if (!last) return;
      const left = Math.max(8, Math.min(last.right - around.left - menu.offsetWidth / 2, around.width - menu.offsetWidth - 8));
      menu.style.setProperty("left", `${left}px`);
      menu.style.setProperty("top", `${last.bottom - around.top + 10}px`);
    }, 200);
  };

  // Where a link leads, on the page that is shown: brought into sight, marked, and focused.
  const follow = async ({ block, quote }, story) => {
    const [index, { fold, rangesOf, resolve }] = [await indexed(), await parts()];
    if (!index) return;
    const found = resolve(index, fold, { story, block, quote });
    if (!found) return;
    const entry = index.blocks[found.number];
    const wanted = entry.story ? ["story", entry.story] : ["page", null];
    if (host.view !== wanted[0] || host.story !== wanted[1]) desk.stay(...wanted);
    const words = found.hit && !found.opens ? rangesOf(index, found.hit) : entry.block.spans.map(({ utf16 }) => utf16);
    const [range] = marks.paint("bm-linked", words);
    if (!range) return;
    const node = range.startContainer.parentElement.closest("[data-role]");
    reveal(range, desk.covered());
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    clearTimeout(fading);
    if (found.opens) node.setAttribute("data-linked", "");
    fading = setTimeout(() => {
      marks.clear("bm-linked");
      node.removeAttribute("data-linked");
    }, FADES);
    desk.say(desk.t("link.followed", { words: node.textContent.trim().slice(0, 40) }));
  };

  const key = (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return false;
    const act = { KeyC: cite, KeyL: linkSelection }[event.code];
    if (!act || !selection()) return false;
    act();
    return true;
  };

  return {
    key, follow, copy, selecting,
    label: (t) => {
      menu.setAttribute("aria-label", t("copy"));
      buttons.forEach((button) => (button.textContent = t(button.dataset.act)));
      control.rest();
    },
    fresh: () => control.rest(),
    moved: () => control.rest(),
  };
};
