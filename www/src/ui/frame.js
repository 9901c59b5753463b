// The shadow root: tool bar, panels, and the slots the articles and their source stand in.

import { along } from "../typography/vertical-scroll.js";
import { sheet } from "./keys.js";
import { strip } from "./page-strip.js";
import { heading } from "../reading/source-pane.js";
import { toolbar } from "./toolbar.js";
import { typePanel } from "../typography/type-panel.js";

const ENCODINGS = [
  "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE",
  "Shift_JIS", "EUC-JP", "EUC-KR", "windows-1251", "windows-1252",
];

export const frame = (root, act) => {
  const part = (name, tag = "div") => {
    const node = document.createElement(tag);
    node.part = name;
    return node;
  };
  const slot = (name) => Object.assign(document.createElement("slot"), { name });
  const bar = toolbar(act);
  const top = part("bar", "nav");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const notice = part("notice");
  const welcome = part("welcome", "section");
  const panes = part("panes");
  const source = part("source", "section");
  const reading = part("reading");
  const roles = Object.assign(document.createElement("ul"), { className: "legend" });
  const pages = part("pager", "nav");
  const reasons = part("why", "aside");
  const origin = part("origin", "section");
  const encoding = part("encoding", "label");
  const encodings = document.createElement("select");
  encodings.addEventListener("change", () => act.decode(encodings.value));
  const language = part("language", "label");
  const languages = document.createElement("select");
  languages.addEventListener("change", () => act.speak(languages.value));
  origin.append(encoding, language);
  const leaves = strip(act);
  const file = Object.assign(document.createElement("input"), { type: "file", tabIndex: -1, multiple: true, accept: ".txt,text/plain" });
  const folder = Object.assign(file.cloneNode(), { webkitdirectory: true });
  for (const input of [file, folder]) {
    input.addEventListener("change", () => {
      if (input.files.length > 0) act.open(input.files);
      input.value = "";
    });
  }
  notice.setAttribute("role", "alert");
  const doubts = Object.assign(document.createElement("button"), { type: "button", className: "doubts" });
  doubts.addEventListener("click", () => act.doubts());
  const marks = Object.assign(document.createElement("div"), { className: "marks" });
  marks.append(roles, doubts);
  source.append(marks, slot("source"));
  reading.append(slot(""));
  panes.append(source, reading);
  const desk = Object.assign(document.createElement("div"), { className: "desk" });
  desk.append(panes, reasons);
  top.hidden = notice.hidden = origin.hidden = welcome.hidden = pages.hidden = reasons.hidden = true;
  const type = typePanel(bar.type, root.host);
  along(reading);
  top.append(bar.bar, leaves.node, status, file, folder, type.panel);
  const said = part("note", "p");
  said.hidden = true;
  said.setAttribute("aria-hidden", "true");
  root.append(top, notice, origin, welcome, desk, pages, said);

  // A message beside whatever is read, for a moment; the status says it to those who listen.
  let fading;
  const note = (text) => {
    said.textContent = text;
    said.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => (said.hidden = true), 6000);
  };

  // What is covered by the bar, where it has come to stand in two rows.
  new ResizeObserver(([{ target }]) => root.host.style.setProperty("--banmian-bar", `${target.offsetHeight}px`)).observe(top);

  const explain = (content) => {
    reasons.replaceChildren(content);
    reasons.hidden = false;
  };

  const tell = (what, then, detail = "") => {
    const text = document.createElement("p");
    text.append(element("strong", what), then, element("small", detail));
    notice.replaceChildren(text);
    notice.hidden = false;
  };

  // What the text was read as: `named`, or as it looks.
  const show = (read, t) => {
    origin.hidden = read === null;
    if (read === null) return;
    const automatic = (what, found) => (what || !found ? t("encoding.auto") : t("encoding.found", { encoding: found }));
    origin.setAttribute("aria-label", t("origin"));
    encoding.hidden = !read.bytes;
    encodings.replaceChildren(...["", ...ENCODINGS].map((name) => new Option(name || automatic(read.named, read.encoding), name)));
    encodings.value = ENCODINGS.find((name) => name.toLowerCase() === read.named.toLowerCase()) ?? "";
    encoding.replaceChildren(t("encoding"), " ", encodings);
    const tongue = tongues(t.tag);
    const found = read.found && tongue(read.found);
    languages.replaceChildren(...["", ...read.languages].map((tag) => new Option(tag ? tongue(tag) : automatic(read.language, found), tag)));
    languages.value = read.language;
    language.replaceChildren(t("language"), " ", languages);
  };

  const legend = (present, count, t) => {
    doubts.hidden = count === 0;
    doubts.textContent = t("doubts", { count });
    roles.setAttribute("aria-label", t("legend"));
    roles.replaceChildren(...present.map((role) => {
      const item = element("li", t(`role.${role}`));
      item.dataset.role = role;
      item.prepend(element("b", t(`sign.${role}`)), " ");
      return item;
    }));
  };

  const pager = (neighbours, t) => {
    pages.hidden = neighbours.every((article) => !article);
    pages.setAttribute("aria-label", t("pager"));
    pages.replaceChildren(...neighbours.flatMap((article, i) => {
      if (!article) return [];
      const by = i === 0 ? -1 : 1;
      const button = element("button", heading(article));
      button.type = "button";
      button.dataset.step = by;
      button.prepend(element("small", t(by < 0 ? "previous" : "next")));
      button.addEventListener("click", () => act.step(by));
      return [button];
    }));
  };

  // The style comes first, so that nothing moves when the words come.
  const sheets = { shell: new CSSStyleSheet(), words: new CSSStyleSheet() };
  root.adoptedStyleSheets = Object.values(sheets);
  const clothe = (shell) => sheets.shell.replaceSync(shell);

  const dress = (words, t) => {
    sheets.words.replaceSync(words);
    // the room that was kept for it is its own now
    top.hidden = false;
    root.host.removeAttribute("pending");
    welcome.setAttribute("aria-label", t("open"));
    source.setAttribute("aria-label", t("view.source"));
    top.setAttribute("aria-label", t("bar"));
    type.dress(t);
    reasons.setAttribute("aria-label", t("why"));
    file.setAttribute("aria-label", t("open"));
    folder.setAttribute("aria-label", t("open.folder"));
    const buttons = [["open", act.choose], ["open.folder", act.folder]].map(([what, act]) => {
      const button = Object.assign(element("button", t(what)), { type: "button" });
      button.addEventListener("click", () => act());
      return button;
    });
    const ways = element("div", "");
    ways.append(...buttons);
    welcome.replaceChildren(element("p", t("welcome")), ways);
  };

  // What of the articles is not covered: below the bar, or in vertical lines from the right.
  const seen = () => {
    const box = reading.getBoundingClientRect();
    if (reading.classList.contains("down")) return { past: ({ left }) => box.right - left, size: box.width };
    const covered = Math.max(0, top.getBoundingClientRect().bottom);
    return { past: ({ bottom }) => bottom - covered, size: innerHeight - covered };
  };

  const inSight = (piece) => {
    const box = piece.getBoundingClientRect();
    const { past, size } = seen();
    const length = reading.classList.contains("down") ? box.width : box.height;
    return past(box) > 0 && past(box) - length < size;
  };

  // Brings a piece to where what is seen begins.
  const reach = (piece) => {
    piece.scrollIntoView({ behavior: "instant", block: "start" });
    if (reading.classList.contains("down")) reading.scrollLeft -= seen().past(piece.getBoundingClientRect()) - piece.getBoundingClientRect().width;
  };

  return { bar, status, notice, welcome, why: reasons, file, folder, origin: show, pages: leaves, type, reading, note, seen, inSight, reach, sheet: sheet(root), explain, tell, legend, pager, clothe, dress };
};

const element = (tag, text) => {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
};

// The names of languages in the words of the interface; a tag that names none stands for itself.
const tongues = (tag) => {
  const tried = (ask) => {
    try {
      return ask();
    } catch {
      return null;
    }
  };
  const names = tried(() => new Intl.DisplayNames(tag, { type: "language" }));
  return (language) => tried(() => names.of(language)) ?? language;
};
