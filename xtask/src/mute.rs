//! A module that says nothing when it panics.
//!
//! Nobody hears in a browser what a panic says: it ends as a trap. What the standard library
//! would say, and where in the source, is a twentieth of the module.

use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use walrus::ir::Value;
use walrus::{ConstExpr, Data, DataKind, Function, FunctionKind, Module};

/// Has what panics trap at once, and wipes what it would have said of its place.
pub fn mute(module: &mut Module) -> Result<()> {
    let panics = |name: &str| ["panic", "_fail"].iter().any(|part| name.contains(part)) && !name.contains("banmian");
    let ends = |function: &&Function| module.types.results(function.ty()).is_empty();
    let named = |function: &&Function| function.name.as_deref().is_some_and(panics);
    let found: Vec<_> = module.funcs.iter().filter(ends).filter(named).map(Function::id).collect();
    ensure!(
        !found.is_empty(),
        "nothing in the module has the name of what panics; has the standard library other names?"
    );
    for id in found {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let mut body = function.builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
    }
    wipe(module);
    Ok(())
}

const WORD: usize = 4;

/// Wipes places in the source: the address and length of a path, a line, a column.
fn wipe(module: &mut Module) {
    let memory: BTreeMap<usize, Vec<u8>> =
        module.data.iter().filter_map(|data| Some((start(data)?, data.value.clone()))).collect();
    let is_path = |at: usize, length: usize| {
        let held =
            memory.range(..=at).next_back().and_then(|(start, bytes)| bytes.get(at - start..at - start + length));
        held.is_some_and(|path| path.ends_with(b".rs"))
    };
    let ids: Vec<_> = module.data.iter().map(Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let Some(start) = start(data) else { continue };
        let Some(aligned) = data.value.get_mut(start.next_multiple_of(WORD) - start..) else { continue };
        for at in (0..aligned.len().saturating_sub(4 * WORD - 1)).step_by(WORD) {
            let place = &mut aligned[at..at + 4 * WORD];
            let [path, length, line, column] = [0, 1, 2, 3].map(|n| word(&place[n * WORD..][..WORD]));
            if line > 0 && column > 0 && is_path(path, length) {
                place.fill(0);
            }
        }
    }
}

fn start(data: &Data) -> Option<usize> {
    match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(at)), .. } => usize::try_from(at).ok(),
        _ => None,
    }
}

fn word(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::FunctionBuilder;

    #[test]
    fn what_panics_traps_and_places_are_wiped() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let place = [5, 4, 7, 9].map(u32::to_le_bytes).concat();
        let other = [1, 4, 7, 9].map(u32::to_le_bytes).concat();
        let held = [b"\0\0\0\0\0a.rs\0\0\0".to_vec(), place, other.clone()].concat();
        let offset = ConstExpr::Value(Value::I32(0));
        let data = module.data.add(DataKind::Active { memory, offset }, held.clone());
        for name in ["core[0]::panicking::panic_fmt", "banmian::no_panic"] {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().i32_const(1).drop();
            builder.name(name.into());
            builder.finish(Vec::new(), &mut module.funcs);
        }
        mute(&mut module).unwrap();
        assert_eq!(module.data.get(data).value, [held[..12].to_vec(), vec![0; 16], other].concat());
        let sizes = module.funcs.iter_local().map(|(_, function)| function.size()).collect::<Vec<_>>();
        assert_eq!(sizes, [1, 2]);
        assert!(mute(&mut Module::default()).is_err());
    }
}
