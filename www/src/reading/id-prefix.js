// Chooses the prefix of the ids, so that several viewers can share a document.

/** @type {WeakRef<HTMLElement> | undefined} the viewer whose ids have no prefix */
let unprefixed;

/**
 * The prefix of a viewer's ids. Who asks first in a document goes without one; the others get
 * theirs as an attribute.
 *
 * @param {HTMLElement} host
 */
export const takePrefix = (host) => {
  const other = unprefixed?.deref();
  const taken = (other?.isConnected && other !== host) || [...document.querySelectorAll("#a1")].some((node) => !host.contains(node));
  if (!host.hasAttribute("prefix") && taken) {
    const before = [...document.querySelectorAll("banmian-viewer")].indexOf(host);
    host.setAttribute("prefix", `${host.id || `v${before + 1}`}-`);
  }
  if (!host.hasAttribute("prefix")) unprefixed = new WeakRef(host);
  return host.getAttribute("prefix") ?? "";
};
