// The programs that browsers are tested with.

import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

// Cargo's target folder, wherever the user keeps it.
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

// The command, as `cargo xtask test` names it or as `cargo build` leaves it.
export const banmian = process.env.BANMIAN ?? join(target, "debug", "banmian");

// The first of the names that can be started, in the folders of PATH or in `beside`.
const find = (names, beside = []) => {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...beside];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = paths.find(startable);
  if (!found) throw new Error(`${names.join(" or ")} is not installed; \`cargo xtask test\` installs what is missing`);
  return found;
};

const startable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

// WebKitGTK's browser lies in a folder named for the architecture and the library's version.
const miniBrowser = () => {
  const folders = (path) => (existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : []);
  const libraries = ["/usr/lib", "/usr/libexec"].flatMap(folders);
  const named = [...libraries, ...libraries.filter((path) => statSync(path).isDirectory()).flatMap(folders)];
  const found = named.filter((path) => /webkit2gtk-4\.[^/]*$/.test(path)).map((path) => join(path, "MiniBrowser"));
  const program = found.filter(startable).sort().at(-1);
  if (!program) throw new Error("WebKitGTK's MiniBrowser is not installed; `cargo xtask test` installs what is missing");
  return program;
};

// The browser and the WebDriver server of each engine.
export const programs = {
  chromium: () => ({ browser: find(["chromium", "chromium-browser", "google-chrome"]), driver: find(["chromedriver"]) }),
  firefox: () => ({ browser: find(["firefox-esr", "firefox"]), driver: find(["geckodriver"], [join(target, "tools", "bin")]) }),
  webkit: () => ({ browser: miniBrowser(), driver: find(["WebKitWebDriver"]) }),
};

// What the command writes on standard output, given `input` on standard input.
export const run = (args, input = "") => execFileSync(banmian, args, { input, encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" });

// What the native parser makes of the text in a file.
export const parseNatively = (path, ...options) => JSON.parse(run(["parse", path, ...options]));

// What the native parser makes of a text.
export const parseText = (text, ...options) => JSON.parse(run(["parse", "-", ...options], text));
