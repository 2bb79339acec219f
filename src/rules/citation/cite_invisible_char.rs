//! `rules/citation/cite-invisible-char.md`

use super::is_of_module;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::ParamType;
use crate::rules::shown;
use crate::source::Span;

/// Finds spaces in values that the citation module takes no other space for.
pub struct CiteInvisibleChar;

const NO_BREAK: char = '\u{A0}';
const HAIR: char = '\u{200A}';

impl Rule for CiteInvisibleChar {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // Most texts have none of the two.
        let text = cx.doc.text();
        if ![NO_BREAK, HAIR].into_iter().any(|sign| text.contains(sign)) {
            return;
        }
        let is_shown = |field: &&Field<'_>| {
            field.param.is_some_and(|param| matches!(param.kind, ParamType::Text | ParamType::Title))
        };
        for citation in facts.citations().iter().filter(|citation| is_of_module(citation)) {
            for field in citation.filled().filter(is_shown) {
                let Some(at) = field.value.find([NO_BREAK, HAIR]) else { continue };
                let sign = field.value.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(NO_BREAK);
                let start = field.value_span.start + at as u32;
                let place = Span::new(start, start + sign.len_utf8() as u32);
                let kind = if sign == HAIR { "hair space" } else { "no-break space" };
                let message = format!("{kind} (U+{:04X}) in `{}`", u32::from(sign), shown(&field.name));
                cx.report(Finding::new(place, message).help("write a plain space").fix(Fix::replace(
                    "write a plain space",
                    place,
                    " ",
                    Safety::Suggested,
                )));
            }
        }
    }
}
