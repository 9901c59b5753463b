// The calls of a reading, wherever the module runs: one document at a time, in steps.

/**
 * @param {any} glue
 * @returns {Record<string, (...given: any[]) => any>}
 */
export const formCalls = (glue) => {
  /** @type {any} */
  let reader = null;
  const close = () => {
    reader?.free();
    reader = null;
  };
  return {
    open: (/** @type {Uint8Array} */ bytes, /** @type {string} */ form) => {
      close();
      reader = new glue.FormReader(bytes, form);
    },
    step: () => reader.step(),
    give: (/** @type {string} */ collection, /** @type {Uint8Array} */ pack) => reader.give(collection, pack),
    page: (/** @type {number} */ index) => reader.page(index),
    close,
    // forgets a reader that is gone with the memory it was in
    lose: () => {
      reader?.__destroy_into_raw();
      reader = null;
    },
  };
};
