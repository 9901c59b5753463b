// A piece is picked up, carried among the stories, and dropped: by keys, or by its grip.

const FAR = 4;
const EDGE = 48;

// `desk` is lent by editor.js: { host, root, reading, blocks, zones, drop, say, inWords }.
export const carrier = (desk) => {
  const { host, root, reading } = desk;
  let held = null;

  // Where it could stand: the page's own, before a story's first piece, behind each, by itself.
  const placesFor = (node) => {
    const stories = [...host.querySelectorAll(":scope .bm-stories article")].map((article) => desk.blocks(article));
    const inside = stories.flatMap((blocks) => [{ before: blocks[0] }, ...blocks.map((behind) => ({ behind }))]);
    return [{ page: true }, ...inside.filter(({ before, behind }) => (before ?? behind) !== node), { story: true }];
  };

  const aim = (i) => {
    unmark();
    held.at = Math.max(0, Math.min(held.places.length - 1, i));
    const { before, behind, page, story } = held.places[held.at];
    (before ?? behind)?.setAttribute("data-drop", before ? "before" : "behind");
    desk.zones.page.toggleAttribute("data-drop", Boolean(page));
    desk.zones.story.toggleAttribute("data-drop", Boolean(story));
  };

  const unmark = () => {
    for (const node of [...host.querySelectorAll("[data-drop]"), ...Object.values(desk.zones)]) node.removeAttribute("data-drop");
  };

  const pickUp = (node) => {
    const places = placesFor(node);
    const all = desk.blocks(host);
    const before = all.slice(0, all.indexOf(node)).reverse();
    const here = before.map((other) => places.findIndex(({ behind }) => behind === other)).find((i) => i >= 0) ?? 0;
    held = { node, places, at: here };
    node.setAttribute("data-held", "");
    host.toggleAttribute("data-carrying", true);
    aim(here);
  };

  const letGo = () => {
    unmark();
    held?.node.removeAttribute("data-held");
    host.removeAttribute("data-carrying");
    held = null;
  };

  const tell = () => {
    const { before, behind } = held.places[held.at];
    (before ?? behind)?.scrollIntoView({ block: "nearest", behavior: "instant" });
    desk.say(desk.inWords(held.places[held.at]));
  };

  const drop = () => {
    const { node, places, at } = held;
    letGo();
    desk.drop(node, places[at]);
  };

  const cancel = () => {
    const { node } = held;
    letGo();
    node.focus({ preventScroll: true });
    desk.say(desk.t("correct.carry.not"));
  };

  // The place of the next story, or of the one before.
  const story = (by) => {
    const storyOf = ({ before, behind }) => (before ?? behind)?.closest("article") ?? null;
    const now = storyOf(held.places[held.at]);
    let i = held.at;
    while (held.places[i + by] && storyOf(held.places[i]) === now) i += by;
    while (by < 0 && held.places[i - 1] && storyOf(held.places[i]) && storyOf(held.places[i - 1]) === storyOf(held.places[i])) i -= 1;
    return i;
  };

  // Whether a key was one of carrying.
  const key = (event) => {
    if (!held) return false;
    const acts = {
      ArrowDown: () => aim(held.at + 1), ArrowRight: () => aim(held.at + 1),
      ArrowUp: () => aim(held.at - 1), ArrowLeft: () => aim(held.at - 1),
      PageDown: () => aim(story(1)), PageUp: () => aim(story(-1)),
      Home: () => aim(0), End: () => aim(Infinity),
    };
    if (event.key === "Enter" || event.key === " ") drop();
    else if (event.key === "Escape" || event.key === "Tab") cancel();
    else if (acts[event.key]) {
      acts[event.key]();
      tell();
    }
    return true;
  };

  const start = (node) => {
    pickUp(node);
    desk.say(desk.t("correct.carry.how"));
  };

  // By its grip: a finger or a mouse.
  let grip = null;
  let scrolling = 0;
  const down = (event) => {
    if (!event.target.matches?.(".bm-grip") || event.button !== 0) return;
    event.preventDefault();
    grip = { node: event.target.closest("[data-role]"), x: event.clientX, y: event.clientY };
    event.target.setPointerCapture(event.pointerId);
  };

  const move = (event) => {
    if (!grip) return;
    if (!held && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < FAR) return;
    if (!held) pickUp(grip.node);
    event.preventDefault();
    over(event.clientX, event.clientY);
    scrollAlong(event.clientY);
  };

  const over = (x, y) => {
    const zone = root.elementFromPoint(x, y)?.closest?.("[data-zone]")?.dataset.zone;
    if (zone) return aim(held.places.findIndex((place) => place[zone]));
    const under = host.getRootNode().elementFromPoint(x, y)?.closest?.(".bm-page [data-role]");
    const found = under && nearest(under, y);
    if (found >= 0) aim(found);
  };

  // The place at the edge of a piece that is nearer.
  const nearest = (under, y) => {
    const { top, bottom } = under.getBoundingClientRect();
    if (y > (top + bottom) / 2) return held.places.findIndex(({ behind }) => behind === under);
    const all = desk.blocks(under.closest("article") ?? host);
    const above = all[all.indexOf(under) - 1];
    return held.places.findIndex(({ before, behind }) => before === under || (above && behind === above));
  };

  const scrollAlong = (y) => {
    clearInterval(scrolling);
    const { top, bottom } = reading.getBoundingClientRect();
    const by = y < top + EDGE ? -1 : y > bottom - EDGE ? 1 : 0;
    if (by !== 0) scrolling = setInterval(() => reading.scrollBy(0, by * 12), 16);
  };

  const up = (event) => {
    clearInterval(scrolling);
    const { node } = grip ?? {};
    grip = null;
    if (held && event.type === "pointerup") drop();
    else if (held) cancel();
    else if (node) desk.choose(node);
  };

  host.addEventListener("pointerdown", down);
  host.addEventListener("pointermove", move);
  for (const type of ["pointerup", "pointercancel"]) host.addEventListener(type, (event) => grip && up(event));

  return { start, key, holds: () => held !== null, letGo };
};
