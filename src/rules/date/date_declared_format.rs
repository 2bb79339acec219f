//! `rules/date/date-declared-format.md`

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::order;
use super::own::{is_free_text, is_in_other_order};
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, Place};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::source::Span;
use crate::value::date::DateOrder;

/// Finds dates written in another order than the article declares.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct DateDeclaredFormat {
    /// The order of dates in articles that declare none.
    style: Option<Style>,
}

/// An order of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum Style {
    /// Day first: `8 June 2006`.
    Dmy,
    /// Month first: `June 8, 2006`.
    Mdy,
}

/// The order that an article is to keep to, and where it says so.
#[derive(Clone, Copy)]
struct Order {
    day_first: bool,
    declared: Option<Span>,
}

impl Rule for DateDeclaredFormat {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let declared = cx.facts.declared_order();
        let declared = declared.map(|order| Order { day_first: order.day_first, declared: Some(order.span) });
        let asked = self.style.map(|style| Order { day_first: style == Style::Dmy, declared: None });
        let Some(declared) = declared.or(asked) else { return };
        let dates = &cx.facts.dates().all;
        for (index, fact) in dates.iter().enumerate() {
            if !is_in_other_order(fact, declared.day_first) || !is_free_text(fact) || is_in_title(fact, cx) {
                continue;
            }
            let first = order::range_start(index, cx);
            cx.report(finding(first, fact, declared, cx));
        }
    }
}

/// Whether it is part of the title that a link in a footnote is labelled with: no sign sets it off from the words
/// before it.
fn is_in_title(fact: &DateFact, cx: &Context<'_>) -> bool {
    let block = fact.block.and_then(|block| cx.facts.prose().block(block));
    let before = block.and_then(|block| block.text().get(..fact.text.start as usize)).unwrap_or_default();
    let is_set_off =
        before.trim_end().ends_with(|sign: char| sign.is_ascii_punctuation() || "–—”’»".contains(sign));
    fact.place == Place::Reference && fact.origin == Origin::Label && !is_set_off
}

fn finding(first: Option<&DateFact>, fact: &DateFact, declared: Order, cx: &Context<'_>) -> Finding {
    let span = order::span(first, fact);
    let (wanted, here, there) = match declared.day_first {
        true => (DateOrder::DayFirst, "month first", "day first"),
        false => (DateOrder::MonthFirst, "day first", "month first"),
    };
    let source = order::source(first, fact, cx);
    let finding = match declared.declared {
        Some(place) => {
            Finding::new(span, format!("`{source}` is written {here}, the article declares {there}"))
                .label(place, format!("dates are {there}"))
        }
        None => Finding::new(span, format!("`{source}` is written {here}, dates are to be written {there}")),
    };
    let finding = finding.cluster(here);
    let Some(rewritten) = order::reordered(first, fact, wanted, cx) else {
        return finding.help(format!("write the date {there}"));
    };
    let finding = finding.help(format!("write `{rewritten}`"));
    match order::rewriting(first, fact, rewritten, cx) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}
