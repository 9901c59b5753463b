//! Lines of one role → a fragment, with what [stories](crate::parse::stories) need to know of it.

use super::line_facts::{Last, last};
use crate::language::Lexicon;
use crate::model::Role;
use crate::parse::Fragment;
use crate::parse::parameters::{
    CUE_SEARCH_CHARS, MID_AFTER_BRACKET, MID_AFTER_COLON, MID_AFTER_QUOTE, MID_AFTER_SENTENCE, MID_OTHERWISE,
};
use crate::text::Source;
use crate::text::script::{is_han, is_space_between};
use std::ops::Range;

/// Makes a fragment of its lines, one range of the source a line.
pub fn fragment(source: &Source, cues: &Lexicon, role: Role, parts: Vec<Range<usize>>, frame: usize) -> Fragment {
    let mut fragment = Fragment {
        role,
        role_confidence: 0.5,
        frame,
        under_heading: false,
        under_picture: false,
        opens: false,
        lead: 0.0,
        maybe_subhead: 0.0,
        goes_on: 0.0,
        signs_off: false,
        of_notice: false,
        closes: false,
        names: Vec::new(),
        starts_mid: 0.0,
        ends_mid: 0.0,
        parts,
    };
    match role {
        Role::Byline => {
            fragment.names = names(cues, &JoinedText::head(source, &fragment.parts, CUE_SEARCH_CHARS).text);
        }
        Role::Credit => {
            let head = JoinedText::head(source, &fragment.parts, CUE_SEARCH_CHARS);
            let found = cues.whole(&cues.credits, &head.text).or_else(|| cues.whole(&cues.credit_tails, &head.text));
            fragment.names = found.map(|found| names_at(&head.text, &found.names)).unwrap_or_default();
            fragment.closes = true;
        }
        Role::Paragraph | Role::Caption => find_running_text_cues(source, cues, &mut fragment),
        _ => {}
    }
    fragment
}

/// The people that a byline names, in order; also used when a person corrects the byline.
pub(crate) fn names(cues: &Lexicon, text: &str) -> Vec<String> {
    let text = text.char_indices().nth(CUE_SEARCH_CHARS).map_or(text, |(end, _)| &text[..end]);
    let found = cues
        .whole(&cues.bylines, text)
        .or_else(|| cues.whole(&cues.name_lines, text))
        .or_else(|| cues.at_start(&cues.bylines, text));
    found.map_or_else(|| short_words(text), |found| names_at(text, &found.names))
}

fn find_running_text_cues(source: &Source, cues: &Lexicon, fragment: &mut Fragment) {
    let head = JoinedText::head(source, &fragment.parts, CUE_SEARCH_CHARS);
    if let Some(found) = cues.at_start(&cues.openings, &head.text) {
        fragment.names = names_at(&head.text, &found.names);
        if let Some(named) = cues.at_start(&cues.opening_names, &head.text[found.len..]) {
            let shift = |name: &Range<usize>| name.start + found.len..name.end + found.len;
            fragment.names.extend(names_at(&head.text, &named.names.iter().map(shift).collect::<Vec<_>>()));
        }
        fragment.opens = true;
    }
    let tail = JoinedText::tail(source, &fragment.parts);
    fragment.closes = cues.at_end(&cues.closings, &tail.text).is_some();
    fragment.ends_mid = match last(&tail.text, cues) {
        _ if fragment.closes => MID_AFTER_SENTENCE,
        end if end.ends_sentence() => MID_AFTER_SENTENCE,
        Last::Closing if tail.text.ends_with([')', '）', '】', '〕']) => MID_AFTER_BRACKET,
        Last::Closing => MID_AFTER_QUOTE,
        Last::Colon => MID_AFTER_COLON,
        _ => MID_OTHERWISE,
    };
}

/// Words as short as a Chinese name, for a byline that no pattern matches.
fn short_words(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| (2..=4).contains(&word.chars().count())).map(String::from).collect()
}

/// Part of a fragment's text, its lines joined, with the places of its bytes in the source.
pub struct JoinedText {
    pub text: String,
    /// Start of each part: in `text`, and in the source.
    starts: Vec<(usize, usize)>,
}

impl JoinedText {
    /// Joins lines from the start, `most` characters at most.
    fn head(source: &Source, parts: &[Range<usize>], most: usize) -> Self {
        let (mut joined, mut left) = (Self { text: String::new(), starts: Vec::new() }, most);
        for part in parts {
            let line = &source.text[part.clone()];
            let end = line.char_indices().nth(left).map_or(line.len(), |(end, _)| end);
            joined.push(source, part.start..part.start + end);
            left -= line[..end].chars().count();
            if left == 0 {
                break;
            }
        }
        joined
    }

    /// Joins the last two lines.
    pub fn tail(source: &Source, parts: &[Range<usize>]) -> Self {
        let mut joined = Self { text: String::new(), starts: Vec::new() };
        parts[parts.len().saturating_sub(2)..].iter().for_each(|part| joined.push(source, part.clone()));
        joined
    }

    fn push(&mut self, source: &Source, part: Range<usize>) {
        let line = &source.text[part.clone()];
        let last = self.starts.last().map_or(0, |&(start, _)| start);
        if is_space_between(&self.text[last..], line) {
            self.text.push(' ');
        }
        self.starts.push((self.text.len(), part.start));
        self.text.push_str(line);
    }

    /// The byte of the source that byte `at` of the text is.
    pub fn at(&self, at: usize) -> usize {
        let part = self.starts.partition_point(|&(start, _)| start <= at).max(1) - 1;
        let (start, source) = self.starts[part];
        source + at - start
    }
}

/// The names at the ranges of a text.
fn names_at(text: &str, ranges: &[Range<usize>]) -> Vec<String> {
    let name = |range: &Range<usize>| {
        let name = &text[range.clone()];
        // Chinese characters may be spaced out to the width of a longer name
        if name.contains(is_han) { name.split_whitespace().collect() } else { name.trim().to_string() }
    };
    ranges.iter().map(name).collect()
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
            let made = fragment(&Source::new(text), &Lexicon::new(pack), Role::Byline, parts, 0);
            assert_eq!(made.names, names, "{text}");
        }
    }
}
