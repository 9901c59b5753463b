// The type settings, which are attributes of the viewer. Those that the page does not set are taken
// from what the reader chose before.

import { keepItem, keptData } from "../storage.js";

/** @import { BanmianViewer } from "../element.js" */

/** @typedef {"theme" | "size" | "leading" | "measure" | "columns" | "font" | "writing" | "script" | "punctuation"} SettingName */

/** @typedef {{ accepts: (value: string) => boolean, values: string[] }} Setting */

/** @type {(low: number, high: number) => Setting} */
const between = (low, high) => ({ accepts: (value) => value !== "" && Number(value) >= low && Number(value) <= high, values: [] });
/** @type {(...values: string[]) => Setting} */
const oneOf = (...values) => ({ accepts: (value) => values.includes(value), values });

/** @type {Record<SettingName, Setting>} */
export const SETTINGS = {
  theme: oneOf("system", "paper", "light", "sepia", "dark", "contrast"),
  size: between(70, 250),
  leading: between(1.2, 3),
  measure: between(16, 80),
  columns: oneOf("auto", "1", "2", "3", "4", "5", "6"),
  font: oneOf("song", "hei", "kai"),
  writing: oneOf("horizontal", "vertical"),
  script: oneOf("source", "hans", "hant"),
  punctuation: oneOf("auto", "source", "full"),
};

export const NAMES = /** @type {SettingName[]} */ (Object.keys(SETTINGS));

/** @type {(name: string) => boolean} */
export const isSetting = (name) => /** @type {string[]} */ (NAMES).includes(name);

// As the style sheet has them where nothing is said.
/** @type {Record<SettingName, string>} */
const DEFAULTS = {
  theme: "system", size: "100", leading: "1.8", measure: "42", columns: "auto",
  font: "song", writing: "horizontal", script: "source", punctuation: "auto",
};
const KEY = "banmian.type";
/** @type {SettingName[]} */
const STYLED = ["writing", "script", "punctuation"];

/** @type {WeakMap<Element, [SettingName, string | null][]>} the settings that the page gave */
const given = new WeakMap();
/** @type {WeakMap<Element, Partial<Record<SettingName, string>>>} */
const styled = new WeakMap();

/**
 * Looks up what the host's style says of settings that no style sheet can do. Asking lays the
 * document out, so it is asked before anything is changed, and when the reader goes somewhere.
 *
 * @param {Element} viewer
 */
export const lookUp = (viewer) => {
  const style = getComputedStyle(viewer);
  styled.set(viewer, Object.fromEntries(STYLED.map((name) => [name, style.getPropertyValue(`--banmian-${name}`).trim()])));
};

/** @type {(viewer: Element, name: SettingName) => string | null} what an attribute says, if a setting can be that */
export const attributeOf = (viewer, name) => {
  const value = viewer.getAttribute(name);
  return value !== null && SETTINGS[name].accepts(value) ? value : null;
};

/**
 * What counts: an attribute, a custom property of the host's style where no style sheet does
 * the work, or the default.
 *
 * @param {Element} viewer
 * @param {SettingName} name
 */
export const setting = (viewer, name) => {
  const said = [viewer.getAttribute(name), styled.get(viewer)?.[name]];
  return said.find((value) => value && SETTINGS[name].accepts(value)) ?? DEFAULTS[name];
};

/** @type {(viewer: Element) => void} fills in what the reader chose before, where the page says nothing */
export const restore = (viewer) => {
  if (given.has(viewer)) return;
  given.set(viewer, NAMES.map((name) => [name, viewer.getAttribute(name)]));
  const kept = stored();
  for (const name of NAMES) {
    if (!viewer.hasAttribute(name) && SETTINGS[name].accepts(String(kept[name]))) viewer.setAttribute(name, kept[name]);
  }
};

/** @type {(viewer: Element, name: SettingName, value: string) => void} sets what the reader chose, and keeps it */
export const choose = (viewer, name, value) => {
  store({ ...stored(), [name]: value });
  viewer.setAttribute(name, value);
};

/** @type {(viewer: BanmianViewer) => void} goes back to what the page gave */
export const forget = (viewer) => {
  store({});
  for (const [name, value] of given.get(viewer) ?? []) {
    if (value === null) viewer.removeAttribute(name);
    else viewer.setAttribute(name, value);
  }
};

/** @type {() => Record<string, string>} */
const stored = () => keptData(KEY) ?? {};

const store = (/** @type {object} */ settings) => void keepItem(KEY, JSON.stringify(settings));
