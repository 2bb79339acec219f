use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::{BASE, uri};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::report::{Entry, escape, place};
use crate::source::{Document, InputKind, Span};

/// Which way of making fingerprints they come from.
const FINGERPRINT: &str = "wikivetFingerprint/v1";

/// A finding: SARIF's `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultRecord<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Value>,
}

impl<'a> ResultRecord<'a> {
    pub(super) fn new(
        entry: &Entry<'_>,
        finding: &'a Finding,
        rule_index: Option<usize>,
        locations: &Locations<'a>,
    ) -> Self {
        let related = finding.labels.iter().enumerate().map(|(number, label)| Location {
            id: Some(number),
            message: Some(Text::of(&label.message)),
            ..locations.at(label.span)
        });
        ResultRecord {
            rule_id: finding.rule,
            rule_index,
            level: level(finding.severity),
            message: Text(message(finding)),
            locations: [locations.at(finding.span)],
            related_locations: related.collect(),
            partial_fingerprints: json!({ FINGERPRINT: entry.fingerprint(finding) }),
            fixes: finding.fix.iter().filter_map(|fix| locations.fix(fix)).collect(),
            properties: (!finding.also_rules.is_empty()).then(|| json!({ "alsoRules": finding.also_rules })),
        }
    }
}

/// Text for people, in which nothing is markup.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(serialize_with = "as_message")] Cow<'a, str>);

impl<'a> Text<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Text(escape(text))
    }
}

fn as_message<S: serde::Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // `[text](address)` would be a link, whatever an article has to say.
    // Braces stay single: SARIF wants them doubled because of placeholders, but readers that fill none in show them as
    // they are, and wikitext is full of them.
    json!({ "text": text.replace("](", "\\](") }).serialize(serializer)
}

/// What is wrong and, on a line of its own, what to do.
fn message(finding: &Finding) -> Cow<'_, str> {
    let message = escape(&finding.message);
    match &finding.help {
        Some(help) => Cow::Owned(format!("{message}\nhelp: {}", escape(help))),
        None => message,
    }
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Makes the locations of one document.
pub(super) struct Locations<'a> {
    doc: &'a Document,
    /// The file, or the page of a dump that has no positions in its file.
    artifact: ArtifactLocation,
    is_whole: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
    physical_location: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Value>,
}

/// Where a file is.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

impl ArtifactLocation {
    pub(super) fn new(path: &str) -> Self {
        ArtifactLocation {
            uri: uri::reference(path),
            uri_base_id: uri::is_below_base(path).then_some(BASE),
            index: None,
        }
    }
}

impl<'a> Locations<'a> {
    /// Those of a document whose file has the given number among the artifacts.
    pub(super) fn new(doc: &'a Document, index: usize) -> Self {
        // A page without positions in its file is an artifact of its own. The `#` in its name is encoded: readers refuse
        // relative references with fragments.
        let (file, name) = (place::in_repository(&doc.origin.path), place::repository_file(doc));
        let artifact =
            ArtifactLocation { index: (name == file).then_some(index), ..ArtifactLocation::new(&name) };
        let is_whole = doc.origin.input != InputKind::Dump && doc.map().container().is_none();
        Locations { doc, artifact, is_whole }
    }

    fn at(&self, span: Span) -> Location<'a> {
        let doc = self.doc;
        let page = doc.origin.page.as_ref();
        let in_article = doc.map().container().is_some().then(|| json!({ "article": in_article(doc, span) }));
        Location {
            id: None,
            message: None,
            physical_location: json!({ "artifactLocation": self.artifact, "region": region(doc, span) }),
            logical_locations: page.map(
                |page| json!([{ "name": page, "fullyQualifiedName": place::document(doc), "kind": "page" }]),
            ),
            properties: in_article,
        }
    }

    /// A fix as replacements in the file. Those of text that stands in a container are left out: there they would have
    /// to be written as the container does.
    fn fix(&self, fix: &Fix) -> Option<Value> {
        let replacement = |edit: &Edit| json!({ "deletedRegion": region(self.doc, edit.span), "insertedContent": { "text": edit.text } });
        (self.is_whole && fix.safety != Safety::Manual).then(|| {
            json!({
                "description": Text::of(&fix.title),
                "artifactChanges": [{
                    "artifactLocation": self.artifact,
                    "replacements": fix.edits.iter().map(replacement).collect::<Vec<Value>>(),
                }],
                "properties": { "safety": fix.safety.name() },
            })
        })
    }
}

fn region(doc: &Document, span: Span) -> Value {
    let place::Region { start, end } = place::region(doc, span);
    json!({ "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 })
}

/// The same place in the article's own text.
fn in_article(doc: &Document, span: Span) -> Value {
    let [start, end] = [span.start, span.end].map(|offset| place::in_article(doc, offset));
    json!({ "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1 })
}
