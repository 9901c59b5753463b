// What is read aloud, as the system's own controls show it: on the lock screen, by keys of a keyboard.

/** @typedef {{ play: () => void, pause: () => void, previoustrack: () => void, nexttrack: () => void }} Controls */

/** @type {(controls: Controls) => void} has those controls do something, where the browser has them */
export const takeControls = (controls) => {
  for (const [name, act] of Object.entries(controls)) navigator.mediaSession?.setActionHandler(/** @type {MediaSessionAction} */ (name), act);
};

/** Says what is read, and whether it is just now. */
export const showMedia = (/** @type {string} */ title, /** @type {string} */ artist, /** @type {boolean} */ isPlaying) => {
  const session = navigator.mediaSession;
  if (!session) return;
  if (session.metadata?.title !== title) session.metadata = new MediaMetadata({ title, artist });
  session.playbackState = isPlaying ? "playing" : "paused";
};

/** Gives the controls back. */
export const releaseControls = () => {
  const session = navigator.mediaSession;
  if (!session) return;
  for (const name of /** @type {const} */ (["play", "pause", "previoustrack", "nexttrack"])) session.setActionHandler(name, null);
  session.metadata = null;
  session.playbackState = "none";
};
