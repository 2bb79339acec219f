use super::language::Language;
use super::wiki::Profile;
use crate::source::Document;

/// The profile and language chosen for a document.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What its wiki is like.
    pub profile: &'static Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'static Language>,
}

/// The profile and language of a document: as told, else as its container says, else neutral.
pub fn choose(doc: &Document, wiki: Option<&str>, language: Option<&str>) -> Choice {
    let named = wiki.or(doc.origin.wiki.as_deref()).and_then(Profile::named);
    let profile = named.unwrap_or_else(Profile::neutral);
    let code = language.or(profile.language.as_deref()).or(doc.origin.language.as_deref());
    Choice { profile, language: code.and_then(Language::named) }
}
