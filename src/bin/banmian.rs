//! The command: reads one page, writes it in another form.

#[path = "banmian/edits.rs"]
mod edits;

use banmian::{Code, Cues, CuesError, DecodeError, Options, Page};
use clap::{Args, Parser, Subcommand};
use edits::{Form, Made};
use std::fmt;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Gives a newspaper page back its articles.
///
/// Reads the text layer of one newspaper page (from a PDF, an OCR, a scraper), finds out
/// which headline, byline and paragraphs belong together and in which order, joins what
/// column ends have cut, and says how sure it is. No character is lost or added.
#[derive(Parser)]
#[command(version, after_help = AFTER, after_long_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Examples:
  banmian parse page.txt                     the articles, as JSON
  pdftotext -raw page.pdf - | banmian parse -
  banmian parse page.txt | jq -r '.articles[].headline.text'
  banmian html page.txt -o page.html         a newspaper page, to open in a browser
  banmian labels page.txt                    which line is what, as a table
  banmian parse --encoding big5 old.txt      when the encoding is not what was detected
  banmian parse --cues fr.toml --cues ja.toml page.txt
                                             with language packs of your own
  banmian html page.txt --edits page.edits.json
                                             as you have corrected it

Exit codes:
  0  done; doubts about the text are in the result, and worse ones on standard error
  1  the file cannot be read, or is not text
  2  the command was called wrongly
  3  edits of --edits do not fit the text or its reading any more; they are named on
     standard error, and what was asked for is written with the others";

#[derive(Subcommand)]
enum Command {
    /// Write the whole reading as JSON: articles, blocks, spans, confidence, reasons.
    ///
    /// Every block holds its text and the spans of the source it was made of, as bytes of
    /// UTF-8, as UTF-16 units and as lines. What is doubtful is listed under "diagnostics".
    Parse {
        #[command(flatten)]
        input: Input,
        /// On one line, without indents.
        #[arg(long)]
        compact: bool,
    },
    /// Write one row a piece of the source: place, role, article, paragraph.
    ///
    /// Columns are separated by tabs. The place is a line number, or LINE:FROM-TO
    /// (characters from 0, TO exclusive) where a line is shared. The article is a1, a2, … in
    /// reading order, or - for what belongs to the page. Rows with the same article and
    /// paragraph are one block, cut where the source cut it.
    Labels {
        #[command(flatten)]
        input: Input,
    },
    /// Write a newspaper page as one HTML file that needs nothing else.
    ///
    /// The file opens from disk without a server, reads well with scripts off, and holds the
    /// text it was made from.
    Html {
        #[command(flatten)]
        input: Input,
        /// The file to write; standard output where none is given.
        #[arg(short, long, value_name = "OUT.html")]
        output: Option<PathBuf>,
    },
    /// Check the edits given with --edits against a text, and write them in another form.
    ///
    /// What does not fit the text or its reading any more is named on standard error, with the
    /// exit code 3.
    #[command(mut_arg("edits", |arg| arg.required(true)))]
    Edits {
        #[command(flatten)]
        input: Input,
        /// The form to write: the list itself, with its places as they are in this text, or
        /// W3C Web Annotations.
        #[arg(long, value_name = "FORM", default_value = "json")]
        to: Form,
    },
}

#[derive(Args)]
struct Input {
    /// The page's text; - is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Read the file in this encoding (utf-8, gb18030, big5, utf-16le, …) instead of the one
    /// detected.
    #[arg(long, value_name = "NAME", value_parser = encoding_name)]
    encoding: Option<String>,
    /// Read with this language pack (TOML, as in the repository's cues/) where it fits better
    /// than the built-in ones; may be given several times.
    #[arg(long, value_name = "FILE.toml")]
    cues: Vec<PathBuf>,
    /// Read with the pack of this language (zh-Hans, zh-Hant, en, that of a pack given with
    /// --cues, or und for none) instead of the one that fits best.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Correct the reading as this list of edits says (JSON, as the viewer writes it).
    #[arg(long, value_name = "FILE.edits.json")]
    edits: Option<PathBuf>,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Parse { input, compact } => parse(&input, compact),
        Command::Labels { input } => labels(&input),
        Command::Html { input, output } => html(&input, output.as_deref()),
        Command::Edits { input, to } => list(&input, to),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "banmian: {failure}");
            if matches!(failure, Failure::Misfits { .. }) { ExitCode::from(3) } else { ExitCode::FAILURE }
        }
    }
}

fn parse(input: &Input, compact: bool) -> Result<(), Failure> {
    let (page, _, made) = read(input)?;
    print(|out| {
        match compact {
            true => serde_json::to_writer(&mut *out, &page)?,
            false => serde_json::to_writer_pretty(&mut *out, &page)?,
        }
        writeln!(out)
    })?;
    fits(made)
}

fn labels(input: &Input) -> Result<(), Failure> {
    let (page, text, made) = read(input)?;
    print(|out| out.write_all(banmian::write::labels(&page, &text).as_bytes()))?;
    fits(made)
}

fn html(input: &Input, output: Option<&Path>) -> Result<(), Failure> {
    let (page, text, made) = read(input)?;
    let html = banmian::write::html(&page, &text);
    match output {
        Some(path) => fs::write(path, html).map_err(|error| Failure::Write { name: name(path), error })?,
        None => print(|out| out.write_all(html.as_bytes()))?,
    }
    fits(made)
}

fn list(input: &Input, to: Form) -> Result<(), Failure> {
    let (_, text, made) = read(input)?;
    if let Some(made) = &made {
        let list = edits::written(to, &text, &made.edits, &name(&input.file));
        print(|out| writeln!(out, "{}", list?))?;
    }
    fits(made)
}

fn fits(made: Option<Made>) -> Result<(), Failure> {
    made.map_or(Ok(()), |made| made.fits())
}

/// The page, the text it was read from, and what was corrected in it.
fn read(input: &Input) -> Result<(Page, String, Option<Made>), Failure> {
    let name = name(&input.file);
    let bytes = bytes(&input.file).map_err(|error| Failure::Read { name: name.clone(), error })?;
    let decoded = banmian::decode(&bytes, input.encoding.as_deref())
        .map_err(|error| Failure::Decode { name: name.clone(), error })?;
    let cues: Vec<Cues> = input.cues.iter().map(|path| cues(path)).collect::<Result<_, _>>()?;
    let language = input.language.clone().unwrap_or_default();
    let known = || cues.iter().chain(Cues::built_in()).map(|pack| pack.language.to_string()).chain(["und".into()]);
    if input.language.is_some() && !known().any(|tag| tag.eq_ignore_ascii_case(&language)) {
        return Err(Failure::Language { language, known: known().collect() });
    }
    let options = Options { encoding: decoded.encoding.into(), cues, language };
    let mut page = banmian::parse(&decoded.text, &options);
    for diagnostic in &page.diagnostics {
        if matches!(diagnostic.code, Code::Empty | Code::Undecodable | Code::NotText) {
            let _ = writeln!(io::stderr(), "banmian: {name}: {}", diagnostic.message);
        }
    }
    let text = decoded.text.into_owned();
    let made = input.edits.as_deref().map(|list| edits::make(list, &text, &mut page, &options)).transpose()?;
    Ok((page, text, made))
}

fn cues(path: &Path) -> Result<Cues, Failure> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Failure::Read { name: name.clone(), error })?;
    let text = banmian::decode(&bytes, None).map_err(|error| Failure::Decode { name: name.clone(), error })?.text;
    Cues::from_toml(&text).map_err(|error| Failure::Cues { name, error })
}

fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes to standard output; a reader that has seen enough, like `head`, is no failure.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Write { name: "standard output".into(), error })
        }
        _ => Ok(()),
    }
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".into() } else { file.display().to_string() }
}

fn encoding_name(name: &str) -> Result<String, DecodeError> {
    banmian::decode(b"", Some(name)).map(|_| name.into())
}

enum Failure {
    Read { name: String, error: io::Error },
    Decode { name: String, error: DecodeError },
    Cues { name: String, error: CuesError },
    Edits { name: String, error: serde_json::Error },
    Misfits { name: String, misfits: usize, of: usize },
    Language { language: String, known: Vec<String> },
    Write { name: String, error: io::Error },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Read { name, error } => match error.kind() {
                io::ErrorKind::NotFound => write!(f, "{name}: there is no such file"),
                io::ErrorKind::IsADirectory => {
                    write!(f, "{name}: is a folder; give one page's text file")
                }
                io::ErrorKind::PermissionDenied => write!(f, "{name}: may not be read (permission denied)"),
                _ => write!(f, "{name}: cannot be read: {error}"),
            },
            Self::Decode { name, error } => write!(f, "{name}: {error}"),
            Self::Cues { name, error } => match error.line {
                Some(line) => write!(f, "{name}:{line}: not a language pack: {}", error.problem),
                None => write!(f, "{name}: not a language pack: {}", error.problem),
            },
            Self::Edits { name, error } => {
                write!(f, "{name}: not a list of edits: {error}; src/edit/schema.json in the repository has its form")
            }
            Self::Misfits { name, misfits, of } => {
                write!(f, "{name}: {misfits} of {of} edits do not fit any more; what was asked for is written")
            }
            Self::Language { language, known } => {
                write!(
                    f,
                    "no language pack is for {language:?}; there are {}; give another with --cues",
                    known.join(", ")
                )
            }
            Self::Write { name, error } => write!(f, "{name}: cannot be written: {error}"),
        }
    }
}
