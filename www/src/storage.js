// Keeps texts in the browser's storage, which refuses that to documents without an origin of their own.

/** @type {(key: string) => string | null} what is kept under a key */
export const keptItem = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** @type {(key: string) => any} the data that are kept under a key; null, too, where it is no JSON */
export const keptData = (key) => {
  try {
    return JSON.parse(keptItem(key) ?? "null");
  } catch {
    return null;
  }
};

/** @type {(key: string, value: string | null) => boolean} keeps a text under a key, or nothing any more; returns whether it could */
export const keepItem = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
};
