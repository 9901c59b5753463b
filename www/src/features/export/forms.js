// What is open in the forms it is saved in.

import { oneFile } from "./html-file.js";

// By name the extension, the type, and what writes it.
export const forms = (desk) => {
  // Every page, read where it is not yet: a page that cannot be is saved as its text.
  const all = async () => {
    await desk.readAll();
    const pages = desk.pages().filter(({ page }) => page);
    if (pages.length === 0) throw new Error("there is no page to save");
    return pages;
  };
  const html = async () => {
    const pages = await all();
    const articles = await Promise.all(pages.map(({ page }, i) => desk.render(page, i === 0 ? "" : `p${i + 1}-`)));
    const graphs = await Promise.all(pages.map(({ page }) => desk.write(page, "json-ld")));
    return oneFile({ pages, articles, graphs, title: desk.title() });
  };
  const several = (values) => (values.length === 1 ? values[0] : values);
  const written = (form, between) => async () => (await Promise.all((await all()).map(({ page }) => desk.write(page, form)))).join(between);
  return {
    html: ["html", "text/html", html],
    json: ["json", "application/json", async () => JSON.stringify(several((await all()).map(({ page }) => page)), null, 2)],
    markdown: ["md", "text/markdown", written("markdown", "\n")],
    clean: ["txt", "text/plain", written("text", "\n")],
    ndjson: ["ndjson", "application/x-ndjson", written("ndjson", "")],
    ninjs: ["ninjs.json", "application/json", written("ninjs", "\n")],
    tei: ["xml", "application/tei+xml", written("tei", "\n")],
    text: ["txt", "text/plain", async () => (await all()).map(({ text }) => text).join("\f")],
  };
};
