// Offers to read the open story aloud, where there is a voice for it.

import { voice } from "../../lazy.js";
import { voicesFor } from "./voices.js";

export const speaker = (desk) => {
  const { host } = desk;
  const opener = Object.assign(document.createElement("button"), { type: "button", hidden: true });
  opener.dataset.act = "speak";
  desk.bar.insertBefore(opener, desk.bar.querySelector(".space").nextSibling);
  let speech = null;

  const offer = () => {
    const page = desk.pages()[desk.index()]?.page;
    const voices = page && globalThis.Intl?.Segmenter ? voicesFor(page.source.language) : [];
    opener.hidden = voices.length === 0 || host.view !== "story";
    speech?.offer(voices);
  };

  opener.addEventListener("click", async () => {
    const make = await voice().catch((error) => desk.note(error.message));
    if (!make) return;
    if (!speech) {
      speech = make(desk, opener);
      speech.label(desk.t);
      offer();
    }
    speech.toggle();
  });

  return {
    stop: () => speech?.stop(),
    // what the browser keeps for the whole document would keep the viewer too
    listen: (signal) => globalThis.speechSynthesis?.addEventListener?.("voiceschanged", offer, { signal }),
    label: (t) => {
      opener.textContent = t("speak");
      speech?.label(t);
    },
    fresh: () => {
      speech?.stop();
      offer();
    },
    moved: () => {
      speech?.moved();
      offer();
    },
  };
};
