// Applies the type settings to the page that is shown.

import { emit } from "../events.js";
import { verticalScroll } from "../lazy.js";
import { once } from "../once.js";
import { isEastAsian, langOf, pagesIn } from "./choices.js";
import { display } from "./display.js";
import { attributeOf, setting } from "./settings.js";

/** @import { Context } from "../model/types.js" */
/** @import { SettingName } from "./settings.js" */

/** @type {[SettingName, (value: string) => string][]} the settings that are custom properties */
const PROPERTIES = [
  ["size", (percent) => `${(1.0625 * Number(percent)) / 100}rem`],
  ["leading", String],
  ["measure", (em) => `calc(${em} * var(--banmian-size))`],
];

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createTypography = ({ host, store, ui, content }) => {
  let generation = 0;
  const scrollVertically = once(async () => (await verticalScroll())(ui.reading));

  /**
   * Sets pages and frame as the settings say; on paper lines stay horizontal. Resolves when the
   * text is shown. Of two calls the later one wins.
   *
   * @param {{ print?: boolean }} [options]
   */
  return async ({ print = false } = {}) => {
    const mine = ++generation;
    ui.type.showFor(content.main);
    for (const [name, css] of PROPERTIES) {
      const value = attributeOf(host, name);
      if (value === null) host.style.removeProperty(`--banmian-${name}`);
      else host.style.setProperty(`--banmian-${name}`, css(value));
    }
    const pages = pagesIn(content.main);
    const down = pages.length > 0 && pages.every((page) => isEastAsian(langOf(page)))
      && setting(host, "writing") === "vertical" && ["page", "story"].includes(store.state.view);
    content.main?.classList.toggle("bm-down", down);
    ui.setDown(down);
    const script = setting(host, "script");
    const wanted = { script: script === "source" ? null : script, punctuation: setting(host, "punctuation"), down: down && !print };
    try {
      if (wanted.down) await scrollVertically();
      const changed = await Promise.all(pages.map((page) => display(page, wanted, () => mine !== generation)));
      if (changed.some(Boolean)) emit(host, "banmian-type");
    } catch (error) {
      ui.note(/** @type {Error} */ (error).message);
    }
  };
};
