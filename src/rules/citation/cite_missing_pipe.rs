//! `rules/citation/cite-missing-pipe.md`

use memchr::memchr_iter;

use super::{group_of, is_given};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CiteParams;
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
                let Some(place) = name_inside(field, citation) else { continue };
                let name = cx.doc.slice(place);
                let mut finding =
                    Finding::new(place, format!("`{name}=` stands inside of the value of `{}`", field.name))
                        .help("write a `|` before it");
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

/// Whether one of these parameters is given inside of the value of another one, so that it is not missing but lost.
pub(super) fn is_lost(citation: &Citation<'_>, params: &CiteParams) -> bool {
    let of_param = |(field, name): (&Field<'_>, Span)| {
        let start = name.start.checked_sub(field.value_span.start)? as usize;
        let name = field.value.get(start..start + name.len() as usize)?;
        citation.schema.param(name)?.cite
    };
    let inside = citation.filled().filter_map(|field| Some((field, name_inside(field, citation)?)));
    inside.filter_map(of_param).any(|param| params.contains(param))
}

/// A word in a value that is the name of a parameter and stands before a `=`.
pub(in crate::rules) fn name_inside(field: &Field<'_>, citation: &Citation<'_>) -> Option<Span> {
    let may_hold = field.signs.has(Signs::EQUALS) && field.name_span.is_some() && field.is_literal;
    if !may_hold || !citation.schema.is_of_module {
        return None;
    }
    let value = field.value;
    memchr_iter(b'=', value.as_bytes()).find_map(|equals| {
        let before = value.get(..equals)?.trim_end();
        let near = before.bytes().rev().take(LONGEST_NAME);
        let length = near.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let start = before.len() - length;
        let (head, name) = (before.get(..start)?, before.get(start..)?);
        let is_apart = head.is_empty() || head.ends_with(char::is_whitespace);
        let is_name = name.len() > 1 && name.starts_with(|sign: char| sign.is_ascii_alphabetic());
        (is_apart && is_name).then(|| citation.schema.param(name))??;
        let at = field.value_span.start + start as u32;
        Some(Span::new(at, at + name.len() as u32))
    })
}
