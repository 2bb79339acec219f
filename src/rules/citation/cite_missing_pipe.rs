//! `rules/citation/cite-missing-pipe.md`

use memchr::memchr_iter;

use super::company::name_span;
use super::{group_of, is_given};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams, Param};
use crate::source::Span;
use crate::value::signs::Signs;

/// Finds names of parameters inside of values: the bar before them is missing.
pub struct CiteMissingPipe;

/// Longer words are no names of parameters, in bytes.
const LONGEST_NAME: usize = 40;

impl Rule for CiteMissingPipe {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let citations = facts.citations().iter().filter(|citation| citation.signs.has(Signs::EQUALS));
        for citation in citations.filter(|citation| citation.schema.is_of_module) {
            for field in citation.filled() {
                let mut names = names_inside(field, citation);
                let Some((place, param)) = names.next() else { continue };
                let name = cx.doc.slice(place);
                let finding =
                    Finding::new(place, format!("`{name}=` stands inside of the value of `{}`", field.name))
                        .help("write a `|` before it");
                let params = std::iter::once(param).chain(names.map(|(_, param)| param));
                let holds_title = params.filter_map(|param| param.cite).any(|cite| is_title(cite, citation));
                let mut finding =
                    consequences(field, citation, holds_title, cx).fold(finding, Finding::stands_for);
                if !is_given(citation, field, name) {
                    let edit = Edit::insert(place.start, "|");
                    let fix = Fix::new("add the `|`", vec![edit], Safety::Suggested);
                    finding = finding.fix(fix.group(group_of(citation, name)));
                }
                cx.report(finding);
            }
        }
    }
}

/// Where other rules report what comes of it: white space in a URL, and that there is no title.
fn consequences(
    field: &Field<'_>,
    citation: &Citation<'_>,
    holds_title: bool,
    cx: &Context<'_>,
) -> impl Iterator<Item = (&'static str, Span)> {
    let space = field.value.find(char::is_whitespace).map(|at| field.value_span.start + at as u32);
    let in_url = space.map(|start| ("invalid-url", Span::new(start, field.value_span.end)));
    let without_title = holds_title.then(|| match citation.get(CiteParam::Url) {
        Some(url) => ("cite-url-without-title", url.value_span),
        None => ("cite-missing-title", name_span(citation, cx.tree)),
    });
    in_url.into_iter().chain(without_title)
}

/// Whether the citation has a title with this parameter.
fn is_title(cite: CiteParam, citation: &Citation<'_>) -> bool {
    const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::Series]);
    let mut of_titles = citation.schema.cites.requires.iter().filter(|all| all.any_of.has_any(&TITLES));
    of_titles.any(|titles| titles.any_of.contains(cite))
}

/// The words in a value that are names of parameters and stand before a `=`: where, and of what.
fn names_inside<'f>(
    field: &'f Field<'_>,
    citation: &'f Citation<'_>,
) -> impl Iterator<Item = (Span, &'f Param)> {
    let may_hold = field.signs.has(Signs::EQUALS) && field.name_span.is_some() && field.is_literal;
    let value = if may_hold { field.value } else { "" };
    memchr_iter(b'=', value.as_bytes()).filter_map(move |equals| {
        let before = value.get(..equals)?.trim_end();
        let near = before.bytes().rev().take(LONGEST_NAME);
        let length = near.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let start = before.len() - length;
        let (head, name) = (before.get(..start)?, before.get(start..)?);
        let is_apart = head.is_empty() || head.ends_with(char::is_whitespace);
        let is_name = name.len() > 1 && name.starts_with(|sign: char| sign.is_ascii_alphabetic());
        let param = (is_apart && is_name).then(|| citation.schema.param(name))??;
        let at = field.value_span.start + start as u32;
        Some((Span::new(at, at + name.len() as u32), param))
    })
}
