//! The tree on one line, for tests that state facts about constructs.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "several tests share this file, and each uses a part of it"
)]

use wikivet::profile::Profile;
use wikivet::syntax::{Kind, NodeId, parse};

/// The tree of the neutral wiki on one line; `…` stands behind a node that nothing in the source closes.
pub(crate) fn outline(text: &str) -> String {
    outline_on("neutral", text)
}

/// The same as a wiki reads it.
pub(crate) fn outline_on(wiki: &str, text: &str) -> String {
    let tree = parse(text, &Profile::named(wiki).unwrap().site);
    let mut out = String::new();
    let mut open: Vec<NodeId> = Vec::new();
    for node in tree.nodes().skip(1) {
        while open.pop_if(|end| *end <= node.id()).is_some() {
            out.push(']');
        }
        if !out.is_empty() && !out.ends_with('[') {
            out.push(' ');
        }
        let source = node.source().escape_debug();
        let implicit = if node.has_implicit_end() { "…" } else { "" };
        match node.kind() {
            Kind::Mark => out.push_str(&source.to_string()),
            Kind::Text => out.push_str(&format!("'{source}'")),
            kind if node.is_leaf() => out.push_str(&format!("{}{implicit}'{source}'", kind.name())),
            kind => {
                out.push_str(&format!("{}{implicit}[", kind.name()));
                open.push(node.subtree_end());
            }
        }
    }
    out.extend(open.iter().map(|_| ']'));
    out
}

/// One test for each fact: its name, the wikitext, the tree.
macro_rules! facts {
    ($($name:ident: $text:literal => $tree:literal,)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(outline($text), $tree);
        })*
    };
}
