// The events of a viewer.

/**
 * Dispatches an event of the viewer, which bubbles and is composed. Returns whether nobody has
 * prevented it.
 *
 * @param {EventTarget} host
 * @param {string} type
 * @param {object} [detail]
 * @param {{ cancelable?: boolean }} [options]
 */
export const emit = (host, type, detail = {}, { cancelable = false } = {}) =>
  host.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
