//! Lines with one role → a fragment, with all that the assembly wants to know of it.

use super::line_facts::{Last, ending};
use crate::language::{Lexicon, is_han};
use crate::model::Role;
use crate::parse::Fragment;
use crate::text::{Source, is_spaced};
use std::ops::Range;

/// So many characters of a fragment's head are looked at for cues.
const HEAD: usize = 70;

/// The fragment that `parts` make, one range a line.
pub(super) fn fragment(
    source: &Source,
    cues: &Lexicon,
    role: Role,
    parts: Vec<Range<usize>>,
    frame: usize,
    indented: bool,
) -> Fragment {
    let mut fragment = Fragment {
        role,
        role_confidence: 0.5,
        frame,
        indented,
        opens: None,
        closes: false,
        names: Vec::new(),
        starts_mid: 0.0,
        ends_mid: 0.0,
        parts,
    };
    match role {
        Role::Byline => {
            fragment.names = names(cues, &Joined::head(source, &fragment.parts, HEAD).text);
        }
        Role::Credit => {
            let head = Joined::head(source, &fragment.parts, HEAD);
            let found = cues.whole(&cues.credits, &head.text).or_else(|| cues.whole(&cues.credit_tails, &head.text));
            fragment.names = found.map(|found| named(&head.text, &found.names)).unwrap_or_default();
            fragment.closes = true;
        }
        Role::Paragraph | Role::Caption => running_text(source, cues, &mut fragment),
        _ => {}
    }
    fragment
}

/// The people that a byline names, in order.
pub(crate) fn names(cues: &Lexicon, text: &str) -> Vec<String> {
    let text = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
    let found = cues
        .whole(&cues.bylines, text)
        .or_else(|| cues.whole(&cues.name_lines, text))
        .or_else(|| cues.at_start(&cues.bylines, text));
    found.map_or_else(|| words(text), |found| named(text, &found.names))
}

fn running_text(source: &Source, cues: &Lexicon, fragment: &mut Fragment) {
    let head = Joined::head(source, &fragment.parts, HEAD);
    if let Some(found) = cues.at_start(&cues.openings, &head.text) {
        fragment.names = named(&head.text, &found.names);
        let mut end = found.len;
        if let Some(named) = cues.at_start(&cues.opening_names, &head.text[end..]) {
            let shift = |name: &Range<usize>| name.start + end..name.end + end;
            fragment.names.extend(self::named(&head.text, &named.names.iter().map(shift).collect::<Vec<_>>()));
            end += named.len;
        }
        fragment.opens = Some(head.at(0)..head.at(end.max(1) - 1) + 1);
    }
    let tail = Joined::tail(source, &fragment.parts);
    fragment.closes = cues.at_end(&cues.closings, &tail.text).is_some();
    // shares counted on pages with gold
    fragment.ends_mid = match ending(&tail.text, cues) {
        _ if fragment.closes => 0.01,
        Last::Stop | Last::Cry | Last::ClosedStop => 0.01,
        Last::Closed if tail.text.ends_with([')', '）', '】', '〕']) => 0.02,
        Last::Closed => 0.35,
        Last::Colon => 0.1,
        _ => 0.98,
    };
}

/// Short words of a byline that no pattern reads.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| (2..=4).contains(&word.chars().count())).map(String::from).collect()
}

/// Some of a fragment's text, its lines set one after the other.
pub(super) struct Joined {
    pub text: String,
    /// Where each part begins: in `text`, and in the source.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    /// The first `most` characters.
    fn head(source: &Source, parts: &[Range<usize>], most: usize) -> Self {
        let (mut text, mut starts, mut left) = (String::new(), Vec::new(), most);
        for part in parts {
            starts.push((text.len(), part.start));
            let line = &source.text[part.clone()];
            let end = line.char_indices().nth(left).map_or(line.len(), |(end, _)| end);
            text.push_str(&line[..end]);
            left -= line[..end].chars().count();
            if left == 0 {
                break;
            }
            space(&mut text);
        }
        Self { text, starts }
    }

    /// The last two lines.
    pub(super) fn tail(source: &Source, parts: &[Range<usize>]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for part in &parts[parts.len().saturating_sub(2)..] {
            space(&mut text);
            starts.push((text.len(), part.start));
            text.push_str(&source.text[part.clone()]);
        }
        Self { text, starts }
    }

    /// The place in the source of byte `at` of the text.
    pub(super) fn at(&self, at: usize) -> usize {
        let part = self.starts.partition_point(|&(start, _)| start <= at).max(1) - 1;
        let (start, source) = self.starts[part];
        source + at - start
    }
}

/// The names that stand in the ranges of a text.
fn named(text: &str, ranges: &[Range<usize>]) -> Vec<String> {
    let name = |range: &Range<usize>| {
        let name = &text[range.clone()];
        // characters may be set apart to the width of a longer name; elsewhere blanks part words
        if name.contains(is_han) { name.split_whitespace().collect() } else { name.trim().to_string() }
    };
    ranges.iter().map(name).collect()
}

/// Sets a blank where a word of a spaced script ends the text.
fn space(text: &mut String) {
    if text.ends_with(|c: char| is_spaced(c) || ",.;:!?".contains(c)) {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Cues;

    #[test]
    fn names_keep_the_blanks_between_words_and_none_between_characters() {
        let cases: [(&str, &str, &[&str]); 4] = [
            ("en", "By ANN LEE and José Pérez", &["ANN LEE", "José Pérez"]),
            ("en", "BY ＡＮＮ ＬＥＥ", &["ＡＮＮ ＬＥＥ"]),
            ("zh-Hans", "本报记者 陈 一 通讯员 李二", &["陈一", "李二"]),
            ("zh-Hans", "记者 Jeanne Morel", &["Jeanne Morel"]),
        ];
        for (language, text, names) in cases {
            let pack = Cues::built_in().iter().find(|pack| pack.language == language).unwrap();
            let parts = std::iter::once(0..text.len()).collect();
            let made = fragment(&Source::new(text), &Lexicon::new(pack), Role::Byline, parts, 0, false);
            assert_eq!(made.names, names, "{text}");
        }
    }
}
