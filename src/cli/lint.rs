use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use anyhow::Context as _;
use chrono::{NaiveDate, Utc};

use super::args::{FailOn, Format as FormatArgument, LintArguments, SeverityArgument};
use super::inputs::{check_language, check_names, inputs, reading, threads, warn_of_nothing};
use super::output::{Output, outputs};
use super::{CLEAN, FAILED, FOUND, complain};
use crate::engine::{Linter, Selection, Selectors};
use crate::finding::{Finding, Severity};
use crate::lint::{self, Linted};
use crate::report::{self, Entry, Format, Statistics, Summary};
use crate::runner::{self, Item};
use crate::source::Document;

/// Lints what the arguments name, reports it, and gives the exit code.
pub(super) fn run(arguments: &LintArguments) -> anyhow::Result<u8> {
    check_names(&arguments.input)?;
    check_language(arguments.language.as_deref())?;
    let selection = Selection::new(&Selectors {
        select: arguments.select.clone(),
        extend_select: arguments.extend_select.clone(),
        ignore: arguments.ignore.clone(),
    })?;
    for selector in &selection.without_rule {
        complain(&format!("warning: wikivet has no rule for `{selector}` yet"));
    }
    if selection.is_empty() {
        complain("warning: no rule is left to run");
    }
    let linter = Linter::new(|page| selection.enables(page.name), &HashMap::new())?;
    let settings = lint::Settings {
        wiki: named(&arguments.input.wiki),
        language: arguments.language.clone(),
        today: arguments.today.unwrap_or_else(today),
    };
    let inputs = inputs(&arguments.input);
    warn_of_nothing(&inputs);
    let outputs = outputs(arguments, format(arguments.format), &inputs)?;
    let mut run = Run::new(arguments, &selection, outputs);
    let work = |doc: &Document| lint::document(doc, &linter, &settings);
    runner::silence_caught_panics();
    let result =
        runner::run(
            inputs,
            &reading(&arguments.input),
            threads(arguments.threads),
            work,
            |item| match item {
                Item::Document(doc, linted) => run.document(&doc, linted),
                Item::Skipped(_) => run.skipped(),
                Item::Failed(failure) => run.failure(&failure),
            },
        );
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

/// A run in progress: what was found so far, and the reports that are told of it.
struct Run<'s> {
    selection: &'s Selection,
    /// As it was given; else what is shown depends on the selection.
    min_severity: Option<Severity>,
    fail_on: FailOn,
    outputs: Vec<Output>,
    statistics: Option<Statistics>,
    statistics_to_stdout: bool,
    summary: Summary,
    worst: Option<Severity>,
    /// Language or wiki unknown: rule → documents it did not run on.
    unmet: BTreeMap<&'static str, u64>,
}

impl<'s> Run<'s> {
    fn new(arguments: &LintArguments, selection: &'s Selection, outputs: Vec<Output>) -> Self {
        Run {
            selection,
            min_severity: arguments.min_severity.map(severity),
            fail_on: arguments.fail_on,
            outputs,
            statistics: arguments.statistics.then(Statistics::default),
            statistics_to_stdout: arguments.format == FormatArgument::Human,
            summary: Summary::default(),
            worst: None,
            unmet: BTreeMap::new(),
        }
    }

    fn document(&mut self, doc: &Document, linted: Linted) -> io::Result<()> {
        // Of an empty article nothing could be known, and nothing is missed in it.
        if !doc.text().trim().is_empty() {
            for rule in linted.outcome.unmet {
                *self.unmet.entry(rule).or_default() += 1;
            }
        }
        let (findings, hidden): (Vec<Finding>, Vec<Finding>) =
            linted.outcome.findings.into_iter().partition(|finding| match self.min_severity {
                Some(least) => finding.severity >= least,
                None => finding.severity >= Severity::Warning || self.selection.asks_for(finding.rule),
            });
        for finding in &hidden {
            self.summary.hidden.add(finding.severity);
        }
        self.worst = self.worst.max(findings.iter().map(|finding| finding.severity).max());
        let Linted { profile, language, namespace, .. } = linted;
        let entry = Entry { doc, namespace, profile, language, findings: &findings };
        self.summary.add(&entry);
        if let Some(statistics) = &mut self.statistics {
            statistics.add(&entry);
        }
        for output in &mut self.outputs {
            output.report.document(&entry, &mut output.out)?;
        }
        Ok(())
    }

    fn skipped(&mut self) -> io::Result<()> {
        self.summary.skipped += 1;
        Ok(())
    }

    fn failure(&mut self, failure: &runner::Failure) -> io::Result<()> {
        complain(&report::escape(&failure.to_string()));
        let failure = &report::Failure {
            path: failure.path().to_owned(),
            page: failure.page().map(str::to_owned),
            message: failure.message(),
        };
        self.summary.failures += 1;
        for output in &mut self.outputs {
            output.report.failure(failure, &mut output.out)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        for output in &mut self.outputs {
            output.report.finish(&self.summary, &mut output.out)?;
            output.out.flush()?;
        }
        if let Some(statistics) = self.statistics.take() {
            if self.statistics_to_stdout {
                let mut out = io::stdout().lock();
                if !statistics.is_empty() {
                    writeln!(out)?;
                }
                statistics.write(&mut out)?;
            } else {
                statistics.write(&mut io::stderr().lock())?;
            }
        }
        if !self.unmet.is_empty() {
            let pages = self.unmet.values().max().copied().unwrap_or(0);
            let rules: Vec<&str> = self.unmet.keys().copied().collect();
            let places = match (self.summary.documents, pages) {
                (1, _) => String::new(),
                (_, 1) => " in one article".to_owned(),
                _ => format!(" in {pages} articles"),
            };
            complain(&format!(
                "the language or the wiki is not known{places}, so these rules did not run there: {}; say it with --language or --wiki",
                rules.join(", ")
            ));
        }
        Ok(())
    }

    fn code(&self) -> u8 {
        let threshold = match self.fail_on {
            FailOn::Never => None,
            FailOn::Info => Some(Severity::Info),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Error => Some(Severity::Error),
        };
        if self.summary.failures > 0 {
            FAILED
        } else if threshold.is_some_and(|threshold| self.worst >= Some(threshold)) {
            FOUND
        } else {
            CLEAN
        }
    }
}

fn format(format: FormatArgument) -> Format {
    match format {
        FormatArgument::Human => Format::Human,
        FormatArgument::Compact => Format::Compact,
        FormatArgument::Json => Format::Json,
        FormatArgument::Jsonl => Format::Jsonl,
    }
}

fn severity(severity: SeverityArgument) -> Severity {
    match severity {
        SeverityArgument::Info => Severity::Info,
        SeverityArgument::Warning => Severity::Warning,
        SeverityArgument::Error => Severity::Error,
    }
}
