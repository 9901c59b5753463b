// Reports errors: to the reader in the panel of messages, to scripts as an event.

import { emit } from "../events.js";
import { lossy } from "../input/edition.js";

/** @import { StagedError } from "../input/errors.js" */
/** @import { Context, Edition, Reading, Source, Translate } from "../model/types.js" */

/** @typedef {Pick<Context, "host" | "store" | "ui" | "content">} Parts */

// What is wrong with what, for whoever can do something about it.
const about = (/** @type {unknown} */ name, /** @type {string} */ message) => [name, message].filter(Boolean).join(": ");

/**
 * Says what went wrong and keeps what there was; with nothing there, or on a page that was
 * turned to, shows the text as it came.
 *
 * @param {Parts} parts
 * @param {unknown} given
 * @param {Source | null} source
 * @param {boolean} kept whether what was shown before stays
 */
export const reportFailure = ({ host, store, ui, content }, given, source, kept) => {
  const error = /** @type {StagedError} */ (given);
  const { t, edition, index } = store.state;
  const stage = error.stage ?? "parse";
  const isDocument = stage === "form";
  const original = source?.bytes ? lossy(source.bytes) : null;
  // of a PDF nobody can read anything with their eyes
  const text = source?.text ?? (!isDocument || original?.trimStart().startsWith("<") ? original : null);
  if (!kept) content.setOriginal(text);
  const name = source?.name || error.file || (!kept && edition.entries[index]?.name);
  const said = isDocument ? worded("form.error", error, t) : error.message;
  // what is wrong with a document says itself what to do
  const then = kept ? "error.kept" : text != null ? "error.original" : isDocument ? "" : "error.again";
  ui.showNotice(t(`error.${stage}`), then && t(then), about(name, said));
  store.set({ status: "error" });
  emit(host, "banmian-error", { error, stage, text: source?.text ?? null });
};

/** @type {WeakSet<object>} what was said of documents, and is not said again when their page is turned to */
const saidBefore = new WeakSet();

/**
 * Says what is the matter with what was opened, once the words for that are there, unless something
 * worse is.
 *
 * @param {Pick<Context, "store" | "ui">} parts
 * @param {Reading} reading
 * @param {Edition} edition
 */
export const reportRemarks = async ({ store, ui }, reading, edition) => {
  await ui.furnish()?.catch(() => {});
  if (store.state.reading !== reading || reading.corrections?.error) return;
  const { t } = store.state;
  const { encoding, misread, remarks = [] } = reading.source;
  if (misread) {
    ui.showNotice(t("encoding.misread", { encoding }), misread.likely ? t("encoding.likely", { encoding: misread.likely }) : t("encoding.lost", { count: misread.lost }));
    return;
  }
  const said = saidBefore.has(remarks) ? "" : remarks.map((remark) => worded("form.remark", remark, t)).join(" ");
  saidBefore.add(remarks);
  const left = edition.leftOut.splice(0).map(({ name, why }) => `${name}: ${t.has(why) ? t(why) : why}`).join(" · ");
  if (said) ui.showNotice(said, left ? t("left") : "", left);
  else if (left) ui.showNotice(t("left"), "", left);
};

/** @type {(prefix: string, said: { kind?: string, message: string }, t: Translate) => string} what is said of a document, in the reader's words where there are any */
const worded = (prefix, said, t) => {
  const key = `${prefix}.${said.kind}`;
  return t.has(key) ? t(key, { ...said }) : said.message;
};

/**
 * Says which language packs the page was read without.
 *
 * @param {Parts} parts
 * @param {Error[]} wrong
 */
export const reportPacks = ({ host, store, ui }, wrong) => {
  const { t, reading } = store.state;
  ui.showNotice(t("error.cues"), t("error.without"), wrong.map((error) => error.message).join(" · "));
  for (const error of wrong) emit(host, "banmian-error", { error, stage: "cues", text: reading.source.text });
};

/**
 * Says that corrections could not be read, or made: the page stays as it is.
 *
 * @param {Omit<Parts, "content">} parts
 * @param {unknown} given
 */
export const reportEditsError = ({ host, store, ui }, given) => {
  const error = /** @type {StagedError} */ (given);
  const { t, reading } = store.state;
  const stage = error.stage ?? "edits";
  ui.showNotice(t(`error.${stage}`), t(reading.corrections?.edits ? "error.kept" : "error.without.edits"), about(error.file, error.message));
  emit(host, "banmian-error", { error, stage, text: reading.source.text });
};

/**
 * Says that the editor could not be loaded.
 *
 * @param {Omit<Parts, "content">} parts
 * @param {unknown} given
 */
export const reportNoEditor = ({ host, store, ui }, given) => {
  const error = /** @type {Error} */ (given);
  const { t, reading } = store.state;
  ui.showNotice(t("error.editor"), t("error.kept"), error.message);
  emit(host, "banmian-error", { error, stage: "edits", text: reading.source.text });
};
