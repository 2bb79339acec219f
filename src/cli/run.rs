use std::collections::BTreeMap;
use std::io::{self, Write};

use super::args::LintArguments;
use super::fix::{self, Made, Worker};
use super::output::{Output, Outputs};
use super::page::Page;
use super::writing::{Changes, Completed, Writing, is_whole};
use super::{CLEAN, FAILED, FOUND, complain, inputs, say, told};
use crate::baseline::{Baselines, Ledger};
use crate::finding::Finding;
use crate::input;
use crate::lint::Linted;
use crate::report::{self, Entry, FixMode, Format, Outcome, Statistics, Summary};
use crate::runner::{self, Item};
use crate::source::Document;
use crate::write::{Problem, WriteError};

/// How many of the rules that did not run are named.
const NAMED: usize = 3;

/// How many places are named of fixes that were not made.
const PLACES: usize = 3;

/// A run in progress: what was found so far, and the reports that are told of it.
pub(super) struct Run<'s> {
    worker: &'s Worker<'s>,
    /// What is known from earlier runs, and what became of it.
    ledger: Ledger<'s>,
    outputs: Outputs,
    statistics: Option<Statistics>,
    statistics_to_stdout: bool,
    summary: Summary,
    /// Whether a finding was shown that fails the run.
    is_failing: bool,
    /// Language or wiki unknown: rule → documents it did not run on.
    unmet: BTreeMap<&'static str, u64>,
    /// What the first of these documents is called.
    first_unmet: Option<String>,
    /// Where fixes go; none without `--fix`.
    writing: Option<Writing>,
    edit_summaries: bool,
    /// Where fixes were not made because of whose words they would change → how many, and the first of them.
    withheld: BTreeMap<&'static str, (u64, Vec<String>)>,
    /// The file that was said last to be one that cannot be fixed.
    refused: Option<String>,
    /// How inputs are read, and by how many threads.
    reading: input::Settings,
    threads: usize,
    /// How many pages of a dump were reported before the first that changes.
    passed: usize,
    /// The pages from that one on, to be reported when the dump is complete.
    held: Vec<Page>,
}

impl<'s> Run<'s> {
    pub(super) fn new(
        arguments: &LintArguments,
        worker: &'s Worker<'s>,
        baselines: &'s Baselines,
        outputs: Vec<Output>,
        writing: Option<Writing>,
        reading: input::Settings,
    ) -> Self {
        let is_stdout_taken = writing.as_ref().is_some_and(Writing::takes_stdout);
        let fixes = match (&writing, arguments.fix.diff) {
            (None, _) => FixMode::Offered,
            (_, true) => FixMode::Shown,
            (_, false) => FixMode::Made,
        };
        Run {
            worker,
            ledger: Ledger::new(baselines),
            outputs: Outputs::new(outputs, writing.is_none()),
            statistics: arguments.statistics.then(Statistics::default),
            statistics_to_stdout: arguments.format == Format::Human && !is_stdout_taken,
            summary: Summary { fixes, prunes: arguments.baseline.prune_baseline, ..Summary::default() },
            is_failing: false,
            unmet: BTreeMap::new(),
            first_unmet: None,
            writing,
            edit_summaries: arguments.fix.summary,
            withheld: BTreeMap::new(),
            refused: None,
            reading,
            threads: inputs::threads(arguments.threads),
            passed: 0,
            held: Vec::new(),
        }
    }

    /// Writes what was fixed in a document, and reports what is left.
    pub(super) fn document(&mut self, doc: Document, made: Made) -> io::Result<()> {
        match made.repair {
            None => self.report(&doc, made.linted, None),
            Some(repair) => self.repair(doc, made.linted, repair),
        }
    }

    /// Writes what was fixed in a document, and reports what is left; if the document is one of several in its file, not
    /// before the file is complete.
    fn repair(&mut self, doc: Document, linted: Linted, repair: fix::Repair) -> io::Result<()> {
        if !self.writing.as_ref().is_some_and(|writing| writing.is_in(&doc)) {
            self.complete()?;
            if let Some(writing) = &mut self.writing {
                writing.enter(&doc);
            }
        }
        let mut page = Page::new(&doc, &repair);
        self.remark(&doc, &page.record)?;
        let rewritten = match repair.result {
            Ok(rewritten) => rewritten,
            Err(problem) => {
                self.refuse(&doc, problem)?;
                None
            }
        };
        let registry = self.worker.plans.of(&doc).registry;
        let new = rewritten.map(|rewritten| {
            let summary = format!("{}: {}", fix::name(&doc), crate::fix::summary(&repair.applied, registry));
            if let Some(writing) = &mut self.writing {
                writing.change(rewritten.splices, repair.applied.len(), summary);
            }
            rewritten.doc
        });
        if !is_whole(&doc) {
            if new.is_some() || !self.held.is_empty() {
                self.held.push(page);
                return Ok(());
            }
            self.passed += 1;
        }
        let Some(new) = new else { return self.report(&doc, linted, page.record.as_ref()) };
        let completed = self.writing.as_mut().and_then(Writing::complete);
        let written = completed.map_or(Ok(Ok(())), |completed| self.completed(completed.result))?;
        match written {
            Err(reason) => {
                page.refuse(&reason);
                let linted = self.worker.lint(&doc);
                self.report(&doc, linted, page.record.as_ref())
            }
            Ok(()) if self.is_diff() => self.report(&doc, page.without_fixed(linted), page.record.as_ref()),
            Ok(()) => {
                page.written();
                self.report(&new, linted, page.record.as_ref())
            }
        }
    }

    /// Completes the file whose documents were taken, and reports what was held back of it. A dump is read again for
    /// this: its pages are too many to be kept, and what is reported of them depends on whether it could be written.
    fn complete(&mut self) -> io::Result<()> {
        let input = self.writing.as_mut().and_then(Writing::complete);
        let Some(Completed { input, result }) = input else {
            self.passed = 0;
            return Ok(());
        };
        let result = self.completed(result)?;
        let mut held = std::mem::take(&mut self.held).into_iter();
        let mut passed = std::mem::take(&mut self.passed);
        let stdin_copy = self.writing.as_ref().and_then(Writing::stdin_copy);
        let reading = input::Settings { stdin_copy, ..self.reading.clone() };
        let worker = self.worker;
        let again = |doc: &Document| worker.lint(doc);
        runner::run(vec![Ok(input)], &reading, self.threads, again, |item| {
            // All else was said when the file was read for the first time.
            let Item::Document(doc, linted) = item else { return Ok(()) };
            if passed > 0 {
                passed -= 1;
                return Ok(());
            }
            let Some(mut page) = held.next() else { return Ok(()) };
            let linted = match &result {
                Err(reason) => {
                    page.refuse(reason);
                    linted
                }
                Ok(()) if self.is_diff() => page.without_fixed(linted),
                Ok(()) => {
                    page.written();
                    linted
                }
            };
            self.report(&doc, linted, page.record.as_ref())
        })
    }

    fn is_diff(&self) -> bool {
        self.summary.fixes == FixMode::Shown
    }

    /// Says how the fixes of a document ended, if not as one expects. What is a fault of wikivet fails the run.
    fn remark(&mut self, doc: &Document, record: &Option<report::Repair>) -> io::Result<()> {
        let Some(report::Repair { outcome, reason: Some(reason), .. }) = record else { return Ok(()) };
        match outcome {
            Outcome::Refused => return Ok(()),
            _ => complain(&report::escape(&format!("{}: {reason}", fix::name(doc)))),
        }
        if !outcome.is_failure() {
            return Ok(());
        }
        self.summary.unfixed += 1;
        self.outputs.failure(&report::Failure {
            path: doc.origin.path.clone(),
            page: doc.origin.page.clone(),
            message: reason.clone(),
        })
    }

    /// Counts what was changed in a file, or says why it was not, and gives that.
    fn completed(&mut self, changes: Result<Changes, WriteError>) -> io::Result<Result<(), String>> {
        match changes {
            Ok(changes) => {
                self.summary.fixed += changes.fixes;
                self.summary.repaired += changes.documents;
                if self.edit_summaries {
                    changes.summaries.iter().for_each(|summary| say(&report::escape(summary)));
                }
                Ok(Ok(()))
            }
            Err(WriteError { problem: Problem::Write(error), .. })
                if error.kind() == io::ErrorKind::BrokenPipe =>
            {
                // Whoever reads the patch has seen enough; whoever reads the text of standard input has, too, but there
                // may be files to fix.
                if self.is_diff() { Err(error) } else { Ok(Ok(())) }
            }
            Err(error) => {
                self.not_fixed(&error)?;
                Ok(Err(error.problem.to_string()))
            }
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
        self.outputs.failure(&report::Failure {
            path: error.path.clone(),
            page: error.page.clone(),
            message: error.problem.to_string(),
        })
    }

    fn report(&mut self, doc: &Document, linted: Linted, repair: Option<&report::Repair>) -> io::Result<()> {
        let Linted { profile, language, namespace, outcome, compared } = linted;
        // Of an empty article nothing could be known, and nothing is missed in it.
        if !doc.text().trim().is_empty() && !outcome.unmet.is_empty() {
            self.first_unmet.get_or_insert_with(|| fix::name(doc));
            for &rule in &outcome.unmet {
                *self.unmet.entry(rule).or_default() += 1;
            }
        }
        let plan = self.worker.plans.of(doc);
        self.ledger.add(plan, compared);
        let (mut findings, hidden): (Vec<Finding>, Vec<Finding>) =
            outcome.findings.into_iter().partition(|finding| plan.shows(finding));
        for finding in &hidden {
            self.summary.hidden.add(finding.severity);
        }
        self.is_failing |= findings.iter().any(|finding| plan.fails(finding.severity));
        if self.worker.fixes {
            for finding in &mut findings {
                let Some(fix) = &mut finding.fix else { continue };
                fix.safety = plan.policy.safety(finding.rule, fix);
                if let Some(withheld) = fix.withheld {
                    let (count, places) = self.withheld.entry(withheld.place()).or_default();
                    *count += 1;
                    if places.len() < PLACES {
                        places.push(report::locus(doc, finding.span.start));
                    }
                }
            }
        }
        let entry = Entry {
            doc,
            name: &plan.name(doc),
            registry: plan.registry,
            namespace,
            profile,
            language,
            findings: &findings,
            left_out: outcome.left_out,
            repair,
        };
        self.summary.add(&entry);
        if let Some(statistics) = &mut self.statistics {
            statistics.add(&entry);
        }
        self.outputs.document(&entry)
    }

    /// Notes how many files are not read, since they did not change.
    pub(super) fn unchanged(&mut self, files: u64) {
        self.summary.unchanged = files;
    }

    pub(super) fn skipped(&mut self) -> io::Result<()> {
        self.summary.skipped += 1;
        Ok(())
    }

    pub(super) fn failure(&mut self, failure: &runner::Failure) -> io::Result<()> {
        let said = told(failure);
        if let Some(writing) = self.writing.as_mut().filter(|_| failure.ends_input()) {
            writing.give_up(failure.path());
        }
        self.summary.failures += 1;
        self.outputs.failure(&said)
    }

    /// Whether there was no text in what was linted.
    pub(super) fn has_read_nothing(&self) -> bool {
        self.summary.bytes == 0 && self.summary.failures == 0
    }

    /// Completes the last file, and ends the reports.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.complete()?;
        if let Some(Err(error)) = self.writing.as_mut().map(Writing::finish) {
            let _said = self.completed(Err(error))?;
        }
        let worker = self.worker;
        for error in worker.narrows.iter().flat_map(|narrow| narrow.failures()) {
            self.failure(&error.into())?;
        }
        if !self.withheld.is_empty() {
            let name = |(why, (count, places)): (&&str, &(u64, Vec<String>))| {
                let more = if *count > PLACES as u64 { ", …" } else { "" };
                format!("{count} {why} ({}{more})", report::escape(&places.join(", ")))
            };
            let places: Vec<String> = self.withheld.iter().map(name).collect();
            complain(&format!(
                "fixes that were not made, because of where they stand: {}",
                places.join(", ")
            ));
        }
        self.summary.mended = self.ledger.fixed().cloned().collect();
        let reported = self.outputs.finish(&self.summary);
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
            let first = report::escape(self.first_unmet.as_deref().unwrap_or_default()).into_owned();
            let places = match (self.summary.documents, pages) {
                (1, _) => String::new(),
                (_, 1) => format!(" in {first}"),
                _ => format!(" in {first} and {} more", pages - 1),
            };
            complain(&format!(
                "the language or the wiki is not known{places}, so that some rules did not run there: {}; say it with --language or --wiki",
                rules.join(", ")
            ));
        }
        reported
    }

    /// What became of the findings that are known.
    pub(super) fn ledger(&self) -> &Ledger<'s> {
        &self.ledger
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        let would_change = self.summary.fixes == FixMode::Shown && self.summary.fixed > 0;
        if self.summary.failures + self.summary.unfixed > 0 {
            FAILED
        } else if would_change || self.is_failing {
            FOUND
        } else {
            CLEAN
        }
    }
}
