//! Which documents a rule is for.

use super::page::{Need, Page};
use crate::profile::{Language, Profile};
use crate::source::Document;

/// Whether a rule is for a wiki and a language. Of a language that is not known nothing can be said.
fn is_for(page: &Page, profile: &Profile, language: Option<&Language>) -> bool {
    let has = |list: &[String], name: Option<&str>| {
        list.is_empty() || name.is_some_and(|name| list.iter().any(|one| one == name))
    };
    has(&page.wikis, Some(&profile.name))
        && has(&page.languages, language.map(|language| language.code.as_str()))
}

/// Whether a rule runs on a document of a kind that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applies {
    /// It is not for the document's wiki or language.
    Not,
    /// What it needs is not known.
    Unmet,
    /// It runs, and does not know all that it uses.
    Partly,
    /// It runs, and what it does not find is not there.
    Fully,
}

impl Applies {
    pub(super) fn of(page: &Page, profile: &Profile, language: Option<&Language>) -> Applies {
        if !is_for(page, profile, language) {
            Applies::Not
        } else if !are_known(&page.needs, profile, language) {
            Applies::Unmet
        } else if are_known(&page.uses, profile, language) && !contradicts(page, profile, language) {
            Applies::Fully
        } else {
            Applies::Partly
        }
    }
}

/// Whether two rules are for the same documents, and need and use the same.
pub(super) fn are_for_the_same(one: &Page, other: &Page) -> bool {
    fn asked(page: &Page) -> impl PartialEq + '_ {
        let Page { namespaces, inputs, needs, uses, wikis, languages, .. } = page;
        (namespaces, inputs, needs, uses, wikis, languages)
    }
    asked(one) == asked(other)
}

/// Whether a rule would be for a document if what is not known of its wiki were known.
pub(super) fn might_be_for(page: &Page, profile: &Profile, language: Option<&Language>) -> bool {
    let is_open = !page.wikis.is_empty() && !profile.knows_templates()
        || !page.languages.is_empty() && language.is_none();
    is_open || is_for(page, profile, language)
}

/// Whether a rule uses a language that was named, and is another one than the wiki's: it may not be that of the text.
fn contradicts(page: &Page, profile: &Profile, language: Option<&Language>) -> bool {
    let differs = |own: &String| language.is_some_and(|language| language.code != *own);
    page.uses.contains(&Need::Language) && profile.language.as_ref().is_some_and(differs)
}

/// Whether all that a rule needs to know is known.
fn are_known(needs: &[Need], profile: &Profile, language: Option<&Language>) -> bool {
    needs.iter().all(|need| match need {
        Need::Language => language.is_some(),
        Need::Templates => profile.knows_templates(),
    })
}

/// The number of a document's namespace: as its container states it, else by the prefix of its title.
pub fn namespace(doc: &Document, profile: &Profile) -> i32 {
    let by_title = || {
        let (prefix, _) = doc.origin.page.as_deref()?.split_once(':')?;
        profile.site.namespace(prefix)
    };
    doc.origin.namespace.or_else(by_title).unwrap_or(0)
}
