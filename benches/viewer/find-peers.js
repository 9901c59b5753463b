// The same pages in an index of another's, set up for Chinese as its documents say. Runs in a
// document that is served from this folder.

export const findWith = async (name, texts, queries) => {
  const makers = {
    MiniSearch: async () => {
      const { default: MiniSearch } = await import("/node_modules/minisearch/dist/es/index.js");
      const words = new Intl.Segmenter("zh", { granularity: "word" });
      const tokenize = (text) => [...words.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
      const index = new MiniSearch({ fields: ["text"], tokenize });
      return {
        add: (texts) => index.addAll(texts.map((text, id) => ({ id, text }))),
        find: (query) => index.search(query, { prefix: true, combineWith: "AND" }).map(({ id }) => id),
      };
    },
    FlexSearch: async () => {
      const { Charset, Index } = await import("/node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs");
      const index = new Index({ tokenize: "forward", encoder: Charset.CJK });
      return {
        add: (texts) => texts.forEach((text, id) => index.add(id, text)),
        find: (query) => index.search(query, { limit: texts.length }),
      };
    },
  };
  const { add, find } = await makers[name]();
  const started = performance.now();
  add(texts);
  const index = performance.now() - started;
  const [times, hits] = [[], []];
  for (const query of queries) {
    let found;
    for (let length = 1; length <= query.length; length++) {
      const started = performance.now();
      found = find(query.slice(0, length));
      times.push(performance.now() - started);
    }
    hits.push(found);
  }
  // kept, so that its memory is counted
  window.kept = [texts, find];
  return { index, times, hits };
};
