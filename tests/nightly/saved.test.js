// What the viewer itself saves is valid, too: the book of an edition is what epubcheck wants.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordDownloads } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";
import { openAtDesk, writeTownPaper } from "../harness/town-paper.js";

suite("An edition that is open", {}, (context) => {
  it("is saved as a book that epubcheck finds no fault in, and would", async () => {
    const { viewer, folder } = context;
    await openAtDesk(viewer, writeTownPaper(folder));
    await viewer.run(recordDownloads);
    await viewer.clickPart("[data-act=save]");
    await viewer.clickPart("[part=save] [data-form=epub]");
    await viewer.until(() => window.downloads.length === 1);
    const bytes = Buffer.from(await viewer.run(async () => Array.from(new Uint8Array(await window.downloads[0].blob.arrayBuffer()))));
    const check = (name, book) => {
      const path = join(folder, name);
      writeFileSync(path, book);
      const { status, stdout, stderr } = spawnSync("java", ["-jar", "/usr/share/java/epubcheck.jar", "--quiet", path], { encoding: "utf8" });
      return { status, said: stdout + stderr };
    };
    const { status, said } = check("saved.epub", bytes);
    assert.equal(status, 0, said);
    assert.doesNotMatch(said, /WARNING/);
    // the first entry, which says what the file is, under another name
    assert.notEqual(check("broken.epub", Buffer.from(bytes.toString("latin1").replace("mimetype", "mimetipe"), "latin1")).status, 0);
  });
});
