//! What shows only in the fragments, once they are made: captions, and lines that close a
//! paragraph and have a role of their own.

use super::fragment::{Joined, fragment};
use crate::language::{Lexicon, Pattern};
use crate::model::Role;
use crate::parse::Fragment;
use crate::text::Source;

pub(super) fn refined(source: &Source, cues: &Lexicon, mut fragments: Vec<Fragment>) -> Vec<Fragment> {
    find_captions(source, cues, &mut fragments);
    let mut out = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        match tail(source, cues, &fragment) {
            Some((role, at)) => out.extend(parted(source, cues, fragment, role, at)),
            None => out.push(fragment),
        }
    }
    out
}

/// The text of a picture has no more bytes.
const CAPTION: usize = 900;
/// Nor more paragraphs.
const PIECES: usize = 4;

/// A heading, a little text that does not open as a story does, and a credit are a picture
/// and its caption; so is a short text that says it is.
fn find_captions(source: &Source, cues: &Lexicon, fragments: &mut [Fragment]) {
    for i in 0..fragments.len() {
        match fragments[i].role {
            Role::Credit => {
                let first = (0..i).rev().take(PIECES + 1).take_while(|&k| fragments[k].role == Role::Paragraph).last();
                let Some(first) = first else { continue };
                let heading = first.checked_sub(1).map(|k| fragments[k].role);
                let titled = match heading {
                    Some(Role::Subhead) => i - first <= PIECES / 2,
                    Some(role) => role.is_title() && i - first <= PIECES,
                    None => false,
                };
                // what stands above a heading that is elsewhere is another story's
                let first = if titled { first } else { i - 1 };
                let text = &mut fragments[first..i];
                let short = text.iter().map(length).sum::<usize>() <= CAPTION;
                if short && text.iter().all(|f| f.opens.is_none()) {
                    text.iter_mut().for_each(|f| f.role = Role::Caption);
                }
            }
            Role::Paragraph if length(&fragments[i]) <= CAPTION && fragments[i].opens.is_none() => {
                let mut lines = fragments[i].parts.iter().map(|part| &source.text[part.clone()]);
                let says = lines.any(|line| cues.says_caption(line));
                if says || ends_with(source, cues, &fragments[i], &cues.credit_tails).is_some() {
                    fragments[i].role = Role::Caption;
                }
            }
            _ => {}
        }
    }
    // a subhead stands over running text, so what stands over a caption is none
    for i in 1..fragments.len() {
        if fragments[i].role == Role::Caption && fragments[i - 1].role == Role::Subhead {
            fragments[i - 1].role = Role::Headline;
        }
    }
}

fn length(fragment: &Fragment) -> usize {
    fragment.parts.iter().map(|part| part.len()).sum()
}

/// Where the fragment's closing cue begins in the source.
fn ends_with(source: &Source, cues: &Lexicon, fragment: &Fragment, list: &[Pattern]) -> Option<usize> {
    let tail = Joined::tail(source, &fragment.parts);
    cues.at_end(list, &tail.text).map(|(start, _)| tail.at(start))
}

/// A jump that closes running text, or a credit that closes a caption, in the same line:
/// its role and where it begins.
fn tail(source: &Source, cues: &Lexicon, fragment: &Fragment) -> Option<(Role, usize)> {
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
    // what is left of the line must be the greater part of it
    (2 * (at - last.start) > last.len()).then_some((Role::Credit, at))
}

/// The fragment up to byte `at` of its last line, and the rest of the line in `role`.
fn parted(source: &Source, cues: &Lexicon, whole: Fragment, role: Role, at: usize) -> [Fragment; 2] {
    let mut parts = whole.parts.clone();
    let last = parts.pop().unwrap_or(at..at);
    let end = last.start + source.text[last.start..at].trim_end().len();
    parts.push(last.start..end);
    let again = fragment(source, cues, whole.role, parts, whole.frame, whole.indented);
    let text = Fragment {
        role_confidence: whole.role_confidence,
        starts_mid: whole.starts_mid,
        closes: again.closes || role == Role::Credit,
        ..again
    };
    let start = last.end - source.text[at..last.end].trim_start().len();
    let mut closing = fragment(source, cues, role, std::iter::once(start..last.end).collect(), whole.frame, false);
    closing.role_confidence = whole.role_confidence;
    [text, closing]
}
