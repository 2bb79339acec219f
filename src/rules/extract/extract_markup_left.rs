//! `rules/extract/extract-markup-left.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Html;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, html_element};
use crate::value::entity;
use crate::value::leftover::{Leftover, LeftoverKind, Names, find_leftovers};

/// Finds wikitext and HTML that is left in an extract.
pub struct ExtractMarkupLeft;

impl Rule for ExtractMarkupLeft {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let site = &cx.profile.site;
        let names = Names {
            html: Html::known(),
            is_tag: &|name| html_element(name).is_some() || site.extension_tag(name).is_some(),
            is_switch: &|word| site.is_behaviour_switch(word),
        };
        // Comments that are meant for wikivet are the only ones in the tree of an extract.
        let mut comments = cx.tree.nodes_of(KindSet::of(&[Kind::Comment])).map(NodeRef::span).peekable();
        for leftover in find_leftovers(cx.doc.text(), &names) {
            while comments.next_if(|comment| comment.end <= leftover.span.start).is_some() {}
            if !comments.peek().is_some_and(|comment| comment.contains(leftover.span)) {
                cx.report(finding(&leftover, cx));
            }
        }
    }
}

fn finding(leftover: &Leftover, cx: &Context<'_>) -> Finding {
    let source = cx.doc.slice(leftover.span);
    let (what, help) = describe(leftover);
    let told = match leftover.kind {
        LeftoverKind::Link | LeftoverKind::Template => cx.doc.slice(leftover.whole()),
        _ => source,
    };
    let mut finding = Finding::new(leftover.span, format!("{what} `{}` is left in the text", shown(told)))
        .help(help)
        .cluster(what);
    if let Some(closer) = leftover.closer {
        finding = finding.label(closer, format!("`{}` ends it", shown(cx.doc.slice(closer))));
    }
    match repair(leftover, source) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

/// What it is, and what to do.
fn describe(leftover: &Leftover) -> (&'static str, &'static str) {
    match (leftover.kind, leftover.closer.is_some()) {
        (LeftoverKind::Tag, _) => ("the tag", "remove the tag and keep the text in it"),
        (LeftoverKind::Comment, _) => ("the comment", "remove it: readers of the article do not see it"),
        (LeftoverKind::Link, true) => {
            ("the link", "keep what the link shows, without its brackets and its target")
        }
        (LeftoverKind::Link, false) => (
            "half a link's mark",
            "remove it, and see whether a part of the link or caption is left or lost beside it",
        ),
        (LeftoverKind::Template, true) => ("the template", "write what the template shows, or remove it"),
        (LeftoverKind::Template, false) => (
            "half a template's mark",
            "remove it, and see whether a part of the template is left or lost beside it",
        ),
        (LeftoverKind::Quotes, _) => ("the mark of bold or italic", "remove it"),
        (LeftoverKind::Entity, _) => ("the character reference", "write the character itself"),
        (LeftoverKind::TableMark, _) => ("the table mark", "remove the table's markup and keep the values"),
        (LeftoverKind::Attributes, _) => {
            ("the list of attributes", "remove it and keep the cell's value after it")
        }
        (LeftoverKind::Parameter, _) => (
            "the name of a parameter",
            "remove it with what is left of its template, or write what that shows",
        ),
        (LeftoverKind::Switch, _) => {
            ("the behaviour switch", "remove it: readers of the article do not see it")
        }
    }
}

/// What can be removed without asking what was meant. It changes the text that readers see.
fn repair(leftover: &Leftover, source: &str) -> Option<Fix> {
    let character = match leftover.kind {
        LeftoverKind::Entity => entity::decode(source)?,
        LeftoverKind::Tag | LeftoverKind::Quotes if leftover.closer.is_some() => String::new(),
        LeftoverKind::Comment | LeftoverKind::Switch => String::new(),
        _ => return None,
    };
    let title = match leftover.kind {
        LeftoverKind::Entity => format!("write the character that `{source}` stands for"),
        _ => format!("remove `{}`", shown(source)),
    };
    let edit = |span: Span, text: &str| Edit::replace(span, text);
    let mut edits = vec![edit(leftover.span, &character)];
    edits.extend(leftover.closer.map(|closer| edit(closer, "")));
    Some(Fix::new(title, edits, Safety::Suggested))
}
