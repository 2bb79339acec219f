use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::value::date::{Date, DateOrder, Precision};

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

/// Where a date stands, with the one that it ends a range with.
pub(super) fn span(first: Option<&DateFact>, fact: &DateFact) -> Span {
    first.map_or(fact.date.span, |first| first.date.span.cover(fact.date.span))
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
    let grammar = cx.facts.dates().grammar;
    // As many wikis read either, the digits stay those that the date is written in.
    let is_own = fact.date.year.is_some_and(|year| !cx.doc.slice(year.span).is_ascii());
    let in_digits = |text: String| if is_own { grammar.in_own_digits(&text) } else { text };
    // Of several spellings of a month, the one that was chosen stays.
    let in_spelling = |text: String, date: &Date| {
        let month = date.month.filter(|_| date.proper);
        let usual = month.and_then(|month| Some((grammar.month_name(month.value, true)?, month.span)));
        usual.map_or_else(|| text.clone(), |(name, written)| text.replacen(name, cx.doc.slice(written), 1))
    };
    let write = |fact: &DateFact, text: Option<String>| {
        Some(in_spelling(in_digits(text.filter(|_| is_certain(fact))?), &fact.date))
    };
    let last = write(fact, grammar.write(&fact.date, order))?;
    let Some(first) = first else { return Some(last) };
    let first = write(first, grammar.write_without_year(&first.date, order))?;
    Some(format!("{first} – {last}"))
}

/// The fix that writes a date, with the one that it ends a range with, as `rewritten`; none where markup stands in it.
pub(super) fn rewriting(
    first: Option<&DateFact>,
    fact: &DateFact,
    rewritten: String,
    cx: &Context<'_>,
) -> Option<Fix> {
    let is_verbatim = fact.verbatim && first.is_none_or(|first| first.verbatim);
    let title = format!("write `{rewritten}` for `{}`", source(first, fact, cx));
    is_verbatim.then(|| Fix::replace(title, span(first, fact), rewritten, Safety::Suggested))
}
