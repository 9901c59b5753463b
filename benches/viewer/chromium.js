// A browser of its own for each measurement, and what its documents hold in memory.

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { startBrowser } from "../../tests/harness/browser.js";
import { Viewer } from "../../tests/harness/viewer.js";

// What `work` finds with the viewer of a browser that has just been started.
export const inBrowser = async (engine, work) => {
  const browser = await startBrowser({ engine });
  try {
    await browser.driver.manage().setTimeouts({ script: 600_000 });
    return await work(new Viewer(browser));
  } finally {
    await browser.close();
  }
};

export const inChromium = (work) => inBrowser("chromium", work);

// What the processes of documents hold in memory once the garbage is collected, in bytes; the sum,
// as one process may be kept for the next document.
export const memory = async ({ browser }) => {
  for (let turn = 0; turn < 2; turn++) await browser.devtools("HeapProfiler.collectGarbage");
  await delay(500);
  const processes = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap(describe));
  const ofThisBrowser = ({ command, parent }) => command.includes(browser.home) || (processes.has(parent) && ofThisBrowser(processes.get(parent)));
  const renderers = [...processes.values()].filter((process) => process.command.includes("--type=renderer") && ofThisBrowser(process));
  return renderers.reduce((sum, { resident }) => sum + resident, 0);
};

// A process by its number, as Linux tells of it; nothing where it has just ended.
const describe = (pid) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const figure = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return [[Number(pid), { command: readFileSync(`/proc/${pid}/cmdline`, "utf8"), parent: figure("PPid"), resident: figure("VmRSS") * 1024 }]];
  } catch {
    return [];
  }
};
