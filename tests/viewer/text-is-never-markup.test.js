// Text is never markup, in whatever it comes: pages, names, titles, addresses, attributes, corrections.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT, SECOND, writeEdition } from "../harness/editions.js";
import { writeFiles } from "../harness/pages.js";
import { parseText } from "../harness/programs.js";
import { assertSame } from "../harness/same.js";
import { reopenSame, saveHtml } from "../harness/saving.js";
import { before, it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";
import { VECTORS, isHarmless } from "../harness/vectors.js";

// A page in which each stands wherever a paper puts text.
const TEXT = VECTORS.map((vector) => `图书馆${vector}开馆

本报记者 ${vector} 通讯员 陈一

本报讯 昨日上午,${vector}市图书馆新馆开馆。

图为${vector}新馆外景。
${vector} 摄

（下转第二版${vector}）

`).join("");

const page = parseText(FRONT);

suite("What looks like markup", { loud: true, inOne: true }, (context) => {
  const openText = async () => {
    await context.viewer.open(variant(context.folder, "unguarded"));
    await context.viewer.showText(TEXT);
  };

  it("is text in every view of a page", async () => {
    const { viewer } = context;
    await openText();
    for (const view of ["page", "list", "source", "story"]) {
      await viewer.run((view) => void viewer().show(view, "a1"), view);
      await viewer.views(view);
      await isHarmless(viewer, view);
    }
  });

  it("is found as it is written, and is text in the list of what is found", async () => {
    const { viewer } = context;
    await openText();
    for (const vector of VECTORS) {
      const hits = await viewer.run((vector) => viewer().find(vector).then(({ length }) => length), vector);
      assert(hits > 0, `${vector} is not found`);
    }
    await isHarmless(viewer, "the list of what is found");
  });

  it("is text in the file that a page is saved as, which is the same when it is saved again", async () => {
    const { viewer, folder } = context;
    await openText();
    await reopenSame(viewer, folder, "saved", await saveHtml(viewer));
    await isHarmless(viewer, "the file");
    assertSame(await viewer.run(() => viewer().text), TEXT, "the text");
  });
});

suite("What looks like markup around a text", { loud: true, inOne: true }, (context) => {
  before(() => context.viewer.open(variant(context.folder, "unguarded")));

  for (const vector of VECTORS) {
    it(`is text in names, titles, addresses, attributes and corrections: ${vector}`, async () => {
      const { viewer, folder } = context;
      const pages = [{ name: vector, text: FRONT, edits: { edits: [{ kind: vector }] } }, { name: vector, src: vector }];
      const edition = writeFiles(writeEdition(folder), { "edition.json": JSON.stringify({ title: vector, date: vector, pages }) });
      await viewer.pick(join(edition, "edition.json"));
      await viewer.shows(FRONT, 0);
      await viewer.clickPart("[part=pages] [data-turn='1']");
      await viewer.until(() => viewer().index === 1 && viewer().state === "error");
      await isHarmless(viewer, "an edition");

      await viewer.run(setEverywhere, vector, SECOND);
      await isHarmless(viewer, "attributes");

      const state = await viewer.run(addRead, vector, page, FRONT);
      assert(["ready", "error"].includes(state), `a page that came read is ${state}`);
      await isHarmless(viewer, "a page that came read");
      await viewer.run(() => document.querySelectorAll("banmian-viewer ~ banmian-viewer").forEach((other) => other.remove()));
    });
  }
});

// Opens a file of that name, and sets the address and every attribute to it, and back.
const setEverywhere = async (name, text) => {
  viewer().open(new File([text], name));
  location.hash = `#a1~${name}`;
  for (const attribute of ["story", "prefix", "view", "theme", "font", "size", "columns", "lang", "encoding", "language", "script"]) viewer().setAttribute(attribute, name);
  await viewer().ready;
  for (const { name } of [...viewer().attributes]) if (!["hash", "files", "corrections", "state"].includes(name)) viewer().removeAttribute(name);
};

// Adds a viewer with a page that came read, in which ids, roles and the like are the vector.
const addRead = async (vector, page, text) => {
  const named = ["id", "kind", "role", "language", "message", "code"];
  const changed = JSON.parse(JSON.stringify(page), (key, value) => (named.includes(key) && typeof value === "string" ? vector : value));
  const other = document.createElement("banmian-viewer");
  const data = document.createElement("script");
  data.type = "application/json";
  data.textContent = JSON.stringify({ text, page: changed, name: vector });
  other.append(data);
  document.body.append(other);
  await new Promise((later) => setTimeout(later, 20));
  await other.ready;
  return other.state;
};
