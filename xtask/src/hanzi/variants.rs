//! Characters that are one character written in several ways.

use anyhow::{Result, anyhow};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::HashMap;

/// Radicals that are whole characters, each with its character.
const RADICALS: &str = include_str!("../../../src/text/radicals.txt");

/// Pairs of a character and the one it is looked for as: traditional forms, those of Taiwan
/// and of Hong Kong, and whole radicals, each with the simplified form behind it.
///
/// They are those of OpenCC's dictionaries, character by character, for the first plane of
/// Unicode, in whose order they are.
pub fn variants() -> Result<String> {
    let simplified = [BuiltinConfig::T2s, BuiltinConfig::Hk2s, BuiltinConfig::Tw2s, BuiltinConfig::T2s];
    let simplified: Vec<OpenCC> = simplified
        .into_iter()
        .map(|config| OpenCC::from_config(config).map_err(|error| anyhow!("OpenCC carries no dictionary: {error}")))
        .collect::<Result<_>>()?;
    let radicals: Vec<char> = RADICALS.trim_end().chars().collect();
    let radicals: HashMap<char, char> = radicals.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let step = |c: char| {
        let c = radicals.get(&c).copied().unwrap_or(c);
        simplified.iter().fold(c, |c, to| only(&to.convert(&c.to_string())).unwrap_or(c))
    };
    // Two forms that the dictionaries give for each other are looked for as the first of them.
    let settled = |c: char| {
        let mut seen = vec![c];
        loop {
            let next = step(seen[seen.len() - 1]);
            match seen.iter().position(|other| *other == next) {
                Some(at) => break *seen[at..].iter().min().unwrap_or(&next),
                None => seen.push(next),
            }
        }
    };
    let characters = (0x2e80..0x2fe0).chain(0x3400..0xa000).filter_map(char::from_u32);
    let pairs = characters.map(|c| [c, settled(c)]).filter(|[c, to]| c != to && to.len_utf16() == 1);
    Ok(pairs.flatten().collect())
}

/// The character of a text of one.
fn only(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn table() -> HashMap<char, char> {
        let pairs: Vec<char> = variants().unwrap().chars().collect();
        pairs.chunks(2).map(|pair| (pair[0], pair[1])).collect()
    }

    #[test]
    fn the_ways_to_write_a_character_are_looked_for_as_one() {
        let table = table();
        let found = |text: &str| text.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect::<String>();
        for (one, other, what) in [
            ("圖書館開門", "图书馆开门", "traditional"),
            ("裏裡為爲", "里里为为", "several forms of one"),
            ("台臺颱檯", "台台台台", "several characters that were merged"),
            ("着", "著", "forms of Taiwan and of Hong Kong"),
            ("⻔⻢⻓", "门马长", "radicals"),
            ("⻑", "长", "radicals of traditional characters"),
        ] {
            assert_eq!(found(one), found(other), "{what}");
        }
        assert_eq!(found("市图书馆 library 一二三"), "市图书馆 library 一二三");
    }

    #[test]
    fn what_a_character_is_looked_for_as_is_looked_for_as_itself() {
        let table = table();
        assert!(table.len() > 2500);
        for (from, to) in &table {
            assert!(from != to && !table.contains_key(to), "{from} is looked for as {to}");
            assert_ne!(*to, char::REPLACEMENT_CHARACTER, "{from}");
        }
    }
}
