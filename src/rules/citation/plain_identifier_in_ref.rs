//! `rules/citation/plain-identifier-in-ref.md`

use memchr::memmem;

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
        Interest::kinds(KindSet::of(&[Kind::Reference]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let source = node.source();
        let Some(at) =
            memmem::find_iter(source.as_bytes(), DIRECTORY).find(|&at| follows_its_name(source, at))
        else {
            return;
        };
        if cites(node, cx) {
            return;
        }
        let doi = doi_at(source.get(at..).unwrap_or_default());
        if Identifier::Doi.check(doi, cx.today).is_err() {
            return;
        }
        let start = node.span().start + at as u32;
        let message = format!("the footnote gives the DOI `{}` outside of a citation template", shown(doi));
        let help = "a template for articles links it, shows the source as others are shown, and can be filled in from the DOI";
        cx.report(Finding::new(Span::new(start, start + doi.len() as u32), message).help(help));
    }
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
