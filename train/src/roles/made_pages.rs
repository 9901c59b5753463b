//! Pages made of the stories in `train/sample-stories`, which have what the real pages lack: other
//! languages, teaser boxes, jumps, subheads.
//!
//! A story is a run of rows `role TAB text`, ended by a blank line; rows of one role below
//! each other are the lines of one heading, except paragraphs, of which each row is one.

use crate::lesson::{Gold, Lesson};
use banmian::Role;

/// The language of the stories, their file, and whether its characters are full-width.
const LANGUAGES: [(&str, &str, bool); 3] = [
    ("zh-Hans", include_str!("../../sample-stories/zh-Hans.tsv"), true),
    ("zh-Hant", include_str!("../../sample-stories/zh-Hant.tsv"), true),
    ("en", include_str!("../../sample-stories/en.tsv"), false),
];

/// The number of pages made for each language.
const PAGES_PER_LANGUAGE: u64 = 36;

type Story = Vec<(Role, &'static str)>;

/// Returns the made pages; of every two, one has hard-wrapped lines.
pub fn lessons() -> anyhow::Result<Vec<Lesson>> {
    let mut out = Vec::new();
    for (language, file, wide) in LANGUAGES {
        let stories = stories(file)?;
        for n in 0..PAGES_PER_LANGUAGE {
            let mut page = PageMaker::new(n * 7 + language.len() as u64, wide, n % 2 == 1);
            page.add_stories(&stories);
            let name = format!("made {language}/{n}");
            out.push(Lesson { name, text: page.text, gold: page.gold, check: false, wrapped: None });
        }
    }
    Ok(out)
}

fn stories(file: &'static str) -> anyhow::Result<Vec<Story>> {
    let mut out: Vec<Story> = vec![Vec::new()];
    for row in file.lines() {
        match row.split_once('\t') {
            Some((role, text)) => {
                let role = serde_json::from_value(role.into())?;
                out.last_mut().expect("one is there from the start").push((role, text));
            }
            None => out.push(Vec::new()),
        }
    }
    out.retain(|story| !story.is_empty());
    Ok(out)
}

/// A page in the making.
struct PageMaker {
    text: String,
    gold: Vec<Gold>,
    state: u64,
    wide: bool,
    wrapped: bool,
    article: String,
    para: i64,
}

impl PageMaker {
    fn new(seed: u64, wide: bool, wrapped: bool) -> Self {
        let mut maker =
            Self { text: String::new(), gold: Vec::new(), state: seed, wide, wrapped, article: String::new(), para: 0 };
        maker.random(2);
        maker
    }

    /// Returns a pseudo-random number below `count` (a linear congruential generator: Knuth's MMIX).
    fn random(&mut self, count: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % count
    }

    /// Adds stories in random order, with furniture before and between them.
    fn add_stories(&mut self, stories: &[Story]) {
        let mut order: Vec<&Story> = stories.iter().collect();
        for i in (1..order.len()).rev() {
            let k = self.random(i + 1);
            order.swap(i, k);
        }
        let (furniture, order): (Vec<&Story>, Vec<&Story>) = order.into_iter().partition(|s| s[0].0 == Role::Furniture);
        let mut folios: Vec<_> = furniture.into_iter().flatten().filter(|row| row.0 == Role::Furniture).collect();
        folios.truncate(8);
        for _ in 0..self.random(3) {
            let row = folios[self.random(folios.len())];
            self.article = "-".into();
            self.add_block(&[row.1], row.0);
        }
        let count = 6 + self.random(4);
        for (n, story) in order.into_iter().take(count).enumerate() {
            self.article = format!("a{n}");
            self.para = 0;
            self.add_story(story);
            if self.random(6) == 0 {
                let row = folios[self.random(folios.len())];
                self.article = "-".into();
                self.add_block(&[row.1], row.0);
            }
        }
    }

    fn add_story(&mut self, story: &Story) {
        let blocks: Vec<Vec<&(Role, &str)>> = story
            .chunk_by(|a, b| a.0 == b.0 && !a.0.is_body() && a.0 != Role::Byline)
            .map(|block| block.iter().collect())
            .collect();
        let (mut heading, mut rest): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|b| b[0].0.is_title());
        // one story in six has its headline after its text
        if self.random(6) == 0 && rest.len() > 1 {
            std::mem::swap(&mut heading, &mut rest);
        }
        for block in heading.into_iter().chain(rest) {
            self.para += 1;
            let lines: Vec<&str> = block.iter().map(|row| row.1).collect();
            match block[0].0 {
                role if role.is_body() => self.add_paragraph(lines[0], role),
                Role::Teaser if self.random(2) == 0 => {
                    self.add_block(&lines[..1], Role::Teaser);
                    self.add_block(&lines[1..], Role::Teaser);
                }
                role => self.add_block(&lines, role),
            }
        }
    }

    /// Adds a paragraph, one in four cut in two as by a column.
    fn add_paragraph(&mut self, text: &str, role: Role) {
        let inner: Vec<usize> = text
            .char_indices()
            .filter(|&(i, c)| i > 0 && if self.wide { true } else { c == ' ' })
            .map(|(i, _)| i)
            .collect();
        if inner.len() > 12 && self.random(4) == 0 {
            let at = inner[2 + self.random(inner.len() - 4)];
            self.add_part(&text[..at], role, true);
            self.add_part(text[at..].trim_start(), role, false);
        } else {
            self.add_part(text, role, true);
        }
    }

    /// Adds a part of a paragraph, hard-wrapped if the page is.
    fn add_part(&mut self, text: &str, role: Role, first: bool) {
        if !self.wrapped {
            return self.add_block(&[text], role);
        }
        let indent = if !first {
            ""
        } else if self.wide {
            "\u{3000}\u{3000}"
        } else {
            "  "
        };
        let width = if self.wide { 2 * (11 + self.random(14)) } else { 28 + self.random(24) };
        let mut lines: Vec<String> = vec![indent.into()];
        let mut used = if self.wide { 2 * indent.chars().count() } else { indent.len() };
        let words: Vec<String> = if self.wide {
            text.chars().map(String::from).collect()
        } else {
            text.split_inclusive(' ').map(String::from).collect()
        };
        for word in words {
            let cells = if self.wide { 1 + usize::from(!word.is_ascii()) } else { word.trim_end().chars().count() };
            if used + cells > width && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            used += cells.max(word.chars().count());
            lines.last_mut().expect("one is there from the start").push_str(&word);
        }
        // two new paragraphs in three follow the one before without a blank line
        let apart = !first || self.random(3) == 0;
        let lines: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(' ')).collect();
        self.add_lines(&lines, role, apart);
    }

    /// Adds lines with a blank line before them.
    fn add_block(&mut self, lines: &[&str], role: Role) {
        self.add_lines(lines, role, true);
    }

    /// Adds lines, with a blank line before them if they are apart or of another role or story.
    fn add_lines(&mut self, lines: &[&str], role: Role, apart: bool) {
        let below_text = self.gold.last().is_some_and(|g| g.role == role && g.article.as_ref() == Some(&self.article));
        if !self.text.is_empty() && (apart || !below_text) {
            self.text.push('\n');
        }
        for line in lines {
            let start = self.text.len();
            self.text.push_str(line);
            let para = self.para;
            self.gold.push(Gold { range: start..self.text.len(), role, article: Some(self.article.clone()), para });
            self.text.push('\n');
        }
    }
}
