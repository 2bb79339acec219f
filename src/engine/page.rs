use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::front_matter::{FixKey, inputs, namespaces, read_front_matter, refuse_unknown};
use crate::declared::{CheckError, CheckTable};
use crate::engine::Rule;
use crate::finding::Severity;
use crate::fix::Safety;
use crate::source::InputKind;

/// What can be known of a document's wiki.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The language: month names, number words.
    Language,
    /// The wiki's own template names.
    Templates,
}

impl Need {
    /// What front matter calls it.
    pub fn name(self) -> &'static str {
        match self {
            Need::Language => "language",
            Need::Templates => "templates",
        }
    }
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
#[derive(Clone, Debug)]
pub struct Page {
    /// The kebab-case name, unique and permanent.
    pub name: &'static str,
    /// The group, which is the folder: `date`.
    pub group: &'static str,
    /// The title of the page: `Mojibake`.
    pub title: &'static str,
    /// The first sentence under the title.
    pub summary: &'static str,
    /// The front matter as it is written, without its fences.
    pub front: &'static str,
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
    /// What must be known for it to find all that it finds, with what it needs.
    pub uses: Vec<Need>,
    /// The wikis it runs for; empty for all.
    pub wikis: Vec<String>,
    /// The codes of the languages it runs for; empty for all.
    pub languages: Vec<String>,
    /// The check, if the page declares it.
    pub check: Option<Arc<CheckTable>>,
    /// Names of rules whose findings at the very same place, or at one that a finding names, this one stands for as well.
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

/// What is wrong with a rule page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{page}: {message}{}", note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default())]
pub struct PageError {
    /// The rule's name.
    pub page: String,
    /// Where, in bytes of the page.
    pub span: Range<usize>,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What to do, if it is known.
    pub note: Option<String>,
}

/// What messages of the Cite extension begin with.
pub(super) const CITE_PREFIX: &str = "cite_error_";

/// The line before and behind the front matter.
pub(super) const FENCE: &str = "+++\n";

impl Page {
    /// Reads the page of a rule, whose lines end at LF; `name` and `group` come from its path.
    pub fn parse(name: &'static str, group: &'static str, text: &'static str) -> Result<Page, PageError> {
        let error = |span: Range<usize>, message: &str, note: Option<String>| PageError {
            page: name.to_owned(),
            span,
            message: message.to_owned(),
            note,
        };
        let shape = |at: usize, message: &str| {
            error(
                at..text.len().min(at + 1),
                message,
                Some("`wikivet explain own-rules` says how pages are written".to_owned()),
            )
        };
        let (front_text, body) =
            text.strip_prefix(FENCE).and_then(|rest| rest.split_once("\n+++\n")).ok_or_else(|| {
                shape(
                    0,
                    "this is no page of a rule: it does not begin with front matter between two lines `+++`",
                )
            })?;
        let front = read_front_matter(front_text).map_err(|fault| error(fault.0, &fault.1, fault.2))?;
        if let Some(other) = front.name.as_ref().filter(|other| other.as_ref() != name) {
            return Err(error(other.span(), "the name is not the file's", Some(format!("write `{name}`"))));
        }
        refuse_unknown(&front).map_err(|fault| error(fault.0, &fault.1, fault.2))?;
        let body_at = text.len() - body.len();
        let mut lines = body.lines().skip_while(|line| line.trim().is_empty());
        let title = lines
            .next()
            .and_then(|line| line.strip_prefix("# "))
            .ok_or_else(|| shape(body_at, "the title is missing: a line `# Title` below the front matter"))?;
        let is_summary = |line: &&str| !line.trim().is_empty();
        let summary = lines
            .find(is_summary)
            .filter(|line| !line.starts_with("## ") && !line.starts_with("```"))
            .ok_or_else(|| {
                shape(body_at, "a sentence below the title is missing that says what the rule finds")
            })?;
        let evidence = match section(body, "Evidence").and_then(|text| block(text, "evidence")) {
            Some(block) => toml::from_str(block).map_err(|fault| {
                let at = block.as_ptr() as usize - text.as_ptr() as usize;
                let span = fault.span().unwrap_or_default();
                error(span.start + at..span.end + at, fault.message(), None)
            })?,
            None => Evidence::default(),
        };
        let repairs = front.check.as_ref().is_some_and(|check| check.as_ref().repairs());
        let fix = match front.fix.as_ref().map(|fix| *fix.as_ref()) {
            Some(FixKey::None) => None,
            Some(FixKey::Manual) => Some(Safety::Manual),
            Some(FixKey::Safe) => Some(Safety::Safe),
            Some(FixKey::Suggested) => Some(Safety::Suggested),
            None => repairs.then_some(Safety::Suggested),
        };
        let uses = match (front.uses, &front.check) {
            (Some(uses), _) => uses,
            // What is declared can name templates by role, and reads prose as the wiki does.
            (None, Some(_)) => vec![Need::Language, Need::Templates],
            (None, None) => Vec::new(),
        };
        Ok(Page {
            name,
            group,
            title,
            summary,
            front: front_text,
            body,
            severity: front.severity,
            fix,
            default: front.default,
            namespaces: namespaces(&front.namespaces),
            inputs: inputs(&front.inputs),
            uses: uses.into_iter().chain(front.needs.iter().copied()).collect(),
            needs: front.needs,
            wikis: front.wikis.into_iter().map(Spanned::into_inner).collect(),
            languages: front.languages.into_iter().map(Spanned::into_inner).collect(),
            check: front.check.map(|check| Arc::new(check.into_inner())),
            absorbs: front.absorbs,
            since: front.since,
            policy: front.policy,
            also: front
                .also
                .into_iter()
                .map(|(tool, ids)| (tool, ids.iter().map(id_text).collect()))
                .collect(),
            evidence,
            options: section(body, "Options").map(option_names).unwrap_or_default(),
        })
    }

    /// Whether another tool has the same check under an id. The Cite extension's may have the prefix of its messages.
    pub fn is_known_as(&self, tool: &str, id: &str) -> bool {
        let id = id.strip_prefix(CITE_PREFIX).filter(|_| tool == "cite").unwrap_or(id);
        self.also.get(tool).is_some_and(|ids| ids.iter().any(|known| known == id))
    }

    /// Makes the check that the page declares.
    pub fn compile(&self) -> Option<Result<Box<dyn Rule>, CheckError>> {
        self.check.as_ref().map(|check| check.compile(self.fix))
    }
}

/// An id of another tool as text, also where it is a number there.
fn id_text(id: &toml::Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
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
