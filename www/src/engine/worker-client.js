// A worker that reads pages, made of its script and the compiled module. `gone` hears that it
// was let go, as it had nothing to do.

// In ms; a policy may refuse a worker without a word.
const LATE = 5000;
const REST = 20_000;

export const hand = async (script, module, gone) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // a plain one: from disk, Chromium refuses modules that are blobs
  const thread = new Worker(trusted(address), { name: "banmian" });
  const asked = new Map();
  let [count, over, waiting] = [0, false, 0];
  const end = () => {
    over = true;
    thread.terminate();
    for (const { fail } of asked.values()) fail();
  };
  const rest = () => {
    gone();
    end();
  };
  const ready = new Promise((done, fail) => asked.set(0, { done, fail }));
  thread.onerror = thread.onmessageerror = (event) => {
    event.preventDefault();
    end();
  };
  thread.onmessage = ({ data: { id, found, failed } }) => {
    const { done, fail } = asked.get(id);
    asked.delete(id);
    if (failed) fail();
    else done(found);
    if (id > 0 && asked.size === 0) waiting = setTimeout(rest, REST);
  };
  thread.postMessage(module);
  const late = setTimeout(end, LATE);
  await ready.finally(() => {
    clearTimeout(late);
    URL.revokeObjectURL(address);
  });
  return (name, given) =>
    new Promise((done, fail) => {
      if (over) return fail();
      clearTimeout(waiting);
      count += 1;
      asked.set(count, { done, fail });
      thread.postMessage({ id: count, name, given });
    });
};

// The address is of a script of our own.
const trusted = (address) => {
  if (!globalThis.trustedTypes) return address;
  return trustedTypes.createPolicy("banmian", { createScriptURL: () => address }).createScriptURL(address);
};
