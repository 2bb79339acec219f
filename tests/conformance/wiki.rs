//! The wiki that the tests are written for, in each language it is set to.

use std::collections::HashMap;

use wikivet::profile::Profile;

use crate::mwtest;

/// What the tests' wiki has whatever its language.
const SETTINGS: &str = include_str!("wiki.toml");

/// The tests' wikis by language.
#[derive(Default)]
pub(crate) struct Wikis {
    profiles: HashMap<String, Profile>,
}

impl Wikis {
    /// The wiki of a language; one whose language has no wiki of its own speaks the neutral one.
    pub(crate) fn of(&mut self, language: &str) -> &Profile {
        self.profiles.entry(language.to_owned()).or_insert_with(|| {
            let named = format!("{language}wiki");
            let base = match language {
                "en" => "neutral",
                _ => Profile::named(&named).map_or("neutral", |base| base.name.as_str()),
            };
            let tags = if language == mwtest::LANGUAGE { "wikitext = [\"foo\"]" } else { "" };
            Profile::from_toml("tests", &format!("extends = \"{base}\"\n{SETTINGS}{tags}")).unwrap()
        })
    }
}
