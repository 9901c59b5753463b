//! Pages from files to files: one, or many in parallel with their outputs in order.

use super::args::CommonArgs;
use super::edition;
use super::edition_page::EditionPage;
use super::edits::AppliedEdits;
use super::error::Error;
use super::format::OutputFormat;
use super::input::{InputFile, InputFiles, display_name};
use super::output::{
    ensure_distinct_outputs, ensure_nothing_read_is_overwritten, output_path, remove_abandoned_parts, write_file,
    write_output, write_to_stdout,
};
use super::pool::thread_pool;
use super::reader::PageReader;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Pages a thread reads before their outputs are written: bounds what is held in memory.
const PAGES_PER_THREAD: usize = 8;

/// Reads the pages that are named and writes each in the format.
pub fn run(args: &CommonArgs, format: OutputFormat) -> Result<(), Error> {
    let reader = PageReader::new(&args.read)?;
    let mut inputs = args.inputs()?;
    if inputs.files.is_empty()
        && let Some(last) = inputs.errors.pop()
    {
        inputs.errors.iter().for_each(|error| error.print(args.read.json_errors));
        return Err(last);
    }
    let folder = args.output.as_deref().filter(|path| is_folder(path));
    match &inputs.files[..] {
        [input] if folder.is_none() && args.list.is_none() && inputs.errors.is_empty() => {
            convert_one(args, format, &reader, &inputs, input)
        }
        files if args.edits.is_some() && files.len() != 1 => Err(Error::EditsForSeveralPages),
        _ if args.edits.is_none() && format.joins_files() && !names_folder(args.output.as_deref()) => {
            edition::write_inputs(args, format, "", &reader, &inputs)
        }
        _ => convert_many(args, format, &reader, &inputs),
    }
}

fn convert_one(
    args: &CommonArgs,
    format: OutputFormat,
    reader: &PageReader,
    inputs: &InputFiles,
    input: &InputFile,
) -> Result<(), Error> {
    let read = args.files_beside_pages().chain(format.viewer_file()).chain(inputs.paths());
    ensure_nothing_read_is_overwritten(read, args.output.as_deref().into_iter())?;
    let (bytes, edits) = convert(args, format, reader, input)?;
    write_output(args.output.as_deref(), &bytes)?;
    edits.map_or(Ok(()), |edits| edits.ensure_no_conflicts())
}

/// Whether the output of several files is a folder: one that is there, or a name without an extension.
fn names_folder(output: Option<&Path>) -> bool {
    output.is_some_and(|path| is_folder(path) || !path.exists() && path.extension().is_none())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with('/')
}

/// Reads the page of a file and returns it in the format, with the edits that were applied to it. A document
/// of several pages is an edition of them where the format has editions.
fn convert(
    args: &CommonArgs,
    format: OutputFormat,
    reader: &PageReader,
    input: &InputFile,
) -> Result<(Vec<u8>, Option<AppliedEdits>), Error> {
    let edits = args.edits.as_deref();
    let loaded =
        if format.has_editions() { reader.load_pages(input, edits)? } else { vec![reader.load(input, edits)?] };
    let mut pages: Vec<EditionPage> =
        format.ensure_texts(loaded)?.into_iter().map(|page| EditionPage::new(input, page)).collect();
    if let [page] = &mut pages[..] {
        page.name.clear();
    }
    let bytes = format.write(&pages, "")?;
    Ok((bytes, pages.pop().and_then(|entry| entry.page.edits)))
}

fn convert_many(
    args: &CommonArgs,
    format: OutputFormat,
    reader: &PageReader,
    inputs: &InputFiles,
) -> Result<(), Error> {
    let pool = thread_pool(args.jobs)?;
    let InputFiles { files, errors, .. } = inputs;
    match args.output.as_deref() {
        None if !format.is_line_based() => return Err(Error::NotConcatenable { format: format.name() }),
        None => {}
        Some(folder) => {
            let output = |input| output_path(folder, input, format.extension());
            let outputs: Vec<PathBuf> = files.iter().map(output).collect();
            ensure_distinct_outputs(files, &outputs)?;
            let outputs = outputs.iter().map(|path| &**path);
            let read = inputs.paths().chain(args.files_beside_pages()).chain(format.viewer_file());
            ensure_nothing_read_is_overwritten(read, outputs.clone().chain([folder]))?;
            if folder.is_file() {
                let error = io::ErrorKind::NotADirectory.into();
                return Err(Error::Write { name: display_name(folder), error });
            }
            remove_abandoned_parts(outputs);
        }
    }
    errors.iter().for_each(|error| error.print(args.read.json_errors));
    let progress = progress_bar(files.len());
    let mut failed = 0;
    for chunk in files.chunks(PAGES_PER_THREAD * pool.current_num_threads()) {
        let convert = |input: &InputFile| {
            let lines = match args.output.as_deref() {
                Some(folder) => convert_into(folder, args, format, reader, input).map(|()| Vec::new()),
                None => {
                    let loaded = reader.load(input, args.edits.as_deref());
                    loaded.and_then(|page| format.write_lines(EditionPage::new(input, page)))
                }
            };
            progress.inc(1);
            lines
        };
        let results: Vec<Result<Vec<u8>, Error>> = pool.install(|| chunk.par_iter().map(convert).collect());
        for result in results {
            match result {
                Ok(lines) => write_to_stdout(&lines)?,
                Err(error) => {
                    progress.suspend(|| error.print(args.read.json_errors));
                    failed += 1;
                }
            }
        }
    }
    progress.finish_and_clear();
    inputs.ensure_all_done(failed)
}

/// Reads a page and writes its file into the output folder.
fn convert_into(
    folder: &Path,
    args: &CommonArgs,
    format: OutputFormat,
    reader: &PageReader,
    input: &InputFile,
) -> Result<(), Error> {
    let path = output_path(folder, input, format.extension());
    if args.resume && fs::read(&path).is_ok_and(|bytes| format.is_whole(&bytes)) {
        return Ok(());
    }
    let (bytes, edits) = convert(args, format, reader, input)?;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::Write { name: display_name(parent), error })?;
    }
    write_file(&path, &bytes)?;
    edits.map_or(Ok(()), |edits| edits.ensure_no_conflicts())
}

/// Returns a progress bar, which is hidden unless standard error is a terminal.
fn progress_bar(count: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages, {per_sec}, {eta} left");
    ProgressBar::new(count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
