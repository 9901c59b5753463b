// A viewer reads with the language packs it is given, and says what is wrong with one.

import assert from "node:assert/strict";
import { join } from "node:path";
import { inSinglePrecision, writeFiles } from "../harness/pages.js";
import { parseText } from "../harness/programs.js";
import { it, suite } from "../harness/suite.js";

const PACK = `# Made up for the test.
language = "fr"
function_words = ["le", "la", "les", "de", "des", "du", "et", "a", "un", "une", "dans", "en"]
duties = ["Par"]
bylines = ["& @+"]
openings = ["^ [–—]"]
jumps = ["Suite en page #"]
`;

// The same pack as an object.
const FIELDS = {
  language: "fr",
  function_words: ["le", "la", "les", "de", "des", "du", "et", "a", "un", "une", "dans", "en"],
  duties: ["Par"],
  bylines: ["& @+"],
  openings: ["^ [–—]"],
  jumps: ["Suite en page #"],
};

const TEXT = `Le théâtre rouvre

Par Jeanne Morel

VALMONT — Le théâtre a rouvert lundi et les habitants ont fait la queue dans la rue des Tanneurs.

Suite en page 6
`;

// Packs that are none, and what is said of each.
const WRONG = ['language = "xx"\nopening = []\n', { letters: "x", jumps: ["(a"] }, 7];
const SAID = ['1: line 2: "opening" is no field', '2: "jumps" holds the pattern', "3: a language pack is"];

suite("A language pack", {}, (context) => {
  // The text as a viewer of its own reads it, which has the packs as children and as a property.
  const readWith = async (children, property = null) => {
    const { viewer } = context;
    await viewer.openOnce();
    return viewer.run(readInViewer, TEXT, children, property);
  };
  const native = (...packs) => {
    const { folder } = context;
    writeFiles(folder, { "fr.toml": PACK });
    return parseText(TEXT, ...packs.flatMap((name) => ["--cues", join(folder, name)]));
  };
  const isRead = (found, wanted) => {
    assert.deepEqual(inSinglePrecision(found.page), inSinglePrecision(wanted));
    assert.deepEqual([found.state, found.articles], ["ready", wanted.articles.length]);
  };
  const isReadWithPack = (found) => {
    const wanted = native("fr.toml");
    assert.deepEqual([wanted.source.language, wanted.articles[0].jumps.length], ["fr", 1], "the pack does nothing natively");
    isRead(found, wanted);
  };

  it("is read with as a child, as text or as an object, as the command reads with it", async () => {
    for (const given of [[[PACK]], [[], [PACK]], [[], FIELDS], [[], [FIELDS]]]) {
      const found = await readWith(...given);
      isReadWithPack(found);
      assert.deepEqual([found.stages, found.notice], [[], ""]);
    }
  });

  it("is not needed: the page is read without one", async () => {
    const found = await readWith([]);
    isRead(found, native());
    assert.deepEqual([found.stages, found.notice], [[], ""]);
  });

  it("that is none is left out, with what is wrong and where, and the page is shown", async () => {
    const found = await readWith([], WRONG);
    isRead(found, native());
    assert.deepEqual(found.stages, ["cues", "cues", "cues"]);
    for (const words of SAID) assert(found.notice.includes(words), `${words} is not in ${found.notice}`);
  });

  it("that is none does not keep another from being read with", async () => {
    const found = await readWith(["x"], [PACK]);
    isReadWithPack(found);
    assert.deepEqual(found.stages, ["cues"]);
    assert.notEqual(found.notice, "");
  });
});

const readInViewer = async (text, children, property) => {
  // The built page's policy wants it said that this text may stand in a script.
  const policy = window.trustedTypes?.createPolicy("test", { createScript: (text) => text });
  const script = (type, text) => Object.assign(document.createElement("script"), { type, textContent: policy?.createScript(text) ?? text });
  const viewer = document.createElement("banmian-viewer");
  const stages = [];
  viewer.addEventListener("banmian-error", ({ detail }) => stages.push(detail.stage));
  viewer.append(...children.map((toml) => script("application/toml", toml)), script("text/plain", text));
  if (property !== null) viewer.cues = property;
  document.body.append(viewer);
  while (!["ready", "error"].includes(viewer.state)) await new Promise((later) => setTimeout(later, 20));
  await viewer.ready;
  const { page, state } = viewer;
  const notice = viewer.shadowRoot.querySelector("[part=notice]");
  return { page, state, stages, articles: viewer.querySelectorAll(".bm-page article").length, notice: notice.hidden ? "" : notice.textContent };
};
