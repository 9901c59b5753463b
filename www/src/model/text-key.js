// Makes a key for the browser's storage from a text.

/**
 * The key of what is kept of a text under a name. It is made from the text's length and 512 of its
 * characters, as texts are long and keys are asked for while the reader scrolls.
 *
 * @param {string} text
 * @param {string | null} name
 */
export const textKey = (text, name) => {
  let sum = text.length;
  for (let i = 0; i < text.length; i += 1 + (text.length >> 9)) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return `banmian:${sum}:${name}`;
};
