//! Lines with one role → a fragment, with all that the assembly wants to know of it.

use crate::cues::Cues;
use crate::model::Role;
use crate::read::Fragment;
use crate::source::Source;
use std::ops::Range;

/// The fragment that `parts` make, one range a line.
pub(crate) fn fragment(
    source: &Source,
    cues: &Cues,
    role: Role,
    parts: Vec<Range<usize>>,
    frame: usize,
    indented: bool,
) -> Fragment {
    let head = Joined::new(source, &parts, 60);
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
            let found = cues
                .whole(&cues.bylines, &head.text)
                .or_else(|| cues.whole(&cues.name_lines, &head.text))
                .or_else(|| cues.at_start(&cues.bylines, &head.text));
            fragment.names = found.map(|found| head.names(&found.names)).unwrap_or_default();
        }
        Role::Credit => fragment.closes = true,
        Role::Paragraph | Role::Caption => running_text(source, cues, &head, &mut fragment),
        _ => {}
    }
    fragment
}

fn running_text(source: &Source, cues: &Cues, head: &Joined, fragment: &mut Fragment) {
    if let Some(found) = cues.at_start(&cues.openings, &head.text) {
        fragment.opens = Some(head.at(0)..head.at(found.len - 1) + 1);
        fragment.names = head.names(&found.names);
    }
    let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
    fragment.closes = cues.at_end(&cues.closings, last).is_some();
    fragment.ends_mid = if ends_sentence(last) || fragment.closes { 0.0 } else { 1.0 };
    let first = head.text.chars().next().unwrap_or(' ');
    fragment.starts_mid = match first {
        c if "，。、；：？！）》”’』」,.;:?!)".contains(c) => 1.0,
        _ if fragment.opens.is_some() || fragment.indented => 0.0,
        _ => 0.3,
    };
}

/// The first characters of a fragment's lines, set one after the other.
struct Joined {
    text: String,
    /// Where each part begins: in `text`, and in the source.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    fn new(source: &Source, parts: &[Range<usize>], most: usize) -> Self {
        let (mut text, mut starts, mut left) = (String::new(), Vec::new(), most);
        for part in parts {
            starts.push((text.len(), part.start));
            let before = text.len();
            text.extend(source.text[part.clone()].chars().take(left));
            left = left.saturating_sub(text[before..].chars().count());
            if left == 0 {
                break;
            }
        }
        Self { text, starts }
    }

    /// The place in the source of byte `at` of the text.
    fn at(&self, at: usize) -> usize {
        let (start, source) = self.starts[self.starts.partition_point(|&(start, _)| start <= at) - 1];
        source + at - start
    }

    fn names(&self, ranges: &[Range<usize>]) -> Vec<String> {
        ranges.iter().map(|range| self.text[range.clone()].split_whitespace().collect()).collect()
    }
}

fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(|c| "”’』」）》】〕)\"'".contains(c) || c == ' ');
    let last = open.chars().next_back();
    last.is_some_and(|c| "。！？!?…；：;:".contains(c)) || last == Some('.') && text.is_ascii()
}
