// Links and quotations. What makes them is loaded when the reader first points at something in the
// viewer or selects in it, opens a story, or follows a link.

import { linker } from "../../lazy.js";
import { once } from "../../once.js";

/** @import { Context } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Link } from "../../reading/route.js" */
/** @import { Feature } from "../features.js" */
/** @import { Notes } from "../notes/controller.js" */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Notes} notes
 */
export const createLinks = (context, navigation, notes) => {
  const { host, store } = context;
  /** @type {import("./linker.js").Linker | null} */
  let made = null;
  const load = once(async () => {
    const create = await linker();
    made = create(context, navigation, notes);
    made.setWords();
    return made;
  });
  const begin = (/** @type {Event} */ event) => {
    if (!made) load().then(({ over }) => over(event), () => {});
  };
  for (const type of ["pointerover", "focusin"]) host.addEventListener(type, begin, { passive: true });

  const rest = () => {
    if (made) made.rest();
    else if (store.state.view === "story" && store.state.status === "ready") load().catch(() => {});
  };
  const selecting = () => {
    if (made) made.selecting();
    else if (getSelection()?.isCollapsed === false) load().then((links) => links.selecting(), () => {});
  };

  /** @satisfies {Feature & Record<string, unknown>} */
  const feature = {
    /** Goes to where a link leads on the page that is shown. */
    follow: async (/** @type {Link} */ link, /** @type {string | null} */ story) => (await load()).follow(link, story),
    key: (/** @type {KeyboardEvent} */ event) => made?.key(event) ?? false,
    listen: (/** @type {AbortSignal} */ signal) => {
      // a copy may follow at once, before the browser says that all is selected
      document.addEventListener("keydown", ({ ctrlKey, metaKey }) => void ((ctrlKey || metaKey) && load().catch(() => {})), { signal });
      document.addEventListener("copy", (event) => made?.copy(event), { signal });
      document.addEventListener("selectionchange", selecting, { signal });
    },
    setWords: () => made?.setWords(),
    refresh: rest,
    moved: rest,
  };
  return feature;
};
