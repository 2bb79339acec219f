//! The command line: arguments, one file for each command, exit codes.

mod args;
mod ast;
mod baseline;
mod changes;
mod compare;
mod config;
mod explain;
mod fix;
mod hosts;
mod init;
mod inputs;
mod interactive;
mod links;
mod lint;
#[cfg(feature = "net")]
mod online;
mod output;
mod page;
mod planning;
mod progress;
mod rules;
mod run;
mod safety;
mod stats;
mod test;
mod values;
mod writing;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};
use values::When;

use crate::{report, runner};

/// Nothing at or above `--fail-on` was found.
const CLEAN: u8 = 0;
/// Something was.
const FOUND: u8 = 1;
/// The run failed.
const FAILED: u8 = 2;

/// Runs the command that the process's arguments ask for.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Some(Command::Lint(lint)) => lint::run(&lint),
        None => lint::run(&arguments.lint),
        Some(Command::Test(arguments)) => answer(|out| test::run(&arguments, out)),
        Some(Command::Explain { rule }) => print(|out| explain::run(&rule, out)),
        Some(Command::Rules { format, peer }) => print(|out| rules::run(format, peer.as_deref(), out)),
        Some(Command::Config(arguments)) => print(|out| config::run(&arguments, out)),
        Some(Command::Init { folder, rule }) => print(|out| match rule {
            Some(name) => init::rule(folder.as_deref(), &name, out),
            None => init::run(folder.as_deref().unwrap_or(Path::new(".")), out),
        }),
        Some(Command::Ast(arguments)) => ast::run(&arguments),
        Some(Command::Compare(arguments)) => compare::run(&arguments),
        Some(Command::Links(arguments)) => links::run(&arguments),
        Some(Command::Stats(arguments)) => stats::run(&arguments),
        #[cfg(feature = "net")]
        Some(Command::LinkCache(arguments)) => answer(|out| online::link_cache(&arguments, out)),
        Some(Command::Completions { shell }) => print(|out| {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "wikivet", &mut script);
            Ok(out.write_all(&script)?)
        }),
    };
    ExitCode::from(result.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        FAILED
    }))
}

/// Runs a command that only prints.
fn print(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<u8> {
    answer(|out| write(out).map(|()| CLEAN))
}

/// Runs a command that prints and has an exit code. A pipe closed by the reader ends it quietly.
fn answer(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<u8>) -> anyhow::Result<u8> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|code| Ok(out.flush().map(|()| code)?)) {
        Err(error) if is_closed_pipe(&error) => Ok(CLEAN),
        result => result,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says on standard error what went wrong.
fn complain(message: &str) {
    say(&format!("wikivet: {message}"));
}

/// Says on standard error what could not be read, and gives it as reports have it.
fn told(failure: &runner::Failure) -> report::Failure {
    complain(&report::escape(&failure.to_string()));
    report::Failure {
        path: failure.path().to_owned(),
        page: failure.page().map(str::to_owned),
        message: failure.message(),
    }
}

/// The exit code of a run that lists what it read. A pipe closed by the reader ends it quietly.
fn ended(result: io::Result<()>, failed: bool) -> anyhow::Result<u8> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(if failed { FAILED } else { CLEAN }),
    }
}

/// Writes a line to standard error. Nothing is left to do if that is closed.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether to colour what goes to a stream.
fn colour(when: When, stream: &impl IsTerminal) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            stream.is_terminal()
                && !set("NO_COLOR")
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// The width of the terminal in columns, if standard output is one.
fn width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
