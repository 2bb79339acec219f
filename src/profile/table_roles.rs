use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Language;
use super::data::{DataError, parse};

static ROLES: LazyLock<TableRoles> = LazyLock::new(|| TableRoles::read().unwrap_or_default());

/// The role of the columns and rows that hold sums.
const TOTAL: &str = "total";

/// The role of columns of shares in a whole.
const PERCENT: &str = "percent";

/// What headings say that a column counts, and which columns add up to which: the typed form of
/// `rules/data/table-roles.toml`.
#[derive(Debug, Default)]
pub struct TableRoles {
    relations: Vec<RoleRelation>,
    /// Language → word → roles.
    words: FxHashMap<String, FxHashMap<String, Vec<String>>>,
}

/// Columns that add up to another one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRelation {
    /// The role of the column that is the sum.
    pub sum: String,
    /// The roles of the columns that make it.
    pub parts: Vec<String>,
    /// How often each part counts; several lists, where several are in use. Empty where each counts once.
    #[serde(default)]
    pub weights: Vec<Vec<i8>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    #[expect(dead_code, reason = "for people")]
    sources: Vec<String>,
    relations: Vec<RoleRelation>,
    /// Role → language → words.
    roles: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl TableRoles {
    /// The roles that are known, parsed when they are first asked for.
    pub fn known() -> &'static TableRoles {
        &ROLES
    }

    /// The relations between roles.
    pub fn relations(&self) -> &[RoleRelation] {
        &self.relations
    }

    /// The roles that a heading gives its column; its case makes no difference. English headings are understood in all
    /// languages.
    pub fn of<'r>(&'r self, heading: &str, language: Option<&Language>) -> impl Iterator<Item = &'r str> {
        let heading = fold(heading);
        let beside = Language::read_beside();
        let codes = language.into_iter().chain(beside).map(|language| language.code.as_str());
        let roles = codes.filter_map(move |code| self.words.get(code)?.get(&heading));
        roles.flatten().map(String::as_str)
    }

    /// Whether the roles of a heading make its column one of sums.
    pub fn is_total(&self, heading: &str, language: Option<&Language>) -> bool {
        self.of(heading, language).any(|role| role == TOTAL)
    }

    /// Whether the roles of a heading make its column one of shares in a whole.
    pub fn is_percent(&self, heading: &str, language: Option<&Language>) -> bool {
        self.of(heading, language).any(|role| role == PERCENT)
    }

    fn read() -> Result<TableRoles, DataError> {
        let file: RolesFile = parse("table-roles", include_str!("../../rules/data/table-roles.toml"))?;
        let mut words: FxHashMap<String, FxHashMap<String, Vec<String>>> = FxHashMap::default();
        for (role, languages) in file.roles {
            for (language, headings) in languages {
                for heading in headings {
                    let known = words.entry(language.clone()).or_default().entry(fold(&heading));
                    known.or_default().push(role.clone());
                }
            }
        }
        Ok(TableRoles { relations: file.relations, words })
    }
}

/// A heading as headings are compared: lower case, without white space and colons at the ends.
fn fold(heading: &str) -> String {
    heading.trim_matches(|sign: char| sign.is_whitespace() || sign == ':').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read_and_its_relations_name_roles() {
        let roles = TableRoles::read().unwrap();
        let named: Vec<&String> = roles.words.values().flat_map(|words| words.values().flatten()).collect();
        for relation in &roles.relations {
            for role in relation.parts.iter().chain([&relation.sum]) {
                assert!(named.contains(&role), "{role}");
            }
            assert!(relation.weights.iter().all(|weights| weights.len() == relation.parts.len()));
        }
    }

    #[test]
    fn headings_of_a_language_and_english_ones_are_understood() {
        let (roles, german) = (TableRoles::known(), Language::named("de"));
        assert!(roles.is_total("Gesamt", german) && roles.is_total("TOTAL:", german));
        assert!(!roles.is_total("Gesamt", None));
        assert!(roles.of("S", german).any(|role| role == "won"));
    }
}
