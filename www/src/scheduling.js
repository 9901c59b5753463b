// Waits for the browser to do other work.

// Not every browser has these.
const { scheduler, requestIdleCallback } = /** @type {Partial<typeof globalThis>} */ (globalThis);

/**
 * Lets the browser paint and hear before more work is begun.
 *
 * @returns {Promise<void>}
 */
export const yieldToBrowser = () =>
  new Promise((done) => (scheduler?.yield ? scheduler.yield().then(done) : setTimeout(done)));

// A document that is not seen paints nothing; then waiting ends after so many milliseconds.
const UNSEEN = 100;

/**
 * Waits until the browser is about to lay out and paint what was changed: what is changed then is seen
 * together with it.
 *
 * @returns {Promise<void>}
 */
export const beforePaint = () =>
  new Promise((done) => {
    const late = setTimeout(done, UNSEEN);
    requestAnimationFrame(() => {
      clearTimeout(late);
      done();
    });
  });

/**
 * Waits until what was changed is painted.
 *
 * @returns {Promise<void>}
 */
export const painted = async () => {
  await beforePaint();
  await new Promise((done) => setTimeout(done));
};

// How long work goes on before the browser has its turn: half a frame, in milliseconds.
const TURN = 8;

/**
 * Gives a function that lets all other work go first where work has gone on for half a frame, and
 * else costs next to nothing: for work in many small steps.
 *
 * @returns {() => Promise<void>}
 */
export const takingTurns = () => {
  let began = performance.now();
  // what is only yielded goes on before any timer
  const turn = () => (scheduler?.postTask ? scheduler.postTask(() => {}, { priority: "background" }) : new Promise((done) => setTimeout(done)));
  return async () => {
    if (performance.now() - began < TURN) return;
    await turn();
    began = performance.now();
  };
};

/**
 * Waits until the browser has nothing else to do.
 *
 * @returns {Promise<void>}
 */
export const idle = () =>
  new Promise((done) => (requestIdleCallback ? requestIdleCallback(() => done(), { timeout: 1000 }) : setTimeout(done, 30)));
