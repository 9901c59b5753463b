// Scrolls vertical lines with the wheel and the keyboard.

/**
 * Lets the wheel go along vertical lines, and keys by the width of what is seen.
 *
 * @param {HTMLElement} scroller
 */
export const scrollVertically = (scroller) => {
  const room = () => scroller.classList.contains("down") && scroller.scrollWidth > scroller.clientWidth;
  const go = (/** @type {number} */ by) => scroller.scrollBy({ left: -by, behavior: "instant" });
  scroller.addEventListener("wheel", (event) => {
    if (!room() || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) >= Math.abs(event.deltaY)) return;
    const before = scroller.scrollLeft;
    go(event.deltaY * [1, 24, scroller.clientWidth][event.deltaMode]);
    if (scroller.scrollLeft !== before) event.preventDefault();
  }, { passive: false });
  scroller.addEventListener("keydown", (event) => {
    const page = scroller.clientWidth * 0.9;
    const by = { PageDown: page, PageUp: -page, " ": event.shiftKey ? -page : page, Home: -scroller.scrollWidth, End: scroller.scrollWidth }[event.key];
    if (by === undefined || !room() || event.defaultPrevented || /** @type {Element} */ (event.target).closest("button, input, select, [data-piece]")) return;
    const before = scroller.scrollLeft;
    go(by);
    if (scroller.scrollLeft !== before) event.preventDefault();
  });
};
