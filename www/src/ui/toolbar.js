// The tool bar: one stop of the Tab key, arrows within (APG toolbar).

export const VIEWS = ["page", "list", "source"];

// Where the arrow keys have come to in each bar.
const roved = new WeakMap();

export const toolbar = (act) => {
  const bar = document.createElement("div");
  bar.setAttribute("role", "toolbar");
  const views = VIEWS.map((view) => {
    const button = control(() => act.show(view));
    button.dataset.view = view;
    return button;
  });
  const space = document.createElement("span");
  space.className = "space";
  const back = step(act, -1);
  const place = document.createElement("span");
  place.className = "place";
  const on = step(act, 1);
  const open = control(() => act.choose());
  open.dataset.act = "open";
  const folder = control(() => act.folder());
  folder.dataset.act = "folder";
  const type = control(() => {});
  type.dataset.act = "type";
  const correct = control(() => act.correct());
  correct.dataset.act = "correct";
  const keys = control(() => act.keys());
  keys.dataset.act = "keys";
  keys.textContent = "?";
  bar.append(...views, space, back, place, on, correct, type, open, folder, keys);
  bar.addEventListener("keydown", (event) => rove(bar, event));
  return { bar, views, steps: [back, on], place, open, folder, type, correct, keys };
};

export const label = ({ bar, views, steps, open, folder, correct, keys }, t) => {
  bar.setAttribute("aria-label", t("bar"));
  views.forEach((button) => (button.textContent = t(`view.${button.dataset.view}`)));
  open.textContent = t("open");
  folder.textContent = t("open.folder");
  correct.textContent = t("correct");
  keys.setAttribute("aria-label", t("keys"));
  steps[0].setAttribute("aria-label", t("previous"));
  steps[1].setAttribute("aria-label", t("next"));
};

// Shows where the reader is: `index` of `count` stories, or -1.
export const mark = ({ bar, views, steps, place, open, folder, correct }, { view, index, count, files, corrections, correcting }) => {
  views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === view)));
  for (const node of [...steps, place]) node.hidden = view !== "story";
  steps[0].disabled = index <= 0;
  steps[1].disabled = index < 0 || index >= count - 1;
  place.textContent = index < 0 ? "" : `${index + 1} / ${count}`;
  open.hidden = folder.hidden = !files;
  correct.hidden = !corrections;
  correct.setAttribute("aria-pressed", String(correcting));
  const stops = stopsOf(bar);
  const last = roved.get(bar);
  const current = stops.includes(last) && isSeen(last) ? last : stops[0];
  bar.querySelectorAll("button").forEach((button) => (button.tabIndex = button === current ? 0 : -1));
};

const control = (act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", act);
  return button;
};

const step = (act, by) => {
  const button = control(() => act.step(by));
  button.dataset.act = by < 0 ? "previous" : "next";
  return button;
};

const stopsOf = (bar) => [...bar.querySelectorAll("button")].filter((button) => !button.hidden && !button.disabled);

// A narrow window leaves some out.
const isSeen = (button) => button.getClientRects().length > 0;

const rove = (bar, event) => {
  const stops = stopsOf(bar).filter(isSeen);
  const i = stops.indexOf(event.target);
  const { length } = stops;
  const to = { ArrowRight: (i + 1) % length, ArrowLeft: (i + length - 1) % length, Home: 0, End: length - 1 }[event.key];
  if (i < 0 || to === undefined) return;
  event.preventDefault();
  bar.querySelectorAll("button").forEach((button) => (button.tabIndex = -1));
  stops[to].tabIndex = 0;
  stops[to].focus();
  roved.set(bar, stops[to]);
};
