// What is not needed to read a page, loaded when it is first asked for.

export const columns = async () => (await import("#columns")).columns();

export const correcting = async () => (await import("./editor/correcting.js")).createCorrecting;

/** @type {typeof import("./input/documents.js").readDocument} */
export const readDocument = async (...given) => (await import("./input/documents.js")).readDocument(...given);

export const editor = async () => (await import("./editor/editor.js")).createEditor;

export const editionFile = () => import("./features/export/edition-file.js");

export const facsimile = async () => (await import("./facsimile/facsimile.js")).createFacsimile;

export const finder = async () => (await import("./features/find/find.js")).createFinder;

export const hitsFile = async () => (await import("./features/find/hits-file.js")).hitsFile;

export const folders = () => import("./input/folders.js");

export const formats = async () => (await import("./features/export/formats.js")).formats;

export const documentHistory = async () => (await import("./reading/history.js")).createHistory;

export const full = async () => (await import("#full")).full();

/** What leads through an edition. */
export const guide = async () => (await import("./edition/guide.js")).createGuide;

export const hanzi = async () => (await import("./typography/hanzi.js")).converter;

export const followJump = async () => (await import("./reading/continuation.js")).followJump;

/** @type {(edition: import("./model/types.js").Edition, form?: string) => Promise<void>} */
export const sortOut = async (edition, form) => (await import("./input/sorting-out.js")).sortOut(edition, form);

export const keyList = async () => (await import("./ui/key-list.js")).createKeyList;

export const notebook = async () => (await import("./features/notes/notes.js")).createNotebook;

export const linker = async () => (await import("./features/links/linker.js")).createLinker;

export const overviews = async () => (await import("./edition/overviews.js")).createOverviews;

export const pageStrip = async () => (await import("./ui/page-strip.js")).createPageStrip;

export const panels = () => import("./ui/panels.js");

/** @type {(context: import("./model/types.js").Context) => Promise<void>} */
export const provenance = async (context) => (await import("./reading/provenance.js")).showProvenance(context);

export const saveChoices = async () => (await import("./features/export/choices.js")).createChoices;

export const saving = async () => (await import("./features/export/saving.js")).save;

export const sample = async () => (await import("./ui/sample.js")).showSample;

export const sourceView = () => import("./reading/source-view.js");

export const speech = async () => (await import("./features/speech/speech.js")).createPlayer;

export const swipe = async () => (await import("./ui/swipe.js")).onSwipe;

export const title = async () => (await import("./ui/title.js")).createTitle;

export const vertical = () => import("./typography/vertical.js");

export const verticalScroll = async () => (await import("./typography/vertical-scroll.js")).scrollVertically;

export const welcome = async () => (await import("./ui/welcome.js")).showWelcome;

/** @type {(module: WebAssembly.Module, onEnd: () => void, load?: () => Promise<{ default: string }>) => Promise<import("./engine/worker-client.js").Client>} */
export const worker = async (module, onEnd, load = () => import("#worker")) => {
  const [{ startWorker }, { default: script }] = await Promise.all([import("./engine/worker-client.js"), load()]);
  return startWorker(script, module, onEnd);
};
