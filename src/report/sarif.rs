//! A log of the Static Analysis Results Interchange Format (SARIF) 2.1.0, an OASIS standard.
//!
//! Results are written as they come. What is known at the end alone (the rules that were violated, the files, what
//! failed) stands behind them: the order of an object's members is free.

mod record;
mod rule;
mod uri;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use self::record::{ArtifactLocation, Locations, ResultRecord};
use self::rule::RuleRecord;
use super::json::url;
use super::{Entry, Failure, Report, Settings, Summary, place};
use crate::engine::{Page, Registry};
use crate::finding::Finding;
use crate::profile::Profile;
use crate::report::escape;
use crate::report::visible_json::write_json;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative paths are relative to.
const BASE: &str = "%SRCROOT%";

/// One log of one run.
pub(super) struct Sarif {
    rule_url: Option<String>,
    is_open: bool,
    /// The rules that were violated, with the address of each one's page.
    rules: Vec<(&'static Page, Option<String>)>,
    rule_numbers: HashMap<&'static str, usize>,
    /// The files that were linted; the pages of a dump come one after the other.
    files: Vec<String>,
    failures: Vec<Failure>,
}

impl Sarif {
    pub(super) fn new(settings: &Settings) -> Self {
        Sarif {
            rule_url: settings.rule_url.clone(),
            is_open: false,
            rules: Vec::new(),
            rule_numbers: HashMap::new(),
            files: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        let base = json!({ BASE: { "description": { "text": "the folder in which wikivet was run" } } });
        write!(out, "{{\n\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n")?;
        write!(out, "\"columnKind\": \"unicodeCodePoints\",\n\"originalUriBaseIds\": {base},\n\"results\": [")
    }

    /// The number of a rule among those that were violated.
    fn number(
        &mut self,
        registry: &'static Registry,
        rule: &'static str,
        profile: Option<&Profile>,
    ) -> Option<usize> {
        let page = registry.page(rule)?;
        Some(*self.rule_numbers.entry(rule).or_insert_with(|| {
            self.rules.push((page, url(registry, rule, self.rule_url.as_deref(), profile)));
            self.rules.len() - 1
        }))
    }

    fn result(
        &mut self,
        entry: &Entry<'_>,
        finding: &Finding,
        locations: &Locations<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let rule = self.number(entry.registry, finding.rule, Profile::named(entry.profile));
        out.write_all(if self.is_open { b",\n" } else { b"\n" })?;
        self.is_open = true;
        write_json(out, &ResultRecord::new(entry, finding, rule, locations))
    }
}

impl Report for Sarif {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let doc = entry.doc;
        let path = place::in_repository(&doc.origin.path);
        if self.files.last() != Some(&path) {
            self.files.push(path);
        }
        if !self.is_open && !entry.findings.is_empty() {
            self.start(out)?;
        }
        let locations = Locations::new(doc, self.files.len() - 1);
        entry.findings.iter().try_for_each(|finding| self.result(entry, finding, &locations, out))
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_open {
            self.start(out)?;
        }
        let artifacts = self
            .files
            .iter()
            .map(|path| json!({ "location": ArtifactLocation::new(path), "roles": ["analysisTarget"] }));
        let invocation = json!({
            "executionSuccessful": self.failures.is_empty(),
            "toolExecutionNotifications": self.failures.iter().map(notification).collect::<Vec<Value>>(),
        });
        let rules = self.rules.iter().map(|(page, url)| RuleRecord::new(page, url.as_deref()));
        out.write_all(b"],\n\"artifacts\": [")?;
        list(artifacts, out)?;
        write!(out, "],\n\"invocations\": [{invocation}],\n\"tool\": {{ \"driver\": {{\n")?;
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        write!(
            out,
            "\"name\": \"{name}\",\n\"version\": \"{version}\",\n\"semanticVersion\": \"{version}\",\n"
        )?;
        out.write_all(b"\"rules\": [")?;
        list(rules, out)?;
        out.write_all(b"]\n} }\n}]\n}\n")
    }
}

fn notification(failure: &Failure) -> Value {
    let mut location = Map::new();
    location.insert(
        "physicalLocation".to_owned(),
        json!({ "artifactLocation": ArtifactLocation::new(&place::in_repository(&failure.path)) }),
    );
    if let Some(page) = &failure.page {
        location.insert("logicalLocations".to_owned(), json!([{ "name": page, "kind": "page" }]));
    }
    json!({ "level": "error", "message": { "text": escape(&failure.message) }, "locations": [location] })
}

/// Writes the elements of an array, each on a line of its own.
fn list(values: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    for (index, value) in values.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        write_json(out, &value)?;
    }
    Ok(())
}
