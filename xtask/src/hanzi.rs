//! OpenCC's dictionaries → the small table the viewer shows simplified or traditional
//! characters by.
//!
//! OpenCC reads a text from the left and takes the longest phrase it knows. Most of its
//! phrases say what their characters say one by one; only those are kept that say more, and
//! the short ones that keep a phrase from being found across a word's end (表明 keeps 明了 out
//! of 表明了). What would change a text's length is left out, so that offsets hold.

mod variants;

pub use variants::variants;

use crate::tools;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crate that carries the dictionaries; a build that converts nothing need not compile it.
const CRATE: &str = "ferrous-opencc";
/// Guards of more characters than this cost more room than they mend.
const GUARD: usize = 2;

type Table<T> = BTreeMap<T, T>;

/// One direction: characters, and phrases that say more than their characters.
struct Direction {
    characters: Table<char>,
    phrases: Table<String>,
    guards: BTreeSet<String>,
}

/// The table of simplified and traditional characters, as the viewer's `hanzi.js` reads it.
pub fn characters(root: &Path) -> Result<String> {
    let folder = dictionaries(root)?;
    let read = |name: &str| {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        anyhow::Ok(entries(&text))
    };
    let variants = single_characters(&read("TWVariants.txt")?);
    let hant = Direction::new(&read("STCharacters.txt")?, &read("STPhrases.txt")?, &variants);
    let hans = Direction::new(&read("TSCharacters.txt")?, &read("TSPhrases.txt")?, &Table::new());
    Ok(format!("{}\n\n{}", hant.written(), hans.written()))
}

/// Where cargo keeps the crate's dictionaries.
fn dictionaries(root: &Path) -> Result<PathBuf> {
    let rustc = tools::read(Command::new("rustc").arg("-vV"))?;
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    // for this machine only, or cargo fetches what other systems need
    let arguments = ["metadata", "--format-version", "1", "--filter-platform", host];
    let metadata = tools::read(Command::new(env!("CARGO")).current_dir(root).args(arguments))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["name"] == CRATE).with_context(|| format!("no crate {CRATE}"))?;
    let manifest = Path::new(package["manifest_path"].as_str().context("the crate lies nowhere")?);
    Ok(manifest.with_file_name("assets").join("dictionaries"))
}

/// The first value of each key.
fn entries(text: &str) -> Table<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs.map(|(key, values)| (key.to_owned(), values.split(' ').next().unwrap_or_default().to_owned())).collect()
}

/// The entries of one character that keep a text's length in UTF-16 units.
fn single_characters(entries: &Table<String>) -> Table<char> {
    let one = |text: &str| text.chars().next().filter(|c| c.len_utf8() == text.len() && c.len_utf16() == 1);
    entries.iter().filter_map(|(key, value)| Some((one(key)?, one(value)?))).collect()
}

impl Direction {
    fn new(singles: &Table<String>, phrases: &Table<String>, variants: &Table<char>) -> Self {
        let variant = |c: char| variants.get(&c).copied().unwrap_or(c);
        let mut table: Table<char> = variants.clone();
        table.extend(single_characters(singles).into_iter().map(|(key, value)| (key, variant(value))));
        table.retain(|key, value| key != value);
        let same_length = |(key, value): &(&String, &String)| {
            key.chars().map(char::len_utf16).eq(value.chars().map(char::len_utf16)) && key.encode_utf16().count() > 1
        };
        let phrases = phrases.iter().filter(same_length);
        let all: Table<String> =
            phrases.map(|(key, value)| (key.clone(), value.chars().map(variant).collect())).collect();
        let (plain, mut kept): (Table<String>, Table<String>) =
            all.into_iter().partition(|(key, value)| by_character(key, &table) == *value);
        let inner: Vec<_> = plain
            .iter()
            .filter(|(key, value)| convert(key, &table, &kept) != **value)
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        kept.extend(inner);
        let openings = openings(&kept);
        let guards = plain.into_keys().filter(|key| {
            key.chars().count() <= GUARD
                && !kept.contains_key(key)
                && key.char_indices().skip(1).any(|(at, _)| openings.contains(&key[at..]))
        });
        let guards = guards.collect();
        Direction { characters: table, phrases: kept, guards }
    }

    /// Characters in pairs; phrases by what they change; guards by their last character.
    fn written(&self) -> String {
        let pairs: String = self.characters.iter().flat_map(|(key, value)| [*key, *value]).collect();
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (key, value) in &self.phrases {
            match change(key, value, &self.characters) {
                Some(change) => groups.entry(change).or_default().push(key),
                None => groups.entry("=".into()).or_default().extend([key.as_str(), value.as_str()]),
            }
        }
        let phrases: Vec<String> = groups.iter().map(|(change, keys)| format!("{change} {}", keys.join(" "))).collect();
        let mut ends: BTreeMap<char, String> = BTreeMap::new();
        for guard in &self.guards {
            let mut guard = guard.chars();
            if let Some(last) = guard.next_back() {
                ends.entry(last).or_default().extend(guard);
            }
        }
        let guards: Vec<String> = ends.iter().map(|(last, firsts)| format!("{last}{firsts}")).collect();
        [pairs, phrases.join("\n"), guards.join(" ")].join("\n\n")
    }
}

fn by_character(text: &str, table: &Table<char>) -> String {
    text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

/// From the left, the longest phrase known, else the character.
fn convert(text: &str, table: &Table<char>, phrases: &Table<String>) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
        let hit = ends.iter().rev().find_map(|&end| Some((end, phrases.get(&rest[..end])?)));
        match hit {
            Some((end, value)) => {
                out.push_str(value);
                rest = &rest[end..];
            }
            None => {
                out.push(table.get(&first).copied().unwrap_or(first));
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

/// What phrases begin with, but for the phrases themselves.
fn openings(phrases: &Table<String>) -> BTreeSet<&str> {
    phrases.keys().flat_map(|key| key.char_indices().skip(1).map(|(at, _)| &key[..at])).collect()
}

/// What a phrase changes, as pairs; none where a character does not become the same throughout.
fn change(key: &str, value: &str, table: &Table<char>) -> Option<String> {
    let mut own: Table<char> = Table::new();
    for (from, to) in key.chars().zip(value.chars()) {
        if *own.entry(from).or_insert(to) != to {
            return None;
        }
    }
    own.retain(|from, to| table.get(from).unwrap_or(from) != to);
    Some(own.into_iter().flat_map(|(from, to)| [from, to]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;

    const HANS: &str = "市图书馆新馆昨日开馆，读者头发花白，理发店也发来贺信。这表明了它的发展：后来皇后在面前吃面，\
        里程碑立在家里；干部下乡干活，饼干和干净的系统。郁郁葱葱的山谷里，稻谷丰收。他发现只有一只钟，钟先生为此著书，制造了一台机器。";

    fn directions() -> (Direction, Direction) {
        let folder = dictionaries(&tools::root()).unwrap();
        let read = |name: &str| entries(&std::fs::read_to_string(folder.join(name)).unwrap());
        let variants = single_characters(&read("TWVariants.txt"));
        (
            Direction::new(&read("STCharacters.txt"), &read("STPhrases.txt"), &variants),
            Direction::new(&read("TSCharacters.txt"), &read("TSPhrases.txt"), &Table::new()),
        )
    }

    /// The phrases and guards of a direction, as the viewer looks them up.
    fn known(direction: &Direction) -> Table<String> {
        let guards = direction.guards.iter().map(|key| (key.clone(), by_character(key, &direction.characters)));
        guards.chain(direction.phrases.clone()).collect()
    }

    fn by(direction: &Direction, text: &str) -> String {
        convert(text, &direction.characters, &known(direction))
    }

    #[test]
    fn the_small_table_says_what_opencc_says() {
        let (hant, hans) = directions();
        let opencc = |config| OpenCC::from_config(config).unwrap();
        let wanted = opencc(BuiltinConfig::S2tw).convert(HANS);
        assert_eq!(by(&hant, HANS), wanted);
        assert!(
            wanted.contains("頭髮") && wanted.contains("發展") && wanted.contains("表明了") && wanted.contains("皇后")
        );
        assert_eq!(by(&hans, &wanted), opencc(BuiltinConfig::T2s).convert(&wanted));
    }

    #[test]
    fn phrases_kept_or_not_say_what_opencc_says_of_them() {
        let (hant, _) = directions();
        let folder = dictionaries(&tools::root()).unwrap();
        let phrases = entries(&std::fs::read_to_string(folder.join("STPhrases.txt")).unwrap());
        let opencc = OpenCC::from_config(BuiltinConfig::S2tw).unwrap();
        let long = |phrase: &&String| phrase.encode_utf16().count() == opencc.convert(phrase).encode_utf16().count();
        let known = known(&hant);
        let said = |key: &&String| convert(key, &hant.characters, &known) != opencc.convert(key);
        let wrong: Vec<_> = phrases.keys().step_by(17).filter(long).filter(said).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn no_entry_changes_a_length() {
        let (hant, hans) = directions();
        for direction in [hant, hans] {
            assert!(direction.characters.iter().all(|(key, value)| key.len_utf16() == value.len_utf16()));
            let units = |text: &String| text.encode_utf16().count();
            assert!(direction.phrases.iter().all(|(key, value)| units(key) == units(value)));
        }
    }
}
