// Programs that do not outlive the test, nor do those that they start.

import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

const running = new Set();
process.on("exit", () => running.forEach(killGroup));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

export const start = (program, args, options) => {
  // detached, it leads a group of its own, in which a browser is found that its driver has left behind
  const child = spawn(program, args, { ...options, detached: true });
  running.add(child);
  child.once("error", () => running.delete(child));
  return child;
};

// Asks it to end, and after three seconds makes it; what it has started ends with it.
export const stop = async (child) => {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill();
    const killing = setTimeout(() => child.kill("SIGKILL"), 3000);
    await ended;
    clearTimeout(killing);
  }
  killGroup(child);
  running.delete(child);
};

const killGroup = ({ pid }) => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // none of it is left
    if (error.code !== "ESRCH") throw error;
  }
};

// A port that was free a moment ago.
export const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
};

export const listens = async (port, within = 30_000) => {
  const end = Date.now() + within;
  while (!(await reachable(port))) {
    if (Date.now() > end) throw new Error(`nothing listens at port ${port} after ${within} ms`);
    await delay(30);
  }
};

const reachable = (port) =>
  new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(true));
    socket.once("connect", () => socket.destroy()).once("error", () => done(false));
  });
