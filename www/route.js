// A place in the viewer ↔ a document's address: #page, #list, #source, #a3, #source/a3.

export const toHash = (view, story) => {
  if (view === "story") return `#${story}`;
  return view === "source" && story ? `#source/${story}` : `#${view}`;
};

export const fromHash = (hash) => {
  const [, view, story] = /^#(page|list|source|(?=a\d))(?:\/?(a\d+))?$/.exec(hash) ?? [];
  if (view === undefined) return null;
  return { view: view || "story", story: story ?? null };
};
