// A browser of one of the three engines, with nothing of its own: no profile, no network.

import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { Builder, error as errors } from "selenium-webdriver";
import { offlineProxy } from "./offline-proxy.js";
import { freePort, listens, start, stop } from "./process.js";
import { programs } from "./programs.js";

const NAMES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

// The engine that this process tests in.
export const engine = process.env.ENGINE ?? "chromium";
const ownEngine = engine;
if (!(engine in NAMES)) throw new Error(`ENGINE is ${engine}, not one of ${Object.keys(NAMES).join(", ")}`);
export const engineName = NAMES[engine];

// Starts a browser and the WebDriver server that drives it. `languages` are those of its user.
export const startBrowser = async ({ engine = ownEngine, languages = "zh-CN" } = {}) => {
  const { browser, driver: server } = programs[engine]();
  const home = mkdtempSync(join(tmpdir(), `banmian-${engine}-`));
  const proxy = await offlineProxy();
  const display = engine === "webkit" ? await startDisplay() : null;
  const env = environment(home, display);
  const log = join(home, "driver.log");
  const capabilities = { ...own(engine, browser, home, languages), proxy: { proxyType: "manual", httpProxy: proxy.address, sslProxy: proxy.address, noProxy: ["127.0.0.1"] } };
  const { driver, serving } = await startSession(engine, server, capabilities, { env, log });
  // without a screen Chromium's window may lack the focus, and then no element is told that it gets it
  if (engine === "chromium") await driver.sendDevToolsCommand("Emulation.setFocusEmulationEnabled", { enabled: true });
  const undriven = (page, ms) => webkitConsole(browser, page, ms, proxy, env);
  let heard = 0;
  const newLog = () => {
    const text = readFileSync(log, "utf8");
    const rest = text.slice(heard);
    heard = text.length;
    return rest;
  };

  return {
    driver,
    proxy,
    home,
    // The errors and warnings of the page, as the engine's console has them since the last call.
    consoleErrors: async () => (engine === "chromium" ? chromiumErrors(driver) : engine === "firefox" ? firefoxErrors(newLog()) : []),
    // WebKitGTK writes its console only when it is not driven, so the page is opened once more.
    consoleErrorsOf: (page, ms = 3000) => undriven(page, ms),
    // A command of Chromium's own protocol, for what the standard's drivers cannot do.
    devtools: (command, parameters = {}) => driver.sendAndGetDevToolsCommand(command, parameters),
    // Whether it still runs and its page does too; one whose dialog waits for an answer does.
    answers: () =>
      within(15_000, driver.getTitle(), "the browser does not answer").then(() => true, (error) => error instanceof errors.UnexpectedAlertOpenError),
    close: async () => {
      await within(20_000, driver.quit(), "the browser does not end").catch(() => {});
      await stop(serving);
      if (display) await stop(display.server);
      proxy.close();
      // a process of the browser may still write; the synchronous function would not look for what is new
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
};

// Starts the WebDriver server and, through it, the browser. WebKit's server now and then waits for ever
// for a browser that has ended, so that both are started anew.
const startSession = async (engine, server, capabilities, { env, log }, tries = 3) => {
  const port = await freePort();
  const output = openSync(log, "a");
  const ports = engine === "firefox" ? ["--port", `${port}`, "--websocket-port", `${await freePort()}`] : [`--port=${port}`];
  const serving = start(server, ports, { env, stdio: ["ignore", output, output] });
  closeSync(output);
  try {
    await listens(port);
    const starting = new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    const driver = await within(25_000, starting, "the browser did not start");
    // a loaded machine takes longer for one script than drivers wait by themselves
    await driver.manage().setTimeouts({ script: 120_000 });
    // what a browser is told that then hangs is never answered
    const execute = driver.execute.bind(driver);
    driver.execute = (command) => within(150_000, execute(command), "the browser does not answer");
    return { driver, serving };
  } catch (error) {
    await stop(serving);
    if (tries === 1) throw error;
    return startSession(engine, server, capabilities, { env, log }, tries - 1);
  }
};

const within = async (ms, promise, otherwise) => {
  const waiting = new AbortController();
  const end = delay(ms, null, { signal: waiting.signal }).then(() => { throw new Error(`${otherwise} in ${ms / 1000} s`); });
  try {
    return await Promise.race([promise, end]);
  } finally {
    waiting.abort();
  }
};

// Settings, caches and the display of the programs are those of the test.
const environment = (home, display) => {
  const folders = Object.entries({ XDG_CONFIG_HOME: "config", XDG_CACHE_HOME: "cache", XDG_DATA_HOME: "data" });
  for (const [, folder] of folders) mkdirSync(join(home, folder), { recursive: true });
  const own = Object.fromEntries(folders.map(([name, folder]) => [name, join(home, folder)]));
  const shown = display && { DISPLAY: display.name, GDK_BACKEND: "x11" };
  return { ...process.env, ...own, ...shown, HOME: home, LANG: "C.UTF-8", NO_AT_BRIDGE: "1", GTK_A11Y: "none" };
};

const own = (name, binary, home, languages) => {
  if (name === "chromium") {
    const args = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--hide-scrollbars", `--lang=${languages}`,
      // a key would go on scrolling after the test has gone on
      "--disable-smooth-scrolling",
      `--user-data-dir=${join(home, "profile")}`,
    ];
    return { browserName: "chrome", "goog:loggingPrefs": { browser: "ALL" }, "goog:chromeOptions": { binary, args } };
  }
  if (name === "firefox") {
    const prefs = {
      "devtools.console.stdout.content": true,
      // The browser's own errands would stand in the console too.
      "devtools.console.stdout.chrome": false,
      "extensions.webcompat.perform_injections": false,
      // A key would go on scrolling after the test has gone on.
      "general.smoothScroll": false,
      "intl.accept_languages": languages,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    };
    return { browserName: "firefox", "moz:firefoxOptions": { binary, args: ["-headless"], prefs } };
  }
  return { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
};

const chromiumErrors = async (driver) => {
  const entries = await driver.manage().logs().get("browser");
  return entries.filter(({ level }) => level.value >= 900).map(({ message }) => message);
};

// The page's errors in what Firefox writes; its own modules write there too, with addresses of
// their own or under a name without quotes.
export const firefoxErrors = (log) => {
  const ofPage = (line) => {
    const message = /^console\.(?:error|warn):(.*)/.exec(line)?.[1];
    if (message !== undefined) return !message.includes("resource://") && !message.trimEnd().endsWith(":");
    return line.startsWith("JavaScript error:") && /file:\/\/|127\.0\.0\.1/.test(line);
  };
  return log.split("\n").filter(ofPage);
};

const webkitConsole = async (browser, page, ms, proxy, env) => {
  const args = ["--enable-write-console-messages-to-stdout=true", `--proxy=http://${proxy.address}`, page];
  const child = start(browser, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const lines = [];
  createInterface(child.stderr).on("line", (line) => lines.push(line));
  await delay(ms);
  await stop(child);
  return lines.filter((line) => line.includes("CONSOLE") && /ERROR|WARN/.test(line));
};

// Makes an error on purpose, and gives back what the console then has: silence means something
// only where an error would be heard.
export const provokeError = async (browser) => {
  if (engine === "webkit") {
    const page = join(browser.home, "provoke.html");
    writeFileSync(page, "<script>throw new Error('made on purpose')</script>");
    return browser.consoleErrorsOf(pathToFileURL(page).href);
  }
  await browser.driver.executeScript("setTimeout(() => { throw new Error('made on purpose') })");
  await delay(500);
  return browser.consoleErrors();
};

// A screen that nobody sees.
const startDisplay = async () => {
  const args = ["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"];
  const server = start("Xvfb", args, { stdio: ["ignore", "pipe", "ignore"] });
  const number = await new Promise((done, fail) => {
    server.stdout.once("data", (bytes) => done(String(bytes).trim()));
    server.once("exit", () => fail(new Error("Xvfb did not start")));
    server.once("error", fail);
  });
  return { server, name: `:${number}` };
};
