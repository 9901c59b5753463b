// Chooses among the browser's voices.

import { keepItem, keptItem } from "../../storage.js";

/**
 * The voices that speak a language: those that speak on this machine before those that send the text to
 * another, and of these each the ones of its region first.
 *
 * @param {string} language
 */
export const voicesFor = (language) => {
  const [primary, script] = language.toLowerCase().split("-");
  const regions = { hant: ["tw", "hk", "mo"], hans: ["cn", "sg"] }[script ?? ""] ?? [];
  const rank = (/** @type {SpeechSynthesisVoice} */ { lang, localService, default: first }) => {
    const near = regions.some((region) => lang.toLowerCase().replace("_", "-").includes(`-${region}`));
    return Number(localService) * 4 + Number(near) * 2 + Number(first);
  };
  const speaks = (/** @type {SpeechSynthesisVoice} */ { lang }) => lang.toLowerCase().split(/[-_]/)[0] === primary;
  return [...(globalThis.speechSynthesis?.getVoices() ?? [])].filter(speaks).sort((a, b) => rank(b) - rank(a));
};

const KEY = "banmian.remote-voices";
let isAllowed = false;

/** Whether the reader has been told that some voices send the text to another machine, and uses them. */
export const allowsRemote = () => isAllowed || keptItem(KEY) === "yes";

/** Keeps that, or holds it for as long as the document is open. */
export const allowRemote = () => {
  isAllowed = true;
  keepItem(KEY, "yes");
};
