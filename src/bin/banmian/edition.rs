//! Several pages in one file: an edition.

use super::args::CommonArgs;
use super::error::Error;
use super::format::OutputFormat;
use super::input::{InputFile, InputFiles, is_standard_input};
use super::output::{ensure_nothing_read_is_overwritten, write_output};
use super::pool::thread_pool;
use super::reader::{LoadedPage, PageReader};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// A page of an edition.
pub struct EditionPage {
    pub name: String,
    /// The time at which its file was written.
    pub modified: SystemTime,
    pub page: LoadedPage,
}

impl EditionPage {
    pub fn new(input: &InputFile, page: LoadedPage) -> Self {
        let modified = fs::metadata(&input.path).and_then(|metadata| metadata.modified());
        Self {
            name: page_name(&input.relative, page.number),
            modified: modified.unwrap_or_else(|_| SystemTime::now()),
            page,
        }
    }
}

/// Writes all pages that are named as one file; a page that cannot be read is left out, and named
/// on standard error.
pub fn write(args: &CommonArgs, format: OutputFormat, title: &str) -> Result<(), Error> {
    if args.edits.is_some() {
        return Err(Error::EditsForSeveralPages);
    }
    write_inputs(args, format, title, &PageReader::new(&args.read)?, &args.inputs()?)
}

/// As [`write`], of files that are found already.
pub fn write_inputs(
    args: &CommonArgs,
    format: OutputFormat,
    title: &str,
    reader: &PageReader,
    inputs: &InputFiles,
) -> Result<(), Error> {
    let read = inputs.paths().chain(args.files_beside_pages()).chain(format.viewer_file());
    ensure_nothing_read_is_overwritten(read, args.output.as_deref().into_iter())?;
    inputs.errors.iter().for_each(|error| error.print(args.read.json_errors));
    let load = |input| match inputs.files.len() {
        1 => reader.load_pages(input, None),
        _ => reader.load(input, None).map(|page| vec![page]),
    };
    let load_all = || inputs.files.par_iter().map(load).collect();
    let results: Vec<Result<Vec<LoadedPage>, Error>> = thread_pool(args.jobs)?.install(load_all);
    let (mut pages, mut failed) = (Vec::new(), 0);
    for (input, result) in inputs.files.iter().zip(results) {
        match result.and_then(|loaded| format.ensure_texts(loaded)) {
            Ok(loaded) => pages.extend(loaded.into_iter().map(|page| EditionPage::new(input, page))),
            Err(error) => {
                error.print(args.read.json_errors);
                failed += 1;
            }
        }
    }
    if !pages.is_empty() {
        write_output(args.output.as_deref(), &format.write(&pages, title)?)?;
    }
    inputs.ensure_all_done(failed)
}

/// Returns the name of a page in an edition: that of its file, and where it is one of several in it, its number.
fn page_name(file: &Path, number: Option<usize>) -> String {
    match number {
        None => file.display().to_string(),
        Some(number) if is_standard_input(file) => number.to_string(),
        Some(number) => format!("{} · {number}", file.with_extension("").display()),
    }
}
