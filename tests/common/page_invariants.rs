//! Invariants of every page of any text.

use banmian::{Block, Correction, Page, Span};
use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, LineBreak, Script};

/// Asserts the invariants of a page of `text`, parsed or edited.
pub fn assert_page_invariants(page: &Page, text: &str) {
    every_character_has_one_place(page, text);
    offsets_and_lines_are_right(page, text);
    page.blocks().for_each(|block| text_is_that_of_the_spans(block, text));
    confidences_and_ids_are_valid(page, text);
    let json = serde_json::to_string(page).unwrap();
    assert_eq!(*page, serde_json::from_str::<Page>(&json).unwrap(), "JSON changed the page");
    labels_cover_the_text(page, text);
}

fn every_character_has_one_place(page: &Page, text: &str) {
    let mut spans: Vec<&Span> = page.blocks().flat_map(|block| &block.spans).collect();
    spans.sort_by_key(|span| span.start);
    let mut at = 0;
    for span in spans {
        assert!(at <= span.start && span.start < span.end, "{span:?} overlaps or is empty in {text:?}");
        assert!(is_blank(text, at..span.start), "{:?} has no place in {text:?}", &text[at..span.start]);
        at = span.end;
    }
    assert!(is_blank(text, at..text.len()), "{:?} has no place in {text:?}", &text[at..]);
}

/// A byte order mark is no character of the page.
fn is_blank(text: &str, range: std::ops::Range<usize>) -> bool {
    let gap = &text[range.clone()];
    let gap = if range.start == 0 { gap.strip_prefix('\u{feff}').unwrap_or(gap) } else { gap };
    gap.trim().is_empty()
}

fn offsets_and_lines_are_right(page: &Page, text: &str) {
    let places = places(text);
    let diagnosed = page.diagnostics.iter().flat_map(|diagnostic| &diagnostic.spans);
    for span in page.blocks().flat_map(|block| &block.spans).chain(diagnosed) {
        assert!(!text[span.start..span.end].contains(['\n', '\r']), "{span:?} crosses a line in {text:?}");
        let (start, line) = places[span.start];
        assert_eq!((span.utf16, span.line), ([start, places[span.end].0], line), "{span:?} in {text:?}");
    }
}

/// The UTF-16 offset and the line of every byte; `\n`, `\r\n` and `\r` each end a line.
fn places(text: &str) -> Vec<(usize, usize)> {
    let (mut utf16, mut line, mut out) = (0, 1, Vec::with_capacity(text.len() + 1));
    let mut next = text.chars().skip(1);
    for c in text.chars() {
        let next = next.next();
        out.extend(std::iter::repeat_n((utf16, line), c.len_utf8()));
        utf16 += c.len_utf16();
        line += usize::from(c == '\n' || c == '\r' && next != Some('\n'));
    }
    out.push((utf16, line));
    out
}

fn text_is_that_of_the_spans(block: &Block, text: &str) {
    let without_blanks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let spans: String = block.pieces(text).map(|(_, shown)| shown).collect();
    assert!(!block.spans.is_empty(), "a block without a source in {text:?}");
    for Span { start, end, .. } in &block.spans {
        assert_eq!(text[*start..*end].trim(), &text[*start..*end], "a span has blanks around it in {text:?}");
    }
    assert_eq!(without_blanks(&block.text), without_blanks(&spans), "a block's text is not its spans' in {text:?}");
    let pieces: Vec<_> = block.pieces(text).map(|(_, shown)| shown).collect();
    joints_are_right(&block.text, &pieces, text);
    for Correction { span, original, .. } in &block.corrections {
        assert_eq!(original, &text[span.start..span.end], "a correction forgot what it corrects in {text:?}");
    }
    for join in &block.joins {
        assert!((1..block.spans.len()).contains(&join.span), "{join:?} joins no span in {text:?}");
    }
}

/// Nothing stands between two pieces but one space: always where words meet that are written with
/// spaces between them, and never beside a character that is not, or within a word that a hyphen breaks.
fn joints_are_right(joined: &str, pieces: &[impl AsRef<str>], text: &str) {
    let mut rest = joined;
    let mut before = "";
    for piece in pieces.iter().map(AsRef::as_ref).filter(|piece| !piece.is_empty()) {
        let has_space = !rest.starts_with(piece);
        rest = if has_space { &rest[1..] } else { rest };
        if let Some(wanted) = has_space_between(before, piece) {
            assert_eq!(has_space, wanted, "{before:?} and {piece:?} are glued or parted in {text:?}");
        }
        rest =
            rest.strip_prefix(piece).unwrap_or_else(|| panic!("{joined:?} is not {piece:?} after a joint in {text:?}"));
        before = piece;
    }
    assert_eq!(rest, "", "a block's text has more than its spans in {text:?}");
}

/// Whether a space belongs between two lines, as far as that is plain from what stands beside the joint.
fn has_space_between(before: &str, after: &str) -> Option<bool> {
    let mut back = before.chars().rev();
    let (a, b) = (back.next()?, after.chars().next()?);
    let goes_on = |c: char| is_spaced(c) && c.is_lowercase();
    match a {
        _ if is_unspaced(a) || is_unspaced(b) || a.is_whitespace() || b.is_whitespace() => Some(false),
        _ if is_spaced(a) && is_spaced(b) => Some(true),
        ',' | ';' | '،' if is_spaced(b) && back.next().is_some_and(is_spaced) => Some(true),
        '\u{ad}' | '¬' if goes_on(b) && back.next().is_some_and(is_spaced) => Some(false),
        '-' | '\u{2010}' if goes_on(b) && back.next().is_some_and(is_spaced) && !is_conjunction(after) => Some(false),
        _ => None,
    }
}

/// Whether a line opens with “and” or “or”, before which a hyphen may stand for the rest of a word.
fn is_conjunction(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    ["and", "or", "und", "oder", "sowie", "bzw", "og", "och", "eller"].contains(&word)
}

/// Whether `c` is a letter of a script that separates words by spaces, as its line breaking class tells.
fn is_spaced(c: char) -> bool {
    let class = CodePointMapData::<LineBreak>::new().get(c);
    let script = CodePointMapData::<Script>::new().get(c);
    let is_wide =
        matches!(CodePointMapData::<EastAsianWidth>::new().get(c), EastAsianWidth::Wide | EastAsianWidth::Fullwidth);
    match class {
        _ if !c.is_alphabetic() => false,
        _ if script == Script::Hangul => true,
        // Tibetan parts syllables by a mark
        LineBreak::Alphabetic | LineBreak::HebrewLetter => !is_wide && script != Script::Tibetan,
        _ => false,
    }
}

/// Whether `c` is of a script that has no space where a line may end, as its line breaking class tells.
fn is_unspaced(c: char) -> bool {
    let class = CodePointMapData::<LineBreak>::new().get(c);
    let script = CodePointMapData::<Script>::new().get(c);
    let is_letter = match class {
        // two signs of Tulu-Tigalari, whose letters are of another class
        _ if matches!(c, '\u{113b7}' | '\u{113d3}') => false,
        LineBreak::ComplexContext | LineBreak::ConditionalJapaneseStarter => true,
        LineBreak::Ideographic => c.is_alphabetic(),
        _ => script == Script::Tibetan && c.is_alphabetic(),
    };
    matches!(c, '。' | '，' | '、') || (is_letter && script != Script::Hangul)
}

fn confidences_and_ids_are_valid(page: &Page, text: &str) {
    let ids: Vec<String> = page.articles.iter().map(|article| article.id.clone()).collect();
    assert_eq!(ids, (1..=ids.len()).map(|n| format!("a{n}")).collect::<Vec<_>>());
    let blocks = page.blocks().map(|block| block.confidence);
    let joins = page.blocks().flat_map(|block| &block.joins).map(|join| join.confidence);
    let articles = page.articles.iter().map(|article| article.confidence);
    let diagnostics = page.diagnostics.iter().map(|diagnostic| diagnostic.confidence);
    for confidence in blocks.chain(joins).chain(articles).chain(diagnostics) {
        assert!((0.0..=1.0).contains(&confidence), "confidence {confidence} in {text:?}");
    }
    assert_eq!((page.source.bytes, page.source.utf16), (text.len(), text.encode_utf16().count()));
}

fn labels_cover_the_text(page: &Page, text: &str) {
    let labels = banmian::export::labels(page, text);
    let rows = referee::read_rows(&labels).unwrap();
    assert_eq!(referee::score(text, &rows, &rows).lines, 1.0, "{labels}\ndo not cover {text:?} once");
}
