// What a reader finds in the document: the articles with their pieces, and what was fetched.
const viewer = document.querySelector("banmian-viewer");
const pieces = (root) => [...root.querySelectorAll("[data-start][data-end]")].map((node) => ({
  start: Number(node.dataset.start),
  end: Number(node.dataset.end),
  role: node.closest("[data-role]")?.dataset.role ?? null,
  text: node.textContent,
  seen: node.checkVisibility?.() ?? node.getClientRects().length > 0,
}));
return {
  text: viewer.text,
  page: viewer.page,
  articles: [...viewer.querySelectorAll(".bm-page article")].map((article) => ({
    id: article.dataset.article,
    byId: document.getElementById(article.dataset.article) === article,
    light: article.getRootNode() === document,
    heading: article.querySelector("h2")?.textContent.trim() ?? null,
    pieces: pieces(article),
  })),
  pieces: pieces(viewer.querySelector(".bm-page")),
  fetched: performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => !/^(data|blob|file):/.test(name)),
};
