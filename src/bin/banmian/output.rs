//! Output: to files, each whole or not at all, and to standard output.

use super::error::Error;
use super::input::{InputFile, display_name, has_extension, is_standard_input, without_extension};
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, PersistError};

/// Writes to a file, or to standard output if none is named.
pub fn write_output(path: Option<&Path>, bytes: &[u8]) -> Result<(), Error> {
    let Some(path) = path else { return write_to_stdout(bytes) };
    remove_abandoned_parts(std::iter::once(path));
    write_file(path, bytes)
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

/// Writes a file by renaming a part file, which has a name of its own and is on the disk by then,
/// so that nobody ever sees half of it, neither after a loss of power nor where two runs write the
/// same. A device or a pipe cannot be replaced and is written to; of a symbolic link, the file that
/// it points to is replaced.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write_error = |error| Error::Write { name: display_name(path), error };
    let permissions = match fs::metadata(path) {
        Ok(existing) if existing.is_dir() => return Err(write_error(io::ErrorKind::IsADirectory.into())),
        Ok(existing) if !existing.is_file() => return fs::write(path, bytes).map_err(write_error),
        existing => existing.map(|existing| existing.permissions()).ok(),
    };
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let write = || {
        let mut part = part_file(&path)?;
        // Another run removes part files that are not locked; none where a file system has no locks.
        let _ = part.as_file().lock();
        part.write_all(bytes)?;
        if let Some(permissions) = &permissions {
            part.as_file().set_permissions(permissions.clone())?;
        }
        part.as_file().sync_all()?;
        part.persist(&path).map(drop).map_err(|PersistError { error, .. }| error)
    };
    // between its making and its lock, a part file may have been removed
    let written = write().or_else(|error| if error.kind() == io::ErrorKind::NotFound { write() } else { Err(error) });
    written.map_err(write_error)
}

/// Makes the part file of an output: `.NAME.XXXXXX.part` beside it, with six random characters.
fn part_file(output: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let mut prefix = part_stem(output.file_name().unwrap_or_default());
    prefix.push(".");
    builder.prefix(&prefix).suffix(".part").rand_bytes(RANDOM_CHARS);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less what umask forbids
    builder.tempfile_in(or_current(output.parent().unwrap_or(Path::new(""))))
}

const RANDOM_CHARS: usize = 6;

/// Longest part of an output's name, in bytes, that its part files have: file systems allow 255.
const MAX_NAME: usize = 200;

/// Returns what the name of an output's part files begins with.
fn part_stem(name: &OsStr) -> OsString {
    let text = name.to_string_lossy();
    let kept = if name.len() > MAX_NAME { OsStr::new(&text[..text.floor_char_boundary(MAX_NAME)]) } else { name };
    [OsStr::new("."), kept].into_iter().collect()
}

/// Removes the part files of these outputs that runs have left which were killed; those of a run
/// that still goes on are locked.
pub fn remove_abandoned_parts<'p>(outputs: impl Iterator<Item = &'p Path> + Clone) {
    let stems: HashSet<OsString> = outputs.clone().filter_map(Path::file_name).map(part_stem).collect();
    let folders: HashSet<&Path> = outputs.filter_map(Path::parent).collect();
    let is_part = |name: &OsStr| {
        let name = Path::new(name);
        let stem = Path::new(name.file_stem().unwrap_or_default());
        has_extension(name, "part")
            && stem.extension().is_some_and(|random| random.len() == RANDOM_CHARS)
            && stem.file_stem().is_some_and(|stem| stems.contains(stem))
    };
    for folder in folders {
        for entry in fs::read_dir(or_current(folder)).into_iter().flatten().flatten() {
            let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
            let is_abandoned = || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if is_part(&entry.file_name()) && is_file() && is_abandoned() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Returns the folder; the parent of a bare file name is empty.
fn or_current(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Returns where the output of an input file goes within the output folder.
pub fn output_path(folder: &Path, input: &InputFile, extension: &str) -> PathBuf {
    let mut name = without_extension(&input.relative).into_os_string();
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

/// Fails if an output is one of the files that are read: a page, or what says how it is read.
pub fn ensure_nothing_read_is_overwritten<'p>(
    read: impl Iterator<Item = &'p Path>,
    outputs: impl Iterator<Item = &'p Path>,
) -> Result<(), Error> {
    // The paths of what is read are resolved only if some output exists: there may be thousands.
    let mut existing = outputs.filter(|path| path.is_file()).peekable();
    if existing.peek().is_none() {
        return Ok(());
    }
    let (stdin, read): (Vec<&Path>, Vec<&Path>) = read.partition(|path| is_standard_input(path));
    let read: HashSet<PathBuf> = read.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let stdin = stdin.first().and_then(|_| same_file::Handle::stdin().ok());
    let is_stdin = |path: &Path| {
        stdin.as_ref().is_some_and(|stdin| same_file::Handle::from_path(path).is_ok_and(|handle| handle == *stdin))
    };
    match existing.find(|path| is_stdin(path) || path.canonicalize().is_ok_and(|path| read.contains(&path))) {
        Some(path) => Err(Error::WouldOverwriteInput { name: display_name(path) }),
        None => Ok(()),
    }
}
