//! What a text says besides its words: numbers, dates, names.

use std::ops::Range;

use super::outline::Word;
use super::words::Key;
use crate::profile::Language;
use crate::source::Span;
use crate::value::date::Date;
use crate::value::number::{Number, NumberGrammar};
use crate::value::quantity::{Decimal, QuantityGrammar};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum ValueKind {
    Number,
    Date,
    Name,
}

/// What two values are equal by, however they are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    Number(Decimal),
    /// Year, month, day, and the last month and day of a range; 0 for what is not given.
    Date([i32; 5]),
    /// The words in their order.
    Name(Key),
}

/// A value in a leaf.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) meaning: Meaning,
    /// As it is written, in the outline's text.
    pub(super) text: Range<usize>,
    /// Where it stands in the document.
    pub(super) span: Span,
    /// Whether digits say it, or a template: words for small numbers are written as one likes.
    pub(super) is_exact: bool,
}

impl Value {
    pub(super) fn kind(&self) -> ValueKind {
        match self.meaning {
            Meaning::Number(_) => ValueKind::Number,
            Meaning::Date(_) => ValueKind::Date,
            Meaning::Name(_) => ValueKind::Name,
        }
    }

    /// The value in a form of its own, the same for all languages: `1234.5`, `2010-05-12`; none for a name.
    pub(super) fn normal(&self) -> Option<String> {
        match &self.meaning {
            Meaning::Number(value) => Some(value.normalize().to_string()),
            Meaning::Date([year, month, day, last_month, last_day]) => {
                let number =
                    |number: &i32| if *number == 0 { "--".to_owned() } else { format!("{number:02}") };
                let year = if *year == 0 { "----".to_owned() } else { format!("{year:04}") };
                let mut text = format!("{year}-{}", number(month));
                if *day != 0 {
                    text.push_str(&format!("-{day:02}"));
                }
                match (*last_month, *last_day) {
                    (0, 0) => {}
                    (0, day) => text.push_str(&format!("/{day:02}")),
                    (month, 0) => text.push_str(&format!("/{month:02}")),
                    (month, day) => text.push_str(&format!("/{month:02}-{day:02}")),
                }
                Some(text)
            }
            Meaning::Name(_) => None,
        }
    }
}

/// What a date says; none where it says no more than a year.
pub(super) fn meaning_of(date: &Date) -> Option<Meaning> {
    let number = |part: Option<crate::value::date::Part>| part.map_or(0, |part| part.value);
    let parts = [date.year, date.month, date.day, date.month_until, date.day_until].map(number);
    date.month.map(|_| Meaning::Date(parts))
}

/// The numbers in a text that are no part of a date, each with its place and whether it is written in digits.
pub(super) fn numbers(
    text: &str,
    language: Option<&Language>,
    dates: &[Range<usize>],
) -> Vec<(Meaning, Range<usize>, bool)> {
    let mut numbers = Vec::new();
    for quantity in QuantityGrammar::new(language).find_all(text) {
        let range = quantity.span.range();
        let values = [Some(quantity.value), quantity.end];
        numbers
            .extend(values.into_iter().flatten().map(|value| (Meaning::Number(value), range.clone(), true)));
    }
    if let Some(language) = language {
        let words = NumberGrammar::new(language).find_all(text).into_iter().filter(|number| number.in_words);
        let value =
            |number: Number| (Meaning::Number(Decimal::from(number.value)), number.span.range(), false);
        numbers.extend(words.map(value));
    }
    numbers.sort_by_key(|(_, range, _)| range.start);
    let mut end = 0;
    let mut next = 0;
    numbers.retain(|(_, range, is_exact)| {
        while dates.get(next).is_some_and(|date| date.end <= range.start) {
            next += 1;
        }
        let is_in_date = dates.get(next).is_some_and(|date| date.start < range.end);
        // Words in a measure that is written in digits are read with it: `5 million`.
        let is_in_number = !is_exact && range.start < end;
        end = end.max(if *is_exact { range.end } else { 0 });
        !(is_in_date || is_in_number)
    });
    numbers
}

/// The runs of words that start with a capital and stand together, as ranges of `words`. Of the first word of a
/// sentence `is_proper` says whether it has a capital elsewhere as well.
pub(super) fn names(words: &[Word], text: &str, is_proper: impl Fn(Key) -> bool) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !word.is_capital || (at == 0 && !is_proper(word.key)) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let (Some(last), Some(next)) = (words.get(end - 1), words.get(end)) {
            if !next.is_capital || !is_joint(text, last, next) {
                break;
            }
            end += 1;
        }
        names.push(at..end);
        at = end;
    }
    names
}

/// Whether two words are parts of one name, by what stands between them.
fn is_joint(text: &str, last: &Word, next: &Word) -> bool {
    let between = text.get(last.end as usize..next.start as usize).unwrap_or_default();
    let is_initial =
        || text.get(last.start as usize..last.end as usize).is_some_and(|word| word.chars().count() == 1);
    matches!(between, " " | "-" | "\u{2010}" | "\u{2011}" | "\u{a0}")
        || (between == ". " || between == ".") && is_initial()
}
