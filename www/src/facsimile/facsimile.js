// The facsimile: the printed page, drawn from where its lines stand on paper. Loaded when it is first
// shown.

import pageCss from "../../styles/facsimile.css";
import frameCss from "../../styles/zoom.css";
import { addressesOf, isPicture } from "../input/pictures.js";
import { adopt } from "../ui/adopted-style.js";
import { describeSpot } from "./columns.js";
import { boxOn } from "./drawing.js";
import { createImage, imageAddresses } from "./image.js";
import { drawPane } from "./pane.js";
import { regionsOf } from "./regions.js";
import { createZoom } from "./zoom.js";

/** @import { Context } from "../model/types.js" */
/** @import { Sheet } from "../types.js" */
/** @import { Drawing } from "./pane.js" */
/** @import { PlacedRun } from "./placing.js" */

/** @typedef {ReturnType<typeof createFacsimile>} Facsimile */

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createFacsimile = ({ host, store, ui, content }) => {
  /** @type {Drawing | null} */
  let drawing = null;
  /** @type {string | File | null} the picture that is shown, or asked for: its address, or its file */
  let picture = null;
  /** @type {Sheet | undefined} */
  let known;
  const zoom = createZoom(ui);
  adopt(ui.source, frameCss);

  const describe = () => {
    const { t } = store.state;
    zoom.setWords(t);
    drawing?.sheets.forEach((sheet, i) => sheet.setAttribute("aria-label", t("facsimile.page", { number: i + 1 })));
    for (const { piece, page, spot } of drawing?.placed ?? []) piece.setAttribute("aria-description", describeSpot(spot, page + 1, t));
    drawing?.pane.querySelector(".bm-unplaced-pieces")?.setAttribute("aria-label", t("facsimile.unplaced"));
  };
  store.subscribe(["t"], ({ t }) => t.complete().then(() => store.state.t === t && describe(), () => {}));

  // Marks where the story of the chosen piece stands.
  host.addEventListener("banmian-select", (event) => {
    if (!drawing || content.sourcePane !== drawing.pane) return;
    const { story } = /** @type {CustomEvent<{ story: string }>} */ (event).detail;
    zoom.sharpen();
    drawing.pages.forEach((page, i) => {
      const { runs } = page;
      const sheet = /** @type {HTMLElement} */ (drawing?.sheets[i]);
      sheet.querySelectorAll(":scope > .bm-region").forEach((old) => old.remove());
      if (story === "-") return;
      const isOwn = (/** @type {PlacedRun} */ { pieces }) => pieces.some((piece) => piece.story === story);
      const boxes = (/** @type {PlacedRun[]} */ some) => some.map(({ box }) => box);
      const regions = regionsOf(boxes(runs.filter(isOwn)), boxes(runs.filter((run) => !isOwn(run))));
      sheet.append(...regions.map((region) => boxOn("bm-region", region, page)));
    });
  });

  // The picture that came with the page, which is of the first one of its file; else the one that the
  // attribute `image` names, which is of the first page.
  const wantedPicture = () => {
    const { index, edition: { entries }, reading: { source: { files = [] } } } = store.state;
    const first = entries.findIndex(({ options }) => options === entries[index]?.options);
    return (first === index && files.find(isPicture)) || (index === 0 ? host.getAttribute("image") : null);
  };

  /** Shows the picture behind the first sheet. */
  const showImage = async () => {
    const wanted = wantedPicture();
    if (!drawing || wanted === picture) return;
    picture = wanted;
    const { pane, sheets: [sheet] } = drawing;
    sheet?.querySelector(".bm-scan")?.remove();
    pane.classList.remove("bm-scanned");
    if (!wanted || !sheet) return;
    const isCurrent = () => drawing?.pane === pane && picture === wanted;
    const { addresses, release } = typeof wanted === "string"
      ? { addresses: imageAddresses(wanted, 2 * pane.clientWidth * devicePixelRatio), release: () => {} }
      : await addressesOf(wanted);
    if (!isCurrent()) return release();
    sheet.prepend(createImage(addresses, {
      loaded: () => {
        release();
        if (isCurrent()) pane.classList.add("bm-scanned");
      },
      failed: () => {
        release();
        const { t } = store.state;
        if (!isCurrent()) return;
        sheet.querySelector(".bm-scan")?.remove();
        ui.showNotice(t("facsimile.image"), t("facsimile.image.then"), typeof wanted === "string" ? wanted : wanted.name);
      },
    }));
  };

  /**
   * Draws the pane of the page that is shown.
   *
   * @param {string} text
   * @param {HTMLElement} articles
   */
  const createPane = (text, articles) => {
    drawing = drawPane(text, articles, store.state.reading.source.sheet ?? { pages: [] });
    picture = null;
    describe();
    return drawing.pane;
  };

  return {
    createPane,

    /** Takes the pane that has come to stand beside the articles. */
    stand: () => {
      if (!drawing) return;
      adopt(host, pageCss);
      zoom.take(drawing.pane, drawing.source === known);
      known = drawing.source;
      showImage();
    },

    /** Hears that the place is shown anew. */
    refresh: () => {
      adopt(host, pageCss);
      showImage();
    },

    zoom: zoom.step,
  };
};
