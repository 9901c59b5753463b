//! Decks that stand below a headline as its next line would.
//!
//! Where only the first word of a headline and names are capitalized, a line with a capital that could have
//! begun in the line above it begins a sentence of its own.

use super::parameters::{MIN_DECK_WORDS, SMALL_WORDS_PER_CAPITALIZED};

/// The first line of a headline that begins a deck, if one does.
///
/// ```text
/// Ferry returns to the river after nine years
/// Town kept the old landing in repair all the while
/// ```
pub fn deck_start(lines: &[&str], is_function_word: &impl Fn(&str) -> bool) -> Option<usize> {
    (1..lines.len()).find(|&i| begins_deck(&lines[..i], lines[i], is_function_word))
}

fn begins_deck(above: &[&str], line: &str, is_function_word: &impl Fn(&str) -> bool) -> bool {
    let Some(last) = above.last() else { return false };
    let first_word = line.split_whitespace().next().unwrap_or_default();
    let width = |text: &str| text.chars().count();
    // what is broken to fit a column is broken behind the last word that has room
    let has_room = width(last) + 1 + width(first_word) <= width(line);
    has_room
        && line.starts_with(char::is_uppercase)
        && line.split_whitespace().count() >= MIN_DECK_WORDS
        && is_whole(last, is_function_word)
        && above.iter().chain([&line]).all(|line| is_in_sentence_case(line, is_function_word))
}

/// Whether nothing shows that a line goes on: it ends with a word of meaning.
fn is_whole(line: &str, is_function_word: &impl Fn(&str) -> bool) -> bool {
    let word = line.split_whitespace().next_back().unwrap_or_default();
    word.ends_with(char::is_alphanumeric) && !is_function_word(word)
}

/// Whether few of the words after the first are capitalized, those of grammar aside.
fn is_in_sentence_case(line: &str, is_function_word: &impl Fn(&str) -> bool) -> bool {
    let words = line.split_whitespace().skip(1).filter(|word| !is_function_word(word));
    let (capitalized, small): (Vec<&str>, Vec<&str>) = words.partition(|word| word.starts_with(char::is_uppercase));
    small.len() >= SMALL_WORDS_PER_CAPITALIZED * capitalized.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn a_line_that_begins_a_sentence_of_its_own_begins_a_deck() {
        let cases: [(&[&str], Option<usize>); 9] = [
            (
                &["Ferry returns to the river after nine years", "Town kept the old landing in repair all the while"],
                Some(1),
            ),
            (&["Baker wins prize", "for her rye loaf", "Three generations worked the same oven in Mill Lane"], Some(2)),
            (&["Bridge closes for repairs"], None),
            // wrapped within a phrase, or where the next word had no room
            (&["Storm takes roof of the market hall in", "Weston and leaves two streets without light for days"], None),
            (&["Harbor pilots meet the new boats near", "Weston harbor wall"], None),
            (&["Ferry returns to the river after nine", "years of talks with the county engineers about tolls"], None),
            // each word has a capital
            (&["Council Keeps Night Buses", "Running on the Coast Road Until Late in Spring"], None),
            (&["Ferry returns,", "Mayor tells the council that the ropes are sound"], None),
            (&["新馆开馆", "首日迎来读者三千余人"], None),
        ];
        let cues = language::named("en", &[]).expect("built in");
        for (lines, expected) in cases {
            assert_eq!(deck_start(lines, &|word| cues.is_function_word(word)), expected, "{lines:?}");
        }
    }
}
