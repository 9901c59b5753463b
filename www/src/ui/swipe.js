// Turns to the next story on a horizontal swipe.

const FAR_PX = 60;
const SOON_MS = 700;

/**
 * Calls `act` with 1 or -1 for the next story or the one before. `first` is the press that it is loaded for.
 *
 * @param {HTMLElement} node
 * @param {AbortSignal} signal
 * @param {PointerEvent} first
 * @param {(by: number) => void} act
 */
export const onSwipe = (node, signal, first, act) => {
  /** @type {PointerEvent | null} */
  let from = null;
  /** @type {(type: "pointerdown" | "pointercancel" | "pointerup", heard: (event: PointerEvent) => void) => void} */
  const on = (type, heard) => node.addEventListener(type, heard, { signal, passive: true });
  const begin = (/** @type {PointerEvent} */ event) => (from = event.pointerType === "touch" && event.isPrimary ? event : null);
  begin(first);
  on("pointerdown", begin);
  on("pointercancel", () => (from = null));
  on("pointerup", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    const quick = event.timeStamp - from.timeStamp < SOON_MS;
    from = null;
    if (quick && Math.abs(x) > FAR_PX && Math.abs(x) > 2 * Math.abs(y) && getSelection()?.isCollapsed) act(x < 0 ? 1 : -1);
  });
};
