use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

use super::args::When;
use super::colour;
use crate::input::{self, Input, InputError, STDIN_NAME};
use crate::report;
use crate::source::{Document, FileState, InputKind};
use crate::write::{self, Problem, Rewritten, Shift, Splice, System, WriteError};

/// Where fixed files go.
pub(super) struct Writing {
    /// Whether a patch is printed and nothing is written.
    diff: bool,
    color: When,
    /// The paths of the files by the names in reports.
    paths: HashMap<String, PathBuf>,
    /// What standard input gave, if it is an input, and the name that it has in reports.
    stdin: Option<(NamedTempFile, String)>,
    current: Option<Current>,
    is_stdin_written: bool,
}

/// The file whose documents are being taken.
struct Current {
    path: String,
    state: Option<FileState>,
    splices: Vec<Splice>,
    shift: Shift,
    changes: Changes,
    /// Whether not all of it could be read.
    is_broken: bool,
}

/// What was changed in a file.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// How many fixes were made.
    pub(super) fixes: u64,
    /// In how many documents.
    pub(super) documents: u64,
    /// An edit summary for each.
    pub(super) summaries: Vec<String>,
}

impl Writing {
    /// Prepares for the inputs to be fixed: each file is kept once, whatever names it was given, and standard input is
    /// read, since it is needed twice.
    pub(super) fn new(
        diff: bool,
        color: When,
        inputs: &mut Vec<Result<Input, InputError>>,
        reading: &mut input::Settings,
    ) -> anyhow::Result<Self> {
        let paths = unique(inputs);
        let mut stdin = None;
        if inputs.iter().flatten().any(|input| *input == Input::Stdin) {
            let name = reading.stdin_filename.clone().unwrap_or_else(|| STDIN_NAME.to_owned());
            if paths.contains_key(&name) {
                bail!("--stdin-filename {name}: this file is to be fixed as well; name another one");
            }
            let copy = keep_stdin().context("standard input cannot be kept to be fixed")?;
            reading.stdin_copy = Some(copy.path().to_owned());
            stdin = Some((copy, name));
        }
        Ok(Writing { diff, color, paths, stdin, current: None, is_stdin_written: false })
    }

    /// Whether standard output is for the text of standard input, or for the patch.
    pub(super) fn takes_stdout(&self) -> bool {
        self.diff || self.stdin.is_some()
    }

    /// Goes to the file of a document, and completes the one before it if that is another one.
    pub(super) fn enter(&mut self, doc: &Document) -> Result<Changes, WriteError> {
        if self.current.as_ref().is_some_and(|current| current.path == doc.origin.path) {
            return Ok(Changes::default());
        }
        let done = self.complete();
        self.current = Some(Current {
            path: doc.origin.path.clone(),
            state: doc.origin.file,
            splices: Vec::new(),
            shift: Shift::default(),
            changes: Changes::default(),
            is_broken: false,
        });
        done
    }

    /// Takes a document that changes nothing, and says where it will be.
    pub(super) fn keep(&mut self, doc: &mut Document) {
        let start = doc.map().container().map(|container| container.start);
        if let (Some(current), Some(start)) = (&self.current, start) {
            doc.start_at(current.shift.apply(start));
        }
    }

    /// Takes what changes in a document, and gives the new one, where it will be.
    pub(super) fn change(&mut self, mut rewritten: Rewritten, fixes: usize, summary: String) -> Document {
        if let Some(current) = &mut self.current {
            current.shift.place(&mut rewritten);
            current.splices.append(&mut rewritten.splices);
            current.changes.fixes += fixes as u64;
            current.changes.documents += 1;
            current.changes.summaries.push(summary);
        }
        rewritten.doc
    }

    /// Says that not all of a file could be read, so that it is not to be written.
    pub(super) fn give_up(&mut self, path: &str) {
        if let Some(current) = self.current.as_mut().filter(|current| current.path == path) {
            current.is_broken = true;
        }
    }

    /// Completes the file whose documents were taken.
    pub(super) fn complete(&mut self) -> Result<Changes, WriteError> {
        let Some(current) = self.current.take() else { return Ok(Changes::default()) };
        if current.splices.is_empty() {
            return Ok(Changes::default());
        }
        match self.write(&current) {
            Ok(()) => Ok(current.changes),
            Err(problem) => Err(WriteError { path: current.path, page: None, problem }),
        }
    }

    /// Completes the last file. Standard input is passed through if nothing is to change in it.
    pub(super) fn finish(&mut self) -> Result<Changes, WriteError> {
        let completed = self.complete();
        if let (Some((copy, name)), false) = (&self.stdin, self.diff || self.is_stdin_written) {
            let pass = || -> Result<(), Problem> {
                write::copy(copy.reopen().map_err(Problem::Read)?, &[], &mut io::stdout().lock())
            };
            pass().map_err(|problem| WriteError { path: name.clone(), page: None, problem })?;
        }
        completed
    }

    fn write(&mut self, current: &Current) -> Result<(), Problem> {
        let Current { path, state, splices, .. } = current;
        if current.is_broken {
            return Err(Problem::Unread);
        }
        let stdin = self.stdin.as_ref().filter(|(_, name)| name == path).map(|(copy, _)| copy);
        let open = || match (stdin, self.paths.get(path)) {
            (Some(copy), _) => copy.reopen(),
            (_, Some(path)) => File::open(path),
            _ => Err(io::ErrorKind::NotFound.into()),
        };
        if self.diff {
            let mut diff = Vec::new();
            write::patch(path, open().map_err(Problem::Read)?, splices, &mut diff)?;
            return print_patch(&diff, self.color).map_err(Problem::Write);
        }
        if stdin.is_some() {
            self.is_stdin_written = true;
            return write::copy(
                open().map_err(Problem::Read)?,
                splices,
                &mut BufWriter::new(io::stdout().lock()),
            );
        }
        let path = self.paths.get(path).ok_or(Problem::NotAFile)?;
        write::replace(path, *state, splices, &System)
    }
}

/// Keeps each file once, and gives the paths by the names that reports have for them.
fn unique(inputs: &mut Vec<Result<Input, InputError>>) -> HashMap<String, PathBuf> {
    let mut paths = HashMap::new();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Ok(Input::File(path) | Input::Found(path)) => {
            paths.insert(path.to_string_lossy().into_owned(), path.clone());
            seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone()))
        }
        Ok(Input::Stdin) | Err(_) => true,
    });
    paths
}

fn keep_stdin() -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(file)
}

/// Whether a file holds one document and nothing else, so that it can be completed at once.
pub(super) fn is_whole(doc: &Document) -> bool {
    doc.origin.input != InputKind::Dump
}

/// Prints a patch as it is; for people, on a terminal, with colours and without what would change the terminal.
fn print_patch(diff: &[u8], color: When) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let is_terminal = io::stdout().is_terminal();
    if !is_terminal && color != When::Always {
        out.write_all(diff)?;
        return out.flush();
    }
    let colour = colour(color, &io::stdout());
    for line in String::from_utf8_lossy(diff).lines() {
        let style = match line.as_bytes().first() {
            Some(b'-') if colour => AnsiColor::Red.on_default(),
            Some(b'+') if colour => AnsiColor::Green.on_default(),
            Some(b'@') if colour => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        writeln!(out, "{style}{}{style:#}", report::escape(line))?;
    }
    out.flush()
}
