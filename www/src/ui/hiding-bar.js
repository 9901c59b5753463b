// Hides the tool bar while the reader scrolls down, and brings it back when they scroll up. Whether
// there is so little room that it should is for the style to say.

const FAR_PX = 24;
// What is in use stays.
const HELD = ':focus-visible, [aria-expanded="true"], :is([part="find"], [part="speech"]):not([hidden])';

/**
 * `depth` is how much of the viewer has gone by above.
 *
 * @param {HTMLElement} bar
 * @param {() => number} depth
 */
export const createHidingBar = (bar, depth) => {
  let [last, turn] = [0, 0];
  let down = false;

  const show = () => {
    bar.classList.remove("away");
    last = turn = depth();
  };
  bar.addEventListener("focusin", show);

  return {
    show,

    scrolled: () => {
      const now = depth();
      if (now === last) return;
      if (now > last !== down) {
        down = !down;
        turn = last;
      }
      last = now;
      if (now <= bar.offsetHeight) show();
      else if (Math.abs(now - turn) >= FAR_PX) bar.classList.toggle("away", down && !bar.querySelector(HELD));
    },
  };
};
