// Calls an asynchronous function only once.

/**
 * A function that makes something when it is first called, and again if that went wrong. Who calls
 * first is heard.
 *
 * @template T
 * @template {any[]} A
 * @param {(...given: A) => Promise<T>} make
 * @returns {(...given: A) => Promise<T>}
 */
export const once = (make) => {
  /** @type {Promise<T> | undefined} */
  let made;
  return (...given) =>
    (made ??= make(...given).catch((error) => {
      made = undefined;
      throw error;
    }));
};
