// What the reader can do beyond reading: find, link and quote, hear. Each is a module that is
// lent what it needs of the element and hears of a new page, another place, other words.

import { marker } from "../reading/highlights.js";
import { quoting } from "./links/controller.js";
import { saver } from "./export/controller.js";
import { seeker } from "./find/controller.js";
import { speaker } from "./speech/controller.js";

// `own` is what only the element can do: { t, say, note, tell, stay, title, readAll, render, write }.
export const features = (host, root, frame, own) => {
  const top = root.querySelector("[part=bar]");
  const desk = {
    host, root, top,
    bar: frame.bar.bar,
    marks: marker(host),
    pages: () => host.pages,
    index: () => host.index,
    order: () => [...host.querySelectorAll(".bm-page article")].map((article) => article.dataset.article),
    // How much of the window the tool bar covers.
    covered: () => (getComputedStyle(top).position === "sticky" ? top.offsetHeight : 0),
    go: async (view, story, index) => {
      host.show(view, story, index);
      for (let tries = 0; tries < 100 && !(host.view === view && host.story === story && host.index === index && host.state === "ready"); tries++) {
        await new Promise((later) => setTimeout(later, 10));
      }
    },
    ...own,
  };
  const find = seeker(desk);
  const all = [find, quoting(desk), speaker(desk), saver(desk)];
  const [, quotes, voice, files] = all;

  // What is shown has been written anew.
  host.addEventListener("banmian-type", () => {
    desk.marks.fresh();
    all.forEach((feature) => feature.moved());
  });

  const typing = (event) => {
    const node = event.composedPath()[0];
    return node.isContentEditable || /^(?:input|textarea|select)$/i.test(node.tagName ?? "");
  };
  // Keys of ours: in the viewer, or where nothing has the focus and there is one viewer only.
  const key = (event) => {
    const inside = event.composedPath().includes(host);
    const alone = event.target === document.body && document.querySelectorAll("banmian-viewer").length === 1;
    const plain = event.key !== "F3" && !event.ctrlKey && !event.metaKey;
    if (event.defaultPrevented || event.isComposing || !(inside || alone) || host.state !== "ready" || (plain && typing(event))) return;
    if (all.some((feature) => feature.key?.(event))) event.preventDefault();
  };

  return {
    desk,
    find: find.find,
    open: find.open,
    follow: quotes.follow,
    html: files.html,
    save: files.open,
    listen: (signal) => {
      document.addEventListener("keydown", key, { signal });
      document.addEventListener("copy", quotes.copy, { signal });
      document.addEventListener("selectionchange", quotes.selecting, { signal });
      addEventListener("pagehide", voice.stop, { signal });
      voice.listen(signal);
      find.listen(signal);
      files.listen(signal);
      signal.addEventListener("abort", voice.stop);
    },
    label: (t) => all.forEach((feature) => feature.label(t)),
    fresh: () => {
      desk.marks.fresh();
      all.forEach((feature) => feature.fresh());
    },
    moved: () => all.forEach((feature) => feature.moved()),
  };
};
