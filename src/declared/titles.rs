use std::collections::BTreeMap;

use serde::Deserialize;

use crate::profile::Language;

/// A value for all languages, or one for each.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ByLanguage<T> {
    /// The same for all.
    All(T),
    /// By the code of the language: `{ en = …, de = … }`.
    Each(BTreeMap<String, T>),
}

impl<T> ByLanguage<T> {
    /// Whether something is so for one of the languages.
    pub(super) fn any(&self, is_so: impl Fn(&T) -> bool) -> bool {
        match self {
            ByLanguage::All(all) => is_so(all),
            ByLanguage::Each(each) => each.values().any(is_so),
        }
    }

    /// What holds for a language; none if nothing was said of it.
    pub(super) fn of(&self, language: Option<&Language>) -> Option<&T> {
        match self {
            ByLanguage::All(all) => Some(all),
            ByLanguage::Each(each) => each.get(language?.code.as_str()),
        }
    }
}

/// One title, or several that mean the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Alternatives {
    /// One.
    One(String),
    /// Several.
    Some(Vec<String>),
}

impl Alternatives {
    /// The titles.
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Alternatives::One(one) => std::slice::from_ref(one),
            Alternatives::Some(some) => some,
        }
    }

    /// Whether a title is one of them, whatever the case.
    pub(super) fn has(&self, title: &str) -> bool {
        self.as_slice().iter().any(|one| same_title(one, title))
    }
}

/// Whether two titles of sections are the same but for case and spaces at the ends.
pub(super) fn same_title(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one == other || one.to_lowercase() == other.to_lowercase()
}
