//! Many pages: in parallel, in order, and gone on with where it was left.

use super::args::Ask;
use super::failure::Failure;
use super::forms::Form;
use super::read::{Named, Reader, name, named};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// So many pages a worker are read before the next are: what is held in memory.
const AHEAD: usize = 8;

pub fn run(ask: &Ask, form: Form) -> Result<(), Failure> {
    let reader = Reader::new(&ask.how)?;
    let files = named(&ask.files, ask.list.as_deref())?;
    let folder = ask.output.as_deref().filter(|path| path.is_dir() || path.to_string_lossy().ends_with('/'));
    match &files[..] {
        [file] if folder.is_none() && ask.list.is_none() => one(ask, form, &reader, file),
        _ if ask.edits.is_some() && files.len() != 1 => Err(Failure::OneEdits),
        _ => many(ask, form, &reader, &files),
    }
}

fn one(ask: &Ask, form: Form, reader: &Reader, file: &Named) -> Result<(), Failure> {
    spared(std::slice::from_ref(file), ask.output.as_deref().into_iter())?;
    let reading = reader.file(&file.path, ask.edits.as_deref())?;
    deliver(ask.output.as_deref(), &form.write(&reading)?)?;
    reading.made.map_or(Ok(()), |made| made.fits())
}

fn many(ask: &Ask, form: Form, reader: &Reader, files: &[Named]) -> Result<(), Failure> {
    let pool = pool(ask.jobs)?;
    let to = ask.output.as_deref();
    if to.is_none() && !form.is_of_lines() {
        return Err(Failure::Several { form: form.name() });
    }
    if let Some(folder) = to {
        let outputs: Vec<PathBuf> = files.iter().map(|file| beside(folder, &file.below, form.extension())).collect();
        apart(files, &outputs)?;
        spared(files, outputs.iter().map(|path| &**path))?;
    }
    let bar = bar(files.len());
    let mut failed = 0;
    for some in files.chunks(AHEAD * pool.current_num_threads()) {
        let done = |file: &Named| {
            let done = page(ask, form, reader, file, to);
            bar.inc(1);
            done
        };
        let done: Vec<Result<Vec<u8>, Failure>> = pool.install(|| some.par_iter().map(done).collect());
        for outcome in done {
            match outcome {
                Ok(lines) => print(&lines)?,
                Err(failure) => {
                    bar.suspend(|| failure.say(ask.json_errors));
                    failed += 1;
                }
            }
        }
    }
    bar.finish_and_clear();
    if failed > 0 { Err(Failure::Failed { failed, of: files.len() }) } else { Ok(()) }
}

/// No two pages are written to one file.
fn apart(files: &[Named], outputs: &[PathBuf]) -> Result<(), Failure> {
    let mut known = HashMap::new();
    for (file, output) in files.iter().zip(outputs) {
        if let Some(other) = known.insert(output, file) {
            let names = [other, file].map(|file| name(&file.path));
            return Err(Failure::SameOutput { names, to: name(output) });
        }
    }
    Ok(())
}

/// Nothing that is read is written over.
pub fn spared<'p>(files: &[Named], outputs: impl Iterator<Item = &'p Path>) -> Result<(), Failure> {
    // what is not there yet is none of them
    let mut there = outputs.filter(|path| path.is_file()).peekable();
    if there.peek().is_none() {
        return Ok(());
    }
    let inputs: HashSet<PathBuf> = files.iter().filter_map(|file| file.path.canonicalize().ok()).collect();
    match there.find(|path| path.canonicalize().is_ok_and(|path| inputs.contains(&path))) {
        Some(path) => Err(Failure::Overwrites { name: name(path) }),
        None => Ok(()),
    }
}

/// Reads a page and writes its file; without a folder, gives back its lines.
fn page(ask: &Ask, form: Form, reader: &Reader, file: &Named, to: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let Some(folder) = to else {
        return form.write_among(&reader.file(&file.path, ask.edits.as_deref())?);
    };
    let path = beside(folder, &file.below, form.extension());
    if ask.resume && path.exists() {
        return Ok(Vec::new());
    }
    let reading = reader.file(&file.path, ask.edits.as_deref())?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::Write { name: name(folder), error })?;
    }
    put(&path, &form.write(&reading)?)?;
    reading.made.map_or(Ok(()), |made| made.fits())?;
    Ok(Vec::new())
}

fn beside(folder: &Path, below: &Path, extension: &str) -> PathBuf {
    let texts = below.extension().is_some_and(|found| found.eq_ignore_ascii_case("txt"));
    let stem = if texts { below.with_extension("") } else { below.to_owned() };
    let mut name = stem.into_os_string();
    name.push(".");
    name.push(extension);
    folder.join(name)
}

/// As many workers as are asked for, or as there are processors.
pub fn pool(jobs: Option<usize>) -> Result<ThreadPool, Failure> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build();
    pool.map_err(|error| Failure::Read { name: "threads".into(), error: io::Error::other(error) })
}

/// Writes to the file that was named, or to standard output.
pub fn deliver(to: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    to.map_or_else(|| print(bytes), |path| put(path, bytes))
}

/// Writes a file whole or not at all, so that one that is there is done. What is there and is no
/// file, as a device, is written to; of a link, the file it leads to.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failure = |error| Failure::Write { name: name(path), error };
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(failure(io::ErrorKind::IsADirectory.into())),
        Ok(there) if !there.is_file() => return fs::write(path, bytes).map_err(failure),
        _ => {}
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, &path));
    written.map_err(|error| {
        let _ = fs::remove_file(&part);
        failure(error)
    })
}

/// Writes to standard output; a reader that has seen enough, like `head`, is no failure.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure::Write { name: "standard output".into(), error }),
        Ok(()) => Ok(()),
    }
}

/// Seen where somebody looks.
fn bar(count: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {per_sec}, {eta} left");
    ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
