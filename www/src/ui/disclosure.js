// A button that opens and closes a panel; a click elsewhere or Escape closes it, too.

/**
 * Has a button open and close a panel; `first` is what then gets the focus. Where `furnished` gives a
 * promise, the panel opens after it.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} panel
 * @param {{ furnished?: () => Promise<void> | null, opening?: () => void, first: string }} options
 */
export const disclosure = (button, panel, { furnished = () => null, opening = () => {}, first }) => {
  panel.hidden = true;
  panel.tabIndex = -1;
  panel.setAttribute("role", "group");
  button.setAttribute("aria-controls", panel.id);
  button.setAttribute("aria-expanded", "false");
  const toggle = (/** @type {boolean} */ open) => {
    if (panel.hidden === !open) return;
    const inside = panel.matches(":focus-within");
    panel.hidden = !open;
    if (open) opening();
    button.setAttribute("aria-expanded", String(open));
    if (open) /** @type {HTMLElement | null} */ (panel.querySelector(first))?.focus();
    else if (inside) seenButton(button)?.focus();
  };
  const open = () => {
    const wait = furnished();
    if (wait) wait.then(() => toggle(true), () => {});
    else toggle(true);
  };
  button.addEventListener("click", () => (panel.hidden ? open() : toggle(false)));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    toggle(false);
  });
  panel.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (to && to !== button && !panel.contains(/** @type {Node} */ (to))) toggle(false);
  });
  // Elsewhere means done; a click in the panel or on its button is none of that.
  const elsewhere = (/** @type {Event} */ event) => {
    if (!event.composedPath().some((node) => node === panel || node === button)) toggle(false);
  };
  return { open, toggle, elsewhere };
};

// A button may itself stand in a panel that is closed: what opens that panel stands for it.
/** @type {(button: HTMLButtonElement) => HTMLElement | null} */
const seenButton = (button) => {
  if (button.getClientRects().length > 0) return button;
  const panel = button.parentElement?.id;
  return /** @type {ShadowRoot} */ (button.getRootNode()).querySelector(`[aria-controls="${panel}"]`);
};
