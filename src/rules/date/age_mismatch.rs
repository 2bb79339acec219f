//! `rules/date/age-mismatch.md`

use chrono::{Datelike, NaiveDate};

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateSpan, SpanKind};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;

/// Finds typed ages that are not what the dates beside them make.
pub struct AgeMismatch;

/// How far behind a date of death the age may stand, in bytes.
const REACH: usize = 60;
/// What follows may tell of somebody else.
const SENTENCE_END: &str = ". ";
const NO_BREAK_SPACE: &str = "&nbsp;";

impl Rule for AgeMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.language.is_none_or(|language| language.dates.aged.is_empty()) {
            return;
        }
        let lives = |span: &&DateSpan| span.kind != SpanKind::Time && span.start.latest <= span.end.earliest;
        for span in cx.facts.date_spans().iter().filter(lives) {
            if let Some(finding) = check(span, cx) {
                cx.report(finding);
            }
        }
    }
}

fn check(life: &DateSpan, cx: &Context<'_>) -> Option<Finding> {
    let (age, place) = typed(life.end.place.end as usize, cx)?;
    let least = years(life.start.latest, life.end.earliest);
    let most = years(life.start.earliest, life.end.latest);
    if (least..=most).contains(&age) || age == 0 {
        return None;
    }
    let right = if least == most { most.to_string() } else { format!("{least} or {most}") };
    let message = format!("the age is given as {age}, the dates make {right}");
    let finding = Finding::new(place, message)
        .label(life.start.place, "birth")
        .label(life.end.place, "death")
        .help("look up the dates; if they are right, correct the age");
    Some(match least == most {
        true => finding.fix(Fix::replace(format!("write `{right}`"), place, right, Safety::Suggested)),
        false => finding,
    })
}

/// The one age that stands behind a date in its line and sentence, after a word that announces it, and where.
fn typed(from: usize, cx: &Context<'_>) -> Option<(i32, Span)> {
    let rest = cx.doc.text().get(from..)?;
    let reach = (0..=REACH.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at))?;
    let line = rest.get(..reach)?.split('\n').next()?;
    let line = line.split(SENTENCE_END).next()?;
    let words = &cx.language?.dates.aged;
    let is_space = |after: &str| after.starts_with(char::is_whitespace) || after.starts_with(NO_BREAK_SPACE);
    let is_word = |start: usize, end: usize| {
        line.get(end..).is_some_and(is_space)
            && line.get(..start).is_some_and(|before| !before.ends_with(char::is_alphabetic))
    };
    let found = words.iter().flat_map(|word| line.match_indices(word.as_str()));
    let ends = found.map(|(start, word)| (start, start + word.len()));
    let (_, word) = ends.filter(|(start, end)| is_word(*start, *end)).min()?;
    let after = line.get(word..)?;
    let gap = after.len() - after.trim_start_matches(NO_BREAK_SPACE).trim_start().len();
    let number = after.get(gap..)?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let tail = number.get(digits..)?.trim_start();
    // `aged 45–46`, `aged 45 or 46`: no one age is given.
    let folded = tail.to_lowercase();
    let years = cx.language?.dates.years.iter().filter(|word| folded.starts_with(word.as_str()));
    let tail = tail.get(years.map(String::len).max().unwrap_or(0)..)?.trim_start();
    let is_alone = tail.is_empty() || tail.starts_with([')', ',', ';', '.', '<', '|', '}', '&']);
    let age = number.get(..digits)?.parse().ok().filter(|_| gap > 0 && is_alone)?;
    let start = (from + word + gap) as u32;
    Some((age, Span::new(start, start + digits as u32)))
}

/// The whole years between two days.
fn years(start: NaiveDate, end: NaiveDate) -> i32 {
    let is_before_birthday = (end.month(), end.day()) < (start.month(), start.day());
    end.year() - start.year() - i32::from(is_before_birthday)
}
