//! What is nothing to a reader is nothing to the reading: the stories of a page stay the same
//! whatever the width of its punctuation and digits, its indents, its line ends, the blanks at the
//! ends of its lines, and a blank line more or less below every line.

use banmian::{Options, Shape, export, parse};
use referee::{GoldPage, Label, read_rows};
use std::path::Path;

#[test]
fn stories_do_not_depend_on_the_width_of_punctuation() {
    assert_same_stories(with_full_width_punctuation);
    assert_same_stories(with_half_width_punctuation);
}

#[test]
fn stories_do_not_depend_on_the_width_of_digits() {
    assert_same_stories(with_full_width_digits);
    assert_same_stories(with_digits_of_both_widths);
}

#[test]
fn stories_do_not_depend_on_indents() {
    assert_same_stories(indented_by_two_ideographic_blanks);
    assert_same_stories(indented_by_four_ascii_blanks);
    assert_same_stories(without_indents);
}

#[test]
fn stories_do_not_depend_on_blanks_at_line_ends() {
    assert_same_stories(with_ascii_blanks_at_line_ends);
    assert_same_stories(with_ideographic_blanks_at_line_ends);
}

#[test]
fn stories_do_not_depend_on_the_characters_that_end_a_line() {
    assert_same_stories(with_lines_ended_by_line_feeds);
    assert_same_stories(with_lines_ended_as_by_windows);
    assert_same_stories(with_lines_ended_by_carriage_returns);
}

#[test]
fn stories_do_not_depend_on_a_blank_line_below_every_line() {
    assert_same_stories(with_a_blank_line_more);
    assert_same_stories(with_a_blank_line_less);
}

#[test]
fn stories_do_not_depend_on_two_of_these_together() {
    assert_same_stories(with_full_width_punctuation_and_a_blank_line_more);
    assert_same_stories(with_two_ideographic_blanks_and_a_blank_line_more);
}

fn with_full_width_punctuation(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_punctuation() { full_width(c) } else { c }).collect()
}

fn with_half_width_punctuation(text: &str) -> String {
    text.chars().map(|c| half_width(c).filter(char::is_ascii_punctuation).unwrap_or(c)).collect()
}

fn with_full_width_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { full_width(c) } else { c }).collect()
}

/// All pages have their digits in half width, and so keep the odd ones.
fn with_digits_of_both_widths(text: &str) -> String {
    text.chars().map(|c| if "02468".contains(c) { full_width(c) } else { c }).collect()
}

fn indented_by_two_ideographic_blanks(text: &str) -> String {
    each_inked_line(text, |line| format!("\u{3000}\u{3000}{line}"))
}

fn indented_by_four_ascii_blanks(text: &str) -> String {
    each_inked_line(text, |line| format!("    {line}"))
}

fn without_indents(text: &str) -> String {
    each_inked_line(text, |line| line.trim_start_matches([' ', '\t', '\u{3000}']).into())
}

fn with_ascii_blanks_at_line_ends(text: &str) -> String {
    each_line(text, |line| format!("{line}   "))
}

fn with_ideographic_blanks_at_line_ends(text: &str) -> String {
    each_line(text, |line| format!("{line}\u{3000}"))
}

fn with_lines_ended_by_line_feeds(text: &str) -> String {
    lines(text).join("\n")
}

fn with_lines_ended_as_by_windows(text: &str) -> String {
    lines(text).join("\r\n")
}

fn with_lines_ended_by_carriage_returns(text: &str) -> String {
    lines(text).join("\r")
}

fn with_a_blank_line_more(text: &str) -> String {
    each_inked_line(text, |line| format!("{line}\n"))
}

/// Only where every line has a blank line below it; other pages stay as they are.
fn with_a_blank_line_less(text: &str) -> String {
    let lines = lines(text);
    let is_apart = |pair: &[&str]| pair.iter().any(|line| is_blank(line));
    let text = lines.join("\n");
    if lines.windows(2).all(is_apart) { text.replace("\n\n", "\n") } else { text }
}

fn with_full_width_punctuation_and_a_blank_line_more(text: &str) -> String {
    with_a_blank_line_more(&with_full_width_punctuation(text))
}

fn with_two_ideographic_blanks_and_a_blank_line_more(text: &str) -> String {
    with_a_blank_line_more(&indented_by_two_ideographic_blanks(text))
}

/// The full-width form of an ASCII character that has ink.
fn full_width(c: char) -> char {
    char::from_u32(c as u32 - '!' as u32 + '！' as u32).unwrap()
}

/// The ASCII character of a full-width form.
fn half_width(c: char) -> Option<char> {
    ('！'..='～').contains(&c).then(|| char::from_u32(c as u32 - '！' as u32 + '!' as u32))?
}

fn each_inked_line(text: &str, change: impl Fn(&str) -> String) -> String {
    each_line(text, |line| if is_blank(line) { line.into() } else { change(line) })
}

/// A byte order mark stands before the first line, whatever becomes of it.
fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    let (mark, text) = text.split_at(if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 });
    mark.to_owned() + &lines(text).into_iter().map(change).collect::<Vec<_>>().join("\n")
}

/// The lines of a text, each ended by `\n`, `\r\n` or a lone `\r`.
fn lines(text: &str) -> Vec<&str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')).collect()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Asserts that the pages are read as they are without the change, which must change one at least.
fn assert_same_stories<V: Fn(&str) -> String>(variant: V) {
    let name = std::any::type_name::<V>().rsplit("::").next().unwrap();
    let mut changed = 0;
    for page in pages() {
        let text = variant(&page.text);
        changed += usize::from(text != page.text);
        assert_same_labels(&format!("{} {name}", page.name()), &page.text, &text);
    }
    assert!(changed > 0, "{name}: no page is changed");
}

fn assert_same_labels(what: &str, text: &str, other: &str) {
    let (wanted, found) = (ink(text), ink(other));
    assert_eq!(wanted.len(), found.len(), "{what}: has another number of characters");
    if let Some((wanted, found)) = wanted.iter().zip(&found).find(|(wanted, found)| wanted.label != found.label) {
        let line = lines(text)[wanted.line - 1];
        panic!("{what}: line {} is {:?}, was {:?}: {line}", wanted.line, found.label, wanted.label);
    }
}

/// A character that is not blank.
struct Ink {
    line: usize,
    label: Label,
}

/// The characters that are not blank, in the order of the text, each with what it is read as.
fn ink(text: &str) -> Vec<Ink> {
    let lines = lines(text);
    let labels = export::labels(&parse(text, &Options::default()), text);
    let of_row = |row: referee::Row| {
        let to = row.to.unwrap_or(usize::MAX);
        let count = lines[row.line - 1].chars().take(to).skip(row.from).filter(|c| !c.is_whitespace()).count();
        std::iter::repeat_n(row.label, count).map(move |label| Ink { line: row.line, label })
    };
    read_rows(&labels).unwrap().into_iter().flat_map(of_row).collect()
}

/// The pages with gold but those with columns side by side, where blanks are the layout.
fn pages() -> impl Iterator<Item = GoldPage> {
    let pages = ["seeds", "tests/pages"]
        .map(|folder| referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap());
    let is_columns = |page: &GoldPage| parse(&page.text, &Options::default()).source.shape == Shape::Columns;
    pages.into_iter().flatten().filter(move |page| !is_columns(page))
}
