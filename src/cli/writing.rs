use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use anyhow::{Context as _, bail};
use tempfile::NamedTempFile;

use super::colour;
use super::values::When;
use crate::input::{self, Input, InputError, STDIN_NAME};
use crate::report;
use crate::source::{Document, FileState, InputKind};
use crate::write::{self, Problem, Splice, System, WriteError};

/// Where fixed files go.
pub(super) struct Writing {
    /// Whether a patch is printed and nothing is written.
    diff: bool,
    color: When,
    /// The paths of the files by the names in reports. Names that are not UTF-8 may be one name there.
    paths: HashMap<String, Vec<PathBuf>>,
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
    changes: Changes,
    /// Whether not all of it could be read.
    is_broken: bool,
}

/// A file with fixes that is complete.
pub(super) struct Completed {
    /// Where it can be read again.
    pub(super) input: Input,
    pub(super) result: Result<Changes, WriteError>,
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

    /// Whether a document is of the file whose documents are being taken.
    pub(super) fn is_in(&self, doc: &Document) -> bool {
        let is_same =
            |current: &Current| (&current.path, current.state) == (&doc.origin.path, doc.origin.file);
        self.current.as_ref().is_some_and(is_same)
    }

    /// Goes to the file of a document; the one before it is complete.
    pub(super) fn enter(&mut self, doc: &Document) {
        self.current = Some(Current {
            path: doc.origin.path.clone(),
            state: doc.origin.file,
            splices: Vec::new(),
            changes: Changes::default(),
            is_broken: false,
        });
    }

    /// Takes what changes in a document.
    pub(super) fn change(&mut self, mut splices: Vec<Splice>, fixes: usize, summary: String) {
        if let Some(current) = &mut self.current {
            current.splices.append(&mut splices);
            current.changes.fixes += fixes as u64;
            current.changes.documents += 1;
            current.changes.summaries.push(summary);
        }
    }

    /// Says that not all of a file could be read, so that it is not to be written.
    pub(super) fn give_up(&mut self, path: &str) {
        if let Some(current) = self.current.as_mut().filter(|current| current.path == path) {
            current.is_broken = true;
        }
    }

    /// Completes the file whose documents were taken; none if nothing changes in it.
    pub(super) fn complete(&mut self) -> Option<Completed> {
        let current = self.current.take().filter(|current| !current.splices.is_empty())?;
        let (input, written) = if self.stdin.as_ref().is_some_and(|(_, name)| *name == current.path) {
            (Input::Stdin, self.write_stdin(&current))
        } else {
            let path = self.path_of(&current);
            let written = self.write_file(&path, &current);
            (Input::File(path), written)
        };
        let result = match written {
            Ok(()) => Ok(current.changes),
            Err(problem) => Err(WriteError { path: current.path, page: None, problem }),
        };
        Some(Completed { input, result })
    }

    /// Passes standard input through if nothing was changed in it.
    pub(super) fn finish(&mut self) -> Result<(), WriteError> {
        let Some((copy, name)) = self.stdin.as_ref().filter(|_| !self.diff && !self.is_stdin_written) else {
            return Ok(());
        };
        pass_on(copy).map_err(|problem| WriteError { path: name.clone(), page: None, problem })
    }

    /// A file that holds standard input, after its fixes if they were made.
    pub(super) fn stdin_copy(&self) -> Option<PathBuf> {
        self.stdin.as_ref().map(|(copy, _)| copy.path().to_owned())
    }

    /// The path of a file. Of several that have one name in reports it is the one that is in the same state.
    fn path_of(&self, current: &Current) -> PathBuf {
        let paths = self.paths.get(&current.path).map(Vec::as_slice).unwrap_or_default();
        let is_it = |path: &&PathBuf| {
            fs::metadata(path).is_ok_and(|metadata| Some(FileState::of(&metadata)) == current.state)
        };
        let found = paths.iter().find(is_it).or(paths.first());
        found.cloned().unwrap_or_else(|| PathBuf::from(&current.path))
    }

    fn write_file(&self, path: &Path, current: &Current) -> Result<(), Problem> {
        if current.is_broken {
            return Err(Problem::Unread);
        }
        if self.diff {
            let file = File::open(path).map_err(Problem::Read)?;
            return self.print_patch(&patch_name(path), file, &current.splices);
        }
        write::replace(path, current.state, &current.splices, &System)
    }

    fn write_stdin(&mut self, current: &Current) -> Result<(), Problem> {
        let Some((copy, name)) = self.stdin.as_mut().filter(|_| !current.is_broken) else {
            return Err(Problem::Unread);
        };
        let old = copy.reopen().map_err(Problem::Read)?;
        if self.diff {
            let name = name.clone();
            return self.print_patch(&name, old, &current.splices);
        }
        let mut new = NamedTempFile::new().map_err(Problem::Write)?;
        write::copy(old, &current.splices, &mut new)?;
        *copy = new;
        self.is_stdin_written = true;
        pass_on(copy)
    }

    fn print_patch(&self, name: &str, old: File, splices: &[Splice]) -> Result<(), Problem> {
        let mut diff = Vec::new();
        write::patch(name, old, splices, &mut diff)?;
        print_patch(&diff, self.color).map_err(Problem::Write)
    }
}

/// Writes a copy of standard input to standard output.
fn pass_on(copy: &NamedTempFile) -> Result<(), Problem> {
    write::copy(copy.reopen().map_err(Problem::Read)?, &[], &mut io::stdout().lock())
}

/// The name of a file for a tool that applies a patch: relative to the current folder if it is in it.
fn patch_name(path: &Path) -> String {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (file, folder) = (real(path), real(Path::new(".")));
    file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned()
}

/// Keeps each file once, and gives the paths by the names that reports have for them.
fn unique(inputs: &mut Vec<Result<Input, InputError>>) -> HashMap<String, Vec<PathBuf>> {
    let mut paths: HashMap<_, Vec<_>> = HashMap::new();
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Ok(Input::File(path) | Input::Found(path)) => {
            paths.entry(path.to_string_lossy().into_owned()).or_default().push(path.clone());
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
