// Parses what is looked for: words, exact words, NEAR, OR and exclusions.

/** @typedef {{ words: string, exact: boolean }} Term words as they are typed; `*` stands for characters unless they are exact */
/** @typedef {{ terms: Term[], within: number[] }} Near terms in a row, and how far each may be from the next */

/**
 * What is looked for: of each list in `all` one must be in a story, and nothing of `without`. `remark`
 * says how a query that is not well formed was read: without what has no place in it (`mended`), or, as
 * it only excludes, as the words that it has (`excluding`).
 *
 * @typedef {object} Query
 * @property {Near[][]} all
 * @property {Term[]} without
 * @property {"mended" | "excluding" | null} remark
 */

/** @typedef {{ kind: "term", term: Term, excluded: boolean } | { kind: "or" | "and", text: string } | { kind: "near", text: string, within: number }} Token */

const WITHIN = 20;
const MOST_WITHIN = 100_000;
// What a quotation begins with, and what may end it.
const QUOTES = new Map([..."\"＂“”„"].map((open) => /** @type {[string, string]} */ ([open, "\"＂“”"])));
QUOTES.set("「", "」");

/**
 * The query that a text asks. It never fails: an open quotation goes to the end, and an operator that
 * lacks a side is left out.
 *
 *     query     = clause , { [ "AND" ] , clause } ;
 *     clause    = near , { ( "OR" | "|" ) , near } | exclusion ;
 *     near      = term , { operator , term } ;
 *     operator  = "NEAR" , [ "/" , digit , { digit } ] ;
 *     exclusion = "-" , term ;
 *     term      = exact | word ;
 *     exact     = quote , { character - quote } , quote ;
 *     word      = { character - ( blank | quote | "|" ) | "*" } ;
 *     quote     = '"' | '＂' | '“' | '”' | '「' | '」' ;
 *
 * Operators may be typed in full width. Only capitals are operators.
 *
 * @param {string} text
 * @returns {Query}
 */
export const parse = (text) => {
  const { tokens, isOpen } = tokensOf(text);
  const isSought = (/** @type {Token} */ token) => token.kind === "term" && !(!token.term.exact && /^[*＊]+$/.test(token.term.words));
  if (!tokens.some(isSought)) return { all: tokens.map((token) => [alone(literal(token))]), without: [], remark: null };
  const kept = withSides(tokens.filter((token) => token.kind !== "term" || isSought(token)));
  const without = kept.flatMap((token) => (token.kind === "term" && token.excluded ? [token.term] : []));
  const wanted = kept.filter((token) => token.kind !== "term" || !token.excluded);
  if (wanted.length === 0) return { all: without.map((term) => [alone(signed(term))]), without: [], remark: "excluding" };
  return { all: grouped(wanted), without, remark: isOpen || kept.length < tokens.length ? "mended" : null };
};

/**
 * A query as it could have been typed.
 *
 * @param {Query} query
 */
export const print = ({ all, without }) => {
  const term = (/** @type {Term} */ { words, exact }) => (exact ? `"${words}"` : words);
  const near = (/** @type {Near} */ { terms, within }) => terms.map((one, i) => (i === 0 ? term(one) : `NEAR/${within[i - 1]} ${term(one)}`)).join(" ");
  return [...all.map((clause) => clause.map(near).join(" OR ")), ...without.map((one) => `-${term(one)}`)].join(" ");
};

/** @type {(text: string) => { tokens: Token[], isOpen: boolean }} */
const tokensOf = (text) => {
  /** @type {Token[]} */
  const tokens = [];
  let isOpen = false;
  for (let at = 0; at < text.length; ) {
    const c = text[at];
    if (/\s/.test(c)) {
      at += 1;
    } else if (/[|｜]/.test(c)) {
      tokens.push({ kind: "or", text: c });
      at += 1;
    } else {
      const excluded = /[-－]/.test(c) && /[^\s|｜]/.test(text[at + 1] ?? "");
      const start = at + Number(excluded);
      const closing = QUOTES.get(text[start]);
      const end = closing ? next(text, start + 1, (c) => closing.includes(c)) : next(text, start, (c) => /[\s|｜]/.test(c) || QUOTES.has(c));
      const words = text.slice(closing ? start + 1 : start, end).trim();
      if (closing && end === text.length) isOpen = true;
      if (closing && words !== "") tokens.push({ kind: "term", term: { words, exact: true }, excluded });
      if (!closing) tokens.push(excluded ? { kind: "term", term: { words, exact: false }, excluded } : wordOrOperator(words));
      at = closing ? end + 1 : end;
    }
  }
  return { tokens, isOpen };
};

/** @type {(text: string, at: number, isEnd: (c: string) => boolean) => number} the next place with such a character, or the end */
const next = (text, at, isEnd) => {
  while (at < text.length && !isEnd(text[at])) at++;
  return at;
};

/** @type {(text: string) => Token} */
const wordOrOperator = (text) => {
  const plain = text.normalize("NFKC");
  if (plain === "OR") return { kind: "or", text };
  if (plain === "AND") return { kind: "and", text };
  const near = /^NEAR(?:\/(\d*))?$/.exec(plain);
  if (near) return { kind: "near", text, within: near[1] ? Math.min(Number(near[1]), MOST_WITHIN) : WITHIN };
  return { kind: "term", term: { words: text, exact: false }, excluded: false };
};

// Operators stand between two terms that are wanted; others are left out.
/** @type {(tokens: Token[]) => Token[]} */
const withSides = (tokens) => {
  /** @type {Token[]} */
  const kept = [];
  const isSide = (/** @type {Token | undefined} */ token) => token?.kind === "term" && !token.excluded;
  tokens.forEach((token, i) => {
    if (token.kind === "term" || (isSide(kept.at(-1)) && isSide(tokens[i + 1]))) kept.push(token);
  });
  return kept;
};

/** @type {(tokens: Token[]) => Near[][]} */
const grouped = (tokens) => {
  /** @type {Near[][]} */
  const all = [];
  /** @type {Token | null} */
  let joint = null;
  for (const token of tokens) {
    if (token.kind === "term") {
      const last = all.at(-1)?.at(-1);
      if (joint?.kind === "near" && last) {
        last.terms.push(token.term);
        last.within.push(joint.within);
      } else if (joint?.kind === "or") all.at(-1)?.push(alone(token.term));
      else all.push([alone(token.term)]);
    }
    joint = token;
  }
  return all;
};

/** @type {(term: Term) => Near} */
const alone = (term) => ({ terms: [term], within: [] });

// A sign that stands alone is looked for itself.
/** @type {(token: Token) => Term} */
const literal = (token) => (token.kind === "term" ? { ...token.term, exact: true } : { words: token.text, exact: false });

/** @type {(term: Term) => Term} */
const signed = ({ words, exact }) => ({ words: exact ? words : `-${words}`, exact });
