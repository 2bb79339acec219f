use serde::{Deserialize, Serialize};

use crate::baseline::Compared;
use crate::engine::{LeftOut, Outcome};
use crate::finding::{Finding, Label, Severity};
use crate::fix::{Edit, Fix, Safety, Withheld};
use crate::lint::Linted;
use crate::plan::Plan;
use crate::profile::{Language, Profile};
use crate::source::{Document, Span};

/// A result as it is kept. Rules are numbers: their places among those of the plan's linter.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    profile: String,
    language: Option<String>,
    namespace: i32,
    ran: Vec<u16>,
    judged: Vec<u16>,
    unmet: Vec<u16>,
    suppressed: u64,
    findings: Vec<FindingRecord>,
}

type Place = (u32, u32);

#[derive(Serialize, Deserialize)]
struct FindingRecord {
    rule: u16,
    severity: Severity,
    place: Place,
    message: String,
    note: Option<String>,
    labels: Vec<(Place, String)>,
    help: Option<String>,
    fix: Option<FixRecord>,
    also_rules: Vec<u16>,
    cluster: Option<String>,
    ordinal: u32,
}

#[derive(Serialize, Deserialize)]
struct FixRecord {
    title: String,
    edits: Vec<(Place, String)>,
    safety: Safety,
    cosmetic: bool,
    restores: bool,
    group: Option<String>,
    withheld: Option<Withheld>,
}

impl Record {
    /// The record of a result as the plan's rules gave it; none if it names a rule that the plan does not run.
    pub(super) fn of(linted: &Linted, plan: &Plan) -> Option<Record> {
        let numbers: Vec<&str> = plan.linter.pages().map(|page| page.name).collect();
        let number =
            |rule: &&str| numbers.iter().position(|name| name == rule).and_then(|at| u16::try_from(at).ok());
        let all = |rules: &[&'static str]| rules.iter().map(number).collect::<Option<Vec<u16>>>();
        let finding = |finding: &Finding| {
            Some(FindingRecord {
                rule: number(&finding.rule)?,
                severity: finding.severity,
                place: place(finding.span),
                message: finding.message.clone(),
                note: finding.note.clone(),
                labels: finding
                    .labels
                    .iter()
                    .map(|label| (place(label.span), label.message.clone()))
                    .collect(),
                help: finding.help.clone(),
                fix: finding.fix.as_ref().map(FixRecord::from),
                also_rules: all(&finding.also_rules)?,
                cluster: finding.cluster.clone(),
                ordinal: finding.ordinal,
            })
        };
        let outcome = &linted.outcome;
        Some(Record {
            profile: linted.profile.to_owned(),
            language: linted.language.map(str::to_owned),
            namespace: linted.namespace,
            ran: all(&outcome.ran)?,
            judged: all(&outcome.judged)?,
            unmet: all(&outcome.unmet)?,
            suppressed: outcome.left_out.suppressed,
            findings: outcome.findings.iter().map(finding).collect::<Option<Vec<_>>>()?,
        })
    }

    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_stdvec(self).ok()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Record> {
        postcard::from_bytes(bytes).ok()
    }

    /// The result for a document; none if it does not fit it.
    pub(super) fn linted(self, doc: &Document, plan: &Plan) -> Option<Linted> {
        let names: Vec<&'static str> = plan.linter.pages().map(|page| page.name).collect();
        let name = |number: &u16| names.get(usize::from(*number)).copied();
        let all = |numbers: &[u16]| numbers.iter().map(name).collect::<Option<Vec<&'static str>>>();
        let finding = |record: FindingRecord| {
            Some(Finding {
                rule: name(&record.rule)?,
                stands_for: Vec::new(),
                also_rules: all(&record.also_rules)?,
                severity: record.severity,
                span: span(record.place, doc)?,
                message: record.message,
                note: record.note,
                labels: record.labels.into_iter().map(|label| label_of(label, doc)).collect::<Option<_>>()?,
                help: record.help,
                fix: match record.fix {
                    Some(fix) => Some(fix.fix(doc)?),
                    None => None,
                },
                cluster: record.cluster,
                ordinal: record.ordinal,
            })
        };
        let profile = Profile::named(&self.profile)?;
        let outcome = Outcome {
            ran: all(&self.ran)?,
            judged: all(&self.judged)?,
            unmet: all(&self.unmet)?,
            left_out: LeftOut { suppressed: self.suppressed, ..LeftOut::default() },
            findings: self.findings.into_iter().map(finding).collect::<Option<Vec<_>>>()?,
        };
        let language = match self.language.as_deref() {
            Some(code) => Some(Language::named(code)?.code.as_str()),
            None => None,
        };
        let compared = Compared::default();
        Some(Linted { profile: &profile.name, language, namespace: self.namespace, outcome, compared })
    }
}

impl From<&Fix> for FixRecord {
    fn from(fix: &Fix) -> Self {
        FixRecord {
            title: fix.title.clone(),
            edits: fix.edits.iter().map(|edit| (place(edit.span), edit.text.clone())).collect(),
            safety: fix.safety,
            cosmetic: fix.cosmetic,
            restores: fix.restores,
            group: fix.group.clone(),
            withheld: fix.withheld,
        }
    }
}

impl FixRecord {
    fn fix(self, doc: &Document) -> Option<Fix> {
        let edit = |(place, text)| Some(Edit { span: span(place, doc)?, text });
        Some(Fix {
            title: self.title,
            edits: self.edits.into_iter().map(edit).collect::<Option<_>>()?,
            safety: self.safety,
            cosmetic: self.cosmetic,
            restores: self.restores,
            group: self.group,
            withheld: self.withheld,
        })
    }
}

fn label_of((place, message): (Place, String), doc: &Document) -> Option<Label> {
    Some(Label { span: span(place, doc)?, message })
}

fn place(span: Span) -> Place {
    (span.start, span.end)
}

/// A place of a document's text; none if it is not in it, or within a character.
fn span((start, end): Place, doc: &Document) -> Option<Span> {
    let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
    doc.text().get(range)?;
    Some(Span::new(start, end))
}
