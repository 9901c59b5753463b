//! Pages with a paragraph a line, set again in columns and taken out of them line by line: of
//! real pages with hard-wrapped lines there are few to learn from.

use crate::lesson::{Gold, Lesson};
use banmian::Role;
use fastrand::Rng;
use std::collections::HashMap;

/// No column is so wide, in characters.
const LONG: usize = 60;
/// A page has at least so many lines that were not broken.
const UNBROKEN: usize = 3;
/// Characters that no line begins with, and those that none ends with.
const CLOSING: &str = "，。、；：？！）」』》〉”’％%,.;:?!)";
const OPENING: &str = "（「『《〈“‘";

/// The page in columns, their widths and marks of chance from a seed; none of a page that is
/// in columns as it is, or one to check on.
pub fn narrowed(lesson: &Lesson, seed: u64) -> Option<Lesson> {
    let text = |gold: &Gold| &lesson.text[gold.range.clone()];
    let bodies = || lesson.gold.iter().filter(|gold| gold.role.is_body()).map(text);
    let long = |line: &&str| line.chars().filter(|c| !c.is_whitespace()).count() > LONG;
    if lesson.check || bodies().filter(long).count() < UNBROKEN {
        return None;
    }
    let mut chance = Rng::with_seed(seed);
    let mut page =
        Narrow { text: String::new(), gold: Vec::new(), splits: chance.usize(..3) > 0, shows: chance.usize(..3) == 0 };
    let indent = if chance.usize(..3) > 0 { 2 } else { 0 };
    let mut widths = HashMap::new();
    for (n, gold) in lesson.gold.iter().enumerate() {
        let width = *widths.entry(&gold.article).or_insert_with(|| chance.usize(11..23));
        if let Some(above) = n.checked_sub(1).map(|k| &lesson.gold[k]) {
            let one_story = above.article == gold.article && above.role.is_body() && gold.role.is_body();
            let apart = lesson.text[above.range.end..gold.range.start].matches('\n').count() > 1;
            if apart && !one_story {
                page.text.push('\n');
            }
        }
        let resumed = lesson.gold[..n].iter().any(|g| g.article == gold.article && g.para == gold.para);
        match gold.role {
            Role::Paragraph if !resumed => page.lines(gold, text(gold), width, indent),
            role if role.is_body() => page.lines(gold, text(gold), width, 0),
            role if role.is_title() => {
                let wider = width + chance.usize(..5);
                page.lines(gold, text(gold), wider, 0);
            }
            _ => page.lines(gold, text(gold), LONG, 0),
        }
    }
    let name = format!("narrow {}", lesson.name);
    Some(Lesson { name, text: page.text, gold: page.gold, check: false, wrapped: Some(true) })
}

struct Narrow {
    text: String,
    gold: Vec<Gold>,
    /// A line ends between two marks, as text layers have it where marks are set close.
    splits: bool,
    /// Its indents are in the text.
    shows: bool,
}

impl Narrow {
    /// Width and indent are in full-width characters.
    fn lines(&mut self, gold: &Gold, text: &str, width: usize, indent: usize) {
        let mut line = if self.shows { "\u{3000}".repeat(indent) } else { String::new() };
        let mut used = 2 * indent;
        let mut last = ' ';
        for c in text.trim_start_matches('\u{3000}').chars() {
            let cells = if c.is_ascii() { 1 } else { 2 };
            let within_word = last.is_ascii_alphanumeric() && c.is_ascii_alphanumeric();
            let kept = within_word || CLOSING.contains(c) || OPENING.contains(last);
            if used + cells > 2 * width && !kept {
                self.line(&mut line, gold);
                used = 0;
            } else if self.splits && is_wide_mark(last) && is_wide_mark(c) {
                self.line(&mut line, gold);
            }
            line.push(c);
            used += cells;
            last = c;
        }
        self.line(&mut line, gold);
    }

    fn line(&mut self, line: &mut String, gold: &Gold) {
        if !line.trim().is_empty() {
            let start = self.text.len();
            self.text.push_str(line.trim_end());
            self.gold.push(Gold { range: start..self.text.len(), ..gold.clone() });
            self.text.push('\n');
        }
        line.clear();
    }
}

fn is_wide_mark(c: char) -> bool {
    !c.is_ascii() && c != '％' && (CLOSING.contains(c) || OPENING.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A headline and paragraphs of one sentence said over and over, a blank line between them.
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
        Lesson { name: "lamps".into(), text, gold, check, wrapped: None }
    }

    fn letters(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn every_character_stays_in_a_line_that_a_column_holds() {
        let whole = lesson(3, 8, false);
        for seed in 0..40 {
            let page = narrowed(&whole, seed).expect("it has long lines");
            assert_eq!(letters(&page.text), letters(&whole.text), "{seed}");
            let lines: String = page.gold.iter().map(|gold| &page.text[gold.range.clone()]).collect();
            assert_eq!(letters(&lines), letters(&whole.text), "{seed}");
            for line in page.text.lines() {
                // columns have 22 characters at most; a headline is set wider, a mark or a number may stand out
                assert!(line.chars().count() <= 22 + 5, "{seed}: {line}");
            }
            let paragraphs = page.gold.chunk_by(|a, b| a.para == b.para).count();
            assert_eq!(paragraphs, whole.gold.len(), "{seed}");
        }
    }

    #[test]
    fn what_is_in_columns_or_to_check_on_is_not_set_again() {
        assert!(narrowed(&lesson(3, 1, false), 0).is_none());
        assert!(narrowed(&lesson(2, 8, false), 0).is_none());
        assert!(narrowed(&lesson(3, 8, true), 0).is_none());
    }
}
