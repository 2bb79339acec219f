//! The whole way for one document: profile, tree, rules.

use chrono::NaiveDate;

use crate::baseline::Compared;
use crate::engine::{self, Linter, Outcome};
use crate::profile::{self, Choice};
use crate::source::{Document, InputKind};
use crate::syntax::{self, Tree};

/// What is the same for all documents of a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The wiki's name, such as `enwiki`; none to find it out for each document.
    pub wiki: Option<String>,
    /// The language's code; none to take the wiki's, or to find it out.
    pub language: Option<String>,
    /// The day that counts as today.
    pub today: NaiveDate,
}

impl Settings {
    /// The wiki and the language of a document.
    pub fn choose(&self, doc: &Document) -> Choice {
        profile::choose(doc, self.wiki.as_deref(), self.language.as_deref())
    }
}

/// What came of one document.
#[derive(Debug)]
pub struct Linted {
    /// The name of the profile that was used.
    pub profile: &'static str,
    /// The code of the language, if it is known.
    pub language: Option<&'static str>,
    /// The number of the document's namespace.
    pub namespace: i32,
    /// What the rules found and which of them ran.
    pub outcome: Outcome,
    /// What came of comparing that with a baseline.
    pub compared: Compared,
}

/// The tree of a document: wikitext as the wiki reads it, an extract as plain text.
pub fn parse<'d>(doc: &'d Document, choice: &Choice) -> Tree<'d> {
    match doc.origin.input {
        InputKind::Extract => syntax::plain(doc.text()),
        InputKind::Wikitext | InputKind::Dump => syntax::parse(doc.text(), &choice.profile.site),
    }
}

/// Lints one document.
pub fn document(doc: &Document, linter: &Linter, settings: &Settings) -> Linted {
    let mut linted = all(doc, linter, &settings.choose(doc), settings.today);
    linted.outcome.cap();
    linted
}

/// Lints one document for a wiki and a language that were chosen before, and gives every place of every rule.
pub(crate) fn all(doc: &Document, linter: &Linter, choice: &Choice, today: NaiveDate) -> Linted {
    let tree = parse(doc, choice);
    Linted {
        profile: &choice.profile.name,
        language: choice.language.map(|language| language.code.as_str()),
        namespace: engine::namespace(doc, choice.profile),
        compared: Compared::default(),
        outcome: linter.lint(doc, &tree, choice.profile, choice.language, today),
    }
}
