// What is said where nothing is open: what can be opened, and how.

import css from "../../styles/welcome.css";
import { adopt } from "./adopted-style.js";
import { create, createControl } from "./elements.js";

/** @import { Context } from "../model/types.js" */

const FORMS = ["text", "documents", "markdown", "edition", "edits"];

/**
 * Says it, in the words of the interface. `open` opens texts.
 *
 * @param {Pick<Context, "host" | "store" | "ui" | "track">} context
 * @param {(given: any[]) => Promise<unknown>} open
 */
export const showWelcome = async ({ host, store, ui, track }, open) => {
  await ui.furnish();
  adopt(ui.bar.bar, css);

  // The browser may ask the reader first, or refuse; the key is always heard.
  const paste = async () => {
    const { t } = store.state;
    try {
      const text = await navigator.clipboard.readText();
      if (text.trim()) await open([{ name: "", text }]);
      else ui.note(t("welcome.paste.empty"));
    } catch {
      ui.note(t("welcome.paste.key", { key: PASTE_KEY }));
    }
  };

  const say = () => {
    const { t } = store.state;
    // the words may still be on their way
    if (!t.tag) return;
    ui.welcome.setAttribute("aria-label", t("welcome.title"));
    ui.welcome.replaceChildren(...(host.hasAttribute("files") ? ways() : [paragraph("nothing", t("welcome.nothing"))]));
  };

  const ways = () => {
    const { t } = store.state;
    const buttons = create("div", {}, createButton("open", t("open"), ui.pickFiles), createButton("folder", t("open.folder"), ui.pickFolder));
    // browsers offer it to pages that come from a server, and to some from disk
    if ("readText" in (navigator.clipboard ?? {})) buttons.append(createButton("paste", t("welcome.paste"), () => track(paste())));
    const forms = FORMS.map((form) => create("div", {}, create("dt", {}, t(`welcome.${form}`)), create("dd", {}, t(`welcome.${form}.what`))));
    return [
      create("h2", {}, t("welcome.title")),
      paragraph("drop", t("welcome.drop")),
      paragraph("touch", t("welcome.touch")),
      buttons,
      create("dl", {}, ...forms),
      paragraph("private", t("welcome.private")),
      paragraph("key", t("welcome.paste.key", { key: PASTE_KEY })),
    ];
  };

  say();
  store.subscribe(["t"], ({ t }) => track(t.complete().then(say, () => {})));
};

const PASTE_KEY = /Mac|iP(?:hone|ad|od)/.test(navigator.platform) ? "⌘V" : "Ctrl+V";

/** @type {(className: string, words: string) => HTMLElement} */
const paragraph = (className, words) => create("p", { className }, words);

/** @type {(name: string, words: string, act: () => void) => HTMLElement} */
const createButton = (name, words, act) => Object.assign(createControl(name, act), { textContent: words });
