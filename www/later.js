// What is not needed to read is loaded when it is asked for: finding, quoting, correcting, other
// scripts and vertical lines, following a jump, writing files, speaking, reading in a worker, and the
// modules that find columns and that do more than read. The single-file build puts later-inline.js in its place.

export const columns = async () => (await import("./columns.js")).columns();

export const corrector = async () => (await import("./corrector.js")).corrector;

export const desk = async () => (await import("./desk.js")).desk();

export const display = async () => (await import("./display.js")).display;

export const finder = async () => (await import("./find.js")).finder;

export const follower = async () => (await import("./follower.js")).follower;

export const forms = async () => (await import("./forms.js")).forms;

export const quotes = async () => (await import("./quotes.js")).quotes();

export const voice = async () => (await import("./voice.js")).voice;

// The worker's script is written by the build; plain modules are without.
export const worker = async (...given) => {
  const [{ hand }, { default: script }] = await Promise.all([import("./hand.js"), import("./thread.js")]);
  return hand(script, ...given);
};
