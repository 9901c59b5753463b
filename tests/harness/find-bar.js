// The find bar, as a reader uses it, and what is marked in the page.

// Opens the find bar by its key and types.
export const search = async (viewer, query) => {
  await viewer.press("/");
  await viewer.focused("[part=find] input");
  const field = await viewer.part("[part=find] input");
  await field.clear();
  await field.sendKeys(query);
};

// Waits until the bar says that there are so many hits.
export const counted = (viewer, hits) =>
  viewer.becomes(() => {
    const said = viewer().shadowRoot.querySelector("[part=find] output").textContent;
    return said === "" ? "nothing is said" : Number(/(\d+)\D*$/.exec(said)?.[1] ?? 0);
  }, hits);

// In the page: the words that are painted, without blanks, a stretch each in the order of the
// document; of the current hit (`bm-now`), of the others (`bm-hit`), or of both.
export const painted = (...names) => {
  const ranges = names.flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
  return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map((range) => String(range).replace(/\s/g, ""));
};

// In the page: how many sides of the view the current hit is painted on.
export const sides = () =>
  new Set([...(CSS.highlights.get("bm-now") ?? [])].map(({ startContainer }) => startContainer.parentElement.closest(".bm-source, .bm-page"))).size;

// Waits until the bar and the announcement say that this hit of so many is the current one, and
// it is painted, with the words of the query, and in sight.
export const isAt = async (viewer, query, index, count) => {
  const numbers = [index, count].sort((a, b) => a - b).join();
  await viewer.becomes(() => {
    const root = viewer().shadowRoot;
    const numbers = (selector) => (root.querySelector(selector).textContent.match(/\d+/g) ?? []).map(Number).sort((a, b) => a - b).join();
    const sides = new Map();
    for (const range of CSS.highlights.get("bm-now") ?? []) {
      const side = range.startContainer.parentElement.closest(".bm-source, .bm-page").className;
      sides.set(side, [...(sides.get(side) ?? []), range]);
    }
    const seen = [...sides.values()].map((ranges) => {
      const { top, bottom } = ranges[0].getBoundingClientRect();
      return { words: ranges.map(String).join("").replace(/\s/g, ""), inSight: top >= 0 && bottom <= innerHeight };
    });
    return { bar: numbers("[part=find] output"), announced: numbers("[role=status]"), painted: seen.length > 0, amiss: seen.filter(({ inSight }) => !inSight), words: [...new Set(seen.map(({ words }) => words))] };
  }, { bar: numbers, announced: numbers, painted: true, amiss: [], words: [query] });
};
