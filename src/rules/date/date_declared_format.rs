//! `rules/date/date-declared-format.md`

use super::own::is_free_text;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, DeclaredOrder};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::value::date::{DateOrder, Form, Precision};

/// Finds dates written in another order than the article declares.
pub struct DateDeclaredFormat;

impl Rule for DateDeclaredFormat {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(declared) = cx.facts.declared_order() else { return };
        let dates = &cx.facts.dates().all;
        for (index, fact) in dates.iter().enumerate() {
            let other = if declared.day_first { Form::MonthFirst } else { Form::DayFirst };
            if fact.date.form != other || fact.date.precision() != Precision::Day || !is_free_text(fact) {
                continue;
            }
            let first = index.checked_sub(1).and_then(|before| dates.get(before));
            let first = first.filter(|first| is_range(first, fact, cx));
            cx.report(finding(first, fact, declared, cx));
        }
    }
}

/// Whether two dates are the ends of one range: `June 8 – July 12, 2006`.
fn is_range(first: &DateFact, last: &DateFact, cx: &Context<'_>) -> bool {
    let block = last.block.and_then(|block| cx.facts.prose().block(block));
    let between = block.and_then(|block| block.text().get(first.text.end as usize..last.text.start as usize));
    first.block == last.block
        && first.date.form == last.date.form
        && first.date.precision() == Precision::DayOfYear
        && between.is_some_and(|between| matches!(between.trim(), "–" | "-" | "—"))
}

fn finding(first: Option<&DateFact>, fact: &DateFact, declared: DeclaredOrder, cx: &Context<'_>) -> Finding {
    let span = first.map_or(fact.date.span, |first| first.date.span.cover(fact.date.span));
    let (order, here, there) = match declared.day_first {
        true => (DateOrder::DayFirst, "month first", "day first"),
        false => (DateOrder::MonthFirst, "day first", "month first"),
    };
    let block = fact.block.and_then(|block| cx.facts.prose().block(block));
    let start = first.map_or(fact.text.start, |first| first.text.start);
    let source =
        block.and_then(|block| block.text().get(start as usize..fact.text.end as usize)).unwrap_or_default();
    let message = format!("`{source}` is written {here}, the article declares {there}");
    let finding =
        Finding::new(span, message).label(declared.span, format!("dates are {there}")).cluster(here);
    let Some(rewritten) = rewritten(first, fact, order, cx) else {
        return finding.help(format!("write the date {there}"));
    };
    let finding = finding.help(format!("write `{rewritten}`"));
    match fact.verbatim && first.is_none_or(|first| first.verbatim) {
        true => finding.fix(Fix::replace(
            format!("write `{rewritten}` for `{source}`"),
            span,
            rewritten,
            Safety::Suggested,
        )),
        false => finding,
    }
}

/// The date in the declared order; none where a part of it is uncertain.
fn rewritten(
    first: Option<&DateFact>,
    fact: &DateFact,
    order: DateOrder,
    cx: &Context<'_>,
) -> Option<String> {
    let is_certain =
        |fact: &DateFact| fact.date.fault().is_none() && fact.date.year.is_none_or(|year| year.value > 999);
    let grammar = &cx.facts.dates().grammar;
    let last = grammar.write(&fact.date, order).filter(|_| is_certain(fact))?;
    let Some(first) = first else { return Some(last) };
    let first = grammar.write_without_year(&first.date, order).filter(|_| is_certain(first))?;
    Some(format!("{first} – {last}"))
}
