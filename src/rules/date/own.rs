use crate::engine::Context;
use crate::facts::dates::{DateFact, Place};
use crate::facts::prose::Origin;
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{Form, Precision};

/// Whether the article itself decides how the date is written: not a quotation, a title, a template's value or the
/// name of a page that a link shows. `[[5 May]] [[2010]]` is no page's name as a whole.
pub(super) fn is_free_text(fact: &DateFact) -> bool {
    let is_in_page_name = fact.origin == Origin::Page && fact.verbatim;
    !is_in_page_name
        && fact.origin <= Origin::Label
        && matches!(
            fact.place,
            Place::Prose | Place::Caption | Place::Heading | Place::Cell | Place::Reference
        )
}

/// Whether it is all that a citation's parameter for dates holds.
pub(super) fn is_field(fact: &DateFact) -> bool {
    matches!(fact.place, Place::Citation(_)) && fact.whole
}

/// The article's own dates in text, if the language's wikis advise against a way to write them. Those that are to be
/// written anew in the order that the article declares are left out.
pub(super) fn dates<'a>(cx: &Context<'a>, habit: DateHabit) -> impl Iterator<Item = &'a DateFact> + use<'a> {
    let is_avoided = cx.language.is_some_and(|language| language.dates.avoided.contains(&habit));
    let facts = cx.facts;
    let all = is_avoided.then(|| facts.dates().all.iter()).into_iter().flatten();
    let declared = facts.declared_order();
    let is_to_rewrite =
        move |fact: &DateFact| declared.is_some_and(|order| is_in_other_order(fact, order.day_first));
    all.filter(|fact| fact.date.fault().is_none() && is_free_text(fact) && fact.origin < Origin::Label)
        .filter(move |fact| !is_to_rewrite(fact))
}

/// Whether a day is written in the order that the article does not declare.
pub(super) fn is_in_other_order(fact: &DateFact, day_first: bool) -> bool {
    let other = if day_first { Form::MonthFirst } else { Form::DayFirst };
    fact.date.form == other && fact.date.precision() == Precision::Day
}

/// The date as it is written, in backticks in messages, and what it is once an edit is made.
pub(super) fn edited(cx: &Context<'_>, date: Span, edit: Span, text: &str) -> (String, String) {
    let part = |start, end| cx.doc.slice(Span::new(start, end));
    let now = part(date.start, date.end).to_owned();
    (now, [part(date.start, edit.start), text, part(edit.end, date.end)].concat())
}

/// How many blocks before a place are asked whether it stands in them: deeper ones are no article's.
const MAX_DEPTH: usize = 16;

/// Whose words stand at an offset of the document; code, if it is no text that a reader sees.
pub(super) fn origin_at(cx: &Context<'_>, offset: u32) -> Origin {
    let prose = cx.facts.prose();
    let after = prose.first_from(offset + 1);
    let before = (after.saturating_sub(MAX_DEPTH)..after).rev().filter_map(|index| prose.block(index));
    let around = before.into_iter().find(|block| block.span().contains(Span::new(offset, offset + 1)));
    let origin = around.and_then(|block| {
        let at = block.text_offset(offset)?;
        Some(block.origins().at(at))
    });
    origin.unwrap_or(Origin::Code)
}
