use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::args::LintArguments;
use super::{colour, width};
use crate::input::{Input, InputError};
use crate::report::{self, Entry, Failure, Format, Report, Summary};

/// One report and where it goes.
pub(super) struct Output {
    pub(super) report: Box<dyn Report>,
    pub(super) out: Box<dyn Write>,
}

/// The reports of a run.
pub(super) struct Outputs {
    outputs: Vec<Output>,
    /// Whether a report that cannot be written ends the run; not where files are fixed, which is not left half done.
    is_vital: bool,
    /// Why a report ended early.
    failed: Option<io::Error>,
}

impl Outputs {
    pub(super) fn new(outputs: Vec<Output>, is_vital: bool) -> Self {
        Outputs { outputs, is_vital, failed: None }
    }

    pub(super) fn document(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        self.each(|output| output.report.document(entry, &mut output.out))
    }

    pub(super) fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        self.each(|output| output.report.failure(failure, &mut output.out))
    }

    /// Ends the reports. Fails if one of them ended early.
    pub(super) fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.each(|output| {
            output.report.finish(summary, &mut output.out)?;
            output.out.flush()
        })?;
        self.failed.take().map_or(Ok(()), Err)
    }

    fn each(&mut self, mut write: impl FnMut(&mut Output) -> io::Result<()>) -> io::Result<()> {
        self.outputs.retain_mut(|output| match write(output) {
            Ok(()) => true,
            Err(error) => {
                self.failed.get_or_insert(error);
                false
            }
        });
        match self.failed.take_if(|_| self.is_vital) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// The report on standard output, or on standard error if the other is taken, and those that `--output` asks for.
/// A file that is to be linted is never written over, and no file is written before all of them are known to be good.
pub(super) fn outputs(
    arguments: &LintArguments,
    is_stdout_taken: bool,
    inputs: &[Result<Input, InputError>],
) -> anyhow::Result<Vec<Output>> {
    let settings = report::Settings {
        colour: match is_stdout_taken {
            true => colour(arguments.color, &io::stderr()),
            false => colour(arguments.color, &io::stdout()),
        },
        width: width().unwrap_or(100),
        ..report::Settings::default()
    };
    let out: Box<dyn Write> = if is_stdout_taken {
        Box::new(BufWriter::new(io::stderr()))
    } else if io::stdout().is_terminal() {
        Box::new(io::stdout().lock())
    } else {
        Box::new(BufWriter::new(io::stdout().lock()))
    };
    let mut outputs = vec![Output { report: report::make(arguments.format, &settings), out }];
    let plain = report::Settings { colour: false, width: 100, ..settings };
    let mut targets = Vec::new();
    let mut taken = HashSet::new();
    for target in &arguments.output {
        let (format, path) = split(target, arguments.format)?;
        if is_input(path, inputs) {
            bail!("--output {target}: this file is to be linted; name another one");
        }
        if place(path).is_some_and(|place| !taken.insert(place)) {
            bail!("--output {target}: two reports cannot be written to one file");
        }
        targets.push((format, path));
    }
    for (format, path) in targets {
        let file = File::create(path).with_context(|| format!("--output: cannot write {path}"))?;
        outputs.push(Output { report: report::make(format, &plain), out: Box::new(BufWriter::new(file)) });
    }
    Ok(outputs)
}

/// `[FORMAT:]FILE`. A single letter before the colon is a drive. Without a format it is the one that the file's ending
/// names, else that of standard output.
fn split(target: &str, default: Format) -> anyhow::Result<(Format, &str)> {
    let (format, path) = match target.split_once(':') {
        Some((name, path)) if name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            (name.parse().with_context(|| format!("--output {target}"))?, path)
        }
        _ => (of_ending(target).unwrap_or(default), target),
    };
    match path {
        "" => bail!("--output {target}: the name of a file is missing"),
        name if name == target && name.parse::<Format>().is_ok() => {
            bail!(
                "--output {target}: the name of a file is missing; write {target}:FILE, or ./{target} for a file of this name"
            )
        }
        "-" => bail!("--output {target}: what goes to standard output is chosen with --format"),
        _ => Ok((format, path)),
    }
}

/// The format that a file's ending names, for those whose ending says no other one.
fn of_ending(path: &str) -> Option<Format> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match ending.parse().ok()? {
        format @ (Format::Json | Format::Jsonl | Format::Sarif | Format::Csv | Format::Html) => Some(format),
        _ => None,
    }
}

/// Where a file is, or will be.
fn place(path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let new = || Some(fs::canonicalize(folder).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(new)
}

fn is_input(path: &str, inputs: &[Result<Input, InputError>]) -> bool {
    let Ok(path) = fs::canonicalize(path) else { return false };
    let is_same = |file: &Path| fs::canonicalize(file).is_ok_and(|file| file == path);
    inputs.iter().flatten().any(|input| match input {
        Input::File(file) | Input::Found(file) => is_same(file),
        Input::Stdin => false,
    })
}
