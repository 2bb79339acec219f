//! `rules/date/date-format-mixed.md`

use super::order;
use super::own::{is_field, is_free_text};
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, Place};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::profile::{CiteParam, DateHabit, Language, Role};
use crate::source::Span;
use crate::value::date::{DateOrder, Form, Precision};

/// Finds the few dates whose order is not that of most others.
pub struct DateFormatMixed;

impl Rule for DateFormatMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let is_avoided = |language: &Language| language.dates.avoided.contains(&DateHabit::Mixed);
        if !cx.language.is_some_and(is_avoided)
            || cx.facts.has_role(Role::DayFirst)
            || cx.facts.has_role(Role::MonthFirst)
        {
            return;
        }
        let dates = &cx.facts.dates().all;
        // Where the template is told how to write its dates, it does not matter how they are given.
        let told = cx.facts.citations().iter().filter(|citation| citation.has(CiteParam::Df));
        let told: Vec<Span> = told.map(|citation| cx.tree.node(citation.node).span()).collect();
        let is_told = |fact: &DateFact| {
            let before = told.partition_point(|span| span.start <= fact.date.span.start);
            before
                .checked_sub(1)
                .and_then(|at| told.get(at))
                .is_some_and(|span| span.contains(fact.date.span))
        };
        let orders: Vec<Option<(Group, bool)>> =
            dates.iter().map(|fact| order_of(fact).filter(|_| !is_told(fact))).collect();
        for group in [Group::Text, Group::Citations] {
            let count = |order| orders.iter().filter(|found| **found == Some((group, order))).count();
            let Some(few) = Few::of(count(true), count(false)) else { continue };
            let odd = (0..).zip(&orders).filter(|(_, found)| **found == Some((group, few.day_first)));
            for (index, _) in odd {
                let found = dates.get(index).map(|fact| finding(index, fact, group, few, cx));
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

/// Dates that are to be written in one order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// The article's text, with the free text of its footnotes.
    Text,
    /// The parameters of citations.
    Citations,
}

/// An order that only a few dates have.
#[derive(Clone, Copy)]
struct Few {
    day_first: bool,
    number: usize,
    all: usize,
}

/// The least number of dates of the other order for each date of the order that is called odd.
const MANY: usize = 3;

impl Few {
    /// The order that few dates of a group have; none if there is only one order, or no clear majority.
    fn of(day_first: usize, month_first: usize) -> Option<Few> {
        let number = day_first.min(month_first);
        let is_odd = number > 0 && day_first.max(month_first) >= number.saturating_mul(MANY);
        is_odd.then_some(Few { day_first: day_first < month_first, number, all: day_first + month_first })
    }
}

/// Whether a date is written day first, and among which dates it counts; none where others chose its form.
fn order_of(fact: &DateFact) -> Option<(Group, bool)> {
    let day_first = match fact.date.form {
        Form::DayFirst => true,
        Form::MonthFirst => false,
        _ => return None,
    };
    let is_clear = fact.date.precision() == Precision::Day && fact.date.fault().is_none();
    let group = match fact.place {
        Place::Citation(_) if is_field(fact) => Group::Citations,
        _ if is_free_text(fact) && fact.origin < Origin::Label => Group::Text,
        _ => return None,
    };
    is_clear.then_some((group, day_first))
}

fn finding(index: usize, fact: &DateFact, group: Group, few: Few, cx: &Context<'_>) -> Finding {
    let first = order::range_start(index, cx).filter(|_| group == Group::Text);
    let source = order::source(first, fact, cx);
    let (here, there, wanted) = match few.day_first {
        true => ("day first", "month first", DateOrder::MonthFirst),
        false => ("month first", "day first", DateOrder::DayFirst),
    };
    let dates = if group == Group::Text { "of the text" } else { "of citations" };
    let Few { number, all, .. } = few;
    let message = format!(
        "`{source}` is written {here}; of the {all} dates {dates}, {number} {} so",
        if number == 1 { "is" } else { "are" }
    );
    let span = order::span(first, fact);
    let finding = Finding::new(span, message).cluster(format!("{here} {dates}"));
    let Some(rewritten) = order::reordered(first, fact, wanted, cx) else {
        return finding.help(format!("write the date {there}, as most others"));
    };
    let finding = finding.help(format!("write `{rewritten}`, or declare the order that the article uses"));
    match order::rewriting(first, fact, rewritten, cx) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}
