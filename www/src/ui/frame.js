// The shadow root: tool bar, panels, and the slots for the articles and their source.

import { keyList as loadKeyList } from "../lazy.js";
import { ROLES } from "../model/blocks.js";
import { once } from "../once.js";
import { painted } from "../scheduling.js";
import { createTypePanel } from "../typography/type-panel.js";
import { create } from "./elements.js";
import { createHidingBar } from "./hiding-bar.js";
import { createOriginPanel } from "./origin.js";
import { createScroller } from "./scroller.js";
import { createToolbar, holdStop } from "./toolbar.js";

/** @import { BanmianViewer } from "../element.js" */
/** @import { Translate, View } from "../model/types.js" */

/** @typedef {ReturnType<typeof createFrame>} Frame */

/**
 * What the controls of the frame do.
 *
 * @typedef {object} Commands
 * @property {(view: View) => void} show
 * @property {() => void} leaveStory for what it was opened from
 * @property {(by: number) => void} step to the next story, or the one before
 * @property {(index: number) => void} turn to another page
 * @property {(by: number) => void} turnBy so many pages on, or back
 * @property {(files: FileList) => void} open
 * @property {(name: string) => void} setEncoding
 * @property {(tag: string) => void} setLanguage
 * @property {() => void} showKeys
 * @property {() => void} toggleCorrecting
 * @property {() => void} showNotes opens or closes the list of notes
 * @property {() => void} listDoubts
 * @property {() => Promise<void> | null} furnish brings the words and the style of what is not seen at first; null where they are there
 */

const NOTE_MS = 6000;

/**
 * @param {BanmianViewer} host
 * @param {Commands} commands
 */
export const createFrame = (host, commands) => {
  const root = host.attachShadow({ mode: "open" });
  const file = create("input", { type: "file", tabIndex: -1, multiple: true, accept: ".txt,.pdf,.xml,.hocr,.json,.html,.md,text/*,image/*,application/pdf,application/json" });
  const folder = /** @type {HTMLInputElement} */ (file.cloneNode());
  folder.webkitdirectory = true;
  for (const input of [file, folder]) {
    input.addEventListener("change", () => {
      if (input.files?.length) commands.open(input.files);
      input.value = "";
    });
  }
  const pickFiles = () => file.click();
  const pickFolder = () => folder.click();

  const top = part("bar", "nav");
  const pages = part("pages");
  const notice = part("notice");
  const welcome = part("welcome", "section");
  const panes = part("panes");
  const source = part("source", "section");
  const reading = part("reading");
  const pager = part("pager", "nav");
  const reasons = part("why", "aside");
  const shownNote = part("note", "p");
  const dropping = part("drop", "p");
  const bar = createToolbar({ ...commands, pickFiles, pickFolder });
  const origin = createOriginPanel(bar.origin, commands);
  /** What a panel needs before it opens; null where that is there. */
  const furnished = () => commands.furnish()?.catch((error) => {
    note(error.message);
    throw error;
  }) ?? null;
  const type = createTypePanel(bar.type, host, furnished);
  const status = create("p");
  status.setAttribute("role", "status");
  notice.setAttribute("role", "alert");
  shownNote.setAttribute("aria-hidden", "true");
  const legend = create("ul", { className: "legend" });
  const doubts = create("button", { type: "button", className: "doubts" });
  doubts.addEventListener("click", () => commands.listDoubts());
  const marks = create("div", { className: "marks" });
  marks.append(legend, doubts);
  source.append(marks, create("slot", { name: "source" }));
  reading.append(create("slot"));
  panes.append(source, reading);
  const workspace = create("div", { className: "workspace" });
  workspace.append(panes, reasons);
  // it may scroll, and holds nothing that keys stop at
  reasons.tabIndex = 0;
  top.hidden = pages.hidden = notice.hidden = welcome.hidden = pager.hidden = reasons.hidden = shownNote.hidden = dropping.hidden = true;
  top.append(bar.bar, pages, status, file, folder, type.panel, origin.panel);
  const frame = create("div", { className: "frame" });
  frame.append(top, notice, welcome, workspace, pager);
  root.append(frame, shownNote, dropping);
  // on top of all that the document has, and in the window wherever the viewer stands
  shownNote.popover = "manual";

  // The style comes first, so that nothing moves when the words come.
  const sheets = { shell: new CSSStyleSheet(), panels: new CSSStyleSheet(), words: new CSSStyleSheet() };
  root.adoptedStyleSheets = Object.values(sheets);

  // How high the bar is, of whatever rows it has, and how much it covers.
  let isMeasured = false;
  const measureBar = () => {
    isMeasured = true;
    const height = `${top.offsetHeight}px`;
    host.style.setProperty("--banmian-bar", height);
    frame.style.setProperty("--bm-height", height);
  };
  new ResizeObserver(() => {
    setForm();
    holdStop(bar.bar);
    // All that inherits from the host is then styled anew: not in this frame, which may lay out another page,
    // but for the first time, when nothing may move afterwards.
    if (isMeasured) painted().then(measureBar);
    else measureBar();
  }).observe(top);
  const scroller = createScroller(host, frame, top);
  const hiding = createHidingBar(top, scroller.depth);

  /** Takes the form that the host's attributes say. */
  const setForm = () => {
    const narrow = getComputedStyle(bar.bar).getPropertyValue("--bm-narrow") && "narrow";
    bar.setKind(host.getAttribute("bar") === "compact" ? "compact" : narrow);
    // scrolled by keys, too, also where browsers stop at no links and no buttons
    if (host.hasAttribute("contained")) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  };
  setForm();

  /** Says something to those who listen. */
  const say = (/** @type {string} */ text) => void (status.textContent = text);

  let fading = 0;
  /** Shows a message beside whatever is read, for a moment, and says it. */
  const note = (/** @type {string} */ text) => {
    shownNote.textContent = text;
    shownNote.hidden = false;
    if (shownNote.isConnected) shownNote.togglePopover?.(true);
    clearTimeout(fading);
    fading = setTimeout(endNote, NOTE_MS);
    say(text);
  };

  /** Ends it before that, where what it speaks of is gone. */
  const endNote = () => void (shownNote.hidden = true);

  const nameSource = (/** @type {Translate} */ t) => source.setAttribute("aria-label", t(`view.${host.view === "facsimile" ? host.view : "source"}`));

  const keyList = once(async () => (await loadKeyList())(root));

  const isDown = () => reading.classList.contains("down");

  /** What of the articles is not covered: below the bar, or in vertical lines from the right. */
  const seen = () => {
    const box = reading.getBoundingClientRect();
    if (isDown()) return { past: (/** @type {DOMRect} */ { left }) => box.right - left, size: box.width };
    const edges = scroller.edges();
    const covered = Math.max(edges.top, top.getBoundingClientRect().bottom);
    return { past: (/** @type {DOMRect} */ { bottom }) => bottom - covered, size: edges.bottom - covered };
  };

  return {
    root, top, bar, welcome, source, reading, workspace, pager, scroller, type, pages, pickFiles, pickFolder, note, endNote, say, seen,
    showOrigin: origin.show,
    scrolled: hiding.scrolled,
    showBar: hiding.show,
    setForm,

    /** What stands below each other in the frame. */
    parts: [top, notice, welcome, reading, pager],

    /** Closes what is open in the bar, where the reader presses elsewhere. */
    elsewhere: (/** @type {Event} */ event) => [bar, type, origin].forEach((panel) => panel.elsewhere(event)),

    showKeys: (/** @type {Translate} */ t, /** @type {boolean} */ withEditor) =>
      Promise.all([keyList(), commands.furnish()]).then(([show]) => show(t, withEditor), (error) => note(error.message)),

    furnish: commands.furnish,
    furnished,

    /** Fills the panels with what was loaded for them. */
    setPanels: (/** @type {typeof import("./panels.js")} */ { createTypeFields, createOriginFields }) => {
      type.setFields(createTypeFields);
      origin.setFields(createOriginFields);
    },

    setShellStyle: (/** @type {string} */ css) => void sheets.shell.replaceSync(css),
    setPanelStyle: (/** @type {string} */ css) => void sheets.panels.replaceSync(css),
    setWordStyle: (/** @type {string} */ css) => void sheets.words.replaceSync(css),

    /** Puts the words of the interface where they stand. */
    setWords: (/** @type {Translate} */ t) => {
      // the room that was kept for it is its own now
      top.hidden = false;
      host.removeAttribute("pending");
      dropping.textContent = t("drop");
      nameSource(t);
      top.setAttribute("aria-label", t("bar"));
      reasons.setAttribute("aria-label", t("why"));
      file.setAttribute("aria-label", t("open"));
      folder.setAttribute("aria-label", t("open.folder"));
      bar.setWords(t);
      type.setWords(t);
    },

    /** Makes room for what is said where nothing is open; the bar then has little to offer. */
    showWelcome: (/** @type {boolean} */ shown) => {
      welcome.hidden = !shown;
      bar.setEmpty(shown);
    },

    /** Shows that what is carried over the viewer can be dropped. */
    showDropping: (/** @type {boolean} */ shown) => void (dropping.hidden = !shown),

    showReasons: (/** @type {Node} */ content) => {
      reasons.replaceChildren(content);
      reasons.hidden = false;
    },

    /** Says what is the matter, and what comes of it, until another page is shown. */
    showNotice: (/** @type {string} */ what, /** @type {string} */ then, detail = "") => {
      const text = create("p");
      text.append(create("strong", { textContent: what }), then, create("small", { textContent: detail }));
      notice.replaceChildren(text);
      notice.hidden = false;
    },

    hidePanels: () => void (notice.hidden = reasons.hidden = true),

    /** Lists the roles that a pane of the source holds, and counts what is doubtful. */
    showLegend: (/** @type {Element} */ pane, /** @type {number} */ count, /** @type {Translate} */ t) => {
      nameSource(t);
      doubts.hidden = count === 0;
      doubts.textContent = t("doubts", { count });
      legend.setAttribute("aria-label", t("legend"));
      legend.replaceChildren(...ROLES.filter((role) => pane.querySelector(`[data-role="${role}"]`)).map((role) => {
        const item = create("li", { textContent: t(`role.${role}`) });
        item.dataset.role = role;
        item.prepend(create("b", { textContent: t(`sign.${role}`) }), " ");
        return item;
      }));
    },

    /** Whether the lines of the reading run down. */
    setDown: (/** @type {boolean} */ down) => {
      reading.classList.toggle("down", down);
      if (down) reading.tabIndex = 0;
      else reading.removeAttribute("tabindex");
    },

    isInSight: (/** @type {Element} */ piece) => {
      const box = piece.getBoundingClientRect();
      const { past, size } = seen();
      return past(box) > 0 && past(box) - (isDown() ? box.width : box.height) < size;
    },

    /** Brings a piece to where what is seen begins. */
    scrollToStart: (/** @type {Element} */ piece) => {
      // another view may have given the bar another row just now
      measureBar();
      scroller.bring(piece, "start");
      if (isDown()) reading.scrollLeft -= seen().past(piece.getBoundingClientRect()) - piece.getBoundingClientRect().width;
    },
  };
};

/** @type {(name: string, tag?: keyof HTMLElementTagNameMap) => HTMLElement} */
const part = (name, tag = "div") => {
  const node = document.createElement(tag);
  node.part = name;
  return node;
};
