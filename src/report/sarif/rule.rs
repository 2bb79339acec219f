use serde::Serialize;
use serde_json::{Value, json};

use super::record::{Text, level};
use crate::engine::Page;
use crate::finding::Severity;

/// A rule as SARIF describes it: a `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleRecord<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Text<'a>,
    full_description: Text<'a>,
    help: Help<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    default_configuration: Value,
    properties: Value,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

impl<'a> RuleRecord<'a> {
    pub(super) fn new(page: &'a Page, url: Option<&'a str>) -> Self {
        let ids = page.also.iter().flat_map(|(tool, ids)| ids.iter().map(move |id| format!("{tool}:{id}")));
        let tags: Vec<String> = std::iter::once(page.group.to_owned()).chain(ids).collect();
        RuleRecord {
            id: page.name,
            // A name that differs from the id in case alone is not a valid one.
            name: page.name.contains('-').then(|| page.name.split('-').map(capitalised).collect()),
            short_description: Text::of(page.title),
            full_description: Text::of(page.summary),
            help: Help { text: page.summary, markdown: page.body },
            help_uri: url,
            default_configuration: json!({ "enabled": page.default, "level": level(page.severity) }),
            properties: json!({ "tags": tags, "problem.severity": problem_severity(page.severity) }),
        }
    }
}

/// A severity in the words of code scanning, which sorts by them.
fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
