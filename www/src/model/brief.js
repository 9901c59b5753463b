// Shortens texts for lists and buttons.

/** @type {(text: string, most?: number) => string} the beginning of a text, on one line */
export const brief = (text, most = 16) => {
  const characters = [...text.trim().replace(/\s+/g, " ")];
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : characters.join("");
};
