use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::value::date::{DateOrder, Precision};

/// The date before another one in the list of all, if the two are the ends of one range: `June 8 – July 12, 2006`.
pub(super) fn range_start<'a>(index: usize, cx: &Context<'a>) -> Option<&'a DateFact> {
    let dates = &cx.facts.dates().all;
    let first = dates.get(index.checked_sub(1)?)?;
    is_range(first, dates.get(index)?, cx).then_some(first)
}

fn is_range(first: &DateFact, last: &DateFact, cx: &Context<'_>) -> bool {
    let block = last.block.and_then(|block| cx.facts.prose().block(block));
    let between = block.and_then(|block| block.text().get(first.text.end as usize..last.text.start as usize));
    first.block == last.block
        && first.date.form == last.date.form
        && first.date.precision() == Precision::DayOfYear
        && between.is_some_and(|between| matches!(between.trim(), "–" | "-" | "—"))
}

/// A date, and the one that it ends a range with, as the reader sees them.
pub(super) fn source<'a>(first: Option<&DateFact>, fact: &DateFact, cx: &Context<'a>) -> &'a str {
    let block = fact.block.and_then(|block| cx.facts.prose().block(block));
    let start = first.map_or(fact.text.start, |first| first.text.start);
    let text = block.and_then(|block| block.text().get(start as usize..fact.text.end as usize));
    text.unwrap_or_default()
}

/// The date, with the one that it ends a range with, in another order; none where a part of it is uncertain.
pub(super) fn reordered(
    first: Option<&DateFact>,
    fact: &DateFact,
    order: DateOrder,
    cx: &Context<'_>,
) -> Option<String> {
    let is_certain =
        |fact: &DateFact| fact.date.fault().is_none() && fact.date.year.is_none_or(|year| year.value > 999);
    let grammar = &cx.facts.dates().grammar;
    // As many wikis read either, the digits stay those that the date is written in.
    let is_own = fact.date.year.is_some_and(|year| !cx.doc.slice(year.span).is_ascii());
    let in_digits = |text: String| if is_own { grammar.in_own_digits(&text) } else { text };
    let last = grammar.write(&fact.date, order).filter(|_| is_certain(fact)).map(in_digits)?;
    let Some(first) = first else { return Some(last) };
    let first =
        grammar.write_without_year(&first.date, order).filter(|_| is_certain(first)).map(in_digits)?;
    Some(format!("{first} – {last}"))
}
