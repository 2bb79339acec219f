//! `rules/text/homoglyph-in-name.md`

use super::looked_up::is_part_of_name;
use super::mixed::{message, tag_name};
use super::mixed_host;
use crate::engine::{Context, Interest, Rule};
use crate::facts::mixed_words::{MixedWord, Slip};
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
            let named = match leaf.kind() {
                Kind::Text if !is_part_of_name(leaf) => tag(word, cx),
                _ if is_part_of_name(leaf) && !is_proven_alone(word) => named(leaf, word, cx),
                _ => None,
            };
            let Some(Meant { broken, is_known }) = named else { continue };
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
        mixed_host::report(cx);
    }
}

/// Whether a word could be meant as it is, if no other proved what was meant: as a name it is.
fn is_proven_alone(word: &MixedWord) -> bool {
    matches!(word.slip, Slip::Word { .. } | Slip::Sign { sign: '0' | '1', .. })
}

/// What a word in the place of a tag's name does not start or end.
fn tag(word: &MixedWord, cx: &Context<'_>) -> Option<Meant> {
    let name = tag_name(word, cx)?;
    Some(Meant { broken: format!("it is no tag `<{name}>`, but text"), is_known: true })
}

/// Whether a word is the name of an attribute, or the last part of one.
fn is_attribute_name(node: NodeRef<'_>, word: &MixedWord, cx: &Context<'_>) -> bool {
    let text = cx.doc.text();
    let after = text.get(word.span.end as usize..node.span().end as usize).unwrap_or_default();
    let before = text.get(node.span().start as usize..word.span.start as usize).unwrap_or_default();
    let is_separate = before.is_empty() || before.ends_with(|sign: char| sign.is_whitespace() || sign == '-');
    node.kind() == Kind::Attributes && is_separate && after.trim_start().starts_with('=')
}

/// What the name that a leaf is a part of does not lead to; none for names of files but for how they end, since they
/// are what they are.
fn named(leaf: NodeRef<'_>, word: &MixedWord, cx: &Context<'_>) -> Option<Meant> {
    let name = leaf
        .ancestors()
        .take(2)
        .find(|node| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes))?;
    let around = name.parent()?;
    if let Some(attribute) = word.meant.as_ref().filter(|_| is_attribute_name(name, word, cx)) {
        return Some(Meant { broken: format!("the attribute `{attribute}` is not given"), is_known: true });
    }
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
        Kind::File | Kind::GalleryLine => {
            let (_, extension) = name.source().trim_end().rsplit_once('.')?;
            let is_extension = extension == cx.doc.slice(word.span);
            let meant = word.meant.as_ref().filter(|_| is_extension)?;
            Some(Meant {
                broken: format!("no file ends in `.{extension}`, but in `.{meant}`"),
                is_known: true,
            })
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
