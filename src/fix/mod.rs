//! Repairs: what findings offer, and how a document is repaired.
//!
//! [`Fix`] is what a rule offers. [`document`] makes the fixes that a [`Policy`] lets through, judges the text anew, and
//! goes on until nothing is left to make. Nothing here reads or writes files. `docs/fixes.md` says how fixes are chosen.
//!
//! ```
//! # use std::collections::HashMap;
//! # use wikivet::{engine::{Linter, Registry}, fix, lint, source::{Document, InputKind, Origin}};
//! let text = "He was <strike>shot</strike> wounded.".to_owned();
//! let doc = Document::new(Origin::new("Somebody.wiki", InputKind::Wikitext), text);
//! let linter = Linter::new(Registry::built_in(), |page| page.default, &HashMap::new())?;
//! let settings =
//!     lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: chrono::NaiveDate::default() };
//! let fixed = fix::document(&doc, &linter, &settings, &fix::Policy::default());
//! assert_eq!(fixed.document.unwrap().text(), "He was <s>shot</s> wounded.");
//! assert_eq!(fix::summary(&fixed.applied, Registry::built_in()), "wikivet: fixed obsolete HTML tag (1)");
//! # Ok::<(), wikivet::engine::LinterError>(())
//! ```

mod document;
mod moves;
mod pieces;
mod policy;
mod refused;
mod round;
mod run;
mod summary;
#[cfg(test)]
mod tests;

pub use document::{Applied, End, Fixed, LeftAlone, document, document_asking};
pub use policy::{Answer, Policy, Question};
pub use run::MAX_ROUNDS;
pub use summary::{MAX_SUMMARY, summary};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Safety {
    /// Shown, never applied.
    Manual,
    /// Applied when asked for; a person should look at it.
    Suggested,
    /// The reader sees the same afterwards, or sees damaged characters restored by a proven inverse.
    Safe,
}

impl Safety {
    /// The name used in options, front matter and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Safety::Manual => "manual",
            Safety::Suggested => "suggested",
            Safety::Safe => "safe",
        }
    }
}

/// Why a fix that a rule offers is never made: the text must stay as somebody wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Withheld {
    /// It would change somebody else's words.
    Quotation,
    /// It would change text in another language than the article's.
    ForeignText,
    /// It would change what an editor marked as meant so.
    Sic,
    /// It would change what is shown as it is written, such as `nowiki`.
    Verbatim,
    /// It would change a comment of an editor.
    Comment,
}

impl Withheld {
    /// Where the text stands, to go on after "not made since it stands": `in a quotation`.
    pub fn place(self) -> &'static str {
        match self {
            Withheld::Quotation => "in a quotation",
            Withheld::ForeignText => "in text of another language",
            Withheld::Sic => "in text that is marked as meant so",
            Withheld::Verbatim => "in text that is shown as it is written",
            Withheld::Comment => "in a comment",
        }
    }
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the document's text; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }

    /// Puts `text` before the byte at `offset`.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Edit { span: Span::empty(offset), text: text.into() }
    }

    /// Takes a span away.
    pub fn delete(span: Span) -> Self {
        Edit { span, text: String::new() }
    }

    /// The same edit of a text without what it puts back at its ends; none if it changes nothing.
    pub fn shortest(&self, text: &str) -> Option<Edit> {
        let (old, new) = (text.get(self.span.range()).unwrap_or_default(), self.text.as_str());
        let head = old.floor_char_boundary(equal_bytes(old.bytes(), new.bytes()));
        let (old, new) = (old.get(head..)?, new.get(head..)?);
        let tail = equal_bytes(old.bytes().rev(), new.bytes().rev());
        let end = old.ceil_char_boundary(old.len() - tail);
        let text = new.get(..new.len() - (old.len() - end))?;
        let start = self.span.start + head as u32;
        let edit = Edit::replace(Span::new(start, start + end as u32), text);
        (!edit.span.is_empty() || !edit.text.is_empty()).then_some(edit)
    }
}

/// A repair: edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: ``replace `â€“` by `–` ``.
    pub title: String,
    /// The replacements, in the order of the text, none overlapping another.
    pub edits: Vec<Edit>,
    /// How far it can be trusted.
    pub safety: Safety,
    /// Whether only the source changes: MediaWiki makes the same HTML of it before and after, and puts the page into
    /// the same categories.
    pub cosmetic: bool,
    /// Whether it puts back characters that were damaged, by a proven inverse: those are nobody's words, so that it may
    /// be made of what stands between quotation marks.
    pub restores: bool,
    /// Fixes of one group exclude each other: only one of them is made at a time, then the text is judged anew.
    pub group: Option<String>,
    /// Why the engine made it `manual`, if it did.
    pub withheld: Option<Withheld>,
}

impl Fix {
    /// A fix that changes the page and belongs to no group.
    pub fn new(title: impl Into<String>, edits: Vec<Edit>, safety: Safety) -> Self {
        Fix {
            title: title.into(),
            edits,
            safety,
            cosmetic: false,
            restores: false,
            group: None,
            withheld: None,
        }
    }

    /// A fix that replaces one span.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>, safety: Safety) -> Self {
        Fix::new(title, vec![Edit::replace(span, text)], safety)
    }

    /// Says that only the source changes: see [`Fix::cosmetic`].
    pub fn cosmetic(mut self) -> Self {
        self.cosmetic = true;
        self
    }

    /// Says that it puts back characters that were damaged, by a proven inverse.
    pub fn restoring(mut self) -> Self {
        self.restores = true;
        self
    }

    /// Puts the fix into a group of the document, whatever the rule.
    pub fn group(mut self, key: impl Into<String>) -> Self {
        self.group = Some(key.into());
        self
    }
}

fn equal_bytes(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}
