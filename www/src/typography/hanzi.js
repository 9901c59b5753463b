// Converts between simplified and traditional characters by OpenCC's dictionaries, without changing the
// length of a text.

import { characters } from "../assets.js";

/** @typedef {(text: string) => string} Convert */

/** @type {Promise<Record<string, Convert>> | undefined} */
let loading;

/**
 * What converts texts to "hans" or "hant"; the table comes when it is first asked for.
 *
 * @param {string} script
 * @returns {Promise<Convert>}
 */
export const converter = async (script) => {
  loading ??= characters().then(read).catch((error) => {
    loading = undefined;
    throw error;
  });
  return (await loading)[script];
};

// As xtask writes it: for each direction characters in pairs; phrases by what they change;
// guards, the short words no phrase may begin in, by their last character.
/** @type {(text: string) => Record<string, Convert>} */
const read = (text) => {
  const [pairs, phrases, guards, ...back] = text.split("\n\n");
  return { hant: direction(pairs, phrases, guards), hans: direction(back[0], back[1], back[2]) };
};

/** @type {(pairs: string, groups: string, guards: string) => Convert} */
const direction = (pairs, groups, guards) => {
  const single = pairsOf(pairs);
  const known = new Map();
  const longest = new Map();
  const learn = (/** @type {string} */ phrase, /** @type {Map<string, string>} */ own) => {
    known.set(phrase, [...phrase].map((c) => own.get(c) ?? single.get(c) ?? c).join(""));
    longest.set(phrase[0], Math.max(longest.get(phrase[0]) ?? 0, phrase.length));
  };
  for (const words of guards.split(" ")) {
    for (const first of [...words].slice(1)) learn(first + words[0], single);
  }
  for (const line of groups.split("\n")) {
    const [change, ...phrases] = line.split(" ");
    const own = pairsOf(change);
    if (change !== "=") phrases.forEach((phrase) => learn(phrase, own));
    else for (let i = 0; i < phrases.length; i += 2) {
      learn(phrases[i], single);
      known.set(phrases[i], phrases[i + 1]);
    }
  }
  return (text) => {
    let out = "";
    for (let i = 0, length; i < text.length; i += length) {
      length = Math.min(longest.get(text[i]) ?? 1, text.length - i);
      while (length > 1 && !known.has(text.substr(i, length))) length--;
      out += length > 1 ? known.get(text.substr(i, length)) : single.get(text[i]) ?? text[i];
    }
    return out;
  };
};

const pairsOf = (/** @type {string} */ text) => {
  const pairs = new Map();
  for (let i = 0; i + 1 < text.length; i += 2) pairs.set(text[i], text[i + 1]);
  return pairs;
};
