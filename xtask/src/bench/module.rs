//! What is large in the module of WebAssembly.

use super::table::Row;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// The sections and the crates of a module that still has the names of its functions.
pub fn rows(built: &Path) -> Result<Vec<Row>> {
    let module = fs::read(built).with_context(|| format!("reading {}", built.display()))?;
    let mut rows = shares("sections as built: ", "the module", sections(&module)?, 4);
    rows.extend(shares("code as built, before wasm-opt: ", "all code", crates(&module)?, 6));
    Ok(rows)
}

/// The largest of the parts, each beside the sum.
fn shares(what: &str, sum: &str, parts: BTreeMap<String, usize>, count: usize) -> Vec<Row> {
    let all = kilo(parts.values().sum());
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.1));
    parts.truncate(count);
    let row = |(name, size): (String, usize)| Row {
        what: format!("{what}{name}"),
        unit: "kB".into(),
        ours: kilo(size),
        peer: Some(sum.into()),
        theirs: Some(all),
        ratio: Some(kilo(size) / all),
        mark: None,
        met: None,
        point: None,
    };
    parts.into_iter().map(row).collect()
}

fn sections(module: &[u8]) -> Result<BTreeMap<String, usize>> {
    let mut sizes = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let name = match payload {
            Payload::DataSection(_) => "data",
            Payload::CodeSectionStart { .. } => "code",
            _ => "all else",
        };
        if let Some((_, range)) = payload.as_section() {
            *sizes.entry(name.to_owned()).or_default() += length(range);
        }
    }
    Ok(sizes)
}

/// The code of each crate, by the names of its functions, in a module that still has them.
fn crates(module: &[u8]) -> Result<BTreeMap<String, usize>> {
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => imported = section.into_imports().count(),
            Payload::CodeSectionEntry(body) => bodies.push(length(body.range())),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(section) = section.as_known() else { continue };
                for name in section {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index as usize, crate_of(function.name));
                    }
                }
            }
            _ => {}
        }
    }
    let mut sizes = BTreeMap::new();
    for (n, size) in bodies.into_iter().enumerate() {
        let name = names.get(&(imported + n)).cloned().unwrap_or_else(|| "without a name".into());
        *sizes.entry(name).or_default() += size;
    }
    Ok(sizes)
}

/// The crate a function's path begins with: that of the type where it is a trait's.
fn crate_of(symbol: &str) -> String {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    let path = path.trim_start_matches(|c: char| !c.is_alphabetic() && c != '_');
    let path = ["mut ", "dyn ", "const "].iter().fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned()
}

fn length(range: std::ops::Range<u64>) -> usize {
    (range.end - range.start) as usize
}

fn kilo(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    #[test]
    fn functions_are_of_the_crate_their_path_begins_with() {
        assert_eq!(crate_of("_ZN7banmian4read5parse17h0123456789abcdefE"), "banmian");
        assert_eq!(
            crate_of("_ZN59_$LT$banmian..model..Page$u20$as$u20$core..clone..Clone$GT$5clone17h0123456789abcdefE"),
            "banmian"
        );
        assert_eq!(crate_of("memcpy"), "memcpy");
    }
}
