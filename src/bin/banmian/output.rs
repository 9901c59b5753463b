//! Output: to files, each whole or not at all, and to standard output.

use super::error::Error;
use super::input::{InputFile, display_name, has_extension};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes to a file, or to standard output if none is named.
pub fn write_output(path: Option<&Path>, bytes: &[u8]) -> Result<(), Error> {
    path.map_or_else(|| write_to_stdout(bytes), |path| write_file(path, bytes))
}

/// Writes to standard output; a reader that closes the pipe early, as `head` does, is no error.
pub fn write_to_stdout(bytes: &[u8]) -> Result<(), Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Error::Write { name: "standard output".into(), error }),
        Ok(()) => Ok(()),
    }
}

/// Writes a file by renaming a temporary one, so that nobody ever sees half of it and `--resume`
/// can take a file that exists for finished. A device or a pipe cannot be replaced and is written
/// to; of a symbolic link, the file that it points to is replaced.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write_error = |error| Error::Write { name: display_name(path), error };
    match fs::metadata(path) {
        Ok(existing) if existing.is_dir() => return Err(write_error(io::ErrorKind::IsADirectory.into())),
        Ok(existing) if !existing.is_file() => return fs::write(path, bytes).map_err(write_error),
        _ => {}
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        write_error(error)
    })
}

/// Returns where the output of an input file goes within the output folder.
pub fn output_path(folder: &Path, input: &InputFile, extension: &str) -> PathBuf {
    let relative = &input.relative;
    let stem = if has_extension(relative, "txt") { relative.with_extension("") } else { relative.clone() };
    let mut name = stem.into_os_string();
    name.push(".");
    name.push(extension);
    folder.join(name)
}

/// Fails if two inputs would be written to the same output.
pub fn ensure_distinct_outputs(inputs: &[InputFile], outputs: &[PathBuf]) -> Result<(), Error> {
    let mut input_of = HashMap::new();
    for (input, output) in inputs.iter().zip(outputs) {
        if let Some(other) = input_of.insert(output, input) {
            let names = [other, input].map(|input| display_name(&input.path));
            return Err(Error::SameOutput { names, to: display_name(output) });
        }
    }
    Ok(())
}

/// Fails if an output is one of the inputs.
pub fn ensure_no_input_overwritten<'p>(
    inputs: &[InputFile],
    outputs: impl Iterator<Item = &'p Path>,
) -> Result<(), Error> {
    // The paths of the inputs are resolved only if some output exists: there may be thousands.
    let mut existing = outputs.filter(|path| path.is_file()).peekable();
    if existing.peek().is_none() {
        return Ok(());
    }
    let inputs: HashSet<PathBuf> = inputs.iter().filter_map(|input| input.path.canonicalize().ok()).collect();
    match existing.find(|path| path.canonicalize().is_ok_and(|path| inputs.contains(&path))) {
        Some(path) => Err(Error::WouldOverwriteInput { name: display_name(path) }),
        None => Ok(()),
    }
}
