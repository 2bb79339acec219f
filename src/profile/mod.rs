//! What one wiki is like: its namespaces, tags and templates, and its language. Typed forms of `rules/data/`.

mod language;
mod role;
mod site;
mod template;

pub use language::{DateStyle, Language, ListWords, Months, NumberStyle};
pub use role::{Role, RoleSet};
pub use site::{Site, TagContent};
pub use template::{Param, ParamType, TemplateSchema};

/// What one wiki is like.
#[derive(Debug, Default)]
pub struct Profile {
    /// `enwiki`, or `neutral`, which knows no wiki's own names.
    pub name: String,
    /// What the grammar needs.
    pub site: Site,
    /// The code of the content language, if the wiki has one.
    pub language: Option<String>,
}

impl Profile {
    /// What is known of the template of a name as written in an article: white space at the ends, `_` for a
    /// space, the namespace's prefix and the case of the first letter make no difference.
    pub fn template(&self, _name: &str) -> Option<&TemplateSchema> {
        None
    }
}

impl Profile {
    /// Whether the wiki's own template names are known.
    pub fn knows_templates(&self) -> bool {
        self.name != "neutral"
    }
}

/// The profile and language chosen for a document.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What its wiki is like.
    pub profile: &'static Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'static Language>,
}

/// The profile and language of a document.
pub fn choose(_doc: &crate::source::Document, _wiki: Option<&str>, _language: Option<&str>) -> Choice {
    static NEUTRAL: std::sync::LazyLock<Profile> = std::sync::LazyLock::new(Profile::default);
    Choice { profile: &NEUTRAL, language: None }
}
