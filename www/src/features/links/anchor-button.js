// The ¶ button that copies a link to the block beside it. It follows the pointer; with the keyboard it
// moves from block to block by the arrow keys.

const BLOCKS = ":scope .bm-page [data-role]";

/** @import { BanmianViewer } from "../../element.js" */
/** @import { Frame } from "../../ui/frame.js" */

/**
 * `label` gives the button's name for a block, `copy` copies the link to it, `say` says which it is.
 *
 * @param {BanmianViewer} host
 * @param {Frame} ui
 * @param {{ label: (block: HTMLElement) => string, copy: (block: HTMLElement) => void, say: () => void }} acts
 */
export const createAnchorButton = (host, ui, { label, copy, say }) => {
  const button = Object.assign(document.createElement("button"), { type: "button", hidden: true });
  button.part = "anchor";
  /** @type {HTMLElement | null} */
  let block = null;

  const blocks = () => /** @type {HTMLElement[]} */ ([...host.querySelectorAll(BLOCKS)]).filter((node) => node.getClientRects().length > 0);
  const inSight = (/** @type {Element} */ node) => {
    const box = node.getBoundingClientRect();
    const { top, bottom } = ui.scroller.port();
    return box.bottom > top + 30 && box.top < bottom;
  };
  const isOpen = () => ["page", "story"].includes(host.view) && host.state === "ready";

  // Out of sight, where it stands need not be measured.
  const place = (/** @type {HTMLElement | null | undefined} */ to, unseen = false) => {
    if (to !== block) block?.removeAttribute("data-aimed");
    block = to?.isConnected && isOpen() ? to : null;
    button.hidden = !block;
    if (!block) return;
    button.setAttribute("aria-label", label(block));
    if (unseen) return;
    const box = block.getClientRects()[0];
    const around = ui.scroller.origin();
    if (!box) return;
    const vertical = getComputedStyle(block).writingMode.startsWith("vertical");
    // in the gutter, or behind the block where there is none: at least the sign is clear of the text
    const narrow = box.left - around.left < 26;
    button.classList.toggle("behind", narrow && !vertical);
    const [left, top] = vertical ? [box.right - 28, box.top - 26] : narrow ? [box.right + 1, box.top] : [box.left - 27, box.top];
    button.classList.toggle("away", box.left > around.left + around.width || box.right < around.left);
    // beside what is seen of a block that begins behind the bar
    const seen = inSight(block) ? Math.max(top, ui.scroller.port().top + 4) : top;
    button.style.setProperty("left", `${Math.min(Math.max(0, left - around.left), around.width - (narrow ? 24 : 28))}px`);
    button.style.setProperty("top", `${Math.max(0, seen - around.top)}px`);
  };

  // At rest it stands at the head of the story that is open, or out of sight.
  const rest = () => {
    const home = /** @type {HTMLElement | null} */ (host.view === "story" ? host.querySelector("article[data-current] h2[data-role]") : null);
    button.classList.add("resting");
    place(home ?? /** @type {HTMLElement | null} */ (host.querySelector(BLOCKS)), home === null);
  };

  const aim = (/** @type {HTMLElement | undefined} */ to) => {
    button.classList.remove("resting");
    place(to);
  };

  const over = (/** @type {Event} */ event) => {
    if (!isOpen() || event.composedPath().includes(button)) return;
    const to = /** @type {HTMLElement | null | undefined} */ (/** @type {Element} */ (event.target).closest?.(".bm-page [data-role]"));
    if (to && (to !== block || button.matches(".resting"))) aim(to);
  };
  host.addEventListener("pointerover", over);
  host.addEventListener("pointerleave", () => button.matches(":focus") || rest());

  button.addEventListener("focus", () => {
    if (button.matches(":focus-visible")) {
      aim(block && inSight(block) ? block : blocks().find(inSight));
      block?.setAttribute("data-aimed", "");
    }
  });
  button.addEventListener("blur", rest);
  button.addEventListener("click", () => block && copy(block));
  button.addEventListener("keydown", (event) => {
    const all = blocks();
    const i = block ? all.indexOf(block) : -1;
    const to = { ArrowDown: all[i + 1], ArrowRight: all[i + 1], ArrowUp: all[i - 1], ArrowLeft: all[i - 1], Home: all[0], End: all.at(-1) }[event.key];
    if (!to) return;
    event.preventDefault();
    to.scrollIntoView({ block: "nearest", behavior: "instant" });
    aim(to);
    to.setAttribute("data-aimed", "");
    say();
  });
  const again = () => (button.matches(".resting") ? rest() : place(block));
  // what stands above may grow, and vertical lines move within the viewer
  const resized = new ResizeObserver(again);
  for (const node of [host, ...ui.parts]) resized.observe(node);
  host.shadowRoot?.addEventListener("scroll", again, { capture: true, passive: true });
  return { button, rest, over };
};
