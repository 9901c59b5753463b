// A page in Japanese is one in every respect: language, faces, indents, characters, encoding.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "../harness/encode.js";
import { writeFiles } from "../harness/pages.js";
import { root } from "../harness/programs.js";
import { it, suite } from "../harness/suite.js";

const text = readFileSync(join(root, "tests/pages/japanese.txt"), "utf8");

suite("A page in Japanese", {}, (context) => {
  for (const encoding of ["shift_jis", "euc-jp"]) {
    it(`is told in ${encoding}, and set as Japanese`, async () => {
      const { viewer, folder } = context;
      const file = `${encoding}.txt`;
      writeFiles(folder, { [file]: encode(text, encoding) });
      await viewer.openOnce();
      await viewer.run(() => Object.assign(viewer(), { script: "hant" }) && null);
      await viewer.pick(join(folder, file));
      await viewer.shows(text);
      const set = await viewer.run(async () => {
        await viewer().settled;
        const page = document.querySelector(".bm-page");
        const paragraph = getComputedStyle(page.querySelector("[data-role=paragraph]"));
        return {
          lang: page.lang,
          family: /Mincho|Serif CJK JP/.test(paragraph.fontFamily),
          indent: parseFloat(paragraph.textIndent) / parseFloat(paragraph.fontSize),
          isUnchanged: [...page.querySelectorAll("[data-start]")].every((piece) => piece.textContent === viewer().text.slice(piece.dataset.start, piece.dataset.end)),
        };
      });
      assert.deepEqual(set, { lang: "ja", family: true, indent: 1, isUnchanged: true });
      await viewer.run(() => void (viewer().script = null));
    });
  }
});
