//! The fuzzer's bytes → texts and options.

use crate::grammar::{PrintedPage, STOCK, STRAYS, Stray, Words};
use arbitrary::{Arbitrary, Result, Unstructured};
use banmian::{Cues, Options};
use serde_json::{Map, Value};

/// The text that bytes stand for, and what is left of them to choose by.
///
/// What begins with a control code is a page of the grammar; anything else is a text as it
/// stands, up to the first NUL, so that files with pages can be seeds.
pub fn text(data: &[u8]) -> Result<(String, Unstructured<'_>)> {
    match data {
        [..0x20, rest @ ..] => {
            let mut rest = Unstructured::new(rest);
            Ok((PrintedPage::arbitrary(&mut rest)?.text(), rest))
        }
        _ => {
            let end = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
            let rest = data.get(end + 1..).unwrap_or(data);
            Ok((String::from_utf8_lossy(&data[..end]).into_owned(), Unstructured::new(rest)))
        }
    }
}

/// How to read a text: in a language there is or is not a pack of, or with a pack of patterns
/// that nothing has checked.
pub fn options(from: &mut Unstructured) -> Result<Options> {
    let language = *from.choose(&["", "", "zh-Hans", "zh-Hant", "en", "und", "xx"])?;
    let cues = if from.ratio(1, 2)? { vec![pack(from)?] } else { Vec::new() };
    Ok(Options { cues, language: language.into(), ..Options::default() })
}

fn pack(from: &mut Unstructured) -> Result<Cues> {
    let Ok(Value::Object(fields)) = serde_json::to_value(Cues::default()) else { unreachable!("a pack is an object") };
    let mut pack = Map::new();
    for (name, value) in fields {
        let some = match value {
            Value::String(_) => pattern(from)?.into(),
            _ => (0..from.int_in_range(0..=2)?).map(|_| pattern(from)).collect::<Result<Vec<_>>>()?.into(),
        };
        pack.insert(name, some);
    }
    pack.insert("letters".into(), STOCK.into());
    pack.insert("language".into(), "xx".into());
    Ok(serde_json::from_value(pack.into()).expect("it has the fields of one"))
}

fn pattern(from: &mut Unstructured) -> Result<String> {
    let signs = ["#", "@", "@+", "%", "&", "^", "{8}", "{", "$", "\\", "(", ")", "|", "[", "]", "-", "?", "+", " "];
    let words = ["本报讯", "记者", "市", "图", "a", "摄", "1"];
    let length = from.int_in_range(1..=8)?;
    (0..length).map(|_| if from.ratio(1, 2)? { from.choose(&signs) } else { from.choose(&words) }.copied()).collect()
}

impl<'b> Arbitrary<'b> for Words {
    fn arbitrary(from: &mut Unstructured<'b>) -> Result<Self> {
        let stock: Vec<char> = STOCK.chars().collect();
        let length = from.int_in_range(1..=80)?;
        (0..length).map(|_| from.choose(&stock).copied()).collect::<Result<_>>().map(Words)
    }
}

impl<'b> Arbitrary<'b> for Stray {
    fn arbitrary(from: &mut Unstructured<'b>) -> Result<Self> {
        let strays: Vec<char> = STRAYS.chars().collect();
        Ok(Stray(if from.ratio(3, 4)? { *from.choose(&strays)? } else { char::arbitrary(from)? }))
    }
}
