// What is not needed to read, loaded when it is first asked for: finding, quoting, correcting, other
// scripts and vertical lines, following a jump, writing files, speaking, reading in a worker, and the
// modules that find columns and that do more than read.

export const columns = async () => (await import("#columns")).columns();

export const corrector = async () => (await import("./editor/editor.js")).corrector;

export const display = async () => (await import("./typography/display.js")).display;

export const finder = async () => (await import("./features/find/find.js")).finder;

export const follower = async () => (await import("./reading/continuation.js")).follower;

export const forms = async () => (await import("./features/export/forms.js")).forms;

export const full = async () => (await import("#full")).full();

export const quotes = async () => (await import("./features/links/quotes.js")).quotes();

export const voice = async () => (await import("./features/speech/speech.js")).voice;

export const worker = async (...given) => {
  const [{ hand }, { default: script }] = await Promise.all([import("./engine/worker-client.js"), import("#worker")]);
  return hand(script, ...given);
};
