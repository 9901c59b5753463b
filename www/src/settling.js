// Keeps track of what is still under way in a viewer.

/** Keeps the promises that are given to `track`; `settled` resolves when none is left. */
export const createSettling = () => {
  /** @type {Set<Promise<unknown>>} */
  const pending = new Set();

  return {
    /** @type {<T>(promise: Promise<T>) => Promise<T>} */
    track: (promise) => {
      pending.add(promise);
      promise.finally(() => pending.delete(promise));
      return promise;
    },

    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
};
