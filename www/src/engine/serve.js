// The worker's side of worker-client.js: starts the module that it is sent, then makes the calls that
// are asked for.

/**
 * @param {any} glue
 * @param {Record<string, (...given: any[]) => any>} [calls] those of the glue, if it is not said
 */
export const serve = (glue, calls = glue) => {
  onmessage = async ({ data: module }) => {
    await glue.default({ module_or_path: module });
    onmessage = ({ data: { id, name, given } }) => {
      try {
        postMessage({ id, found: calls[name](...given) });
      } catch {
        // who asked sees to what is wrong
        glue.__wbg_reset_state();
        postMessage({ id, failed: true });
      }
    };
    postMessage({ id: 0 });
  };
};
