use std::borrow::Cow;

use super::condition::Condition;
use super::speech::Speech;
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Label};
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::NodeRef;

/// What one kind of check looks at, and what it finds there.
pub(super) trait Judge: Send + Sync {
    /// What it wants to see.
    fn interest(&self) -> Interest;

    /// Called for each node of the kinds it wants to see, in document order.
    fn node(&self, _node: NodeRef<'_>, _cx: &Context<'_>, _found: &mut Vec<Violation>) {}

    /// Called once for a document.
    fn end(&self, _cx: &mut Context<'_>, _found: &mut Vec<Violation>) {}

    /// A pattern without a match of which nothing is found in a block of the prose.
    fn block_pattern(&self) -> Option<&str> {
        None
    }
}

/// One thing that a check found.
pub(super) struct Violation {
    /// Where.
    pub(super) span: Span,
    /// The fact, where the page has no message of its own.
    pub(super) message: String,
    /// What messages may name, by the names they do it with.
    pub(super) fields: Vec<(String, String)>,
    /// Other places.
    pub(super) labels: Vec<Label>,
    /// What would put it right: what that is called, and the edits.
    pub(super) repair: Option<(String, Vec<Edit>)>,
}

impl Violation {
    /// Something found at a place.
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Violation { span, message: message.into(), fields: Vec::new(), labels: Vec::new(), repair: None }
    }

    /// Gives messages a name for something that was found, which they quote.
    pub(super) fn field(mut self, name: impl Into<String>, value: impl AsRef<str>) -> Self {
        self.fields.push((name.into(), shown(value.as_ref())));
        self
    }

    /// Gives messages a name for something that is to be said as it is.
    pub(super) fn said(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.fields.push((name.into(), text.into()));
        self
    }

    /// Points to another place.
    pub(super) fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Says what would put it right.
    pub(super) fn repair(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.repair = Some((title.into(), edits));
        self
    }
}

/// A check as a page declares it.
pub(super) struct Declared {
    pub(super) judge: Box<dyn Judge>,
    pub(super) when: Option<Condition>,
    pub(super) unless: Option<Condition>,
    pub(super) message: Option<Speech>,
    pub(super) help: Option<Speech>,
    pub(super) safety: Option<Safety>,
    pub(super) cosmetic: bool,
}

impl Rule for Declared {
    /// With a condition, all is looked at once it is known to hold.
    fn interest(&self) -> Interest {
        if self.has_condition() { Interest::FINISH } else { self.judge.interest() }
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let mut found = Vec::new();
        self.judge.node(node, cx, &mut found);
        self.report(found, cx);
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut found = Vec::new();
        let interest = self.judge.interest();
        if self.has_condition() {
            if !self.applies(cx) {
                return;
            }
            for node in cx.tree.nodes_of(interest.kinds) {
                self.judge.node(node, cx, &mut found);
            }
        }
        if interest.finish {
            self.judge.end(cx, &mut found);
        }
        self.report(found, cx);
    }

    fn block_pattern(&self) -> Option<&str> {
        self.judge.block_pattern()
    }
}

impl Declared {
    fn has_condition(&self) -> bool {
        self.when.is_some() || self.unless.is_some()
    }

    fn applies(&self, cx: &Context<'_>) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(cx))
            && !self.unless.as_ref().is_some_and(|unless| unless.holds_in_part(cx))
    }

    fn report(&self, found: Vec<Violation>, cx: &mut Context<'_>) {
        for violation in found {
            cx.report(self.finding(violation));
        }
    }

    fn finding(&self, violation: Violation) -> Finding {
        let Violation { span, message, fields, labels, repair } = violation;
        let value = |name: &str| {
            let field = fields.iter().find(|(field, _)| field == name);
            field.map(|(_, value)| Cow::Borrowed(value.as_str()))
        };
        let message = self.message.as_ref().map_or(message, |own| own.say(value));
        let mut finding = Finding::new(span, &*message).cluster(message);
        finding.labels = labels;
        finding.help = self.help.as_ref().map(|help| help.say(value));
        if let (Some(safety), Some((title, edits))) = (self.safety, repair) {
            let fix = Fix::new(title, edits, safety);
            finding.fix = Some(if self.cosmetic { fix.cosmetic() } else { fix });
        }
        finding
    }
}
