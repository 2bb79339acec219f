use toml::Spanned;

use super::CheckError;
use super::error::keyword;
use crate::facts::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams, ParamType, ParamTypes};

/// What stands before a kind of value, in the place of a parameter's name.
const KIND: &str = "kind:";

/// Parameters by name, or by what the wiki's data say of their values.
#[derive(Debug)]
pub(super) struct ParamNames {
    /// As they are written; `#` stands for any number, also for none.
    names: Vec<String>,
    has_numbered: bool,
    kinds: Vec<ParamType>,
    kind_set: ParamTypes,
    /// The names, where all are those of parameters of citations.
    cite: Option<CiteParams>,
}

impl ParamNames {
    /// Reads a list of names and `kind:` words.
    pub(super) fn compile(list: &[Spanned<String>]) -> Result<Self, CheckError> {
        let (mut names, mut kinds) = (Vec::new(), Vec::new());
        for item in list {
            let text = item.as_ref().trim();
            if let Some(kind) = text.strip_prefix(KIND) {
                kinds.push(keyword::<ParamType>(kind.trim(), item.span(), "kind of value")?);
            } else if text.is_empty() || text.contains(['{', '}', '|', '=']) {
                return Err(CheckError::at(item.span(), format!("`{text}` is no parameter's name")));
            } else {
                names.push(text.to_owned());
            }
        }
        let cite = names.iter().map(|name| CiteParam::named(name)).collect();
        let kind_set = ParamTypes::of(&kinds);
        let has_numbered = names.iter().any(|name| name.contains('#'));
        Ok(ParamNames { names, has_numbered, kinds, kind_set, cite })
    }

    /// Whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.kinds.is_empty()
    }

    /// Whether a field is one of them: by its name, by the name that it is an alias of, or by its kind.
    pub(super) fn has(&self, field: &Field<'_>) -> bool {
        let by_schema = field
            .param
            .is_some_and(|param| self.kind_set.contains(param.kind) || self.names.contains(&param.name));
        by_schema
            || self.names.iter().any(|name| *name == field.name || self.has_numbered && is(name, &field.name))
    }

    /// Whether a citation may give one of them a value: most do not, and one look tells.
    pub(super) fn may_be_given(&self, citation: &Citation<'_>) -> bool {
        let may_be_named =
            |params| citation.has_any(&params) || !self.names.is_empty() && citation.has_others;
        citation.kinds.has_any(self.kind_set) || self.cite.is_none_or(may_be_named)
    }

    /// Whether a citation gives a value of one of the kinds.
    pub(super) fn are_given(&self, citation: &Citation<'_>) -> bool {
        citation.kinds.has_any(self.kind_set)
    }

    /// The names, as messages list them.
    pub(super) fn listed(&self) -> String {
        let names = self.names.iter().map(|name| format!("`{name}`"));
        let kinds = self.kinds.iter().map(|kind| format!("{kind:?}").to_lowercase());
        names.chain(kinds).collect::<Vec<_>>().join(" or ")
    }

    /// The first name; empty if there are none.
    pub(super) fn first(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

/// Whether a name is the wanted one, in which `#` stands for digits.
fn is(wanted: &str, name: &str) -> bool {
    match wanted.split_once('#') {
        None => wanted == name,
        Some((before, after)) => {
            let number = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            number.is_some_and(|number| number.chars().all(char::is_numeric))
        }
    }
}
