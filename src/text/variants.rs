//! Characters that are one character written in several ways.

include!(concat!(env!("OUT_DIR"), "/variants.rs"));

/// Pairs of a character and the one it is looked for as: traditional forms, those of Taiwan
/// and of Hong Kong, and whole radicals, each with the simplified form behind it.
///
/// `build.rs` takes them from the dictionaries of OpenCC, character by character, for the
/// first plane of Unicode, in whose order they are.
pub fn variants() -> String {
    let mut from = 0u16;
    let pair = |&[by, to]: &[u16; 2]| {
        from += by;
        [from, to].map(|unit| char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER))
    };
    VARIANTS.iter().flat_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn table() -> HashMap<char, char> {
        let pairs: Vec<char> = variants().chars().collect();
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
