// What is shown of the sample alone: how it came to be, in a strip at the foot of the window, and, the
// first time in a browser, before the reader's eyes.

import css from "../../styles/sample.css";
import rootCss from "../../styles/sample-document.css";
import { child } from "../input/children.js";
import { createMotion } from "../reading/motion.js";
import { keepItem, keptItem } from "../storage.js";
import { adopt } from "./adopted-style.js";
import { createControl } from "./elements.js";

/** @import { Context } from "../model/types.js" */
/** @import { Commands } from "./frame.js" */

const KEY = "banmian.seen";

/**
 * Shows it, until another text is opened. Resolves when everything stands.
 *
 * @param {Context} context
 * @param {Pick<Commands, "listDoubts">} commands
 */
export const showSample = async (context, { listDoubts }) => {
  const { host, store, ui, content, loader, track } = context;
  await Promise.all([loader.ready, ui.furnish()]);
  const { text } = store.state.reading.source;
  const seen = keptItem(KEY);
  if (seen === "closed" || store.state.status !== "ready" || text !== child(host)?.text) return;
  const motion = createMotion(context);
  const strip = document.createElement("section");
  strip.part = "sample";

  const remove = () => {
    motion.end();
    strip.remove();
    host.removeAttribute("sample");
  };
  // the articles stand as a page, or in a narrow window as its front
  const isUnfolded = () => ["page", "front"].includes(store.state.view);
  const again = async () => {
    if (!isUnfolded()) await host.show("page");
    await motion.unfold();
  };
  const acts = {
    open: () => ui.pickFiles(),
    sure: async () => {
      await host.show("source");
      listDoubts();
    },
    again: () => track(again()),
    close: () => {
      keepItem(KEY, "closed");
      remove();
      content.main?.focus({ preventScroll: true });
    },
  };
  const said = document.createElement("p");
  const buttons = Object.entries(acts).map(([name, act]) => createControl(name, act));
  strip.append(said, ...buttons);

  const setWords = () => {
    const { t } = store.state;
    const time = tookMs();
    const ms = time < 1 ? time.toFixed(1) : String(Math.round(time));
    strip.setAttribute("aria-label", t("heap.about"));
    said.textContent = t("heap.said", { lines: lineCount(text ?? ""), time: Number(ms) > 0 ? t("heap.time", { ms }) : t("heap.instant") });
    for (const button of buttons) button.textContent = t(`heap.${button.dataset.act}`);
    // a sign says it
    for (const button of buttons.slice(2)) {
      button.textContent = "";
      button.setAttribute("aria-label", t(`heap.${button.dataset.act}`));
    }
  };
  setWords();
  store.subscribe(["t"], ({ t }) => t.complete().then(setWords, () => {}));
  store.subscribe(["reading"], ({ reading }) => reading.source.text !== text && remove());
  adopt(ui.bar.bar, css);
  adopt(host, rootCss);
  ui.parts.at(-1)?.after(strip);

  if (seen !== null || !isUnfolded() || ui.scroller.position > 0) return;
  // where nothing can be kept it would come every time
  if (!keepItem(KEY, "shown")) return;
  await document.fonts.ready;
  await painted();
  await motion.unfold();
};

/** The lines of a text in which something stands. */
const lineCount = (/** @type {string} */ text) => text.split(/\r\n?|\n/).filter((line) => line.trim()).length;

/** How long the page that is shown took to read, as the loader has measured it. */
const tookMs = () => performance.getEntriesByName("banmian:parse").at(-1)?.duration ?? 0;

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
