// The package's types: those of the sources' JSDoc, and of the schemas, with the element's events.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { schemaTypes } from "./types.js";

const www = fileURLToPath(new URL("../", import.meta.url));
const MODULES = ["define", "element", "index", "inline", "types", "viewer-base"];

// `element` is that of the manifest.
export const declarations = async (to, element) => {
  await schemaTypes(join(www, "types"));
  await schemaTypes(to);
  const out = await mkdtemp(join(tmpdir(), "banmian-"));
  execFileSync(process.execPath, [join(www, "node_modules/typescript/bin/tsc"), "--project", join(www, "tsconfig.package.json"), "--outDir", out]);
  await writeFile(join(to, "events.d.ts"), eventMap(element));
  const types = 'export * from "./types.js";\nexport * from "./page.js";\nexport type { Anchor, Edits } from "./edits.js";\n';
  const more = { index: types, inline: `${types}export type { BanmianViewerEventMap } from "./element.js";\n`, element: listeners(element) };
  for (const name of MODULES) {
    const text = await readFile(join(out, "src", `${name}.d.ts`), "utf8");
    await writeFile(join(to, `${name}.d.ts`), text.replaceAll('"../types/', '"./') + (more[name] ?? ""));
  }
  await rm(out, { recursive: true });
};

// What JSDoc has no words for: which event a listener is given.
const eventMap = ({ events }) => `import type { Conflict, Edits, Page, Role } from "./index.js";

/** What the viewer tells; all bubble and are composed. */
export interface BanmianViewerEventMap {
${events.map(({ name, type, description }) => `  /** ${description} */\n  "${name}": ${type.text};`).join("\n")}
}
`;

const listeners = ({ tagName }) => `import type { BanmianViewerEventMap } from "./events.js";
export type { BanmianViewerEventMap } from "./events.js";

export interface BanmianViewer {
  addEventListener<K extends keyof BanmianViewerEventMap>(type: K, listener: (this: BanmianViewer, event: BanmianViewerEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "${tagName}": BanmianViewer;
  }
  interface HTMLElementEventMap extends BanmianViewerEventMap {}
}
`;
