use super::{Calendar, DateValue, Moment};
use crate::source::Span;
use crate::value::date::{Form, Part};

/// The year, month and day of a text that is nothing else: four, two and two digits of ASCII with hyphens between them.
pub(in crate::value::date) fn iso_parts(text: &str) -> Option<[Part; 3]> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        let digits = bytes.get(range.clone())?;
        let all = digits.iter().all(u8::is_ascii_digit);
        let value = digits.iter().fold(0, |value, digit| value * 10 + i32::from(digit & 0xF));
        all.then(|| Part { value, span: Span::of(range) })
    };
    Some([number(0..4)?, number(5..7)?, number(8..10)?])
}

/// A year, month and day as ISO 8601 joins them, by far the most frequent value: read without looking for words, which
/// takes a hundredth of the time. None for anything else, and for years in which other calendars were in use.
pub(super) fn iso_day(text: &str) -> Option<DateValue> {
    let [year, month, day] = iso_parts(text)?;
    let is_usual = (1950..2050).contains(&year.value)
        && (1..=12).contains(&month.value)
        && (1..=28).contains(&day.value);
    let (span, form) = (Span::new(0, 10), Form::Iso);
    let start = Moment {
        span,
        form,
        year: Some(year),
        month: Some(month),
        day: Some(day),
        period: None,
        weekday: None,
        time: None,
        era: None,
        letter: None,
        calendar: Calendar::default(),
        calendar_mark: None,
    };
    is_usual.then_some(DateValue {
        span,
        start,
        end: None,
        between: None,
        open: None,
        circa: None,
        doubtful: None,
        other: None,
        flaws: Vec::new(),
    })
}
