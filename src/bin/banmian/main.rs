//! The command `banmian`: reads pages and writes them in other formats.

mod args;
mod batch;
mod edition;
mod edition_page;
mod edits;
mod error;
mod form_choice;
mod format;
mod html;
mod input;
mod mets;
mod output;
mod pool;
mod reader;
mod saved_html;
mod stream;

use args::{Cli, Command, CommonArgs};
use clap::{CommandFactory, Parser};
use error::{Error, printable};
use format::OutputFormat;
use output::write_to_stdout;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) => return report_usage(&error),
    };
    let json_errors = command.read_args().is_some_and(|read| read.json_errors);
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.print(json_errors);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Reports that the command was called wrongly, or shows the help that was asked for.
fn report_usage(error: &clap::Error) -> ExitCode {
    let as_json = env::args_os().take_while(|arg| arg != "--").any(|arg| arg == "--json-errors");
    // clap repeats the arguments as they are
    let is_printable = |arg: OsString| printable(&arg.to_string_lossy()) == arg.to_string_lossy();
    if !error.use_stderr() || !as_json && env::args_os().all(is_printable) {
        error.exit();
    }
    let error = Error::Usage { message: error.render().to_string() };
    error.print(as_json);
    ExitCode::from(error.exit_code())
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Parse { common, compact } => batch::run(&common, OutputFormat::Parse { compact }),
        Command::Labels(common) => batch::run(&common, OutputFormat::Labels),
        Command::Html { common, viewer, edition } => {
            let script = viewer.as_deref().map(html::viewer_script).transpose()?;
            run_edition(&common, OutputFormat::Html(script.as_ref()), edition.as_deref())
        }
        Command::Markdown(common) => batch::run(&common, OutputFormat::Markdown),
        Command::Text(common) => batch::run(&common, OutputFormat::Text),
        Command::Ndjson(common) => batch::run(&common, OutputFormat::Ndjson),
        Command::JsonLd(common) => batch::run(&common, OutputFormat::JsonLd),
        Command::Ninjs(common) => batch::run(&common, OutputFormat::Ninjs),
        Command::Tei(common) => batch::run(&common, OutputFormat::Tei),
        Command::Epub { common, edition } => run_edition(&common, OutputFormat::Epub, edition.as_deref()),
        Command::Ris(common) => batch::run(&common, OutputFormat::Ris),
        Command::CslJson(common) => batch::run(&common, OutputFormat::CslJson),
        Command::Bibtex(common) => batch::run(&common, OutputFormat::Bibtex),
        Command::Atom { common, edition } => run_edition(&common, OutputFormat::Atom, edition.as_deref()),
        Command::Edits { common, to } => batch::run(&common, OutputFormat::Edits(to)),
        Command::Stream { read, to, jobs } => stream::run(&read, to, jobs),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "banmian", &mut script);
            write_to_stdout(&script)
        }
        Command::Man => write_manual(),
    }
}

/// Writes all pages as one edition if it has a title, and otherwise each as the format has it.
fn run_edition(common: &CommonArgs, format: OutputFormat, title: Option<&str>) -> Result<(), Error> {
    match title {
        Some(title) => edition::write(common, format, title),
        None => batch::run(common, format),
    }
}

/// Writes the manual page: the command, and then each subcommand.
fn write_manual() -> Result<(), Error> {
    let mut page = Vec::new();
    let rendered = (|| {
        let command = Cli::command();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
            let name = format!("banmian {}", subcommand.get_name());
            let man = clap_mangen::Man::new(subcommand.clone().display_name(name));
            man.render_name_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)?;
        }
        Ok(())
    })();
    rendered.map_err(|error| Error::Write { name: "the manual page".into(), error })?;
    write_to_stdout(&page)
}
