//! `rules/citation/cite-page-range-reversed.md`

use super::pages::range;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;
use crate::value::signs::Signs;

/// Finds ranges of pages that end before they start.
pub struct CitePageRangeReversed;

const PAGES: CiteParams =
    CiteParams::of(&[CiteParam::Page, CiteParam::Pages, CiteParam::QuotePage, CiteParam::QuotePages]);

/// Numbers of fewer digits with a hyphen can be a page of a chapter: `12-3`.
const DIGITS_OF_A_RANGE: usize = 3;

/// What joins the two numbers is one of these.
const IN_RANGES: Signs = Signs::HYPHEN.or(Signs::BEYOND_ASCII);

impl Rule for CitePageRangeReversed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let ranges = facts.cited(&PAGES).filter(|(_, field)| field.signs.has(IN_RANGES));
        for (_, field) in ranges.filter(|(_, field)| field.is_literal && !field.is_as_written()) {
            let mut at = field.value_span.start;
            for part in field.value.split(',') {
                let place = Span::new(at, at + part.len() as u32).trim(cx.doc.text());
                at += part.len() as u32 + 1;
                let text = cx.doc.slice(place);
                if is_reversed(text) {
                    let message = format!("range of pages `{}` ends before it starts", shown(text));
                    cx.report(
                        Finding::new(place, message)
                            .help("look up which pages the source has, or which of the numbers is a slip"),
                    );
                }
            }
        }
    }
}

fn is_reversed(text: &str) -> bool {
    let Some(range) = range(text) else { return false };
    let is_range =
        !range.has_hyphen || (range.start.len() >= DIGITS_OF_A_RANGE && range.end.len() == range.start.len());
    is_range && range.numbers().is_some_and(|(start, end)| end < start)
}
