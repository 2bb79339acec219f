//! Repairs that findings offer.

use crate::source::Span;

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Whether only the source changes: MediaWiki makes the same HTML of it before and after.
    pub cosmetic: bool,
    /// Fixes of one group exclude each other: only one of them is made at a time, then the text is judged anew.
    pub group: Option<String>,
}

impl Fix {
    /// A fix that changes the page and belongs to no group.
    pub fn new(title: impl Into<String>, edits: Vec<Edit>, safety: Safety) -> Self {
        Fix { title: title.into(), edits, safety, cosmetic: false, group: None }
    }

    /// A fix that replaces one span.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>, safety: Safety) -> Self {
        Fix::new(title, vec![Edit::replace(span, text)], safety)
    }

    /// Says that MediaWiki makes the same HTML of the text before and after.
    pub fn cosmetic(mut self) -> Self {
        self.cosmetic = true;
        self
    }

    /// Puts the fix into a group of the document, whatever the rule.
    pub fn group(mut self, key: impl Into<String>) -> Self {
        self.group = Some(key.into());
        self
    }
}
