use std::borrow::Cow;

use crate::syntax::{Argument, Kind, Link, NodeRef};

/// The value of an argument as a check sees it.
pub(super) struct Value {
    /// The text, trimmed, without comments and footnotes; of links what readers see.
    pub(super) text: String,
    /// Whether something makes part of it of which it is not known what it gives, such as a template.
    pub(super) is_opaque: bool,
}

impl Value {
    /// Reads the value of an argument's node.
    pub(super) fn of(node: NodeRef<'_>) -> Value {
        let argument = Argument { node, key: Cow::Borrowed("") };
        let mut value = Value { text: String::new(), is_opaque: false };
        for node in argument.value_nodes() {
            value.add(node);
        }
        value.text = value.text.trim().to_owned();
        value
    }

    /// Adds what a node of the value, or of a link's label, gives.
    fn add(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Text | Kind::BareUrl | Kind::MagicLink if node.is_leaf() => {
                self.text.push_str(node.source())
            }
            Kind::Comment | Kind::Reference => {}
            Kind::Wikilink => {
                let Some(link) = Link::cast(node) else { return };
                match link.label_nodes().find(|node| node.kind() != Kind::Text) {
                    Some(_) => self.is_opaque = true,
                    None if link.has_label() => {
                        link.label_nodes().for_each(|node| self.text.push_str(node.source()))
                    }
                    None if node.child(Kind::Target).is_some_and(is_nested) => self.is_opaque = true,
                    None => self.text.push_str(&link.target()),
                }
                self.text.push_str(link.trail());
            }
            _ => self.is_opaque = true,
        }
    }
}

/// Whether something other than text and comments stands in a target.
fn is_nested(target: NodeRef<'_>) -> bool {
    target.children().any(|node| !matches!(node.kind(), Kind::Text | Kind::Comment))
}
