// Opens the edition in hand, and looks for words in it as a reader types them.
const [queries, compared] = given;
const viewer = document.querySelector("banmian-viewer");
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const file = document.querySelector("#bench").files[0];
const texts = (await file.text()).split("\f");
await frame();

let [last, gaps, longest, watching] = [performance.now(), 0, 0, true];
const watch = (now) => {
  if (now - last > 50) gaps += 1;
  longest = Math.max(longest, now - last);
  last = now;
  if (watching) requestAnimationFrame(watch);
};
requestAnimationFrame(watch);

const started = performance.now();
const read = new Promise((done) => viewer.addEventListener("banmian-read", ({ detail }) => detail.read === detail.count && done()));
await viewer.open(file);
await frame();
const first = performance.now() - started;
await read;
const all = performance.now() - started;
watching = false;

const indexed = performance.now();
await viewer.find("〇");
const index = performance.now() - indexed;
const field = viewer.shadowRoot.querySelector("[part=find] input");
const times = [];
let [right, wanted, held, shown] = [0, 0, 0, 0];
for (const query of queries) {
  for (let length = 1; length <= query.length; length++) {
    const started = performance.now();
    field.value = query.slice(0, length);
    field.dispatchEvent(new Event("input"));
    times.push(performance.now() - started);
    await frame();
    if (length < query.length || !compared) continue;
    const found = new Set((await viewer.find(query)).map(({ page }) => page));
    texts.forEach((text, page) => {
      const has = text.includes(query);
      wanted += has;
      right += has && found.has(page);
      held += found.has(page) && text.replace(/\s/g, "").includes(query);
    });
    shown += found.size;
  }
}
times.sort((a, b) => a - b);
const found = compared ? { recall: right / wanted, precision: held / shown } : {};
return { first, all, gaps, longest, index, query: times[times.length >> 1], slowest: times.at(-1), ...found };
