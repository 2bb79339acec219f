use std::collections::BTreeMap;

use serde::Deserialize;

use crate::finding::Severity;
use crate::fix::Safety;
use crate::source::InputKind;

/// The front matter of a rule page, as `rules/README.md` describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FrontMatter {
    name: String,
    severity: String,
    fix: String,
    default: bool,
    namespaces: Vec<String>,
    #[serde(default = "wikitext_only")]
    inputs: Vec<String>,
    #[serde(default)]
    needs: Vec<Need>,
    #[serde(default)]
    absorbs: Vec<String>,
    since: String,
    #[serde(default)]
    policy: Option<String>,
    #[serde(default)]
    also: BTreeMap<String, Vec<toml::Value>>,
}

fn wikitext_only() -> Vec<String> {
    vec!["wikitext".to_owned()]
}

/// What must be known of a document's wiki before a rule can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The language: month names, number words.
    Language,
    /// The wiki's own template names.
    Templates,
}

/// The counts of a page's Evidence section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Real pages that the rule was run on.
    pub pages: u32,
    /// How often it fired on them.
    pub findings: u32,
    /// How many of these were read and judged.
    pub judged: u32,
    /// How many of the judged ones were right.
    pub right: u32,
}

/// A rule as its page describes it: the one source of truth for what is not code.
#[derive(Debug)]
pub struct Page {
    /// The kebab-case name, unique and permanent.
    pub name: &'static str,
    /// The group, which is the folder: `date`.
    pub group: &'static str,
    /// The title of the page: `Mojibake`.
    pub title: &'static str,
    /// The first sentence under the title.
    pub summary: &'static str,
    /// The whole Markdown text after the front matter.
    pub body: &'static str,
    /// The highest severity its findings have.
    pub severity: Severity,
    /// The highest safety that its fixes have, if it offers any.
    pub fix: Option<Safety>,
    /// Whether it runs unless it is switched off.
    pub default: bool,
    /// The numbers of the namespaces it runs in; none means all.
    pub namespaces: Option<Vec<i32>>,
    /// Whether it runs on wikitext, and on text extracts.
    pub inputs: Vec<InputKind>,
    /// What must be known before it can run.
    pub needs: Vec<Need>,
    /// Names of rules whose findings at the very same place this one stands for as well.
    pub absorbs: Vec<String>,
    /// The version that brought it.
    pub since: String,
    /// A policy page's shortcut, which the profile turns into a URL.
    pub policy: Option<String>,
    /// Ids of the same check in other tools: tool → ids.
    pub also: BTreeMap<String, Vec<String>>,
    /// The counts of the Evidence section.
    pub evidence: Evidence,
    /// The headings under *Options*: the option names.
    pub options: Vec<&'static str>,
}

/// What is wrong with a rule page. It can only come up while wikivet is being changed: a test reads all pages.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// There are no `+++` lines, or no title and summary.
    #[error(
        "{0}: a rule page is front matter between two `+++` lines, `# Title`, a line of summary, and sections"
    )]
    Shape(String),
    /// The front matter is not what it should be.
    #[error("{0}: {1}")]
    FrontMatter(String, toml::de::Error),
    /// A value that none of the allowed ones is.
    #[error("{page}: `{value}` is not a {what}")]
    Value {
        /// The page's name.
        page: String,
        /// What was written.
        value: String,
        /// What was expected.
        what: &'static str,
    },
}

impl Page {
    /// Reads the page of a rule; `name` and `group` come from its path.
    pub fn parse(name: &'static str, group: &'static str, text: &'static str) -> Result<Page, PageError> {
        let shape = || PageError::Shape(name.to_owned());
        let rest = text.strip_prefix("+++\n").ok_or_else(shape)?;
        let (front, body) = rest.split_once("\n+++\n").ok_or_else(shape)?;
        let front: FrontMatter =
            toml::from_str(front).map_err(|error| PageError::FrontMatter(name.to_owned(), error))?;
        let wrong =
            |value: &str, what| PageError::Value { page: name.to_owned(), value: value.to_owned(), what };
        if front.name != name {
            return Err(wrong(&front.name, "name that equals the file's"));
        }
        let mut lines = body.lines();
        let title = lines.next().and_then(|line| line.strip_prefix("# ")).ok_or_else(shape)?;
        let summary = lines.find(|line| !line.is_empty()).ok_or_else(shape)?;
        let evidence = match section(body, "Evidence").and_then(|text| block(text, "evidence")) {
            Some(text) => {
                toml::from_str(text).map_err(|error| PageError::FrontMatter(name.to_owned(), error))?
            }
            None => Evidence::default(),
        };
        Ok(Page {
            name,
            group,
            title,
            summary,
            body,
            severity: severity(&front.severity).ok_or_else(|| wrong(&front.severity, "severity"))?,
            fix: match front.fix.as_str() {
                "none" => None,
                other => Some(safety(other).ok_or_else(|| wrong(other, "fix"))?),
            },
            default: front.default,
            namespaces: namespaces(&front.namespaces).ok_or_else(|| wrong("namespaces", "namespace list"))?,
            inputs: inputs(&front.inputs).ok_or_else(|| wrong("inputs", "list of inputs"))?,
            needs: front.needs,
            absorbs: front.absorbs,
            since: front.since,
            policy: front.policy,
            also: front
                .also
                .into_iter()
                .map(|(tool, ids)| {
                    (
                        tool,
                        ids.iter()
                            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
                            .collect(),
                    )
                })
                .collect(),
            evidence,
            options: section(body, "Options").map(option_names).unwrap_or_default(),
        })
    }
}

impl Page {
    /// The text of a section of the page, without its heading: `Why`.
    pub fn section(&self, title: &str) -> Option<&'static str> {
        section(self.body, title)
    }
}

/// The text of a `## ` section, without its heading.
fn section<'t>(body: &'t str, title: &str) -> Option<&'t str> {
    let mut at = 0;
    let mut start = None;
    let mut fenced = false;
    for line in body.split_inclusive('\n') {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if let (false, Some(heading)) = (fenced, line.strip_prefix("## ")) {
            if let Some(start) = start {
                return body.get(start..at);
            }
            if heading.trim() == title {
                start = Some(at + line.len());
            }
        }
        at += line.len();
    }
    start.and_then(|start| body.get(start..))
}

/// The content of the first fenced block of a language.
fn block<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let fence = format!("```{language}\n");
    let start = text.find(&fence)? + fence.len();
    let rest = text.get(start..)?;
    rest.get(..rest.find("```")?)
}

fn option_names(text: &'static str) -> Vec<&'static str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("### `").or_else(|| line.strip_prefix("- `")))
        .filter_map(|line| line.split('`').next())
        .collect()
}

fn severity(name: &str) -> Option<Severity> {
    [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|value| value.name() == name)
}

fn safety(name: &str) -> Option<Safety> {
    [Safety::Manual, Safety::Suggested, Safety::Safe].into_iter().find(|value| value.name() == name)
}

fn namespaces(names: &[String]) -> Option<Option<Vec<i32>>> {
    let mut numbers = Vec::new();
    for name in names {
        match name.as_str() {
            "all" => return Some(None),
            "article" => numbers.push(0),
            "file" => numbers.push(6),
            "template" => numbers.push(10),
            "category" => numbers.push(14),
            _ => return None,
        }
    }
    Some(Some(numbers))
}

fn inputs(names: &[String]) -> Option<Vec<InputKind>> {
    let mut kinds = Vec::new();
    for name in names {
        match name.as_str() {
            "wikitext" => kinds.extend([InputKind::Wikitext, InputKind::Dump]),
            "extract" => kinds.push(InputKind::Extract),
            _ => return None,
        }
    }
    Some(kinds)
}
