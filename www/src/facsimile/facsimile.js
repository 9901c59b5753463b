// The facsimile: the printed page, drawn from where its lines stand on paper. Loaded when it is first
// shown.

import pageCss from "../../styles/facsimile.css";
import frameCss from "../../styles/zoom.css";
import { mark, piecesOf } from "../reading/source-pane.js";
import { adopt } from "../ui/adopted-style.js";
import { describeSpot, spots } from "./columns.js";
import { boxOn, drawSheet, SHEET_PX } from "./drawing.js";
import { faceOf } from "./faces.js";
import { fit } from "./fitting.js";
import { createImage, imageAddresses } from "./image.js";
import { place } from "./placing.js";
import { regionsOf } from "./regions.js";
import { createZoom } from "./zoom.js";

/** @import { Context } from "../model/types.js" */
/** @import { Sheet } from "../types.js" */
/** @import { Spot } from "./columns.js" */
/** @import { PlacedPage, PlacedRun } from "./placing.js" */

/** @typedef {ReturnType<typeof createFacsimile>} Facsimile */

/**
 * What is drawn: the pane, its sheets, and where the pieces on them stand.
 *
 * @typedef {object} Drawing
 * @property {HTMLElement} pane
 * @property {Sheet | undefined} source
 * @property {PlacedPage[]} pages
 * @property {HTMLElement[]} sheets
 * @property {{ piece: HTMLElement, page: number, spot: Spot }[]} placed
 */

// On paper a sheet is no larger than what A4 and Letter leave within their margins, in px.
const PRINT_PX = [703, 930];

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createFacsimile = ({ host, store, ui, content }) => {
  /** @type {Drawing | null} */
  let drawing = null;
  /** @type {string | null} the address of the picture that is shown, or asked for */
  let address = null;
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

  /** Shows the picture that the attribute `image` names behind the first sheet. */
  const showImage = () => {
    const wanted = host.getAttribute("image");
    if (!drawing || wanted === address) return;
    address = wanted;
    const { pane, sheets: [sheet] } = drawing;
    sheet?.querySelector(".bm-scan")?.remove();
    pane.classList.remove("bm-scanned");
    if (!wanted || !sheet) return;
    const isCurrent = () => drawing?.pane === pane && address === wanted;
    sheet.prepend(createImage(imageAddresses(wanted, 2 * pane.clientWidth * devicePixelRatio), {
      loaded: () => isCurrent() && pane.classList.add("bm-scanned"),
      failed: () => {
        const { t } = store.state;
        if (!isCurrent()) return;
        sheet.querySelector(".bm-scan")?.remove();
        ui.showNotice(t("facsimile.image"), t("facsimile.image.then"), wanted);
      },
    }));
  };

  /**
   * The pane of the facsimile, built from the pieces in the articles, so that it is true of what is shown.
   *
   * @param {string} text
   * @param {HTMLElement} page
   */
  const createPane = (text, page) => {
    const { sheet = { pages: [] } } = store.state.reading.source;
    const pane = document.createElement("section");
    pane.className = "bm-source bm-facsimile";
    pane.slot = "source";
    pane.lang = page.dataset.lang ?? page.lang;
    const style = getComputedStyle(page);
    const faces = Object.fromEntries(["song", "hei", "kai"].map((name) => [name, style.getPropertyValue(`--banmian-${name}`)]));
    for (const [name, stack] of Object.entries(faces)) pane.style.setProperty(`--banmian-${name}`, stack);

    const { pages, unplaced } = place(sheet, text, piecesOf(page));
    /** @type {Drawing["placed"]} */
    const placed = [];
    const sheets = pages.map((page, i) => {
      const fits = fit(page.runs, (run) => `${run.bold ? 700 : 400} 100px ${faces[faceOf(run)]}`);
      const fitOf = new Map(page.runs.map((run, i) => [run, fits[i]]));
      const spotOf = spots(page);
      /** @type {Map<object, Spot>} */
      const spotOfPiece = new Map(page.runs.flatMap((run) => run.pieces.map((piece) => [piece, spotOf(run)])));
      return drawSheet(page, (run) => fitOf.get(run) ?? { stretch: 1, letter: 0, word: 0 }, (piece) => {
        const node = mark(piece, text);
        placed.push({ piece: node, page: i, spot: /** @type {Spot} */ (spotOfPiece.get(piece)) });
        return node;
      });
    });
    pane.append(...sheets);
    if (unplaced.length > 0) {
      const rest = document.createElement("div");
      rest.className = "bm-unplaced-pieces";
      rest.setAttribute("role", "group");
      rest.append(...unplaced.map((piece) => {
        const line = Object.assign(document.createElement("div"), { className: "bm-line" });
        line.append(mark(piece, text));
        return line;
      }));
      pane.append(rest);
    }
    const depth = Math.max(...pages.map(({ width, height }) => (height / width) * SHEET_PX), 1);
    pane.style.setProperty("--bm-print", String(Math.min(PRINT_PX[0] / SHEET_PX, PRINT_PX[1] / depth)));
    pane.querySelector("[data-piece]")?.setAttribute("tabindex", "0");
    drawing = { pane, source: store.state.reading.source.sheet, pages, sheets, placed };
    address = null;
    describe();
    return pane;
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
