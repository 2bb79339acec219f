//! `rules/citation/cite-newline-in-value.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::ParamType;
use crate::rules::shown;
use crate::source::Span;
use crate::value::signs::Signs;

/// Finds line breaks inside of the values of citations.
pub struct CiteNewlineInValue;

/// What makes the line after a line break a list, a table or a heading.
const STARTS_LINE: [char; 7] = ['*', '#', ':', ';', '=', '{', '•'];

impl Rule for CiteNewlineInValue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let is_line = |field: &&Field<'_>| {
            field.signs.has(Signs::LINE_END)
                && field.is_literal
                && field.param.is_some_and(|param| {
                    param.cite.is_some() && matches!(param.kind, ParamType::Text | ParamType::Title)
                })
        };
        for citation in facts.citations().iter().filter(|citation| citation.signs.has(Signs::LINE_END)) {
            for field in citation.filled().filter(is_line) {
                let Some(place) = line_break(field) else { continue };
                let message = format!("line break in `{}`", shown(&field.name));
                let mut finding = Finding::new(place, message).help("write the value in one line");
                let after = cx.doc.text().get(place.end as usize..).unwrap_or_default();
                let is_one = cx.doc.slice(place).matches('\n').count() == 1;
                if is_one && !after.starts_with(STARTS_LINE) {
                    finding = finding.fix(Fix::replace("join the lines", place, " ", Safety::Suggested));
                }
                cx.report(finding);
            }
        }
    }
}

/// The first line break in a value, with the white space around it.
fn line_break(field: &Field<'_>) -> Option<Span> {
    let at = field.value.find('\n')?;
    let (head, tail) = field.value.split_at(at);
    let start = field.value_span.start;
    let end = field.value.len() - tail.trim_start().len();
    Some(Span::new(start + head.trim_end().len() as u32, start + end as u32))
}
