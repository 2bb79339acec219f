//! Identifiers of publications: in citations, in templates that link by one, and in the links that MediaWiki makes of
//! them by itself.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Facts;
use super::citations::{Field, fields_of};
use crate::profile::{CiteParam, CiteParams, Role};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, MagicLink, NodeId, Template};
use crate::value::identifier::{Fault, Identifier, isbns};

/// One identifier that the text gives.
#[derive(Clone, Debug)]
pub struct Identified<'a> {
    /// What it is to be.
    pub what: Identifier,
    /// What is written, without comments around it, and without the double parentheses of what is accepted as it is.
    pub text: &'a str,
    /// Where that stands.
    pub span: Span,
    /// Where it is written.
    pub place: Place,
    /// Whether double parentheses around it, or a parameter for that, have the template accept it as it is.
    pub is_accepted: bool,
}

/// Where an identifier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a citation, by its place among [`Facts::citations`].
    Citation(usize),
    /// In a template that links by it.
    Template(NodeId),
    /// In a link that MediaWiki makes by itself.
    MagicLink(NodeId),
}

impl Identified<'_> {
    /// What is wrong with it, with a span in the document.
    pub fn fault(&self, today: NaiveDate) -> Option<Fault> {
        let mut fault = self.what.check(self.text, today).err()?;
        fault.span = Span::new(self.span.start + fault.span.start, self.span.start + fault.span.end);
        Some(fault)
    }
}

/// The parameters of citations that give an identifier.
pub const PARAMS: CiteParams = {
    use CiteParam::*;
    CiteParams::of(&[
        Arxiv, Asin, Bibcode, Biorxiv, Citeseerx, Doi, Eissn, Eprint, Hdl, Isbn, Ismn, Issn, Jfm, Jstor,
        Lccn, Medrxiv, MessageId, Mr, Oclc, Ol, Osti, Pmc, Pmid, Rfc, S2cid, Sbn, Ssrn, Zbl,
    ])
};

/// The identifier that a parameter takes.
pub fn identifier_of(param: CiteParam) -> Option<Identifier> {
    Some(match param {
        CiteParam::Arxiv | CiteParam::Eprint => Identifier::Arxiv,
        CiteParam::Asin => Identifier::Asin,
        CiteParam::Bibcode => Identifier::Bibcode,
        CiteParam::Biorxiv => Identifier::Biorxiv,
        CiteParam::Citeseerx => Identifier::Citeseerx,
        CiteParam::Doi => Identifier::Doi,
        CiteParam::Hdl => Identifier::Hdl,
        CiteParam::Isbn => Identifier::Isbn,
        CiteParam::Ismn => Identifier::Ismn,
        CiteParam::Issn | CiteParam::Eissn => Identifier::Issn,
        CiteParam::Jfm => Identifier::Jfm,
        CiteParam::Jstor => Identifier::Jstor,
        CiteParam::Lccn => Identifier::Lccn,
        CiteParam::Medrxiv => Identifier::Medrxiv,
        CiteParam::MessageId => Identifier::MessageId,
        CiteParam::Mr => Identifier::Mr,
        CiteParam::Oclc => Identifier::Oclc,
        CiteParam::Ol => Identifier::Ol,
        CiteParam::Osti => Identifier::Osti,
        CiteParam::Pmc => Identifier::Pmc,
        CiteParam::Pmid => Identifier::Pmid,
        CiteParam::Rfc => Identifier::Rfc,
        CiteParam::S2cid => Identifier::S2cid,
        CiteParam::Sbn => Identifier::Sbn,
        CiteParam::Ssrn => Identifier::Ssrn,
        CiteParam::Zbl => Identifier::Zbl,
        _ => return None,
    })
}

/// Reads the identifiers of a document: of its citations, of its templates, of its links.
pub(super) fn read<'a>(facts: &Facts<'a>) -> Vec<Identified<'a>> {
    let mut found = Vec::new();
    for (index, citation) in facts.citations().iter().enumerate() {
        if !citation.has_any(&PARAMS) {
            continue;
        }
        for field in citation.among(&PARAMS) {
            if let Some(what) = field.cite().and_then(identifier_of) {
                push(&mut found, facts, what, field, Place::Citation(index));
            }
        }
    }
    for (node, schema) in facts.known_templates().filter(|(_, schema)| schema.has(Role::Identifier)) {
        let Some(template) = Template::cast(node) else { continue };
        let fields = fields_of(template, Some(schema));
        // One that is given more than is known of reads its arguments otherwise.
        let kinds: Option<Vec<Identifier>> =
            fields.iter().map(|field| identifier_of(schema.param(&field.name)?.cite?)).collect();
        for (field, what) in fields.iter().zip(kinds.unwrap_or_default()) {
            push(&mut found, facts, what, field, Place::Template(node.id()));
        }
    }
    if facts.tree.kinds().contains(Kind::MagicLink) {
        let in_fields: HashSet<u32> = found.iter().map(|given| given.span.start).collect();
        let links = facts.tree.nodes_of(KindSet::of(&[Kind::MagicLink]));
        let links = links.filter(|link| !in_fields.contains(&link.span().start));
        found.extend(links.filter_map(MagicLink::cast).filter_map(magic));
    }
    found
}

/// The identifier of a link that MediaWiki makes by itself.
fn magic<'a>(link: MagicLink<'a>) -> Option<Identified<'a>> {
    let what = match link.scheme() {
        "ISBN" => Identifier::Isbn,
        "PMID" => Identifier::Pmid,
        "RFC" => Identifier::Rfc,
        _ => return None,
    };
    let text = link.number();
    let end = link.node().span().end;
    let span = Span::new(end - text.len() as u32, end);
    let is_plain = !text.contains('&');
    is_plain.then_some(Identified {
        what,
        text,
        span,
        place: Place::MagicLink(link.node().id()),
        is_accepted: false,
    })
}

/// Adds the identifiers that a field gives.
fn push<'a>(
    found: &mut Vec<Identified<'a>>,
    facts: &Facts<'a>,
    what: Identifier,
    field: &Field<'a>,
    place: Place,
) {
    let Some(span) = plain_text(facts, field) else { return };
    let Some(text) = facts.doc.text().get(span.range()) else { return };
    // Digits of other scripts are the wiki's own way to write numbers; character references are not decoded here.
    let is_foreign = |sign: char| sign.is_numeric() && !sign.is_ascii();
    let has_entity =
        field.may_have_entity() && text.contains(';') && !matches!(what, Identifier::Doi | Identifier::Hdl);
    if text.is_empty() || has_entity || !text.is_ascii() && text.contains(is_foreign) {
        return;
    }
    let is_muted = match place {
        Place::Citation(index) if what == Identifier::Isbn => {
            facts.citations().get(index).is_some_and(|citation| citation.has(CiteParam::IgnoreIsbnError))
        }
        _ => false,
    };
    let inner = text.strip_prefix("((").and_then(|text| text.strip_suffix("))"));
    let (text, start) = inner.map_or((text, span.start), |inner| (inner, span.start + "((".len() as u32));
    let mut add = |at: usize, text| {
        let start = start + at as u32;
        let span = Span::new(start, start + text_len(text));
        found.push(Identified { what, text, span, place, is_accepted: inner.is_some() || is_muted });
    };
    match what {
        // `0-306-40615-2, print` is one ISBN and a word.
        Identifier::Isbn if isbns(text).filter(|(_, isbn)| has_digits(isbn)).nth(1).is_some() => {
            isbns(text).for_each(|(at, isbn)| add(at, isbn));
        }
        _ => add(0, text),
    }
}

fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn text_len(text: &str) -> u32 {
    Span::of(0..text.len()).len()
}

/// Where the text stands that makes up a value in one piece, but for comments around it.
fn plain_text(facts: &Facts<'_>, field: &Field<'_>) -> Option<Span> {
    if field.is_literal {
        return Some(field.value_span);
    }
    let text = facts.doc.text();
    let value = facts.tree.node(field.node).children().filter(|node| {
        let span = node.span();
        field.value_span.contains(span.trim(text)) && !span.trim(text).is_empty()
    });
    let mut whole: Option<Span> = None;
    for node in value.filter(|node| node.kind() != Kind::Comment) {
        let is_text = matches!(node.kind(), Kind::Text | Kind::BareUrl | Kind::MagicLink);
        let span = node.span();
        if !is_text || whole.is_some_and(|whole| whole.end != span.start) {
            return None;
        }
        whole = Some(whole.map_or(span, |whole| whole.cover(span)));
    }
    whole.map(|whole| whole.trim(text))
}
