//! `rules/html/unclosed-html-tag.md`

use std::borrow::Cow;

use super::range_of;
use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::Html;
use crate::syntax::{Argument, Kind, KindSet, NodeRef, Tag, html_element};

/// Finds opening tags that need a closing one and have none.
pub struct UnclosedHtmlTag;

impl Check for UnclosedHtmlTag {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        UnclosedHtmlTag
    }
}

impl Rule for UnclosedHtmlTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        let Some(element) = html_element(&name) else { return };
        // An extension's tag that is an element's too is told by the rule on those.
        let is_extension = cx.profile.site.extension_tag(&name).is_some();
        if is_extension || is_hidden_after(node, cx) {
            return;
        }
        let range = range_of(node);
        if range.is_some_and(|range| is_left_to_template(range, node, &name)) {
            return;
        }
        let range = range.map(NodeRef::kind);
        let (where_it_ends, severity) = match range {
            Some(Kind::Cell) => ("it ends with the table cell", Severity::Warning),
            Some(Kind::Caption) => ("it ends with the table's caption", Severity::Warning),
            Some(Kind::Reference) => ("it ends with the reference", Severity::Warning),
            Some(Kind::Wikilink | Kind::ExternalLink) => ("it ends with the link", Severity::Warning),
            Some(Kind::FileOption | Kind::GalleryLine) => {
                ("it ends with the picture's caption", Severity::Warning)
            }
            Some(_) => ("the template decides where it ends", Severity::Warning),
            None if element.formatting => ("it reaches to the end of the article", Severity::Error),
            None => ("MediaWiki guesses where it ends", Severity::Error),
        };
        let help = match Html::known().obsolete(&name) {
            Some(obsolete) => {
                let in_cell = obsolete.in_cell.as_ref().filter(|_| range == Some(Kind::Cell));
                format!("remove `<{name}>` and {}", in_cell.unwrap_or(&obsolete.instead))
            }
            None if node.is_self_closing() => {
                format!("write `></{name}>` for `/>`, or `</{name}>` if it is to end another tag")
            }
            None => format!("write `</{name}>` where it should end, or remove the tag"),
        };
        let fault = if node.is_self_closing() {
            format!("`<{name}/>` is not closed by its `/`")
        } else {
            format!("`<{name}>` is never closed")
        };
        cx.report(
            Finding::new(tag.head_span(), format!("{fault}: {where_it_ends}"))
                .severity(severity)
                .help(help)
                .cluster(name.clone()),
        );
    }
}

/// Whether a comment that is never closed hides what may close the tag.
fn is_hidden_after(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let last = cx.tree.nodes().next_back();
    last.is_some_and(|last| last.kind() == Kind::Comment && last.has_implicit_end() && last.id() > node.id())
}

/// How many nodes after an argument are searched for the end of what starts in it.
const MAX_SEARCHED: usize = 200;

/// Whether a tag in an argument is closed in a later one, or is all that the argument holds.
fn is_left_to_template(range: NodeRef<'_>, node: NodeRef<'_>, name: &str) -> bool {
    if range.kind() != Kind::Argument {
        return false;
    }
    let value = Argument { node: range, key: Cow::Borrowed("") }.value();
    let is_alone = value == node.source();
    let later = std::iter::successors(range.next_sibling(), |next| next.next_sibling());
    let closers = later.flat_map(|argument| argument.descendants()).take(MAX_SEARCHED);
    is_alone
        || closers
            .filter(|node| node.kind() == Kind::Stray)
            .filter_map(Tag::cast)
            .any(|tag| tag.name() == name)
}
