// The element's manifest, from the sources' JSDoc, and the tables of README.md, from the manifest.
//
//   node build/reference.js            writes the tables anew
//   node build/reference.js --check    fails where they are not those of the sources

import { create, ts } from "@custom-elements-manifest/analyzer";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const www = new URL("../", import.meta.url);
const read = (name) => readFile(new URL(name, www), "utf8");
// a module comes behind what it extends
const MODULES = ["viewer-base.js", "element.js", "define.js"];

export const manifest = async () => {
  const sources = await Promise.all(MODULES.map(async (name) => ts.createSourceFile(name, await read(`src/${name}`), ts.ScriptTarget.Latest, true)));
  const { modules, ...rest } = create({ modules: sources });
  const element = published(modules.find(({ path }) => path === "element.js").declarations.find(({ name }) => name === "BanmianViewer"));
  const exported = { name: element.name, module: "element.js" };
  return {
    ...rest,
    readme: "README.md",
    modules: [
      { kind: "javascript-module", path: "element.js", declarations: [element], exports: [{ kind: "js", name: element.name, declaration: exported }] },
      { kind: "javascript-module", path: "define.js", exports: [{ kind: "custom-element-definition", name: element.tagName, declaration: exported }] },
    ],
  };
};

export const elementOf = ({ modules: [{ declarations: [element] }] }) => element;

// What it inherits is its own to whoever uses it, and what is private is not for them.
const published = (element) => {
  const own = (items) => items.filter(({ privacy }) => privacy !== "private").map(({ inheritedFrom, ...item }) => item);
  const lists = Object.fromEntries(Object.entries(element).map(([key, value]) => [key, Array.isArray(value) ? own(value) : value]));
  const described = (items) => items.filter(({ description }) => description);
  const members = described(lists.members).map(({ parameters, ...item }) => (parameters ? { ...item, parameters: parameters.filter(({ name }) => /^\w+$/.test(name)) } : item));
  // the manifest's word for the type of a custom property
  const cssProperties = lists.cssProperties.map(({ type, ...item }) => (type ? { ...item, syntax: type.text } : item));
  return { ...lists, tagName: "banmian-viewer", customElement: true, superclass: { name: "HTMLElement" }, members, cssProperties, events: described(lists.events) };
};

const cells = {
  attributes: ({ attributes }) => table(["attribute", "values", ""], attributes, (item) =>
    [code(item.name), code(item.type.text) + (item.default ? `; usually \`${item.default}\`` : ""), item.description]),
  members: ({ members }) => table(["name", "type", ""], members.filter(({ attribute }) => !attribute), (item) =>
    [code(call(item)), code((item.return ?? item).type.text), item.description + (item.readonly ? "; to read only" : "")]),
  events: ({ events }) => table(["event", "`detail`", ""], events, (item) =>
    [code(item.name), code(item.type.text.replace(/^CustomEvent<(.*)>$/, "$1")), item.description]),
  parts: ({ cssParts }) => table(["part", ""], cssParts, (item) => [code(item.name), item.description]),
  properties: ({ cssProperties }) => table(["custom property", ""], cssProperties, (item) => [code(item.name), item.description]),
};

const call = ({ kind, name, parameters }) =>
  kind === "method" ? `${name}(${(parameters ?? []).map((parameter) => parameter.name + (parameter.optional ? "?" : "")).join(", ")})` : name;

const table = (head, items, row) => {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  return `${line(head)}|${"---|".repeat(head.length)}\n${items.map((item) => line(row(item))).join("")}`;
};

// In a cell a bar would end it, even within code.
const code = (text) => `\`${text.replaceAll("|", "\\|")}\``;

const withTables = (readme, element) =>
  Object.entries(cells).reduce((text, [name, cell]) => {
    const [from, to] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
    const [start, end] = [text.indexOf(from), text.indexOf(to)];
    if (start < 0 || end < start) throw new Error(`README.md lacks ${from.trim()} … ${to}`);
    return text.slice(0, start) + from + cell(element) + text.slice(end);
  }, readme);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = await read("README.md");
  const wanted = withTables(readme, elementOf(await manifest()));
  if (!process.argv.includes("--check")) await writeFile(new URL("README.md", www), wanted);
  else if (wanted !== readme) {
    console.error("the tables of www/README.md are not those of the sources: run `npm run reference` in www");
    process.exit(1);
  }
}
