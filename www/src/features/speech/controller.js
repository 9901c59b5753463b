// The “Read aloud” button, where the browser has a voice for the language of the page.

import { speech } from "../../lazy.js";
import { isBeside } from "../../model/views.js";
import { voicesFor } from "./voices.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createSpeech = (context, navigation) => {
  const { store, ui } = context;
  const opener = Object.assign(document.createElement("button"), { type: "button", hidden: true });
  opener.dataset.act = "speak";
  ui.bar.space.after(opener);
  /** @type {import("./speech.js").Player | null} */
  let player = null;

  const offer = () => {
    const { reading: { page }, view } = store.state;
    const voices = page && globalThis.Intl?.Segmenter ? voicesFor(page.source.language) : [];
    opener.hidden = voices.length === 0 || isBeside(view);
    player?.offer(voices);
  };
  const stop = () => player?.stop();

  opener.addEventListener("click", async () => {
    const [createPlayer] = (await Promise.all([speech(), ui.furnish()]).catch((error) => ui.note(error.message))) ?? [];
    if (!createPlayer) return;
    if (!player) {
      player = createPlayer(context, navigation, opener);
      player.setWords(store.state.t);
      offer();
    }
    player.toggle();
  });

  return {
    // what the browser keeps for the whole document would keep the viewer too
    listen: (/** @type {AbortSignal} */ signal) => {
      globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer, { signal });
      addEventListener("pagehide", stop, { signal });
      signal.addEventListener("abort", stop);
    },
    setWords: (/** @type {Translate} */ t) => {
      opener.textContent = t("speak");
      player?.setWords(t);
    },
    refresh: () => {
      player?.refresh();
      offer();
    },
    moved: () => {
      player?.moved();
      offer();
    },
  };
};
