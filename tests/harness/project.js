// The package as npm publishes it, installed in a project that has the bundlers people use.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root, target } from "./programs.js";
import { freePort, listens, start, stop } from "./process.js";

export const embed = join(root, "tests", "embed");
// The frameworks there is an example of, by its folder.
export const frameworks = ["react", "vue", "svelte"];

const folder = join(target, "embed");
const apps = join(folder, "apps");

// Installs the bundlers as tests/package/package-lock.json has them, and the package from its
// tarball, as npm does: unpacked, nothing else. Returns the tarball.
export const installPackage = () => {
  const own = join(root, "tests", "package");
  const lock = readFileSync(join(own, "package-lock.json"));
  const installed = join(folder, "package-lock.json");
  if (!existsSync(installed) || !readFileSync(installed).equals(lock)) {
    mkdirSync(folder, { recursive: true });
    cpSync(join(own, "package.json"), join(folder, "package.json"));
    writeFileSync(installed, lock);
    try {
      execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: "inherit" });
    } catch (error) {
      rmSync(installed);
      throw error;
    }
  }
  const name = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: join(root, "dist", "npm"), encoding: "utf8" });
  const tarball = join(folder, name.trim());
  const unpacked = join(folder, "node_modules", "banmian");
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked);
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", unpacked]);
  return tarball;
};

// Runs a program of an installed package and returns what it says; an error has that as well.
export const run = (program, args, cwd = folder) => {
  const options = { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", NODE_ENV: "production" } };
  try {
    return execFileSync(join(folder, "node_modules", ".bin", program), args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${program}: ${error.stdout}${error.stderr}`, { cause: error });
  }
};

// Runs a script of tests/embed in Node.
export const runInNode = (script) => {
  const app = makeApp("node", [script, "page.txt"]);
  execFileSync("node", [join(app, script)], { stdio: "inherit" });
};

// Applications that the tests build, and the folder of each that is served.
export const built = {
  vite: join(apps, "vite", "dist"),
  webpack: join(apps, "webpack", "built"),
  esbuild: join(apps, "esbuild"),
  framework: (name) => join(apps, "frameworks", name, "dist"),
};

export const build = {
  vite: () => run("vite", ["build", "--logLevel", "warn", "--target", "esnext"], makeViteApp("vite")),
  webpack: () => {
    const app = makeApp("webpack", ["main.js", "page.txt", "watch.js", "bundled/index.html"]);
    run("webpack", ["--entry", "./main.js", "--mode", "production", "--output-path", built.webpack], app);
    for (const name of ["page.txt", "watch.js", "index.html"]) cpSync(join(app, name), join(built.webpack, name));
  },
  esbuild: () => {
    const app = makeApp("esbuild", ["inline.js", "page.txt", "watch.js", "bundled/index.html"]);
    run("esbuild", ["inline.js", "--bundle", "--format=esm", "--outfile=main.js", "--log-level=warning"], app);
  },
  frameworks: () => {
    const app = join(apps, "frameworks");
    rmSync(app, { recursive: true, force: true });
    cpSync(join(root, "examples", "frameworks"), app, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
    for (const name of frameworks) {
      const index = join(app, name, "index.html");
      writeFileSync(index, readFileSync(index, "utf8").replace("<head>", '<head>\n<script src="/watch.js"></script>'));
      mkdirSync(join(app, name, "public"), { recursive: true });
      cpSync(join(embed, "watch.js"), join(app, name, "public", "watch.js"));
      run("vite", ["build", name, "--config", "vite.config.js", "--logLevel", "warn"], app);
    }
  },
};

// Vite's own server of the sources.
export const serveWithVite = async (name) => {
  const app = makeViteApp(name);
  const port = await freePort();
  const args = ["--host", "127.0.0.1", "--strictPort", "--logLevel", "warn", "--port", `${port}`];
  const child = start(join(folder, "node_modules", ".bin", "vite"), args, { cwd: app, stdio: ["ignore", "inherit", "inherit"] });
  await listens(port, 60_000);
  return { address: `http://127.0.0.1:${port}/`, close: () => stop(child) };
};

const makeViteApp = (name) => {
  const app = makeApp(name, ["main.js", "vite/index.html"]);
  mkdirSync(join(app, "public"));
  for (const file of ["page.txt", "watch.js"]) cpSync(join(embed, file), join(app, "public", file));
  return app;
};

// A folder of its own with files of tests/embed.
const makeApp = (name, files) => {
  const app = join(apps, name);
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  for (const file of files) cpSync(join(embed, file), join(app, basename(file)));
  return app;
};
