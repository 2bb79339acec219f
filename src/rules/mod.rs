//! The checks, one file each; what each is about stands in its page under `rules/`.

pub mod citation;
pub mod consistency;
pub mod date;
pub mod extract;
pub mod html;
pub mod link;
pub mod media;
pub mod meta;
pub mod metadata;
pub mod reference;
pub mod structure;
pub mod syntax;
pub mod table;
pub mod template;
pub mod text;

mod options;
mod residue;

use crate::syntax::{Kind, NodeRef, Tag};

/// How far what a node stands in is searched. Deeper ones are no article's.
const MAX_DEPTH: usize = 32;

/// The HTML elements whose text is code, where signs stand for themselves.
const CODE: [&str; 6] = ["code", "kbd", "pre", "samp", "tt", "var"];

/// Whether a node stands in an element of code.
fn is_in_code(node: NodeRef<'_>) -> bool {
    let mut around = node.ancestors().take(MAX_DEPTH).filter(|node| node.kind() == Kind::Tag);
    around.any(|node| Tag::cast(node).is_some_and(|tag| CODE.contains(&tag.name().as_ref())))
}

/// Whether a comment stands in an argument of a template: in its name, or among what its value is made of.
pub(crate) fn holds_comment(argument: NodeRef<'_>) -> bool {
    let name = argument.child(Kind::Name);
    let has = |node: NodeRef<'_>| node.child(Kind::Comment).is_some();
    has(argument) || name.is_some_and(has)
}

/// How many characters of a quoted text a message shows.
const SHOWN: usize = 40;

/// A text as messages quote it: in one line, and cut where it is long. No more of the text is read than is shown.
pub(crate) fn shown(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(SHOWN * char::MAX_LEN_UTF8));
    let mut n_shown = 0;
    for sign in text.trim_start().chars() {
        let is_space = sign.is_whitespace();
        if is_space && line.ends_with(' ') {
            continue;
        }
        if n_shown == SHOWN {
            return if is_space { line } else { line + "…" };
        }
        line.push(if is_space { ' ' } else { sign });
        n_shown += 1;
    }
    line.truncate(line.trim_end().len());
    line
}

/// The last words of a text, as messages quote its end.
pub(crate) fn last_words(text: &str, n_words: usize) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(n_words + 1).collect();
    if words.len() > n_words {
        words.pop();
        words.push("…");
    }
    words.reverse();
    words.join(" ")
}
