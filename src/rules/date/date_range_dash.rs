//! `rules/date/date-range-dash.md`

use super::joined::{self, Joined};
use super::own::{self, is_free_text};
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::Form;

/// Finds ranges of dates that are written with a hyphen.
pub struct DateRangeDash;

impl Rule for DateRangeDash {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::Hyphen) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
        let mut joined: Vec<Joined> = joined::of_years(cx).into_iter().chain(joined::of_dates(cx)).collect();
        // `2002-present` is a range of years, and part of the range of dates `May 2002-present`.
        joined.sort_by_key(|range| (range.dash.start, range.whole.start));
        joined.dedup_by(|next, last| next.dash.start < last.dash.end);
        for Joined { whole, dash, text } in joined {
            let (now, then) = own::edited(cx, whole, dash, &text);
            let fix = Fix::replace(format!("write `{then}`"), dash, text, Safety::Suggested);
            cx.report(
                Finding::new(whole, format!("the range `{now}` is written with a hyphen"))
                    .help(format!("write `{then}`, with a dash"))
                    .cluster("hyphen")
                    .fix(fix),
            );
        }
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    if !is_free_text(fact) || !fact.verbatim || matches!(date.form, Form::Iso | Form::Numeric) {
        return None;
    }
    let (first, last) = match (date.day_until, date.month_until) {
        (Some(until), None) => (date.day?, until),
        (None, Some(until)) => (date.month?, until),
        _ => return None,
    };
    let between = Span::new(first.span.end, last.span.start);
    if first.value >= last.value || cx.doc.slice(between).trim() != "-" {
        return None;
    }
    let (now, then) = own::edited(cx, date.span, between, "–");
    Some(
        Finding::new(date.span, format!("the range `{now}` is written with a hyphen"))
            .help(format!("write `{then}`, with an en dash"))
            .fix(Fix::replace(format!("write `{then}`"), between, "–", Safety::Suggested)),
    )
}
