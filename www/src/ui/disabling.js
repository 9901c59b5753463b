// Disables buttons without losing the focus.

/**
 * Disables the buttons of a group, or not. A browser takes the focus from one that is disabled, some at once and
 * some later: it goes to `instead`, or to the first of the group that is enabled.
 *
 * @param {[button: HTMLButtonElement, isDisabled: boolean][]} group
 * @param {HTMLElement} [instead]
 */
export const setDisabled = (group, instead) => {
  const { activeElement } = /** @type {ShadowRoot} */ (group[0][0].getRootNode());
  for (const [button, isDisabled] of group) button.disabled = isDisabled;
  const hadFocus = group.some(([button]) => button === activeElement && button.disabled);
  if (hadFocus) (instead ?? group.find(([button]) => !button.disabled)?.[0])?.focus({ preventScroll: true });
};
