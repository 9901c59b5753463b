// Pages as the parser gives them, made of a few words.

/** A block of lines. */
export const block = (role, ...lines) => ({ role, lines });

/** A story of blocks, the headline among them. */
export const article = (id, ...blocks) => ({ id, blocks });

/** The text of stories and furniture, a line below the other, and its page. */
export const pageOf = (articles, furniture = []) => {
  let [text, bytes, line] = ["", 0, 0];
  const made = ({ role, lines }) => {
    const spans = lines.map((words) => {
      const span = { start: bytes, end: bytes + Buffer.byteLength(words), line: ++line, utf16: [text.length, text.length + words.length] };
      text += `${words}\n`;
      bytes = span.end + 1;
      return span;
    });
    const spaced = lines.some((words) => /^[\x20-\x7e]+$/.test(words));
    return { role, text: lines.join(spaced ? " " : ""), spans, confidence: 0.9, reasons: [] };
  };
  const stories = articles.map(({ id, blocks }) => {
    const all = blocks.map(made);
    const headline = all.find(({ role }) => role === "headline") ?? null;
    return { id, kind: "news", rubric: null, kicker: null, headline, decks: [], bylines: [], blocks: all.filter((one) => one !== headline), jumps: [], confidence: 0.8, reasons: [] };
  });
  const page = { articles: stories, furniture: furniture.map(made), unplaced: [], diagnostics: [] };
  return { text, page };
};
