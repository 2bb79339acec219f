//! `rules/text/homoglyph-in-name.md`

use super::looked_up::is_part_of_name;
use super::mixed::message;
use crate::engine::{Context, Interest, Rule};
use crate::facts::mixed_words::MixedWord;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::syntax::{Argument, Kind, Link, NodeRef, Tag, Template, argument_name};

/// Finds names that are looked up and have a letter of another script.
pub struct HomoglyphInName;

/// No name has more words to be rewritten.
const MAX_WORDS: usize = 16;

/// What a name that was meant leads to.
struct Meant {
    /// What does not work.
    broken: String,
    /// Whether there is something of the name that was meant.
    is_known: bool,
}

impl Rule for HomoglyphInName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for word in cx.facts.mixed_words() {
            let leaf = cx.tree.leaf_at(word.span.start);
            if !is_part_of_name(leaf) {
                continue;
            }
            let Some(Meant { broken, is_known }) = named(leaf, word, cx) else { continue };
            let message = format!("{}: {broken}", message(word, cx.doc.slice(word.span)));
            let severity = if is_known { Severity::Error } else { Severity::Warning };
            let help = "write the name in letters of one script, as it is written where it belongs";
            let mut finding = Finding::new(word.span, message).severity(severity).help(help);
            if let Some(meant) = &word.meant {
                let title = format!("write `{meant}` in one script");
                finding = finding.fix(Fix::replace(title, word.span, meant, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}

/// What the name that a leaf is a part of does not lead to; none for names of files, which are what they are.
fn named(leaf: NodeRef<'_>, word: &MixedWord, cx: &Context<'_>) -> Option<Meant> {
    let name = leaf
        .ancestors()
        .take(2)
        .find(|node| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes))?;
    let around = name.parent()?;
    if word.meant.is_none() {
        let is_link = matches!(around.kind(), Kind::Wikilink | Kind::Category);
        return is_link
            .then(|| Meant { broken: "no page is meant to have such a name".to_owned(), is_known: false });
    }
    let right = |written: &str| rewritten(name, written, cx);
    match around.kind() {
        Kind::Template => {
            let name = right(&Template::cast(around)?.name());
            let is_known = cx.facts.profile.template(&name).is_some();
            Some(Meant { broken: format!("the template `{}` is not found", shown(&name)), is_known })
        }
        Kind::Argument => {
            let name = right(&argument_name(around)?);
            let template = around.parent()?;
            let is_sibling = |argument: Argument<'_>| argument.key == name;
            let is_known = cx.facts.schema(template).is_some_and(|schema| schema.param(&name).is_some())
                || Template::cast(template)?.arguments().any(is_sibling);
            Some(Meant { broken: format!("the parameter `{}` is not given", shown(&name)), is_known })
        }
        Kind::Wikilink | Kind::Category => {
            let name = right(&Link::cast(around)?.target());
            let broken = match around.kind() {
                Kind::Category => format!("the page is not put into `{}`", shown(&name)),
                _ => format!("the link does not lead to `{}`", shown(&name)),
            };
            Some(Meant { broken, is_known: word.is_proven })
        }
        Kind::Reference => {
            let name = right(Tag::reference(around)?.attribute("name")?.value);
            let names = cx.facts.references().names();
            let is_known = names.iter().any(|named| named.name == name);
            is_known
                .then(|| Meant { broken: format!("it is not the reference `{}`", shown(&name)), is_known })
        }
        _ => None,
    }
}

/// A name with all words that mix scripts in it as they were meant.
fn rewritten(node: NodeRef<'_>, name: &str, cx: &Context<'_>) -> String {
    let words = cx.facts.mixed_words();
    let first = words.partition_point(|word| word.span.start < node.span().start);
    let inside = words.iter().skip(first).take_while(|word| word.span.end <= node.span().end).take(MAX_WORDS);
    inside.fold(name.trim().to_owned(), |name, word| match &word.meant {
        Some(meant) => name.replacen(cx.doc.slice(word.span), meant, 1),
        None => name,
    })
}
