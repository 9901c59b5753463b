//! Turns what is data in the repository, or in a large crate, into small static tables:
//! language packs, the weights of roles and stories, the characters behind
//! compatibility forms and behind other ways to write them, and those of scripts without spaces.
// A build script does what the library must not.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::{env, fs};
use unicode_width::UnicodeWidthChar;

#[allow(dead_code)]
mod table {
    include!("src/parse/roles/table.rs");
    include!("src/parse/roles/places.rs");
}
use table::{FEATURES, LABEL_NAMES, PLACES, TEMPLATES};

mod fields {
    include!("src/language/fields.rs");
}
use fields::{PATTERNS, TEXTS, WORDS};

/// The built-in packs.
const PACKS: &[&str] = &["zh-Hans", "zh-Hant", "en", "ja"];

/// Models of a file of the roles' weights.
const MODELS: &[&str] = &["unwrapped", "wrapped"];

fn main() {
    write_packs();
    write_roles();
    write_weights();
    write_fold();
    write_unspaced();
    write_words();
}

fn write_packs() {
    println!("cargo::rerun-if-changed=src/language/fields.rs");
    let mut out = String::from("static BUILT_IN: &[Cues] = &[\n");
    for pack in PACKS {
        let path = format!("cues/{pack}.toml");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        write_pack(&mut out, &path, &table);
        out.push_str(",\n");
    }
    out.push_str("];\nstatic UNDETERMINED: Cues = ");
    let none = toml::Table::from_iter([("language".to_owned(), "und".into())]);
    write_pack(&mut out, "", &none);
    out.push_str(";\n");
    write_out("cues.rs", &out);
}

/// The words of the interface: each file of `www/locales`.
fn write_words() {
    const FOLDER: &str = "www/locales";
    println!("cargo::rerun-if-changed={FOLDER}");
    let files = fs::read_dir(FOLDER).unwrap_or_else(|e| panic!("{FOLDER}: {e}")).filter_map(Result::ok);
    let mut names: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    let mut out = String::from("const WORDS: &[(&str, &str)] = &[\n");
    let mut of_edits = String::from("const WORDS_OF_EDITS: &[(&str, &str)] = &[\n");
    for name in names {
        let tag = name.trim_end_matches(".json");
        let path = format!("/{FOLDER}/{name}");
        let _ = writeln!(out, "({tag:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),");
        let _ = writeln!(of_edits, "({tag:?}, {:?}),", words_of_edits(&format!("{FOLDER}/{name}")));
    }
    out.push_str("];\n");
    of_edits.push_str("];\n");
    write_out("words.rs", &out);
    write_out("words_of_edits.rs", &of_edits);
}

/// The words that describe edits, of a file with one word a line. They are all that the WebAssembly module
/// needs, which would grow by a third with the others.
fn words_of_edits(path: &str) -> String {
    const KEYS: [&str; 4] = ["\"correct.did.", "\"kind.", "\"provenance.", "\"role."];
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let words = text.lines().map(str::trim).filter(|line| KEYS.iter().any(|key| line.starts_with(key)));
    let words: Vec<&str> = words.map(|line| line.trim_end_matches(',')).collect();
    format!("{{{}}}", words.join(","))
}

fn write_out(name: &str, text: &str) {
    let to = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    fs::write(&to, text).unwrap_or_else(|e| panic!("{}: {e}", to.display()));
}

/// Blocks of Unicode that hold forms of other characters.
const FORMS: [(&str, Range<u32>); 3] =
    [("RADICALS", 0x2e80..0x2fe0), ("FORMS", 0xf900..0xfff0), ("IDEOGRAPHS", 0x2f800..0x2fa20)];

/// Blocks that hold capitals: Latin, Greek, Cyrillic; Latin and Greek with marks.
const CAPITALS: [(&str, Range<u32>); 2] = [("CAPITALS", 0x80..0x530), ("MARKED_CAPITALS", 0x1e00..0x2000)];

/// Radicals that are whole characters, and that Unicode gives no normal form, each with its character.
const WHOLE_RADICALS: &str = include_str!("src/text/radicals.txt");

fn radicals() -> HashMap<char, char> {
    let radicals: Vec<char> = WHOLE_RADICALS.trim_end().chars().collect();
    radicals.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Writes the tables of `src/text/fold.rs`, which says what is in them.
fn write_fold() {
    let compose = ComposingNormalizerBorrowed::new_nfkc();
    let radicals = radicals();
    // a letter whose normal form joins the letter before, as the half-width mark of voiced kana, stays
    let normal =
        |c: char| one(compose.normalize(&c.to_string()).chars()).filter(|n| !c.is_alphabetic() || n.is_alphabetic());
    let behind = |c: char| radicals.get(&c).copied().or_else(|| normal(c));
    let small = |c: char| one(c.to_lowercase());
    let (mut out, mut beyond) = (String::new(), Vec::new());
    for (name, block) in FORMS {
        write_distances(&mut out, name, block, behind, &mut beyond);
    }
    for (name, block) in CAPITALS {
        write_distances(&mut out, name, block, small, &mut beyond);
    }
    let _ = writeln!(out, "static BEYOND: [char; {}] = {beyond:?};", beyond.len());
    write_out("fold.rs", &out);
}

/// The ranges of characters of scripts without spaces, a sixth of the bytes of all widths of characters, from
/// which they are taken.
fn write_unspaced() {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in ('\0'..=char::MAX).filter(|&c| is_unspaced(c)).map(u32::from) {
        match ranges.last_mut() {
            Some(last) if last.1 + 1 == code => last.1 = code,
            _ => ranges.push((code, code)),
        }
    }
    write_out("unspaced.rs", &format!("static UNSPACED: [(u32, u32); {}] = {ranges:?};", ranges.len()));
}

/// Whether `c` is of the letters of the line breaking classes ID and CJ (ideographs and kana) and SA (the
/// scripts of South East Asia) but Hangul, or of the punctuation that is as wide as they are, or of Yi,
/// Javanese, Balinese, or Tibetan.
fn is_unspaced(c: char) -> bool {
    match c as u32 {
        0..0x0e00 => false,
        0x0e00..=0x0fff // Thai, Lao, Tibetan
        | 0x1000..=0x109f | 0xa9e0..=0xa9ff | 0xaa60..=0xaa7f // Myanmar
        | 0x1780..=0x17ff | 0x19e0..=0x19ff // Khmer
        | 0x1950..=0x19df | 0x1a20..=0x1aaf | 0xaa80..=0xaadf // Tai
        | 0x1b00..=0x1b7f | 0xa980..=0xa9df // Balinese, Javanese
        | 0x11700..=0x1174f // Ahom
        | 0xff61..=0xff9f // half-width kana
        => true,
        0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xffa0..=0xffdc => false, // Hangul
        _ => c.width() == Some(2),
    }
}

fn one(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    first.filter(|_| chars.next().is_none())
}

fn write_distances(
    out: &mut String,
    name: &str,
    block: Range<u32>,
    to: impl Fn(char) -> Option<char>,
    beyond: &mut Vec<char>,
) {
    let mut distance = |code: u32| {
        let c = char::from_u32(code)?;
        let other = to(c).filter(|other| *other != c)?;
        let place = u16::try_from(other as u32).unwrap_or_else(|_| {
            beyond.push(other);
            0xd800 + beyond.len() as u16 - 1
        });
        Some(place.wrapping_sub(code as u16))
    };
    let table: Vec<u16> = block.map(|code| distance(code).unwrap_or(0)).collect();
    let _ = writeln!(out, "static {name}: [u16; {}] = {table:?};", table.len());
}

/// Writes the weights of roles as tables; a row that a file lacks is all zeros.
fn write_roles() {
    println!("cargo::rerun-if-changed=src/parse/roles/table.rs");
    let mut out = String::new();
    for file in WEIGHTS {
        write_role_models(&mut out, file);
    }
    write_places(&mut out);
    write_out("roles.rs", &out);
}

fn write_role_models(out: &mut String, file: &str) {
    let path = &format!("src/parse/roles/weights/{file}.tsv");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let rows: HashMap<(&str, &str), Vec<i8>> = text.lines().skip(1).map(|row| role_row(path, row)).collect();
    for model in MODELS {
        let weights = |name: &str| match rows.get(&(*model, name)) {
            Some(row) => format!("{row:?}"),
            None => format!("[0; {}]", LABEL_NAMES.len()),
        };
        let features = TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}")));
        let emissions: Vec<String> = features.map(|name| weights(&name)).collect();
        let transitions =
            |kind: &str| LABEL_NAMES.iter().map(|l| weights(&format!("{kind}:{l}"))).collect::<Vec<_>>().join(",");
        let _ = writeln!(
            out,
            "pub static {}_{}: Model = Model {{ emissions: [{}], within_frame: [{}], across_frames: [{}] }};",
            file.to_uppercase(),
            model.to_uppercase(),
            emissions.join(","),
            transitions("within-frame"),
            transitions("across-frames")
        );
        assert_eq!(emissions.len(), FEATURES);
    }
}

/// Writes the weights of places, of a file with a row a feature.
fn write_places(out: &mut String) {
    println!("cargo::rerun-if-changed=src/parse/roles/places.rs");
    let path = "src/parse/roles/weights/places.tsv";
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let rows: HashMap<&str, Vec<i8>> = text
        .lines()
        .skip(1)
        .map(|row| {
            let mut cells = row.split('\t');
            let name = cells.next().unwrap_or_default();
            (name, cells.map(|cell| cell.parse().unwrap_or_else(|e| panic!("{path}: {row}: {e}"))).collect())
        })
        .collect();
    let row = |name: &&str| rows.get(*name).map_or(format!("[0; {}]", LABEL_NAMES.len()), |row| format!("{row:?}"));
    let rows: Vec<String> = PLACES.iter().map(row).collect();
    let _ =
        writeln!(out, "static PLACE_WEIGHTS: [[i8; {}]; {}] = [{}];", LABEL_NAMES.len(), PLACES.len(), rows.join(","));
}

/// The files of weights: of pages whose stories open with a cue, and of other pages.
const WEIGHTS: [&str; 2] = ["opened", "unopened"];

/// Writes the weights of stories, which have two decimals, as tables of hundredths with a row for
/// each table of a file and a column for each name. Parsing floats at run time would add some 20 kB
/// to a small module.
fn write_weights() {
    let mut names: Vec<String> = Vec::new();
    let mut files = WEIGHTS.map(|file| weight_rows(&format!("src/parse/stories/weights/{file}.tsv"), &mut names));
    let mut out = format!("static NAMES: [&str; {}] = {names:?};\n", names.len());
    let _ = write!(out, "static HUNDREDTHS: [&[(&str, [i16; NAMES.len()])]; {}] = [", files.len());
    for rows in &mut files {
        rows.iter_mut().for_each(|(_, row)| row.resize(names.len(), 0));
        let _ = write!(out, "&{rows:?}, ");
    }
    out.push_str("];\n");
    write_out("weights.rs", &out);
}

/// The tables of a file of weights, with a column for each of `names`, to which new ones are added.
fn weight_rows(path: &str, names: &mut Vec<String>) -> Vec<(String, Vec<i16>)> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut rows: Vec<(String, Vec<i16>)> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [table, name, weight] = cells[..] else { panic!("{path}: {line:?} is not `table name weight`") };
        let column = names.iter().position(|known| known == name).unwrap_or(names.len());
        if column == names.len() {
            names.push(name.into());
        }
        if rows.last().is_none_or(|(last, _)| last != table) {
            rows.push((table.into(), Vec::new()));
        }
        let row = rows.last_mut().map(|(_, row)| row).expect("one was pushed where there was none");
        row.resize(row.len().max(column + 1), 0);
        row[column] = hundredths(weight).unwrap_or_else(|| panic!("{path}: {line:?} has no weight with two decimals"));
    }
    rows
}

fn hundredths(weight: &str) -> Option<i16> {
    let (whole, decimals) = weight.split_once('.').filter(|(_, decimals)| decimals.len() == 2)?;
    format!("{whole}{decimals}").parse().ok()
}

/// Parses a row `model feature weight…`, which has one weight a label, in sixteenths.
fn role_row<'t>(path: &str, row: &'t str) -> ((&'t str, &'t str), Vec<i8>) {
    let mut cells = row.split('\t');
    let (Some(model), Some(name)) = (cells.next(), cells.next()) else { panic!("{path}: {row:?} has no name") };
    let number = |cell: &str| cell.parse::<i8>().unwrap_or_else(|e| panic!("{path}: {name}: {cell:?}: {e}"));
    let weights: Vec<i8> = cells.map(number).collect();
    assert_eq!(weights.len(), LABEL_NAMES.len(), "{path}: {name} needs a weight for each label");
    ((model, name), weights)
}

fn write_pack(out: &mut String, path: &str, table: &toml::Table) {
    let lists = [&WORDS[..], &PATTERNS].concat();
    if let Some(key) = table.keys().find(|key| !TEXTS.contains(&key.as_str()) && !lists.contains(&key.as_str())) {
        panic!("{path}: unknown field {key:?}");
    }
    out.push_str("Cues {\n");
    for field in TEXTS {
        let text: String = match table.get(field) {
            Some(value) => value.as_str().unwrap_or_else(|| panic!("{path}: {field} is not a string")).into(),
            None => String::new(),
        };
        let text: String = text.split_whitespace().collect();
        let _ = writeln!(out, "{field}: Cow::Borrowed({text:?}),");
    }
    for field in lists {
        let _ = write!(out, "{field}: Cow::Borrowed(&[");
        let list = table.get(field).and_then(|value| value.as_array()).map(Vec::as_slice).unwrap_or_default();
        for item in list {
            let item = item.as_str().unwrap_or_else(|| panic!("{path}: {field} holds {item}, which is not a string"));
            let _ = write!(out, "Cow::Borrowed({item:?}), ");
        }
        out.push_str("]),\n");
    }
    out.push('}');
}
