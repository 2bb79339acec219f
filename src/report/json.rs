//! `json`, one object for the run, and `jsonl`, one object a line. The members are described in
//! `docs/findings.schema.json`.

mod record;

pub(super) use self::record::{FailureRecord, SpanRecord, Tool, Typed};

use std::io::{self, Write};

use serde::Serialize;

use self::record::{Clusters, DocumentRecord, FindingRecord, FixedRecord, SCHEMA, SummaryRecord};
use super::visible_json::write_json;
use super::{Entry, Failure, Report, Settings, Summary};
use crate::engine::Registry;
use crate::profile::Profile;

/// One object for the run. `documents` and `failures` go before and after the findings,
/// so the one that comes later in the text waits here, already written.
pub(super) struct Json {
    rule_url: Option<String>,
    clusters: Clusters,
    documents: u64,
    findings: Vec<u8>,
    failures: Vec<Failure>,
}

impl Json {
    pub(super) fn new(settings: &Settings) -> Self {
        Json {
            rule_url: settings.rule_url.clone(),
            clusters: Clusters::default(),
            documents: 0,
            findings: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n\"schema\": {SCHEMA},\n\"tool\": ")?;
        write_json(out, &Tool::THIS)?;
        out.write_all(b",\n\"documents\": [")
    }
}

impl Report for Json {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.documents == 0 {
            self.start(out)?;
        }
        element(self.documents == 0, &DocumentRecord::new(entry), out)?;
        self.documents += 1;
        for record in records(entry, self.rule_url.as_deref(), &mut self.clusters) {
            element(self.findings.is_empty(), &record, &mut self.findings)?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.documents == 0 {
            self.start(out)?;
        }
        out.write_all(b"],\n\"findings\": [")?;
        out.write_all(&self.findings)?;
        out.write_all(b"],\n\"failures\": [")?;
        for (index, failure) in self.failures.iter().enumerate() {
            element(index == 0, &FailureRecord::from(failure), out)?;
        }
        out.write_all(b"],\n\"summary\": ")?;
        write_json(out, &SummaryRecord::from(summary))?;
        out.write_all(b"\n}\n")
    }
}

/// One object a line, each with its `type`.
pub(super) struct Jsonl {
    rule_url: Option<String>,
    clusters: Clusters,
}

impl Jsonl {
    pub(super) fn new(settings: &Settings) -> Self {
        Jsonl { rule_url: settings.rule_url.clone(), clusters: Clusters::default() }
    }
}

impl Report for Jsonl {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(record) = FixedRecord::new(entry) {
            line("fixed", &record, out)?;
        }
        records(entry, self.rule_url.as_deref(), &mut self.clusters)
            .try_for_each(|record| line("finding", &record, out))
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        line("failure", &FailureRecord::from(failure), out)
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        line("summary", &SummaryRecord::from(summary), out)
    }
}

fn records<'a>(
    entry: &Entry<'a>,
    rule_url: Option<&'a str>,
    clusters: &mut Clusters,
) -> impl Iterator<Item = FindingRecord<'a>> {
    let profile = Profile::named(entry.profile);
    let numbers = clusters.number(entry.findings);
    let entry = *entry;
    entry.findings.iter().zip(numbers).map(move |(finding, cluster)| {
        let url = url(entry.registry, finding.rule, rule_url, profile);
        FindingRecord::new(&entry, finding, url, cluster)
    })
}

/// The address of the rule's page, else of the policy it stands for.
pub(super) fn url(
    registry: &Registry,
    rule: &str,
    base: Option<&str>,
    profile: Option<&Profile>,
) -> Option<String> {
    let policy = || registry.page(rule)?.policy.as_deref();
    match base {
        Some(base) => Some(format!("{base}{rule}")),
        None if policy()?.contains("://") => policy().map(str::to_owned),
        None => profile?.url(policy()?),
    }
}

/// Writes one element of an array on a line of its own.
fn element(first: bool, value: &impl Serialize, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    out.write_all(if first { b"\n" } else { b",\n" })?;
    write_json(out, value)
}

fn line(kind: &'static str, record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_json(out, &Typed { kind, record })?;
    out.write_all(b"\n")
}
