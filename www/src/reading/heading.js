// The heading of a story in the articles.

/** @type {(article: Element) => string} the words of a story's heading on one line */
export const heading = (article) => {
  const heading = article.querySelector("h2");
  const lines = [...(heading?.querySelectorAll("[data-start]") ?? [])].map((line) => line.textContent);
  return (lines.length > 0 ? lines.join(" ") : heading?.textContent ?? "").trim();
};
