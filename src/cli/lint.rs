use std::io::{self, IsTerminal};
#[cfg(feature = "net")]
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::args::LintArguments;
use super::changes::{self, Asked};
use super::fix::{self, Worker};
use super::inputs::{inputs, is_stdin_implied, threads, warn_of_nothing};
#[cfg(feature = "net")]
use super::online;
use super::output::outputs;
use super::planning::{Planning, command_line, plan, today};
use super::progress::Progress;
use super::run::Run;
use super::writing::Writing;
use super::{FAILED, baseline, complain};
use crate::cache::Cache;
#[cfg(feature = "net")]
use crate::input::{self, Input, InputError};
#[cfg(feature = "net")]
use crate::lint;
use crate::plan::Narrow;
#[cfg(feature = "net")]
use crate::plan::Plans;
use crate::runner::{self, Item};
use crate::source::Document;

/// Lints what the arguments name, reports it, and gives the exit code.
pub(super) fn run(arguments: &LintArguments) -> anyhow::Result<u8> {
    let said = command_line(&arguments.input, Some(&arguments.rules));
    let asked = changes::ask(arguments)?;
    let find = |configs: &_| match &asked {
        Asked::Git(changes) => changes.inputs(&arguments.input, configs),
        Asked::File(_) | Asked::Nothing => inputs(&arguments.input, configs),
    };
    let policy = |registry| fix::policy(&arguments.fix, registry);
    let Planning { mut inputs, mut reading, mut plans } =
        plan(&arguments.input, &said, arguments.today, find, policy)?;
    let known = baseline::read(&arguments.baseline, &mut plans)?;
    baseline::check_names(arguments, &inputs)?;
    if plans.iter().all(|plan| plan.selection.is_empty()) {
        complain("warning: no rule is left to run");
    }
    warn_of_nothing(&arguments.input, &inputs);
    let is_stdin_implied = is_stdin_implied(&arguments.input, &inputs);
    let comparison = asked.comparison(&inputs, &mut reading)?;
    let is_asked = arguments.fix.interactive;
    let interview = is_asked.then(|| fix::interview(&inputs, arguments.color)).transpose()?;
    let fixes = arguments.fix.fix;
    let writing = fixes
        .then(|| Writing::new(arguments.fix.diff, arguments.color, &mut inputs, &mut reading))
        .transpose()?;
    let is_stdout_taken = writing.as_ref().is_some_and(Writing::takes_stdout);
    let outputs = outputs(arguments, is_stdout_taken, &inputs)?;
    let mut narrows: Vec<Box<dyn Narrow + '_>> = vec![Box::new(&known.baselines)];
    let mut unchanged = 0;
    if let Some(comparison) = comparison {
        (inputs, unchanged) = comparison.select(inputs);
        narrows.push(comparison.narrow);
    }
    let diff = arguments.fix.diff;
    let cache = match &arguments.cache {
        Some(path) => Some(Cache::open(path, today(arguments.today))?),
        None => None,
    };
    #[cfg(feature = "net")]
    let links = ask(arguments, &inputs, &mut reading, &mut plans)?;
    #[cfg(feature = "net")]
    let is_partial = links.as_ref().is_some_and(|links| links.is_partial);
    #[cfg(not(feature = "net"))]
    let is_partial = false;
    let worker = Worker { plans: &plans, cache: cache.as_ref(), narrows, fixes, diff, interview };
    let mut run = Run::new(arguments, &worker, &known.baselines, outputs, writing, reading.clone());
    run.unchanged(unchanged);
    let work = |doc: &Document| worker.work(doc);
    runner::silence_caught_panics();
    // On one thread each file is written before the next one is asked about.
    let threads = if is_asked { 1 } else { threads(arguments.threads) };
    let is_progress_wanted = !arguments.no_progress && !is_asked;
    let mut progress = Progress::new(is_progress_wanted, &inputs, &mut reading);
    let is_terminal = io::stdout().is_terminal();
    let result = runner::run(inputs, &reading, threads, work, |item| match item {
        Item::Document(doc, made) => {
            let writes = made.repair.is_some() || (is_terminal && !made.linted.outcome.findings.is_empty());
            progress.around(writes, || run.document(doc, made))
        }
        Item::Skipped(_) => progress.around(false, || run.skipped()),
        Item::Failed(failure) => progress.around(true, || run.failure(&failure)),
    });
    progress.finish();
    // In a job of a CI server nothing comes from there, and a run that saw nothing must not pass.
    if is_stdin_implied && run.has_read_nothing() {
        bail!("standard input is empty; name what to lint, such as `.` for this folder");
    }
    let finished = result.and_then(|()| run.finish());
    if let Some(Err(error)) = cache.as_ref().map(Cache::save) {
        complain(&format!("warning: the cache cannot be written: {error}"));
    }
    baseline::write(arguments, &known, &plans, run.ledger())?;
    match finished {
        // Whoever reads has seen enough; there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(run.code()),
        Err(error) => Err(error).context("cannot write the report"),
        Ok(()) if is_partial => Ok(FAILED),
        Ok(()) => Ok(run.code()),
    }
}

/// With `--online`, asks the links of what is linted, and tells the rules what is known of them.
#[cfg(feature = "net")]
fn ask(
    arguments: &LintArguments,
    inputs: &[Result<Input, InputError>],
    reading: &mut input::Settings,
    plans: &mut Plans,
) -> anyhow::Result<Option<online::Asked>> {
    if !arguments.online.online {
        return Ok(None);
    }
    if arguments.cache.is_some() {
        bail!("--online --cache: findings about links would be those of an earlier run");
    }
    let threads = threads(arguments.threads);
    let is_progress_wanted = !arguments.no_progress;
    let asked =
        online::ask(&arguments.online, inputs, reading, plans, lint::parse, threads, is_progress_wanted)?;
    for plan in plans.iter_mut() {
        plan.linter.set_known_links(Arc::clone(&asked.known));
    }
    Ok(Some(asked))
}
