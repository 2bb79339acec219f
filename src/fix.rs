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

/// A repair: edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: ``replace `â€“` by `–` ``.
    pub title: String,
    /// The replacements, in the order of the text, none overlapping another.
    pub edits: Vec<Edit>,
    /// How far it can be trusted.
    pub safety: Safety,
}

impl Fix {
    /// A fix that replaces one span.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>, safety: Safety) -> Self {
        Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], safety }
    }
}
