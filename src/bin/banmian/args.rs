//! The command line: subcommands and their arguments.

use super::error::Error;
use super::form_choice::FormChoice;
use super::input::{InputFiles, NameList};
use banmian::DecodeError;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// Gives newspaper pages back their articles.
///
/// Reads newspaper pages (a PDF, the ALTO, hOCR or PAGE file of an OCR program, the Markdown of a
/// converter, or a text layer as plain text), finds out which headline, byline and paragraphs belong together and in which order,
/// joins what column ends have cut, and says how sure it is. No character is lost or added.
#[derive(Parser)]
#[command(version, after_help = AFTER, after_long_help = AFTER)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Examples:
  banmian html page.pdf -o page.html         a newspaper page, to open in a browser
  banmian parse page.txt                     the articles, as JSON
  banmian parse page.pdf | jq -r '.articles[].headline.text'
  banmian parse page.md                      what a converter has written as Markdown
  banmian html A1.txt A2.txt --edition 晚报 --viewer banmian.js -o paper.html
                                             an issue of a paper, with the viewer in it
  banmian markdown page.txt                  or text, ndjson, json-ld, ninjs, tei
  banmian epub A1.txt A2.txt --edition 晚报 -o issue.epub
                                             a book of an issue; or atom, a feed of it
  banmian ris A1.txt A2.txt -o issue.ris     references; or csl-json, bibtex
  banmian labels page.txt                    which line is what, as a table
  banmian tei archive/ -o tei/ --resume      every page of a folder, those not done yet
  find archive -name '*.txt' -print0 | banmian ndjson --list - -0 > stories.ndjson
  banmian parse --encoding big5 old.txt      when the encoding is not what was detected
  banmian parse --cues fr.toml --cues ja.toml page.txt
                                             with language packs of your own
  banmian html page.txt --edits page.edits.json
                                             as you have corrected it
  banmian stream < texts.ndjson > pages.ndjson
                                             {\"id\": …, \"text\": …} a line, for other engines

Exit codes:
  0  done; doubts about the text are in the result, and worse ones on standard error
  1  a file cannot be read, or holds no text (a scan); the others are done
  2  the command was called wrongly
  3  edits of --edits do not fit the text or its reading any more; they are named on
     standard error, and what was asked for is written with the others";

#[derive(Subcommand)]
pub enum Command {
    /// Write the whole reading as JSON: articles, blocks, spans, confidence, reasons.
    ///
    /// Every block holds its text and the spans of the source it was made of, as bytes of
    /// UTF-8, as UTF-16 units and as lines. What is doubtful is listed under "diagnostics". Of
    /// several pages it writes a line each, with the file's name under "source".
    Parse {
        #[command(flatten)]
        common: CommonArgs,
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
    Labels(CommonArgs),
    /// Write a newspaper page as one HTML file that needs nothing else.
    ///
    /// The file opens from disk without a server, reads well with scripts off, and holds the
    /// text it was made from, and schema.org's data of its stories. Of a PDF or an OCR file with
    /// several pages, or a text with a form feed after each, it is an edition of them, unless --edits
    /// corrects it, or --edition has other files beside it; then that file is one page. The same goes for
    /// epub, atom and references; in all other formats it always is.
    Html {
        #[command(flatten)]
        common: CommonArgs,
        /// Put the viewer into the file, which it then is where scripts run: the package's
        /// banmian.js, or a file that has it within already.
        #[arg(long, value_name = "FILE")]
        viewer: Option<PathBuf>,
        /// Write all pages into one file, as an edition of this title.
        #[arg(long, value_name = "TITLE")]
        edition: Option<String>,
    },
    /// Write Markdown, with what the page says of itself as front matter.
    Markdown(CommonArgs),
    /// Write the stories as plain text, a line a paragraph.
    Text(CommonArgs),
    /// Write a line of JSON a story, for corpora.
    Ndjson(CommonArgs),
    /// Write the stories as schema.org's NewsArticle, in JSON-LD.
    JsonLd(CommonArgs),
    /// Write the page as IPTC ninjs 3.0.
    Ninjs(CommonArgs),
    /// Write the page as TEI P5.
    Tei(CommonArgs),
    /// Write a book to read anywhere: EPUB 3, a chapter a story.
    ///
    /// Several pages are one book, as are those of a document: its contents are by page and story. Where
    /// OUT is a folder (one that is there, or a name without an extension) each file is a book of its own.
    Epub {
        #[command(flatten)]
        common: CommonArgs,
        /// Write all pages into one book of this title.
        #[arg(long, value_name = "TITLE")]
        edition: Option<String>,
    },
    /// Write references to the stories for reference managers, in RIS.
    ///
    /// A reference has what the page tells of a story: headline, names, paper, date, page, section.
    /// Stories without a headline, notices and teasers are left out. Several pages are one list, unless
    /// OUT is a folder: one that is there, or a name without an extension.
    Ris(CommonArgs),
    /// Write references to the stories in CSL-JSON, as citeproc and pandoc read them.
    ///
    /// They are those that `ris` writes.
    CslJson(CommonArgs),
    /// Write references to the stories in BibTeX, as biblatex has newspapers.
    ///
    /// They are those that `ris` writes, with the decks as subtitles and without the section.
    Bibtex(CommonArgs),
    /// Write the stories as an Atom feed, an entry a story.
    ///
    /// Several pages are one feed, unless OUT is a folder: one that is there, or a name without an
    /// extension. An entry is dated as its page is, or, where the page names no date, by the time at which
    /// its file was written. Notices and teasers are left out.
    Atom {
        #[command(flatten)]
        common: CommonArgs,
        /// Write all pages into one feed of this title.
        #[arg(long, value_name = "TITLE")]
        edition: Option<String>,
    },
    /// Check the edits given with --edits against a text, and write them in another form.
    ///
    /// What does not fit the text or its reading any more is named on standard error, with the
    /// exit code 3.
    #[command(mut_arg("edits", |arg| arg.required(true)))]
    Edits {
        #[command(flatten)]
        common: CommonArgs,
        /// The form to write: the list itself, with its places as they are in this text, or
        /// W3C Web Annotations, with regions of the page where it is known how its lines stand.
        #[arg(long, value_name = "FORM", default_value = "json")]
        to: EditsFormat,
    },
    /// Read a line of JSON a page from standard input, write a line a page, in the same order.
    ///
    /// A line is {"text": …}, or {"bytes": …} with a file in base64, or {"path": …} with the name
    /// of one, with whatever else, which is given back beside "page", as is the path. Where there
    /// are several of them, the first of these three is read. A line that is none gives
    /// {"line": …, "error": …}, and the next is read. Memory does not grow with the number of
    /// lines. Any file is read that the command may read, so let strangers name none.
    Stream {
        #[command(flatten)]
        read: ReadArgs,
        /// What is written under "page": the reading, or the stories as `ndjson` has them.
        #[arg(long, value_name = "FORM", default_value = "parse")]
        to: StreamFormat,
        /// So many lines are read at once; as many as there are processors if not given.
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
    /// Write the completions of the command for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the command's manual page.
    Man,
}

impl Command {
    /// Returns how the subcommands that read texts read them.
    pub fn read_args(&self) -> Option<&ReadArgs> {
        match self {
            Self::Stream { read, .. } => Some(read),
            Self::Completions { .. } | Self::Man => None,
            Self::Parse { common, .. }
            | Self::Html { common, .. }
            | Self::Epub { common, .. }
            | Self::Atom { common, .. }
            | Self::Edits { common, .. } => Some(&common.read),
            Self::Labels(common)
            | Self::Markdown(common)
            | Self::Text(common)
            | Self::Ndjson(common)
            | Self::JsonLd(common)
            | Self::Ninjs(common)
            | Self::Tei(common)
            | Self::Ris(common)
            | Self::CslJson(common)
            | Self::Bibtex(common) => Some(&common.read),
        }
    }
}

#[derive(Args)]
pub struct CommonArgs {
    /// Pages: PDF, ALTO, hOCR, PAGE, pdf.js text, Markdown or text, or what `banmian parse` and
    /// `banmian html` write, or the viewer saves; - is standard input. Of a METS file, the files of
    /// OCR in its folder that it lists, in the order of their pages. Of a folder, every .txt and .pdf
    /// in it and below, and every .xml, .hocr, .html and .htm that is ALTO, hOCR or PAGE; .md and
    /// .json only with --form markdown and pdfjs. Links are followed. A folder or a list that has a
    /// page in two forms, such as A1.pdf and A1.txt, is refused.
    #[arg(value_name = "FILE", required_unless_present = "list")]
    pub files: Vec<PathBuf>,
    /// Read the names of files, one a line, from this file; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// The names in the list end with a NUL instead of a line feed, as `find -print0` writes them.
    #[arg(short = '0', long, requires = "list")]
    pub null: bool,
    /// The file to write, or, for several pages, the folder; standard output if not given.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// So many pages are read at once; as many as there are processors if not given.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Leave out pages whose file is in the output folder already, and whole.
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Correct the reading as this list of edits says (JSON, as the viewer writes it), and not as a
    /// saved page says itself.
    #[arg(long, value_name = "FILE.edits.json")]
    pub edits: Option<PathBuf>,
    #[command(flatten)]
    pub read: ReadArgs,
}

impl CommonArgs {
    /// Returns the pages to read.
    pub fn inputs(&self) -> Result<InputFiles, Error> {
        let list = self.list.as_deref().map(|path| NameList { path, null: self.null });
        InputFiles::new(&self.files, list.as_ref(), self.output.as_deref(), self.read.form()?)
    }

    /// Returns the files that are read beside the pages: the list of their names, edits, packs.
    pub fn files_beside_pages(&self) -> impl Iterator<Item = &Path> {
        self.list.iter().chain(&self.edits).chain(&self.read.cues).map(|path| &**path)
    }
}

/// How pages are read.
#[derive(Args)]
pub struct ReadArgs {
    /// Read files as of this form, whatever they seem to be; of a folder, only the files of it.
    #[arg(long, value_name = "FORM", default_value = "auto")]
    pub form: FormChoice,
    /// Read files as text in this encoding (utf-8, gb18030, big5, utf-16le, …) instead of the one
    /// detected; implies --form text.
    #[arg(long, value_name = "NAME", value_parser = encoding_name)]
    pub encoding: Option<String>,
    /// Read with this language pack (TOML, as in the repository's cues/) where it fits better
    /// than the built-in ones; may be given several times.
    #[arg(long, value_name = "FILE.toml")]
    pub cues: Vec<PathBuf>,
    /// Read with the pack of this language (zh-Hans, zh-Hant, en, ja, that of a pack given
    /// with --cues, or und for none) instead of the one that fits best.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Write what is wrong as a line of JSON each: file, kind, message.
    #[arg(long)]
    pub json_errors: bool,
}

impl ReadArgs {
    /// Returns the form that files are read as: text where an encoding is named.
    pub fn form(&self) -> Result<FormChoice, Error> {
        match (self.form, &self.encoding) {
            (form, None) => Ok(form),
            (FormChoice::Auto | FormChoice::Text, Some(_)) => Ok(FormChoice::Text),
            _ => Err(Error::EncodingOfForm),
        }
    }
}

/// The formats that a list of edits can be written in.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum EditsFormat {
    /// The list itself, its places those of this text.
    Json,
    /// A page of W3C Web Annotations, with regions where places are known.
    WebAnnotations,
}

/// What `stream` writes of each page.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum StreamFormat {
    /// The whole reading.
    Parse,
    /// The stories, as `ndjson` has them.
    Stories,
}

fn encoding_name(name: &str) -> Result<String, DecodeError> {
    banmian::decode(b"", Some(name)).map(|_| name.into())
}
