use std::sync::RwLock;

use rustc_hash::FxHashMap;

use super::{Calendar, DateValue, NotADate};
use crate::source::Span;
use crate::value::date::grammar::DateGrammar;
use crate::value::date::{Date, Form, Part};

/// How dates are read that are like others but for their day and year: `5 June 2010`, `c. 1970`,
/// `ngày 12 tháng 3 năm 2010`.
///
/// The first of each shape is read in full and kept; of those after it only the two numbers are read, which takes a
/// fiftieth of the time. The map is so small that no text can make its lookups slow. It keeps none for a shape whose
/// texts differ in more.
#[derive(Debug)]
pub(in crate::value::date) struct Shapes<T>(RwLock<FxHashMap<Box<[u8]>, Option<T>>>);

/// How many shapes are kept: a language has twelve months and a few orders.
const MOST: usize = 512;
/// Longer texts, in bytes, are read in full.
const LONGEST: usize = 48;
/// What stands for the numbers in the key of a shape: no text has these signs.
const MARKS: [u8; 6] = [1, 2, 3, 4, 5, 6];

/// A text without its day and its year. Texts of one key have the same parts at the same places.
struct Shape {
    key: Key,
    /// The first number of one or two digits, if a day can be that.
    day: Option<Part>,
    /// The number of four digits.
    year: Option<Part>,
    /// How many other numbers there are.
    others: usize,
}

/// The bytes of a text with a mark for each number: no more than the text has.
struct Key {
    bytes: [u8; LONGEST],
    length: usize,
}

impl<T> Default for Shapes<T> {
    fn default() -> Self {
        Shapes(RwLock::default())
    }
}

impl<T: Clone> Shapes<T> {
    /// What is kept of a shape, if one like it was met.
    fn known(&self, shape: &Shape) -> Option<Option<T>> {
        self.0.read().ok()?.get(shape.key.bytes()).cloned()
    }

    fn keep(&self, shape: &Shape, model: Option<T>) {
        if let Ok(mut known) = self.0.write()
            && known.len() < MOST
        {
            known.insert(shape.key.bytes().into(), model);
        }
    }
}

impl Shapes<DateValue> {
    /// Reads a date that is like one that was read before, or the first of its shape; none for any other text, which has
    /// to be read in full.
    pub(super) fn read(&self, grammar: &DateGrammar, text: &str) -> Option<Result<DateValue, NotADate>> {
        let shape = Shape::of(grammar, text)?;
        if let Some(model) = self.known(&shape) {
            return Some(Ok(shape.fill(model?)));
        }
        let read = grammar.read_in_full(text);
        self.keep(&shape, read.as_ref().ok().filter(|value| shape.is_of(value)).cloned());
        Some(read)
    }
}

impl Shapes<Option<Date>> {
    /// The date, or that there is none, in a text that is like one that was searched before, or the first of its shape;
    /// none for any other text, which has to be searched in full.
    pub(in crate::value::date) fn find(&self, grammar: &DateGrammar, text: &str) -> Option<Option<Date>> {
        let shape = Shape::of(grammar, text)?;
        let model = self.known(&shape).unwrap_or_else(|| {
            let mut dates = grammar.find_all(text);
            let date = dates.pop();
            let is_model = dates.is_empty() && date.as_ref().is_none_or(|date| shape.has(date));
            let model = is_model.then_some(date);
            self.keep(&shape, model.clone());
            model
        });
        let fill = |date: Date| Date { day: shape.day.or(date.day), year: shape.year.or(date.year), ..date };
        Some(model?.map(fill))
    }
}

impl Key {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        if let Some(place) = self.bytes.get_mut(self.length..end) {
            place.copy_from_slice(bytes);
            self.length = end;
        }
    }
}

impl Shape {
    fn of(grammar: &DateGrammar, text: &str) -> Option<Shape> {
        if text.len() > LONGEST {
            return None;
        }
        let key = Key { bytes: [0; LONGEST], length: 0 };
        let mut shape = Shape { key, day: None, year: None, others: 0 };
        let (mut from, mut at) = (0, 0);
        while let Some(sign) = text.get(at..)?.chars().next() {
            if grammar.is_digit(sign) {
                let (end, digits) = grammar.digits_at(text, at);
                shape.key.push(text.as_bytes().get(from..at)?);
                shape.add(grammar, text.get(at..end)?, at, digits)?;
                (from, at) = (end, end);
            } else if sign.is_control() || sign == ':' {
                // Times of day have no end of numbers.
                return None;
            } else {
                at += sign.len_utf8();
            }
        }
        shape.key.push(text.as_bytes().get(from..)?);
        (shape.others < 2 && (shape.day.is_some() || shape.year.is_some())).then_some(shape)
    }

    /// Adds a number; none where the text has to be read in full.
    fn add(&mut self, grammar: &DateGrammar, written: &str, start: usize, digits: usize) -> Option<()> {
        const MOST_DIGITS: usize = 4;
        if digits > MOST_DIGITS {
            return None;
        }
        let length = written.len();
        let is_wide = length > digits;
        if is_wide && length != digits * written.chars().next()?.len_utf8() {
            return None;
        }
        let value = written.chars().filter_map(|sign| grammar.digit(sign));
        let value = value.fold(0, |value, digit| value * 10 + digit as i32);
        let part = Part { value, span: Span::of(start..start + length) };
        let mark = match digits {
            4 if self.year.is_none() && (1000..2100).contains(&value) => {
                self.year = Some(part);
                0
            }
            1 if self.day.is_none() && value > 0 => {
                self.day = Some(part);
                1
            }
            2 if self.day.is_none() && (10..=31).contains(&value) => {
                self.day = Some(part);
                2
            }
            1 | 2 => {
                self.others += 1;
                self.key.push(written.as_bytes());
                return Some(());
            }
            _ => return None,
        };
        self.key.push(&[*MARKS.get(mark * 2 + usize::from(is_wide))?]);
        Some(())
    }

    /// Whether a date was read of this shape that differs from others of it in these two numbers alone.
    fn is_of(&self, value: &DateValue) -> bool {
        use Form::{DayFirst, MonthFirst, MonthYear, PeriodYear, Year, YearFirst};
        let start = &value.start;
        let is_free = |flaw: &super::Flaw| {
            flaw.written.as_ref().is_none_or(|written| !written.contains(char::is_numeric))
        };
        matches!(start.form, DayFirst | MonthFirst | YearFirst | MonthYear | PeriodYear | Year)
            && (self.day.is_none() || self.day == start.day)
            && (self.year.is_none() || self.year == start.year)
            && (value.end.is_none() && value.open.is_none() && value.other.is_none())
            && (start.era.is_none() && start.letter.is_none() && start.time.is_none())
            && (start.calendar == Calendar::Common && start.calendar_mark.is_none())
            && value.flaws.iter().all(is_free)
    }

    /// Whether a date was found in a text of this shape that differs from others of it in these two numbers alone.
    fn has(&self, date: &Date) -> bool {
        use Form::{DayFirst, MonthFirst, MonthYear, YearFirst};
        matches!(date.form, DayFirst | MonthFirst | YearFirst | MonthYear)
            && (self.day.is_none() || self.day == date.day)
            && (self.year.is_none() || self.year == date.year)
            && !date.is_range()
    }

    /// The date with the numbers of this text.
    fn fill(&self, mut model: DateValue) -> DateValue {
        model.start.day = self.day.or(model.start.day);
        model.start.year = self.year.or(model.start.year);
        model
    }
}
