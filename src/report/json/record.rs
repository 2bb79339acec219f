use std::collections::HashMap;

use serde::Serialize;

use crate::engine::Registry;
use crate::finding::{Finding, Label, Severity};
use crate::fix::{self, Edit, Fix, Withheld};
use crate::report::{Entry, Failure, Made, Repair, Summary, place};
use crate::source::{ContainerPosition, Document, Span};

/// The version of the format; it grows when a member changes its meaning or goes away.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
pub(in crate::report) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(in crate::report) const THIS: Tool =
        Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

/// A line of `jsonl`.
#[derive(Serialize)]
pub(in crate::report) struct Typed<'a, T> {
    #[serde(rename = "type")]
    pub(in crate::report) kind: &'static str,
    #[serde(flatten)]
    pub(in crate::report) record: &'a T,
}

#[derive(Serialize)]
pub(super) struct DocumentRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    namespace: i32,
    input: &'static str,
    profile: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<RepairRecord<'a>>,
}

impl<'a> DocumentRecord<'a> {
    pub(super) fn new(entry: &Entry<'a>) -> Self {
        let origin = &entry.doc.origin;
        DocumentRecord {
            path: &origin.path,
            page: origin.page.as_deref(),
            namespace: entry.namespace,
            input: origin.input.name(),
            profile: entry.profile,
            language: entry.language,
            repair: entry.repair.map(|repair| RepairRecord::new(repair, entry.registry)),
        }
    }
}

/// What was done to a document, with the document's name.
#[derive(Serialize)]
pub(super) struct FixedRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(flatten)]
    repair: RepairRecord<'a>,
}

impl<'a> FixedRecord<'a> {
    /// The record of an entry; none if there was nothing to repair.
    pub(super) fn new(entry: &Entry<'a>) -> Option<Self> {
        let origin = &entry.doc.origin;
        let repair = RepairRecord::new(entry.repair?, entry.registry);
        Some(FixedRecord { path: &origin.path, page: origin.page.as_deref(), repair })
    }
}

#[derive(Serialize)]
struct RepairRecord<'a> {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    written: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    fixes: Vec<MadeRecord<'a>>,
}

impl<'a> RepairRecord<'a> {
    fn new(repair: &'a Repair, registry: &Registry) -> Self {
        RepairRecord {
            outcome: repair.outcome.name(),
            reason: repair.reason.as_deref(),
            written: repair.written,
            summary: fix::summary(repair.fixes.iter().map(|made| &made.fix), registry),
            fixes: repair.fixes.iter().map(MadeRecord::from).collect(),
        }
    }
}

/// A fix that was made, where it was made in the text as it was.
#[derive(Serialize)]
struct MadeRecord<'a> {
    rule: &'static str,
    title: &'a str,
    safety: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cosmetic: bool,
    #[serde(flatten)]
    place: Option<&'a SpanRecord>,
}

impl<'a> From<&'a Made> for MadeRecord<'a> {
    fn from(Made { fix, place }: &'a Made) -> Self {
        let (safety, place) = (fix.safety.name(), place.as_ref());
        MadeRecord { rule: fix.rule, title: &fix.title, safety, cosmetic: fix.cosmetic, place }
    }
}

#[derive(Serialize)]
pub(super) struct FindingRecord<'a> {
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(flatten)]
    span: SpanRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<LabelRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRecord<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also_rules: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<String>,
    fingerprint: String,
}

impl<'a> FindingRecord<'a> {
    pub(super) fn new(
        entry: &Entry<'a>,
        finding: &'a Finding,
        url: Option<String>,
        cluster: Option<u64>,
    ) -> Self {
        let doc = entry.doc;
        FindingRecord {
            rule: finding.rule,
            group: entry.registry.page(finding.rule).map(|page| page.group),
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            url,
            path: &doc.origin.path,
            page: doc.origin.page.as_deref(),
            span: SpanRecord::new(doc, finding.span),
            note: finding.note.as_deref(),
            labels: finding.labels.iter().map(|label| LabelRecord::new(doc, label)).collect(),
            fix: finding.fix.as_ref().map(|fix| FixRecord::new(doc, fix)),
            also_rules: &finding.also_rules,
            cluster: cluster.map(|number| format!("c{number}")),
            fingerprint: entry.fingerprint(finding),
        }
    }
}

#[derive(Serialize)]
struct LabelRecord<'a> {
    #[serde(flatten)]
    span: SpanRecord,
    message: &'a str,
}

impl<'a> LabelRecord<'a> {
    fn new(doc: &Document, label: &'a Label) -> Self {
        LabelRecord { span: SpanRecord::new(doc, label.span), message: &label.message }
    }
}

#[derive(Serialize)]
struct FixRecord<'a> {
    title: &'a str,
    safety: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cosmetic: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    edits: Vec<EditRecord<'a>>,
}

impl<'a> FixRecord<'a> {
    fn new(doc: &Document, fix: &'a Fix) -> Self {
        FixRecord {
            title: &fix.title,
            safety: fix.safety.name(),
            cosmetic: fix.cosmetic,
            withheld: fix.withheld.map(Withheld::place),
            edits: fix.edits.iter().map(|edit| EditRecord::new(doc, edit)).collect(),
        }
    }
}

#[derive(Serialize)]
struct EditRecord<'a> {
    #[serde(flatten)]
    span: SpanRecord,
    text: &'a str,
}

impl<'a> EditRecord<'a> {
    fn new(doc: &Document, edit: &'a Edit) -> Self {
        EditRecord { span: SpanRecord::new(doc, edit.span), text: &edit.text }
    }
}

/// A span in the article's own text and, where that was cut out of a text file, in the file.
#[derive(Serialize)]
pub(in crate::report) struct SpanRecord {
    start: PositionRecord,
    end: PositionRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<ContainerRecord>,
}

impl SpanRecord {
    pub(in crate::report) fn new(doc: &Document, span: Span) -> Self {
        SpanRecord {
            start: PositionRecord::in_article(doc, span.start),
            end: PositionRecord::in_article(doc, span.end),
            container: doc
                .container_span(span)
                .map(|span| ContainerRecord { start: span.start.into(), end: span.end.into() }),
        }
    }
}

#[derive(Serialize)]
struct ContainerRecord {
    start: PositionRecord,
    end: PositionRecord,
}

#[derive(Serialize)]
struct PositionRecord {
    offset: u64,
    line: u64,
    column: u64,
}

impl PositionRecord {
    fn in_article(doc: &Document, offset: u32) -> Self {
        let (line, column) = place::in_article(doc, offset);
        PositionRecord { offset: u64::from(offset), line, column }
    }
}

impl From<ContainerPosition> for PositionRecord {
    fn from(place: ContainerPosition) -> Self {
        PositionRecord { offset: place.offset, line: place.line, column: place.column }
    }
}

#[derive(Serialize)]
pub(in crate::report) struct FailureRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    message: &'a str,
}

impl<'a> From<&'a Failure> for FailureRecord<'a> {
    fn from(failure: &'a Failure) -> Self {
        FailureRecord { path: &failure.path, page: failure.page.as_deref(), message: &failure.message }
    }
}

#[derive(Serialize)]
pub(super) struct SummaryRecord {
    documents: u64,
    skipped: u64,
    bytes: u64,
    errors: u64,
    warnings: u64,
    infos: u64,
    suppressed: u64,
    #[serde(skip_serializing_if = "is_zero")]
    baselined: u64,
    #[serde(skip_serializing_if = "is_zero")]
    mended: u64,
    #[serde(skip_serializing_if = "is_zero")]
    unchanged: u64,
    #[serde(skip_serializing_if = "is_zero")]
    unchanged_files: u64,
    fixable: u64,
    fixed: u64,
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        SummaryRecord {
            documents: summary.documents,
            skipped: summary.skipped,
            bytes: summary.bytes,
            errors: summary.found.errors,
            warnings: summary.found.warnings,
            infos: summary.found.infos,
            suppressed: summary.left_out.suppressed,
            baselined: summary.left_out.baselined,
            mended: summary.mended.len() as u64,
            unchanged: summary.left_out.unchanged,
            unchanged_files: summary.unchanged,
            fixable: summary.safe + summary.suggested,
            fixed: summary.fixed,
        }
    }
}

/// The numbers of clusters, counted through the run.
#[derive(Default)]
pub(super) struct Clusters {
    last: u64,
}

impl Clusters {
    /// The cluster of each finding of a document; a finding that is alone has none.
    pub(super) fn number(&mut self, findings: &[Finding]) -> Vec<Option<u64>> {
        let mut members: HashMap<(&str, Severity, &str), u64> = HashMap::new();
        for key in findings.iter().filter_map(key) {
            *members.entry(key).or_default() += 1;
        }
        let mut numbers: HashMap<(&str, Severity, &str), u64> = HashMap::new();
        findings
            .iter()
            .map(|finding| {
                let key = key(finding).filter(|key| members.get(key).is_some_and(|&count| count > 1))?;
                Some(*numbers.entry(key).or_insert_with(|| {
                    self.last += 1;
                    self.last
                }))
            })
            .collect()
    }
}

fn key(finding: &Finding) -> Option<(&str, Severity, &str)> {
    Some((finding.rule, finding.severity, finding.cluster.as_deref()?))
}
