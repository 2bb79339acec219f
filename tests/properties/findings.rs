use std::collections::HashMap;

use chrono::NaiveDate;
use wikivet::engine::{Linter, Registry};
use wikivet::finding::Finding;
use wikivet::lint::{self, Linted};
use wikivet::report::Format;
use wikivet::source::{Document, Span};

#[path = "../support/report.rs"]
mod report;

/// The most findings of one rule in one document: 1,000 and the one that says how many more there are.
const CAP: usize = 1001;

/// All rules, on a fixed day.
pub struct AllRules {
    linter: Linter,
    settings: lint::Settings,
}

impl AllRules {
    /// All rules for the documents of one wiki, or of wikis that are to be guessed.
    pub fn new(wiki: Option<&str>) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        AllRules {
            linter: Linter::new(Registry::built_in(), |_| true, &HashMap::new())
                .unwrap_or_else(|error| panic!("{error}")),
            settings: lint::Settings { wiki: wiki.map(str::to_owned), language: None, today },
        }
    }

    /// What the rules say of a document.
    pub fn lint(&self, doc: &Document) -> Linted {
        lint::document(doc, &self.linter, &self.settings)
    }

    /// Panics unless the findings are the same twice, stand in the order of the text, point into it on character
    /// boundaries, are no more than may be said of one document, have fixes whose edits do not overlap, and can be
    /// written in every form.
    pub fn assert_sound(&self, doc: &Document) {
        let linted = self.lint(doc);
        let findings = &linted.outcome.findings;
        assert_eq!(format!("{findings:?}"), format!("{:?}", self.lint(doc).outcome.findings));
        let mut number = HashMap::new();
        let mut before = 0;
        for finding in findings {
            assert!(before <= finding.span.start, "{} is out of order", finding.rule);
            before = finding.span.start;
            assert_in_text(doc, finding);
            assert_fix(doc, finding);
            *number.entry(finding.rule).or_insert(0) += 1;
        }
        for (rule, number) in number {
            assert!(number <= CAP, "{rule} has {number} findings");
        }
        assert_written(doc, &linted);
    }
}

fn assert_in_text(doc: &Document, finding: &Finding) {
    let spans = std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span));
    for span in spans {
        assert!(doc.text().get(span.range()).is_some(), "{} points at {span:?}", finding.rule);
    }
}

fn assert_fix(doc: &Document, finding: &Finding) {
    let Some(fix) = &finding.fix else { return };
    assert!(!fix.edits.is_empty(), "{} has a fix without edits", finding.rule);
    let mut free = Span::empty(0);
    for edit in &fix.edits {
        assert!(doc.text().get(edit.span.range()).is_some(), "{} edits {:?}", finding.rule, edit.span);
        assert!(free.end <= edit.span.start, "{} has edits that overlap", finding.rule);
        free = edit.span;
    }
}

fn assert_written(doc: &Document, linted: &Linted) {
    for format in [Format::Human, Format::Compact, Format::Json, Format::Jsonl] {
        let mut out = Vec::new();
        report::write(doc, linted, &linted.outcome.findings, format, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        if format == Format::Json {
            serde_json::from_str::<serde_json::Value>(&out).unwrap();
        }
    }
}
