// Builds the viewer out of these sources and of what `cargo xtask` has put into the folder
// --generated: modules of WebAssembly and tables of characters.
//
//   node build.js file       banmian.html, a page as one file with the viewer in it
//   node build.js package    that, the package for npm, and the viewer to be hosted

import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { split, whole } from "./build/bundle.js";
import { withForms } from "./build/forms.js";
import { writePackage } from "./build/npm.js";
import { writeSite } from "./build/site.js";
import { sizesIn, sizesOf } from "./build/sizes.js";
import { typesetHtml } from "./build/typeset.js";
import { modules } from "./build/wasm.js";

const { positionals: [what], values } = parseArgs({
  allowPositionals: true,
  options: {
    generated: { type: "string" },
    // where to build
    dist: { type: "string" },
    // the command line program, which writes a page as HTML, and the page's text
    banmian: { type: "string" },
    page: { type: "string" },
    version: { type: "string" },
  },
});
// The viewer says of the page that it is built with what it did. The first such tag is the viewer's, as
// before it no text of the page can hold one.
const asSample = (html) => html.replace("<banmian-viewer ", "<banmian-viewer sample ");

const { generated, dist, banmian, page, version } = values;
const npm = join(dist, "npm");
const viewer = join(generated, "banmian.js");

const files = await modules(generated, ["full", "forms", "converted", ...(what === "file" ? [] : ["reading", "columns"])]);
const licences = await whole(files, generated, "banmian");
const html = asSample(typesetHtml(execFileSync(banmian, ["html", "--viewer", viewer, page], { maxBuffer: Infinity, encoding: "utf8" })));
const one = withForms(html, files);
await mkdir(dist, { recursive: true });
await writeFile(join(dist, "banmian.html"), one);
console.log(await sizesOf(join(dist, "banmian.html"), Buffer.from(one)));
if (what === "package") {
  await rm(npm, { recursive: true, force: true });
  await split(files, npm, { index: "src/index.js", element: "src/element.js", define: "src/define.js" });
  await whole(files, npm, "inline");
  await writePackage({ files, viewer, licences, version }, npm);
  await writeSite({ files, viewer, to: join(dist, "site"), file: html });
  console.log(await sizesIn(npm));
  console.log(await sizesIn(join(dist, "site")));
}
