// Put before a document's own scripts: waits until READY holds and nothing long has happened
// for a while, then says what was seen.
window.seen = (async () => {
  let [task, largest, ready] = [0, null, null];
  const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch("longtask", ({ duration }) => (task = Math.max(task, duration)));
  watch("largest-contentful-paint", ({ startTime }) => (largest = startTime));
  const started = performance.now();
  while (ready === null && performance.now() - started < 20000) {
    await new Promise((done) => setTimeout(done, 4));
    if (document.body && document.readyState !== "loading" && READY) ready = performance.now();
  }
  await new Promise((done) => setTimeout(done, 1500));
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  return { task, largest, ready, painted };
})();
