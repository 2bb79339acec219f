//! `rules/reference/rendered-reference-number.md`

use memchr::memchr_iter;

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::rules::residue::Words;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, attributes_node};

/// Finds numbers in brackets that a rendered page shows in place of references.
pub struct RenderedReferenceNumber;

/// How long a number in brackets is at most, in bytes: three digits of any script.
const MAX_LENGTH: usize = 14;

/// How far what a number stands in is searched. Deeper ones are no article's.
const MAX_DEPTH: usize = 24;

impl Rule for RenderedReferenceNumber {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let places = memchr_iter(b'[', text.as_bytes()).filter_map(|at| number_at(text, at));
        let places: Vec<Span> = places.filter(|span| is_text(*span, cx)).collect();
        if places.is_empty() {
            return;
        }
        let mut words = Words::of(cx);
        for span in places {
            if words.origin(span.start) != Origin::Own {
                continue;
            }
            cx.report(
                Finding::new(span, format!("`{}` is what a page shows in place of a reference", cx.doc.slice(span)))
                    .help("the reference was lost when the text was copied from a page: fetch it from the page's source")
                    .cluster("number"),
            );
        }
    }
}

/// A number in brackets right after a word or a sign that ends one, where no letter follows.
fn number_at(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    // Nearly all brackets are those of links.
    if bytes.get(at + 1).is_none_or(|next| next.is_ascii() && !next.is_ascii_digit()) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let digits = rest.trim_start_matches(char::is_numeric);
    let number = rest.get(..rest.len() - digits.len())?;
    let is_number = (1..=3).contains(&number.chars().count()) && !number.starts_with('0');
    let after = digits.strip_prefix(']').filter(|_| is_number && number.len() < MAX_LENGTH)?;
    let mut read = text.get(..at)?.chars().rev();
    let before = read.next()?;
    // Pages without numbers are counted so: `450,[2] p.`
    let counts_pages = before == ',' && read.next().is_some_and(char::is_numeric);
    let follows_word = before.is_alphanumeric() || ".,;:!?)]»”\"’।։。、%>".contains(before);
    let goes_on = after.starts_with(|sign: char| sign.is_alphabetic() || "]({=".contains(sign));
    let end = at + 1 + number.len() + 1;
    (follows_word && !goes_on && !counts_pages).then(|| Span::of(at..end))
}

/// Whether a place is the article's own text outside of references and templates.
fn is_text(place: Span, cx: &Context<'_>) -> bool {
    let leaf = cx.tree.leaf_at(place.start);
    let is_apart = |node: NodeRef<'_>| {
        matches!(
            node.kind(),
            Kind::Reference | Kind::Template | Kind::ParserFunction | Kind::ExternalLink | Kind::Parameter
        )
    };
    // What is hidden only takes up room, to align what stands beside it.
    let is_hidden = |node: NodeRef<'_>| {
        attributes_node(node).is_some_and(|attributes| attributes.source().contains("hidden"))
    };
    leaf.kind() == Kind::Text
        && !leaf.ancestors().take(MAX_DEPTH).any(|node| is_apart(node) || is_hidden(node))
}
