// Takes what a script gives that is neither a text nor bytes: the text of pages as pdf.js gives it.

/** @import { Source } from "../model/types.js" */

/**
 * What `page.getTextContent()` of pdf.js has resolved to, or a list of such, as bytes.
 *
 * @param {any} given
 * @param {string} kind what it is, by the name of its class
 * @returns {Source}
 */
export const fromScript = (given, kind) => {
  const isOfPdfJs = [given].flat().some((page) => page?.items ?? page?.pages);
  if (!isOfPdfJs) {
    throw new TypeError(`a page is read from its text, its bytes (a Blob, an ArrayBuffer, a typed array) or what pdf.js gives as its text ({ items, styles }), not from this: ${kind}`);
  }
  return { bytes: new TextEncoder().encode(JSON.stringify(given)), name: given.name ?? "", form: "pdfjs" };
};
