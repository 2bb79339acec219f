use std::collections::HashMap;
use std::io;

use anyhow::Context as _;
use chrono::{NaiveDate, Utc};

use super::args::{LintArguments, SeverityArgument};
use super::complain;
use super::fix::{self, Worker};
use super::inputs::{check_language, check_names, inputs, reading, threads, warn_of_nothing};
use super::output::outputs;
use super::run::Run;
use super::writing::Writing;
use crate::engine::{Linter, Registry, Selection, Selectors};
use crate::finding::Severity;
use crate::lint;
use crate::plan::{Plan, Plans};
use crate::runner::{self, Item};
use crate::source::Document;

/// Lints what the arguments name, reports it, and gives the exit code.
pub(super) fn run(arguments: &LintArguments) -> anyhow::Result<u8> {
    check_names(&arguments.input)?;
    check_language(arguments.language.as_deref())?;
    let registry = Registry::built_in();
    let selectors = Selectors {
        select: arguments.select.clone(),
        extend_select: arguments.extend_select.clone(),
        ignore: arguments.ignore.clone(),
    };
    let selection = Selection::new(registry, &selectors)?;
    for selector in &selection.without_rule {
        complain(&format!("warning: wikivet has no rule for `{selector}` yet"));
    }
    if selection.is_empty() {
        complain("warning: no rule is left to run");
    }
    let linter = Linter::new(registry, |page| selection.enables(page.name), &HashMap::new())?;
    let settings = lint::Settings {
        wiki: named(&arguments.input.wiki),
        language: arguments.language.clone(),
        today: arguments.today.unwrap_or_else(today),
    };
    let plans = Plans::from(Plan {
        registry,
        selection,
        linter,
        settings,
        min_severity: arguments.min_severity.map(severity),
        root: None,
    });
    let policy = fix::policy(&arguments.fix, registry)?;
    let mut inputs = inputs(&arguments.input);
    warn_of_nothing(&inputs);
    let mut reading = reading(&arguments.input);
    let is_asked = arguments.fix.interactive;
    let interview = is_asked.then(|| fix::interview(&inputs, arguments.color)).transpose()?;
    let writing = match policy {
        Some(_) => Some(Writing::new(arguments.fix.diff, arguments.color, &mut inputs, &mut reading)?),
        None => None,
    };
    let is_stdout_taken = writing.as_ref().is_some_and(Writing::takes_stdout);
    let outputs = outputs(arguments, is_stdout_taken, &inputs)?;
    let diff = arguments.fix.diff;
    let worker = Worker { plans: &plans, narrows: Vec::new(), policy, diff, interview };
    let mut run = Run::new(arguments, &worker, outputs, writing, reading.clone());
    let work = |doc: &Document| worker.work(doc);
    runner::silence_caught_panics();
    // On one thread each file is written before the next one is asked about.
    let threads = if is_asked { 1 } else { threads(arguments.threads) };
    let result = runner::run(inputs, &reading, threads, work, |item| match item {
        Item::Document(doc, made) => run.document(doc, made),
        Item::Skipped(_) => run.skipped(),
        Item::Failed(failure) => run.failure(&failure),
    });
    match result.and_then(|()| run.finish()) {
        // Whoever reads has seen enough; there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(run.code()),
        Err(error) => Err(error).context("cannot write the report"),
        Ok(()) => Ok(run.code()),
    }
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// The name of a wiki; none for `auto`.
fn named(wiki: &str) -> Option<String> {
    (wiki != "auto").then(|| wiki.to_owned())
}

fn severity(severity: SeverityArgument) -> Severity {
    match severity {
        SeverityArgument::Info => Severity::Info,
        SeverityArgument::Warning => Severity::Warning,
        SeverityArgument::Error => Severity::Error,
    }
}
