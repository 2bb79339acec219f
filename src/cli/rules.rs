use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::args::RulesFormat;
use crate::engine::{Evidence, Need, Page, Registry};
use crate::fix::Safety;
use crate::profile::Language;

/// Lists the rules.
pub(super) fn run(format: RulesFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RulesFormat::Table => table(out),
        RulesFormat::Json => {
            let entries: Vec<RuleJson> = Registry::built_in().pages().map(RuleJson::new).collect();
            serde_json::to_writer_pretty(&mut *out, &entries)?;
            writeln!(out)
        }
    }
}

fn table(out: &mut dyn Write) -> io::Result<()> {
    let mut pages: Vec<&Page> = Registry::built_in().pages().collect();
    pages.sort_by_key(|page| (page.group, page.name));
    let width = pages.iter().map(|page| page.name.len()).max().unwrap_or(0);
    let mut group = "";
    for page in pages {
        if page.group != group {
            group = page.group;
            writeln!(out, "{group}")?;
        }
        let state = if page.default { "" } else { " (off by default)" };
        writeln!(out, "  {:width$}  {:7}  {}{state}", page.name, page.severity.name(), page.summary)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct RuleJson<'a> {
    name: &'a str,
    group: &'a str,
    summary: &'a str,
    severity: &'a str,
    default: bool,
    fix: &'a str,
    namespaces: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
    also: BTreeMap<&'a str, Vec<serde_json::Value>>,
    /// The languages whose data the rule can use; empty for a rule that needs none.
    languages: Vec<&'a str>,
    options: &'a [&'static str],
    evidence: Evidence,
}

impl<'a> RuleJson<'a> {
    fn new(page: &'a Page) -> Self {
        let needs_language = page.needs.contains(&Need::Language);
        RuleJson {
            name: page.name,
            group: page.group,
            summary: page.summary,
            severity: page.severity.name(),
            default: page.default,
            fix: page.fix.map_or("none", Safety::name),
            namespaces: namespaces(page),
            policy: page.policy.as_deref(),
            also: page
                .also
                .iter()
                .map(|(tool, ids)| (tool.as_str(), ids.iter().map(|id| peer_id(id)).collect()))
                .collect(),
            languages: if needs_language { Language::codes().collect() } else { Vec::new() },
            options: &page.options,
            evidence: page.evidence,
        }
    }
}

fn namespaces(page: &Page) -> Vec<&'static str> {
    let Some(numbers) = &page.namespaces else { return vec!["all"] };
    numbers
        .iter()
        .map(|number| match number {
            6 => "file",
            10 => "template",
            14 => "category",
            _ => "article",
        })
        .collect()
}

/// Ids that are numbers in their tool are numbers here as well.
fn peer_id(id: &str) -> serde_json::Value {
    id.parse::<u32>().map_or_else(|_| id.into(), Into::into)
}
