//! The command: reads pages, writes them in another form.

mod args;
mod batch;
mod edits;
mod failure;
mod forms;
mod html;
mod read;
mod stream;

use args::{Ask, Cli, Command};
use clap::{CommandFactory, Parser};
use failure::Failure;
use forms::Form;
use std::process::ExitCode;

fn main() -> ExitCode {
    let script;
    let (ask, form) = match Cli::parse().command {
        Command::Parse { ask, compact } => (ask, Form::Parse { compact }),
        Command::Labels(ask) => (ask, Form::Labels),
        Command::Html { ask, viewer, edition } => {
            script = match viewer.as_deref().map(html::viewer).transpose() {
                Ok(script) => script,
                Err(failure) => return ended(Err(failure), ask.json_errors),
            };
            if let Some(title) = edition {
                return ended(html::edition(&ask, script.as_deref(), &title), ask.json_errors);
            }
            (ask, Form::Html(script.as_deref()))
        }
        Command::Markdown(ask) => (ask, Form::Markdown),
        Command::Text(ask) => (ask, Form::Text),
        Command::Ndjson(ask) => (ask, Form::Ndjson),
        Command::JsonLd(ask) => (ask, Form::JsonLd),
        Command::Ninjs(ask) => (ask, Form::Ninjs),
        Command::Tei(ask) => (ask, Form::Tei),
        Command::Epub(ask) => (ask, Form::Epub),
        Command::Edits { ask, to } => (ask, Form::Edits(to)),
        Command::Stream { how, form, jobs } => return ended(stream::run(&how, form, jobs), false),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "banmian", &mut script);
            return ended(batch::print(&script), false);
        }
        Command::Man => return ended(manual(), false),
    };
    let Ask { json_errors, .. } = ask;
    ended(batch::run(&ask, form), json_errors)
}

fn ended(outcome: Result<(), Failure>, json_errors: bool) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.say(json_errors);
            ExitCode::from(failure.code())
        }
    }
}

/// The manual page: the command, and each of its parts behind it.
fn manual() -> Result<(), Failure> {
    let mut page = Vec::new();
    let written = (|| {
        let command = Cli::command();
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        for part in command.get_subcommands().filter(|part| !part.is_hide_set()) {
            let named = part.clone().display_name(format!("banmian {}", part.get_name()));
            let man = clap_mangen::Man::new(named);
            man.render_name_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)?;
        }
        Ok(())
    })();
    written.map_err(|error| Failure::Write { name: "the manual page".into(), error })?;
    batch::print(&page)
}
