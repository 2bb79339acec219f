//! Findings: plain data, with no report's and no serialiser's types inside.

mod fingerprint;

pub use fingerprint::fingerprint;
pub(crate) use fingerprint::{hex, key, number};

use crate::fix::{Fix, Safety};
use crate::source::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Can be legitimate, or is a matter of taste.
    Info,
    /// Most likely wrong, or worse than it could be.
    Warning,
    /// Certainly wrong.
    Error,
}

impl Severity {
    /// The name used in options, front matter and every format.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A second place that a finding points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place, in bytes of the document's text.
    pub span: Span,
    /// What is there, lower case, no full stop: `54 names`.
    pub message: String,
}

/// One violation of a rule at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// The rule's severity, or a lower one.
    pub severity: Severity,
    /// The place, in bytes of the document's text.
    pub span: Span,
    /// The fact, quoting the text, lower case, no full stop: ``month 13 is out of range 1–12``.
    pub message: String,
    /// What the primary place is called in a snippet, where the message alone would not say it.
    pub note: Option<String>,
    /// Other places that belong to the finding.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The repair, if one is known.
    pub fix: Option<Fix>,
    /// Rules that its own rule absorbs, with places at which their findings have the same cause.
    pub stands_for: Vec<(&'static str, Span)>,
    /// Names of rules that the same cause violates and that this finding stands for as well.
    pub also_rules: Vec<&'static str>,
    /// Findings of one document with equal rule, severity and key have one cause and are shown once to people.
    pub cluster: Option<String>,
    /// The number, from 0, among the findings of the document with the same rule and text; the engine counts them
    /// before any of them is suppressed or left out.
    pub ordinal: u32,
}

impl Finding {
    /// A finding with a message and nothing else; the engine fills in rule and severity.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Finding {
            rule: "",
            severity: Severity::Error,
            span,
            message: message.into(),
            note: None,
            labels: Vec::new(),
            help: None,
            fix: None,
            stands_for: Vec::new(),
            also_rules: Vec::new(),
            cluster: None,
            ordinal: 0,
        }
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the primary place in the snippet.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Points to a second place.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Names a rule that its own rule absorbs, and a place at which it reports a consequence of this fault.
    pub fn stands_for(mut self, (rule, place): (&'static str, Span)) -> Self {
        self.stands_for.push((rule, place));
        self
    }

    /// Lowers the severity below the rule's own; the engine never lets it rise above.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Puts the finding into a cluster of the same rule and document.
    pub fn cluster(mut self, key: impl Into<String>) -> Self {
        self.cluster = Some(key.into());
        self
    }

    /// Whether it has a fix that can be made, and not only one for a person.
    pub fn is_fixable(&self) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.safety > Safety::Manual)
    }

    /// Offers a repair.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
