//! Pages with hard-wrapped lines, made of pages that have each paragraph on one line: of real ones
//! there are too few to learn from.

use crate::lesson::{Gold, Lesson};
use banmian::Role;
use fastrand::Rng;
use std::collections::HashMap;

/// The length in characters from which a line cannot be of a column.
const LONG_LINE: usize = 60;
/// The number of long lines that show that a page is not hard-wrapped.
const MIN_LONG_LINES: usize = 3;
/// Characters that a line must not begin with, and those that it must not end with.
const CLOSING: &str = "，。、；：？！）」』》〉”’％%,.;:?!)";
const OPENING: &str = "（「『《〈“‘";

/// Returns the page wrapped at the width of columns, which is random from a seed; `None` if it is
/// hard-wrapped already, or is to be checked on.
pub fn wrap(lesson: &Lesson, seed: u64) -> Option<Lesson> {
    let text = |gold: &Gold| &lesson.text[gold.range.clone()];
    let bodies = || lesson.gold.iter().filter(|gold| gold.role.is_body()).map(text);
    let long = |line: &&str| line.chars().filter(|c| !c.is_whitespace()).count() > LONG_LINE;
    if lesson.check || bodies().filter(long).count() < MIN_LONG_LINES {
        return None;
    }
    let mut random = Rng::with_seed(seed);
    let mut page = WrappedPage {
        text: String::new(),
        gold: Vec::new(),
        breaks_between_marks: random.usize(..3) > 0,
        keeps_indents: random.usize(..3) == 0,
    };
    let indent = if random.usize(..3) > 0 { 2 } else { 0 };
    let mut widths = HashMap::new();
    for (n, gold) in lesson.gold.iter().enumerate() {
        let width = *widths.entry(&gold.article).or_insert_with(|| random.usize(11..23));
        if let Some(above) = n.checked_sub(1).map(|k| &lesson.gold[k]) {
            let one_story = above.article == gold.article && above.role.is_body() && gold.role.is_body();
            let apart = lesson.text[above.range.end..gold.range.start].matches('\n').count() > 1;
            if apart && !one_story {
                page.text.push('\n');
            }
        }
        let resumed = lesson.gold[..n].iter().any(|g| g.article == gold.article && g.para == gold.para);
        match gold.role {
            Role::Paragraph if !resumed => page.add_lines(gold, text(gold), width, indent),
            role if role.is_body() => page.add_lines(gold, text(gold), width, 0),
            role if role.is_title() => {
                let wider = width + random.usize(..5);
                page.add_lines(gold, text(gold), wider, 0);
            }
            _ => page.add_lines(gold, text(gold), LONG_LINE, 0),
        }
    }
    let name = format!("narrow {}", lesson.name);
    Some(Lesson { name, text: page.text, gold: page.gold, check: false, wrapped: Some(true), made: true })
}

/// A page in the making.
struct WrappedPage {
    text: String,
    gold: Vec<Gold>,
    /// Whether a line ends between two full-width punctuation marks, as in text layers of pages
    /// that set them close.
    breaks_between_marks: bool,
    /// Whether the text has the indents, or only their width is taken from the first lines.
    keeps_indents: bool,
}

impl WrappedPage {
    /// Adds a text in lines of a width; width and indent are in full-width characters.
    fn add_lines(&mut self, gold: &Gold, text: &str, width: usize, indent: usize) {
        let mut line = if self.keeps_indents { "\u{3000}".repeat(indent) } else { String::new() };
        let mut used = 2 * indent;
        let mut last = ' ';
        for c in text.trim_start_matches('\u{3000}').chars() {
            let cells = if c.is_ascii() { 1 } else { 2 };
            let within_word = last.is_ascii_alphanumeric() && c.is_ascii_alphanumeric();
            let kept = within_word || CLOSING.contains(c) || OPENING.contains(last);
            if used + cells > 2 * width && !kept {
                self.add_line(&mut line, gold);
                used = 0;
            } else if self.breaks_between_marks && is_full_width_mark(last) && is_full_width_mark(c) {
                self.add_line(&mut line, gold);
            }
            line.push(c);
            used += cells;
            last = c;
        }
        self.add_line(&mut line, gold);
    }

    /// Adds a line unless it is blank, and clears it.
    fn add_line(&mut self, line: &mut String, gold: &Gold) {
        if !line.trim().is_empty() {
            let start = self.text.len();
            self.text.push_str(line.trim_end());
            self.gold.push(Gold { range: start..self.text.len(), ..gold.clone() });
            self.text.push('\n');
        }
        line.clear();
    }
}

fn is_full_width_mark(c: char) -> bool {
    !c.is_ascii() && c != '％' && (CLOSING.contains(c) || OPENING.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a headline and paragraphs of one repeated sentence, with blank lines between them.
    fn lesson(paragraphs: usize, sentences: usize, check: bool) -> Lesson {
        let (mut text, mut gold) = (String::new(), Vec::new());
        let bodies =
            (0..paragraphs).map(|_| (Role::Paragraph, "河堤上的灯都亮了，“晚了”，渡船2024年还在。".repeat(sentences)));
        for (para, (role, piece)) in (1..).zip([(Role::Headline, "灯下的渡船".into())].into_iter().chain(bodies)) {
            let start = text.len();
            text.push_str(&piece);
            gold.push(Gold { range: start..text.len(), role, article: Some("a1".into()), para });
            text.push_str("\n\n");
        }
        Lesson { name: "lamps".into(), text, gold, check, wrapped: None, made: true }
    }

    fn letters(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn wrapping_keeps_every_character_and_no_line_is_wider_than_a_column() {
        let whole = lesson(3, 8, false);
        for seed in 0..40 {
            let page = wrap(&whole, seed).expect("it has long lines");
            assert_eq!(letters(&page.text), letters(&whole.text), "{seed}");
            let lines: String = page.gold.iter().map(|gold| &page.text[gold.range.clone()]).collect();
            assert_eq!(letters(&lines), letters(&whole.text), "{seed}");
            for line in page.text.lines() {
                // a column has at most 22 characters; a headline is wider by up to 4, a mark may hang out
                assert!(line.chars().count() <= 22 + 5, "{seed}: {line}");
            }
            let paragraphs = page.gold.chunk_by(|a, b| a.para == b.para).count();
            assert_eq!(paragraphs, whole.gold.len(), "{seed}");
        }
    }

    #[test]
    fn pages_that_are_hard_wrapped_or_checked_on_are_not_wrapped() {
        assert!(wrap(&lesson(3, 1, false), 0).is_none());
        assert!(wrap(&lesson(2, 8, false), 0).is_none());
        assert!(wrap(&lesson(3, 8, true), 0).is_none());
    }
}
