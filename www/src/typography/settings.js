// How the reader wants the type: attributes of the viewer are the settings; those the page
// leaves out are filled from what the reader chose before.

import { display } from "../lazy.js";
import { scriptOf } from "./script.js";

const WITHIN = (low, high) => (value) => value !== "" && Number(value) >= low && Number(value) <= high;
const ONE_OF = (...values) => Object.assign((value) => values.includes(value), { values });

export const SETTINGS = {
  theme: ONE_OF("system", "paper", "light", "sepia", "dark", "contrast"),
  size: WITHIN(70, 250),
  leading: WITHIN(1.2, 3),
  measure: WITHIN(16, 80),
  columns: ONE_OF("auto", "1", "2", "3", "4", "5", "6"),
  font: ONE_OF("song", "hei", "kai"),
  writing: ONE_OF("horizontal", "vertical"),
  script: ONE_OF("source", "hans", "hant"),
  punctuation: ONE_OF("source", "full"),
};
export const NAMES = Object.keys(SETTINGS);
// As the style sheet has them where nothing is said.
export const USUAL = {
  theme: "system", size: "100", leading: "1.8", measure: "42", columns: "auto",
  font: "song", writing: "horizontal", script: "source", punctuation: "source",
};
const KEY = "banmian.type";
const STYLED = ["writing", "script", "punctuation"];
// What shows text otherwise than it is written, once that was asked for.
let otherwise = null;
const given = new WeakMap();
const styled = new WeakMap();

export const reflect = (prototype) => {
  for (const name of NAMES) {
    Object.defineProperty(prototype, name, {
      get() { return this.getAttribute(name); },
      set(value) { if (value == null) this.removeAttribute(name); else this.setAttribute(name, value); },
      configurable: true,
      enumerable: true,
    });
  }
};

// What the host's style says of settings that no style sheet can do. Asking lays the document
// out, so it is asked before anything is changed, and when the reader goes somewhere.
export const look = (viewer) => {
  const style = getComputedStyle(viewer);
  styled.set(viewer, Object.fromEntries(STYLED.map((name) => [name, style.getPropertyValue(`--banmian-${name}`).trim()])));
};

// What counts: an attribute, a custom property of the host's style where no style sheet does
// the work, or the usual.
export const setting = (viewer, name) => {
  const said = [viewer.getAttribute(name), styled.get(viewer)?.[name]];
  return said.find((value) => value && SETTINGS[name](value)) ?? USUAL[name];
};

export const restore = (viewer) => {
  if (given.has(viewer)) return;
  given.set(viewer, NAMES.map((name) => [name, viewer.getAttribute(name)]));
  const kept = stored();
  for (const name of NAMES) {
    if (!viewer.hasAttribute(name) && SETTINGS[name](String(kept[name]))) viewer.setAttribute(name, kept[name]);
  }
};

export const choose = (viewer, name, value) => {
  store({ ...stored(), [name]: value });
  viewer.setAttribute(name, value);
};

// Back to what the page gave.
export const forget = (viewer) => {
  store({});
  for (const [name, value] of given.get(viewer)) viewer[name] = value;
};

// Sets pages and frame as the settings say; on paper lines stay horizontal. Resolves when
// the text is shown, with whether it has changed.
export const set = async (viewer, main, reading, { print = false } = {}) => {
  const properties = { size: (percent) => `${(1.0625 * percent) / 100}rem`, leading: String, measure: (em) => `calc(${em} * var(--banmian-size))` };
  for (const [name, css] of Object.entries(properties)) {
    const said = viewer.getAttribute(name);
    if (said !== null && SETTINGS[name](said)) viewer.style.setProperty(`--banmian-${name}`, css(said));
    else viewer.style.removeProperty(`--banmian-${name}`);
  }
  const pages = [...(main?.querySelectorAll(".bm-page") ?? [])];
  const chinese = pages.length > 0 && pages.every((page) => /^(zh|ja|ko)\b/.test(page.dataset.lang ?? page.lang));
  const down = chinese && setting(viewer, "writing") === "vertical" && ["page", "story"].includes(viewer.view);
  main?.classList.toggle("bm-down", down);
  reading.classList.toggle("down", down);
  if (down) reading.tabIndex = 0;
  else reading.removeAttribute("tabindex");
  const script = setting(viewer, "script");
  const full = setting(viewer, "punctuation") === "full";
  const wanted = { script: script === "source" ? null : script, full, down: down && !print };
  if (!otherwise && !wanted.script && !full && !wanted.down) return false;
  const show = await (otherwise ??= display().catch((error) => {
    otherwise = null;
    throw error;
  }));
  return (await Promise.all(pages.map((page) => show(page, wanted)))).some(Boolean);
};

// What there is to choose for the pages shown.
export const offered = (main) => {
  const langs = [...(main?.querySelectorAll(".bm-page") ?? [])].map((page) => page.dataset.lang ?? page.lang);
  const down = langs.length > 0 && langs.every((lang) => /^(zh|ja|ko)\b/.test(lang));
  return { script: langs.some((lang) => scriptOf(lang)), writing: down, punctuation: down };
};

// A document without an origin of its own may keep nothing.
const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
};

const store = (settings) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // the settings hold for as long as the page is open
  }
};
