//! Roles that show only in whole fragments: captions, and jumps and credits that end the last
//! line of a text.

use super::fragment::{JoinedText, fragment};
use crate::language::{Lexicon, Pattern};
use crate::model::Role;
use crate::parse::Fragment;
use crate::parse::parameters::{MAX_CAPTION_BYTES, MAX_CAPTION_PARAGRAPHS};
use crate::text::Source;

/// Finds captions, and splits off jumps and credits.
pub fn refine(source: &Source, cues: &Lexicon, mut fragments: Vec<Fragment>) -> Vec<Fragment> {
    find_captions(source, cues, &mut fragments);
    let mut out = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        match closing_line(source, cues, &fragment) {
            Some((role, at)) => out.extend(split_off(source, cues, fragment, role, at)),
            None => out.push(fragment),
        }
    }
    out
}

/// Turns paragraphs into captions: a short text between a heading and a credit that does not open
/// as a story does, and a short text with a caption's cue, or right below a picture in other type than the text.
fn find_captions(source: &Source, cues: &Lexicon, fragments: &mut [Fragment]) {
    for i in 0..fragments.len() {
        let is_under_picture = fragments[i].under_picture && length(&fragments[i]) <= MAX_CAPTION_BYTES;
        match fragments[i].role {
            Role::Paragraph | Role::Headline | Role::Deck | Role::Kicker | Role::Subhead if is_under_picture => {
                let caption = &mut fragments[i];
                (caption.role, caption.maybe_subhead, caption.goes_on) = (Role::Caption, 0.0, 0.0);
            }
            Role::Credit => {
                let first = (0..i)
                    .rev()
                    .take(MAX_CAPTION_PARAGRAPHS + 1)
                    .take_while(|&k| fragments[k].role == Role::Paragraph)
                    .last();
                let Some(first) = first else { continue };
                let heading = first.checked_sub(1).map(|k| fragments[k].role);
                let titled = match heading {
                    Some(Role::Subhead) => i - first <= MAX_CAPTION_PARAGRAPHS / 2,
                    Some(role) => role.is_title() && i - first <= MAX_CAPTION_PARAGRAPHS,
                    None => false,
                };
                // without a heading, the paragraphs above the last are another story's
                let first = if titled { first } else { i - 1 };
                let text = &mut fragments[first..i];
                let short = text.iter().map(length).sum::<usize>() <= MAX_CAPTION_BYTES;
                if short && text.iter().all(|f| !f.opens) {
                    text.iter_mut().for_each(|f| f.role = Role::Caption);
                }
            }
            Role::Paragraph if length(&fragments[i]) <= MAX_CAPTION_BYTES && !fragments[i].opens => {
                let mut lines = fragments[i].parts.iter().map(|part| &source.text[part.clone()]);
                let says = lines.any(|line| cues.says_caption(line));
                if says || ends_with(source, cues, &fragments[i], &cues.credit_tails).is_some() {
                    fragments[i].role = Role::Caption;
                }
            }
            _ => {}
        }
    }
    // a subhead stands over running text, so the line over a caption is a headline
    for i in 1..fragments.len() {
        if fragments[i].role == Role::Caption && fragments[i - 1].role == Role::Subhead {
            fragments[i - 1].role = Role::Headline;
        }
    }
}

fn length(fragment: &Fragment) -> usize {
    fragment.parts.iter().map(|part| part.len()).sum()
}

/// The byte of the source at which the fragment's last cue begins.
fn ends_with(source: &Source, cues: &Lexicon, fragment: &Fragment, list: &[Pattern]) -> Option<usize> {
    let tail = JoinedText::tail(source, &fragment.parts);
    cues.at_end(list, &tail.text).map(|(start, _)| tail.at(start))
}

/// The role and the start of a jump that ends running text, or of a credit that ends a caption,
/// within the last line.
fn closing_line(source: &Source, cues: &Lexicon, fragment: &Fragment) -> Option<(Role, usize)> {
    if !fragment.role.is_body() {
        return None;
    }
    let last = &fragment.parts[fragment.parts.len() - 1];
    let inside = |&at: &usize| at > last.start;
    if let Some(at) = ends_with(source, cues, fragment, &cues.jump_tails).filter(inside) {
        return Some((Role::Jump, at));
    }
    if fragment.role != Role::Caption {
        return None;
    }
    let at = ends_with(source, cues, fragment, &cues.credit_tails).filter(inside)?;
    // a credit is the lesser part of the line
    (2 * (at - last.start) > last.len()).then_some((Role::Credit, at))
}

/// Splits the fragment at byte `at`, in its last line; the rest of the line has `role`.
fn split_off(source: &Source, cues: &Lexicon, whole: Fragment, role: Role, at: usize) -> [Fragment; 2] {
    let mut parts = whole.parts.clone();
    let last = parts.pop().unwrap_or(at..at);
    let end = last.start + source.text[last.start..at].trim_end().len();
    parts.push(last.start..end);
    let again = fragment(source, cues, whole.role, parts, whole.frame);
    let text = Fragment {
        role_confidence: whole.role_confidence,
        starts_mid: whole.starts_mid,
        lead: whole.lead,
        closes: again.closes || role == Role::Credit,
        ..again
    };
    let start = last.end - source.text[at..last.end].trim_start().len();
    let mut closing = fragment(source, cues, role, std::iter::once(start..last.end).collect(), whole.frame);
    closing.role_confidence = whole.role_confidence;
    [text, closing]
}
