// The reader's notes. What makes and shows them is loaded with the first page, where the viewer has the
// attribute `notes`.

import { notebook } from "../../lazy.js";
import { once } from "../../once.js";

/** @import { Context } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Notebook } from "./notes.js" */

/** @typedef {ReturnType<typeof createNotes>} Notes */

/**
 * `save` has the browser save a form.
 *
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {(form: string) => unknown} save
 */
export const createNotes = (context, navigation, save) => {
  const { host, ui, track } = context;
  const { notes: opener } = ui.bar;
  /** @type {AbortSignal} */
  let signal;
  // there from the first, so that nothing beside it moves
  opener.hidden = !host.hasAttribute("notes");
  // what is loaded takes the place of what does nothing
  const load = once(async () => Object.assign(feature, await (await notebook())(context, navigation, { save, signal })));
  /** @type {(act: (notes: Notebook) => unknown) => Promise<any>} */
  const use = (act) => track(load().then(act).catch((error) => ui.note(error.message)));

  const feature = {
    /** Does something with the notes, once what shows them is there. */
    use,
    /** @type {Notebook["list"]} */
    list: () => [],
    /** @type {Notebook["offer"]} */
    offer: () => {},
    listen: (/** @type {AbortSignal} */ given) => void (signal = given),
    refresh: () => {
      opener.hidden = !host.hasAttribute("notes");
      if (!opener.hidden) use(({ refresh }) => refresh());
    },
  };
  return feature;
};
