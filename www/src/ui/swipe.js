// Turns to the next story on a horizontal swipe.

const FAR_PX = 60;
const SOON_MS = 700;

/**
 * Calls `act` with 1 or -1 for the next story or the one before.
 *
 * @param {HTMLElement} node
 * @param {AbortSignal} signal
 * @param {(by: number) => void} act
 */
export const onSwipe = (node, signal, act) => {
  /** @type {PointerEvent | null} */
  let from = null;
  /** @type {(type: "pointerdown" | "pointercancel" | "pointerup", heard: (event: PointerEvent) => void) => void} */
  const on = (type, heard) => node.addEventListener(type, heard, { signal, passive: true });
  on("pointerdown", (event) => (from = event.pointerType === "touch" && event.isPrimary ? event : null));
  on("pointercancel", () => (from = null));
  on("pointerup", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    const quick = event.timeStamp - from.timeStamp < SOON_MS;
    from = null;
    if (quick && Math.abs(x) > FAR_PX && Math.abs(x) > 2 * Math.abs(y) && getSelection()?.isCollapsed) act(x < 0 ? 1 : -1);
  });
};
