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

/**
 * Waits until the browser has nothing else to do.
 *
 * @returns {Promise<void>}
 */
export const idle = () =>
  new Promise((done) => (requestIdleCallback ? requestIdleCallback(() => done(), { timeout: 1000 }) : setTimeout(done, 30)));
