// What a person has corrected in a page: it goes with its source, and is made on every reading
// of it. Lists of edits have the form of edits.schema.json.

import { full } from "../lazy.js";
import { keyOf } from "../reading/reading-position.js";
import { at } from "./text.js";

// How a source reads, with what it carries, or what this browser has kept of it, made on it. A
// list that is none is said in `source.amiss`, and the page is then as it was read.
export const corrected = async (engine, source, options, keeps) => {
  const edits = chosen(source, keeps);
  try {
    if (edits) {
      const { replay } = engine.replay ? engine : await full();
      const [page, , conflicts, list] = await replay(source.text, options, edits);
      Object.assign(source, { edits: list.edits.length > 0 ? list : null, conflicts, unused: null });
      return page;
    }
  } catch (error) {
    Object.assign(source, { edits: null, conflicts: [], amiss: error });
  }
  return engine.parse(source.text, options);
};

// A reader who has gone on from what the source carries finds that again.
export const chosen = (source, keeps) => {
  if (source.carried === undefined) {
    source.carried = source.edits ?? null;
    source.unused = keeps ? stored(source) : null;
    try {
      if (source.unused) source.edits = JSON.parse(source.unused);
    } catch (error) {
      source.amiss = error;
    }
  }
  return source.edits ?? null;
};

const KEY = "edits";
const slot = ({ text, carried }) => keyOf(text, carried ? `${KEY}:${keyOf(JSON.stringify(carried), "")}` : KEY);

const stored = (source) => {
  try {
    return localStorage.getItem(slot(source));
  } catch {
    return null;
  }
};

// Keeps a source's corrections in this browser, if it lets us; says whether it did. What was there
// and could not be used is put aside, for whoever can make something of it.
export const keepEdits = (source) => {
  const { edits, carried, unused } = source;
  try {
    if (unused) localStorage.setItem(`${slot(source)}:unused`, unused);
    source.unused = null;
    if (edits || carried) localStorage.setItem(slot(source), JSON.stringify(edits ?? { ...carried, edits: [] }));
    else localStorage.removeItem(slot(source));
    return true;
  } catch {
    return false;
  }
};

// The list in a file of corrections.
export const editsIn = async (file) => {
  const text = await file.text().catch(at("file", file.name));
  try {
    return JSON.parse(text);
  } catch (error) {
    return at("edits", file.name)(error);
  }
};

// A file that holds corrections, by its name.
export const isNotes = ({ name = "" }) => /\.edits\.json$/i.test(name);

// Whether corrections in a file are those of a page.
export const areOf = (notes, { name = "" }) => name.replace(/\.[^.]*$/, "") === notes.name.replace(/\.edits\.json$/i, "");
