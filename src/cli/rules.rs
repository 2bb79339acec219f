use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::bail;
use serde::Serialize;
use serde_json::json;

use super::planning::registry_here;
use super::values::RulesFormat;
use crate::engine::{Evidence, Need, Page, Registry, nearest, peer_ids, peer_tools};
use crate::fix::Safety;
use crate::profile::Language;

/// Lists the rules, or the ids of the checks of another tool.
pub(super) fn run(format: RulesFormat, peer: Option<&str>, out: &mut dyn Write) -> anyhow::Result<()> {
    let registry = registry_here()?;
    match peer {
        Some(tool) => peers(registry, format, tool, out),
        None => Ok(all(registry, format, out)?),
    }
}

fn all(registry: &Registry, format: RulesFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        RulesFormat::Table => table(registry, out),
        RulesFormat::Json => {
            let entries: Vec<RuleJson> = registry.pages().map(RuleJson::new).collect();
            serde_json::to_writer_pretty(&mut *out, &entries)?;
            writeln!(out)
        }
    }
}

/// Maps the ids of another tool to the rules here.
fn peers(registry: &Registry, format: RulesFormat, tool: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let Some(tool) = peer_tools().find(|known| *known == tool) else {
        let near = nearest(tool, peer_tools()).map(|near| format!("; did you mean `{near}`?"));
        let tools = || format!("; known are {}", peer_tools().collect::<Vec<_>>().join(", "));
        bail!("no ids of the tool `{tool}` are known{}", near.unwrap_or_else(tools));
    };
    let has = |page: &&Page, id: &String| page.is_known_as(tool, id);
    let names = |id: &String| {
        let pages = registry.pages().filter(|page| has(page, id));
        pages.map(|page| page.name).collect::<Vec<_>>()
    };
    if format == RulesFormat::Json {
        let map: Vec<serde_json::Value> = peer_ids(tool)
            .iter()
            .map(|id| json!({ "id": peer_id(id), "selector": format!("{tool}:{id}"), "rules": names(id) }))
            .collect();
        return Ok(writeln!(out, "{:#}", serde_json::Value::from(map))?);
    }
    let width = peer_ids(tool).iter().map(|id| id.chars().count()).max().unwrap_or(0) + tool.len() + 1;
    for id in peer_ids(tool) {
        let names = names(id);
        let rules = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        writeln!(out, "{:width$}  {rules}", format!("{tool}:{id}"))?;
    }
    Ok(())
}

fn table(registry: &Registry, out: &mut dyn Write) -> io::Result<()> {
    let mut pages: Vec<&Page> = registry.pages().collect();
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
