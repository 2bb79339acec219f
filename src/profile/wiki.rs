use std::sync::LazyLock;

use super::data::{Cache, DataError, WIKIS, parse};
use super::site::Site;
use super::template::TemplateSchema;
use super::wiki_file::WikiFile;

static PROFILES: LazyLock<Cache<Profile>> = LazyLock::new(|| Cache::new(WIKIS));

/// The file that knows no wiki's own names; a missing one would be found by the first test.
const NEUTRAL: &str = "neutral";

/// What one wiki is like.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// `enwiki`, or `neutral`, which knows no wiki's own names.
    pub name: String,
    /// What the grammar needs.
    pub site: Site,
    /// The code of the content language, if the wiki has one.
    pub language: Option<String>,
    base: Option<String>,
}

impl Profile {
    /// The profile of a wiki, parsed when it is first asked for.
    pub fn named(name: &str) -> Option<&'static Profile> {
        PROFILES.get(name, |text| Profile::read(name, text))
    }

    /// The profile that knows no wiki's own names.
    pub fn neutral() -> &'static Profile {
        static NOTHING: LazyLock<Profile> = LazyLock::new(Profile::default);
        Profile::named(NEUTRAL).unwrap_or(&NOTHING)
    }

    /// The names of all profiles, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        WIKIS.iter().map(|&(name, _)| name)
    }

    /// What is known of the template of a name as written in an article: white space at the ends, `_` for a
    /// space, the namespace's prefix and the case of the first letter make no difference.
    pub fn template(&self, _name: &str) -> Option<&TemplateSchema> {
        None
    }

    /// Whether the wiki's own template names are known.
    pub fn knows_templates(&self) -> bool {
        self.name != NEUTRAL
    }

    /// The address of a page of the wiki, such as a policy by its shortcut.
    pub fn url(&self, page: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{}", page.replace(' ', "_")))
    }

    fn read(name: &str, text: &str) -> Result<Profile, DataError> {
        let mut file: WikiFile = parse(name, text)?;
        let mut profile = file.extends.as_deref().and_then(Profile::named).cloned().unwrap_or_default();
        profile.name = name.to_owned();
        profile.language = file.language.take().or(profile.language);
        profile.base = file.base.take().or(profile.base);
        profile.site.extend(file, name)?;
        Ok(profile)
    }
}
