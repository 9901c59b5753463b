//! Diagnostics of text that is damaged: an unsure encoding, characters lost in decoding, control codes.

use super::Source;
use crate::model::{Code, Diagnostic, Span};

/// Share of control codes, in percent, above which the source does not look like text.
const CONTROL_PERCENT: usize = 5;

/// Most spans of one diagnostic; its message has the whole count.
const MAX_SPANS: usize = 100;

/// Reports an encoding that is doubtful, replacement characters, and control codes where there are
/// many. Linear in the text.
pub(crate) fn diagnose(source: &Source, encoding: &str, doubtful: bool) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if doubtful {
        out.push(Diagnostic {
            code: Code::DoubtfulEncoding,
            message: format!(
                "The encoding is unsure: the bytes look most like {encoding}, but may be in another one. Where the text is wrong, name its encoding."
            ),
            spans: Vec::new(),
            confidence: 1.0,
            alternatives: Vec::new(),
        });
    }
    if !source.text.chars().any(|c| c == char::REPLACEMENT_CHARACTER || is_control_code(c)) {
        return out;
    }
    let all = source.text.chars().filter(|c| !c.is_whitespace()).count();
    let (lost, lost_spans) = find(source, |c| c == char::REPLACEMENT_CHARACTER);
    let (control, control_spans) = find(source, is_control_code);
    if lost > 0 {
        out.push(Diagnostic {
            code: Code::Undecodable,
            message: format!(
                "{lost} of {all} characters could not be read as {encoding} and stand as U+FFFD; another encoding may fit."
            ),
            spans: lost_spans,
            confidence: 1.0,
            alternatives: Vec::new(),
        });
    }
    if control * 100 > all * CONTROL_PERCENT {
        out.push(Diagnostic {
            code: Code::NotText,
            message: format!("{control} of {all} characters are control codes: this does not look like text."),
            spans: control_spans,
            confidence: 1.0,
            alternatives: Vec::new(),
        });
    }
    out
}

fn is_control_code(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
}

/// Counts the characters that are `wanted` and returns their spans, one for each run of them.
fn find(source: &Source, wanted: impl Fn(char) -> bool) -> (usize, Vec<Span>) {
    let (mut count, mut spans) = (0, Vec::new());
    for line in source.lines() {
        let text = &source.text[line.clone()];
        let mut at = 0;
        while let Some(from) = text[at..].find(&wanted).map(|found| at + found) {
            let to = text[from..].find(|c| !wanted(c)).map_or(text.len(), |past| from + past);
            count += text[from..to].chars().count();
            if spans.len() < MAX_SPANS {
                spans.push(source.span(line.start + from..line.start + to));
            }
            at = to;
        }
    }
    (count, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacement_characters_are_counted_and_located() {
        let text = "开\u{fffd}\u{fffd}馆\n昨\u{fffd}日";
        let found = diagnose(&Source::new(text), "Big5", false);
        assert_eq!(found[0].code, Code::Undecodable);
        assert_eq!(
            found[0].message,
            "3 of 7 characters could not be read as Big5 and stand as U+FFFD; another encoding may fit."
        );
        assert_eq!(
            found[0].spans.iter().map(|s| (s.line, &text[s.start..s.end])).collect::<Vec<_>>(),
            [(1, "\u{fffd}\u{fffd}"), (2, "\u{fffd}")]
        );
    }

    #[test]
    fn an_unsure_encoding_is_named() {
        let found = diagnose(&Source::new("개관"), "EUC-KR", true);
        assert_eq!(found[0].code, Code::DoubtfulEncoding);
        assert!(found[0].message.contains("EUC-KR") && found[0].spans.is_empty(), "{}", found[0].message);
    }

    #[test]
    fn a_single_control_code_is_not_reported() {
        let one = format!("{}\u{1}", "开馆".repeat(20));
        assert_eq!(diagnose(&Source::new(&one), "UTF-8", false), []);
        assert_eq!(diagnose(&Source::new("\u{1}\u{2}开馆"), "UTF-8", false)[0].code, Code::NotText);
    }
}
