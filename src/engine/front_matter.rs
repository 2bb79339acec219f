use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::page::{FENCE, Need};
use super::select::nearest;
use super::toml_words::in_words_of_toml;
use crate::declared::{CheckTable, nearest_key};
use crate::finding::Severity;
use crate::profile::{Language, Profile};
use crate::source::InputKind;

/// The front matter of a rule page, as `rules/README.md` describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrontMatter {
    /// The file's, if it is given at all.
    #[serde(default)]
    pub(super) name: Option<Spanned<String>>,
    #[serde(default = "warning")]
    pub(super) severity: Severity,
    /// As the check has one or not, without the key.
    #[serde(default)]
    pub(super) fix: Option<Spanned<FixKey>>,
    #[serde(default = "yes")]
    pub(super) default: bool,
    #[serde(default = "articles_only")]
    pub(super) namespaces: Vec<Namespace>,
    #[serde(default = "wikitext_only")]
    pub(super) inputs: Vec<InputKey>,
    #[serde(default)]
    pub(super) needs: Vec<Need>,
    #[serde(default)]
    pub(super) uses: Option<Vec<Need>>,
    #[serde(default)]
    pub(super) wikis: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) languages: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) absorbs: Vec<String>,
    #[serde(default)]
    pub(super) since: String,
    #[serde(default)]
    pub(super) policy: Option<String>,
    #[serde(default)]
    pub(super) also: BTreeMap<String, Vec<toml::Value>>,
    #[serde(default)]
    pub(super) check: Option<Spanned<CheckTable>>,
}

/// What the best fix of a rule is called.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FixKey {
    None,
    Manual,
    Suggested,
    Safe,
}

/// What a namespace is called, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Namespace {
    Article,
    File,
    Template,
    Category,
    All,
}

/// What inputs are called: dumps are wikitext as well.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum InputKey {
    Wikitext,
    Extract,
}

fn warning() -> Severity {
    Severity::Warning
}

fn yes() -> bool {
    true
}

fn articles_only() -> Vec<Namespace> {
    vec![Namespace::Article]
}

fn wikitext_only() -> Vec<InputKey> {
    vec![InputKey::Wikitext]
}

/// The place of what is wrong in front matter, the fact, and what to do.
pub(super) type Fault = (Range<usize>, String, Option<String>);

/// Reads front matter, with places as they are in the page.
pub(super) fn read_front_matter(front: &str) -> Result<FrontMatter, Fault> {
    // As long as the fence, so that places need no moving.
    let padded = format!("   \n{front}\n");
    // Few pages declare a check, and to read a page twice is half of what it costs.
    if front.contains(CHECK)
        && let Some((span, key)) =
            DeTable::parse(&padded).ok().and_then(|table| list_for_table(table.get_ref()))
    {
        return Err((span, format!("`{key}` is a table, and this is a list"), None));
    }
    toml::from_str(&padded).map_err(|error| {
        let note = nearest_key(error.message()).map(|name| format!("did you mean `{name}`?"));
        (error.span().unwrap_or(0..FENCE.len()), in_words_of_toml(error.message()), note)
    })
}

/// The key of what a page declares.
const CHECK: &str = "check";

/// A list where a table is meant, whose values would be taken for those of the table's keys one after the other.
fn list_for_table(front: &DeTable<'_>) -> Option<(Range<usize>, String)> {
    let (_, check) = front.iter().find(|(key, _)| key.get_ref() == CHECK)?;
    let DeValue::Table(tables) = check.get_ref() else {
        return matches!(check.get_ref(), DeValue::Array(_)).then(|| (check.span(), "check".to_owned()));
    };
    let (key, value) = tables.iter().find(|(_, value)| matches!(value.get_ref(), DeValue::Array(_)))?;
    Some((value.span(), key.get_ref().to_string()))
}

/// Refuses wikis and languages of which nothing is known: the rule would never run.
pub(super) fn refuse_unknown(front: &FrontMatter) -> Result<(), Fault> {
    let known = |name: &Spanned<String>, what: &str, names: Vec<&str>| {
        if names.contains(&name.as_ref().as_str()) {
            return Ok(());
        }
        let note = match nearest(name.as_ref(), names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", names.join(", ")),
        };
        Err((name.span(), format!("nothing is known of the {what} `{}`", name.as_ref()), Some(note)))
    };
    front.wikis.iter().try_for_each(|wiki| known(wiki, "wiki", Profile::names().collect()))?;
    front.languages.iter().try_for_each(|code| known(code, "language", Language::codes().collect()))
}

/// The numbers of namespaces; none where all are meant.
pub(super) fn namespaces(names: &[Namespace]) -> Option<Vec<i32>> {
    let number = |name: &Namespace| match name {
        Namespace::All => None,
        Namespace::Article => Some(0),
        Namespace::File => Some(6),
        Namespace::Template => Some(10),
        Namespace::Category => Some(14),
    };
    names.iter().map(number).collect()
}

/// The kinds of input that are meant.
pub(super) fn inputs(names: &[InputKey]) -> Vec<InputKind> {
    let kinds = names.iter().map(|name| match name {
        InputKey::Wikitext => &[InputKind::Wikitext, InputKind::Dump] as &[InputKind],
        InputKey::Extract => &[InputKind::Extract],
    });
    kinds.flatten().copied().collect()
}
