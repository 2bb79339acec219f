//! `rules/citation/plain-identifier-in-ref.md`

use memchr::memmem::Finder;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::Role;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};
use crate::value::identifier::Identifier;

/// Finds footnotes without a citation template that give a DOI as text.
pub struct PlainIdentifierInRef;

/// What DOIs begin with.
const DIRECTORY: &[u8] = b"10.";

/// What stands before a DOI in text, in lower case; an address of the resolver ends in a slash.
const BEFORE: [&str; 3] = ["doi:", "doi", "doi.org/"];

impl Rule for PlainIdentifierInRef {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let (facts, text) = (cx.facts, cx.doc.text());
        let finder = Finder::new(DIRECTORY);
        let mut citations = facts.citations().iter().map(|citation| citation.node).peekable();
        for node in cx.tree.nodes_of(KindSet::of(&[Kind::Reference])) {
            // Most footnotes hold a citation, and there is nothing to look for in them.
            while citations.next_if(|citation| *citation < node.id()).is_some() {}
            if citations.peek().is_some_and(|citation| *citation < node.subtree_end()) {
                continue;
            }
            let range = node.span().range();
            let source = node.source().as_bytes();
            // A search for all copies the finder, which few footnotes need.
            let Some(_) = finder.find(source) else { continue };
            let mut hits = finder.find_iter(source).map(|at| range.start + at);
            let first = hits.find(|at| follows_its_name(text, *at));
            if let Some(finding) = first.and_then(|at| plain_doi(node, at, cx)) {
                cx.report(finding);
            }
        }
    }
}

/// The finding of a DOI that stands at a place in a footnote, unless a template cites the source.
fn plain_doi(node: NodeRef<'_>, at: usize, cx: &Context<'_>) -> Option<Finding> {
    let end = node.span().end as usize;
    let doi = doi_at(cx.doc.text().get(at..end)?);
    if cites(node, cx) || Identifier::Doi.check(doi, cx.today).is_err() {
        return None;
    }
    let place = Span::of(at..at + doi.len());
    let message = format!("the footnote gives the DOI `{}` outside of a citation template", shown(doi));
    let help = "a template for articles links it, shows the source as others are shown, and can be filled in from the DOI";
    Some(Finding::new(place, message).help(help).cluster(doi))
}

/// Whether something before a place says that a DOI stands there.
fn follows_its_name(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default().trim_end();
    BEFORE.iter().any(|name| {
        let start = before.len().checked_sub(name.len());
        start.and_then(|start| before.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
    })
}

/// The DOI that a text begins with: up to white space or what ends it in wikitext, without a final mark of the sentence.
fn doi_at(text: &str) -> &str {
    let end =
        text.find(|sign: char| sign.is_whitespace() || "<>[]{}|\"'".contains(sign)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', ')'])
}

/// Whether a template in a footnote cites the source, or may.
fn cites(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let mut templates = node.descendants().filter(|node| node.kind() == Kind::Template);
    templates.any(|template| {
        let marks = [Role::Archive, Role::DeadLink, Role::Maintenance, Role::CitationNeeded];
        cx.facts.schema(template).is_none_or(|schema| !marks.into_iter().any(|role| schema.has(role)))
    })
}
