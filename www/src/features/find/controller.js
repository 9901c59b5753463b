// Offers to find, and hands over to what finds once that is asked for.

import { once } from "../../engine/engine.js";
import { finder } from "../../lazy.js";

// So long after a page is shown what finds is loaded, in ms: the page does not wait for it, nor does
// who asks later.
const REST = 1500;

export const seeker = (desk) => {
  const opener = Object.assign(document.createElement("button"), { type: "button" });
  opener.dataset.act = "find";
  desk.bar.insertBefore(opener, desk.bar.querySelector(".space").nextSibling);
  let found = null;

  const made = once(async () => {
    const make = await finder();
    found = make(desk);
    found.label(desk.t);
    return found;
  });
  const open = async () => {
    const find = await made().catch((error) => desk.note(error.message));
    find?.open();
  };
  opener.addEventListener("click", open);

  let resting = 0;
  return {
    open,
    // For programs: every hit there is, the bar shown with them.
    find: async (...given) => (await made()).find(...given),
    key: (event) => {
      if (found?.again(event)) return true;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return false;
      open();
      return true;
    },
    // who is taken out of the document is kept by nothing
    listen: (signal) => signal.addEventListener("abort", () => clearTimeout(resting)),
    label: (t) => {
      opener.textContent = t("find");
      found?.label(t);
    },
    fresh: () => {
      clearTimeout(resting);
      if (!found) resting = setTimeout(() => made().catch(() => {}), REST);
      found?.fresh();
    },
    moved: () => found?.moved(),
  };
};
