//! Several pages in one file: an edition.

use super::args::CommonArgs;
use super::edition_page::EditionPage;
use super::error::Error;
use super::format::OutputFormat;
use super::input::InputFiles;
use super::output::{ensure_nothing_read_is_overwritten, write_output};
use super::pool::thread_pool;
use super::reader::{LoadedPage, PageReader};
use rayon::prelude::*;

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
