use std::collections::BTreeMap;
use std::io::{self, Write};

use super::args::{FailOn, Format, LintArguments, SeverityArgument};
use super::fix::{self, Made, Worker};
use super::output::Output;
use super::writing::{Changes, Writing, is_whole};
use super::{CLEAN, FAILED, FOUND, complain, say};
use crate::engine::Selection;
use crate::finding::{Finding, Severity};
use crate::lint::Linted;
use crate::report::{self, Entry, FixMode, Statistics, Summary};
use crate::runner;
use crate::source::Document;
use crate::write::{Problem, WriteError};

/// How many of the rules that did not run are named.
const NAMED: usize = 3;

/// A run in progress: what was found so far, and the reports that are told of it.
pub(super) struct Run<'s> {
    selection: &'s Selection,
    worker: &'s Worker<'s>,
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
    /// Where fixes go; none without `--fix`.
    writing: Option<Writing>,
    edit_summaries: bool,
    /// Where fixes were not made because of whose words they would change → how many.
    withheld: BTreeMap<&'static str, u64>,
    /// The file that was said last to be one that cannot be fixed.
    refused: Option<String>,
}

impl<'s> Run<'s> {
    pub(super) fn new(
        arguments: &LintArguments,
        selection: &'s Selection,
        worker: &'s Worker<'s>,
        outputs: Vec<Output>,
        writing: Option<Writing>,
    ) -> Self {
        let is_stdout_taken = writing.as_ref().is_some_and(Writing::takes_stdout);
        let fixes = match (&writing, arguments.fix.diff) {
            (None, _) => FixMode::Offered,
            (_, true) => FixMode::Shown,
            (_, false) => FixMode::Made,
        };
        Run {
            selection,
            worker,
            min_severity: arguments.min_severity.map(severity),
            fail_on: arguments.fail_on,
            outputs,
            statistics: arguments.statistics.then(Statistics::default),
            statistics_to_stdout: arguments.format == Format::Human && !is_stdout_taken,
            summary: Summary { fixes, ..Summary::default() },
            worst: None,
            unmet: BTreeMap::new(),
            writing,
            edit_summaries: arguments.fix.summary,
            withheld: BTreeMap::new(),
            refused: None,
        }
    }

    /// Writes what was fixed in a document, and reports what is left.
    pub(super) fn document(&mut self, doc: Document, made: Made) -> io::Result<()> {
        let (doc, linted) = match made.repair {
            None => (doc, made.linted),
            Some(repair) => self.repair(doc, made.linted, repair)?,
        };
        // Of an empty article nothing could be known, and nothing is missed in it.
        if !doc.text().trim().is_empty() {
            for &rule in &linted.outcome.unmet {
                *self.unmet.entry(rule).or_default() += 1;
            }
        }
        self.report(&doc, linted)
    }

    /// Writes what was fixed in a document. Gives the document as it is in the end, and its findings.
    fn repair(
        &mut self,
        mut doc: Document,
        linted: Linted,
        repair: fix::Repair,
    ) -> io::Result<(Document, Linted)> {
        let entered = self.writing.as_mut().map(|writing| writing.enter(&doc));
        self.completed(entered)?;
        if let Some(remark) = repair.end.and_then(|end| fix::remark(&doc, &end)) {
            complain(&report::escape(&remark));
        }
        let Some(writing) = &mut self.writing else { return Ok((doc, linted)) };
        let rewritten = match repair.result {
            Ok(Some(rewritten)) => rewritten,
            unchanged => {
                writing.keep(&mut doc);
                if let Err(problem) = unchanged {
                    self.refuse(&doc, problem)?;
                }
                return Ok((doc, linted));
            }
        };
        let summary = format!("{}: {}", fix::name(&doc), crate::fix::summary(&repair.applied));
        let new = writing.change(rewritten, repair.applied.len(), summary);
        if !is_whole(&new) {
            return Ok((new, linted));
        }
        let completed = writing.complete();
        let is_written = completed.is_ok();
        self.completed(Some(completed))?;
        if is_written {
            Ok((new, linted))
        } else {
            let linted = self.worker.lint(&doc);
            Ok((doc, linted))
        }
    }

    /// Counts what was changed in a file, or says why it was not.
    fn completed(&mut self, changes: Option<Result<Changes, WriteError>>) -> io::Result<()> {
        match changes {
            None => Ok(()),
            Some(Ok(changes)) => {
                self.summary.fixed += changes.fixes;
                self.summary.repaired += changes.documents;
                if self.edit_summaries {
                    changes.summaries.iter().for_each(|summary| say(&report::escape(summary)));
                }
                Ok(())
            }
            // Whoever reads the text or the patch has seen enough.
            Some(Err(WriteError { problem: Problem::Write(error), .. }))
                if error.kind() == io::ErrorKind::BrokenPipe =>
            {
                Err(error)
            }
            Some(Err(error)) => self.not_fixed(&error),
        }
    }

    /// Says that a document cannot be fixed; once for each file, if it is for the whole of it.
    fn refuse(&mut self, doc: &Document, problem: Problem) -> io::Result<()> {
        let path = doc.origin.path.clone();
        let is_page = matches!(problem, Problem::Inexact { .. }) && !is_whole(doc);
        if !is_page && self.refused.as_ref() == Some(&path) {
            return Ok(());
        }
        if !is_page {
            self.refused = Some(path.clone());
        }
        let page = doc.origin.page.clone().filter(|_| is_page);
        self.not_fixed(&WriteError { path, page, problem })
    }

    fn not_fixed(&mut self, error: &WriteError) -> io::Result<()> {
        complain(&report::escape(&error.to_string()));
        self.summary.unfixed += 1;
        self.fail(&report::Failure {
            path: error.path.clone(),
            page: error.page.clone(),
            message: error.problem.to_string(),
        })
    }

    fn report(&mut self, doc: &Document, linted: Linted) -> io::Result<()> {
        let Linted { profile, language, namespace, outcome } = linted;
        let (mut findings, hidden): (Vec<Finding>, Vec<Finding>) =
            outcome.findings.into_iter().partition(|finding| match self.min_severity {
                Some(least) => finding.severity >= least,
                None => finding.severity >= Severity::Warning || self.selection.asks_for(finding.rule),
            });
        for finding in &hidden {
            self.summary.hidden.add(finding.severity);
        }
        self.worst = self.worst.max(findings.iter().map(|finding| finding.severity).max());
        if let Some(policy) = &self.worker.policy {
            for finding in &mut findings {
                let Some(fix) = &mut finding.fix else { continue };
                fix.safety = policy.safety(finding.rule, fix);
                if let Some(withheld) = fix.withheld {
                    *self.withheld.entry(withheld.place()).or_default() += 1;
                }
            }
        }
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

    pub(super) fn skipped(&mut self) -> io::Result<()> {
        self.summary.skipped += 1;
        Ok(())
    }

    pub(super) fn failure(&mut self, failure: &runner::Failure) -> io::Result<()> {
        complain(&report::escape(&failure.to_string()));
        if let Some(writing) = self.writing.as_mut().filter(|_| failure.ends_input()) {
            writing.give_up(failure.path());
        }
        self.summary.failures += 1;
        self.fail(&report::Failure {
            path: failure.path().to_owned(),
            page: failure.page().map(str::to_owned),
            message: failure.message(),
        })
    }

    fn fail(&mut self, failure: &report::Failure) -> io::Result<()> {
        for output in &mut self.outputs {
            output.report.failure(failure, &mut output.out)?;
        }
        Ok(())
    }

    /// Completes the last file, and ends the reports.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let finished = self.writing.as_mut().map(Writing::finish);
        self.completed(finished)?;
        if !self.withheld.is_empty() {
            let places: Vec<String> =
                self.withheld.iter().map(|(place, count)| format!("{count} {place}")).collect();
            complain(&format!(
                "fixes that were not made, because of where they stand: {}",
                places.join(", ")
            ));
        }
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
            let mut rules: Vec<String> = self.unmet.keys().take(NAMED).map(|&rule| rule.to_owned()).collect();
            rules.extend((self.unmet.len() > NAMED).then(|| format!("{} more", self.unmet.len() - NAMED)));
            let places = match (self.summary.documents, pages) {
                (1, _) => String::new(),
                (_, 1) => " in one article".to_owned(),
                _ => format!(" in {pages} articles"),
            };
            complain(&format!(
                "the language or the wiki is not known{places}, so that some rules did not run there: {}; say it with --language or --wiki",
                rules.join(", ")
            ));
        }
        Ok(())
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        let threshold = match self.fail_on {
            FailOn::Never => None,
            FailOn::Info => Some(Severity::Info),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Error => Some(Severity::Error),
        };
        let would_change = self.summary.fixes == FixMode::Shown && self.summary.fixed > 0;
        if self.summary.failures + self.summary.unfixed > 0 {
            FAILED
        } else if would_change || threshold.is_some_and(|threshold| self.worst >= Some(threshold)) {
            FOUND
        } else {
            CLEAN
        }
    }
}

fn severity(severity: SeverityArgument) -> Severity {
    match severity {
        SeverityArgument::Info => Severity::Info,
        SeverityArgument::Warning => Severity::Warning,
        SeverityArgument::Error => Severity::Error,
    }
}
