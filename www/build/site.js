// The viewer to be hosted: a page as the command line program writes it, its style and script in
// files beside it, and a service worker that keeps them all.

import { createHash } from "node:crypto";
import { copyFile, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { css, js, split } from "./bundle.js";
import { FORMS, writeData } from "./npm.js";

const www = fileURLToPath(new URL("../", import.meta.url));
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "worker-src 'self' blob:",
  "img-src data:", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types banmian banmian-site",
].join("; ");

// `viewer` is the viewer in one script, `file` a page as one file that holds it.
export const writeSite = async ({ files, viewer, to, file }) => {
  await rm(to, { recursive: true, force: true });
  await split(files, to, { site: "site/site.js" });
  await writeData(files, to);
  await copyFile(viewer, join(to, "banmian.js"));
  await copyFile(join(www, "demo.html"), join(to, "demo.html"));
  const { html, style } = withFilesBeside(file);
  await writeFile(join(to, "index.html"), html);
  await writeFile(join(to, "site.css"), await css(style));
  await writeFile(join(to, "sw.js"), await serviceWorker(to));
};

// The module of WebAssembly is asked for by the script, not before: the articles are there to be
// read, and their style is to come first. No text of a page is taken for a part of its file: before
// the style nothing of the page can hold a tag, and behind the script there is nothing of it.
export const withFilesBeside = (file) => {
  const [, head, style, body] = file.match(/^(.*?)<style>(.*?)<\/style>(.*)<script type="module" data-banmian>/s);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const html = `${head.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, policy)}<link rel="stylesheet" href="site.css">${body}<script type="module" src="site.js"></script>\n</body>\n</html>\n`;
  return { html, style };
};

// With the names of all files, and what tells this build from another. What reads PDF and OCR files is
// half of all that there is, and most readers open texts: it is kept when it was first loaded.
const serviceWorker = async (to) => {
  const names = (await readdir(to)).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(join(to, name)));
  const build = hash.digest("hex").slice(0, 16);
  return js(await readFile(join(www, "site/sw.js"), "utf8"), { BUILD: JSON.stringify(build), FILES: JSON.stringify(["./", ...names.filter((name) => !FORMS.includes(name))]), LATER: JSON.stringify(FORMS) });
};
