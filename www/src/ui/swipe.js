// A finger drawn across a story turns to the next; one that scrolls or selects does not.

const FAR = 60;
const SOON = 700;

export const swipe = (node, signal, act) => {
  let from = null;
  const on = (type, heard) => node.addEventListener(type, heard, { signal, passive: true });
  on("pointerdown", (event) => (from = event.pointerType === "touch" && event.isPrimary ? event : null));
  on("pointercancel", () => (from = null));
  on("pointerup", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    const quick = event.timeStamp - from.timeStamp < SOON;
    from = null;
    if (quick && Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y) && getSelection().isCollapsed) act(x < 0 ? 1 : -1);
  });
};
