use std::sync::RwLock;

use rustc_hash::FxHashMap;

use super::{Calendar, DateValue, NotADate};
use crate::source::Span;
use crate::value::date::grammar::DateGrammar;
use crate::value::date::{Form, Part};

/// How dates are read that are like others but for their day and year: `5 June 2010`, `c. 1970`,
/// `ngày 12 tháng 3 năm 2010`.
///
/// The first of each shape is read in full and kept; of those after it only the two numbers are read, which takes a
/// fiftieth of the time. The map is so small that no text can make its lookups slow.
#[derive(Debug, Default)]
pub(in crate::value::date) struct Shapes(RwLock<FxHashMap<String, Option<DateValue>>>);

/// How many shapes are kept: a language has twelve months and a few orders.
const MOST: usize = 512;
/// Longer texts, in bytes, are read in full.
const LONGEST: usize = 48;
/// What stands for the numbers in the key of a shape: no text has these signs.
const MARKS: [char; 6] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{5}', '\u{6}'];

/// A text without its day and its year. Texts of one key have the same parts at the same places.
struct Shape {
    key: String,
    /// The first number of one or two digits, if a day can be that.
    day: Option<Part>,
    /// The number of four digits.
    year: Option<Part>,
    /// How many other numbers there are.
    others: usize,
}

impl Shapes {
    /// Reads a date that is like one that was read before, or the first of its shape; none for any other text, which has
    /// to be read in full.
    pub(super) fn read(&self, grammar: &DateGrammar, text: &str) -> Option<Result<DateValue, NotADate>> {
        let shape = Shape::of(grammar, text)?;
        let known = self.0.read().ok()?.get(&shape.key).cloned();
        match known {
            Some(model) => Some(Ok(shape.fill(model?))),
            None => Some(self.learn(grammar, text, shape)),
        }
    }

    /// Reads the first date of a shape.
    fn learn(&self, grammar: &DateGrammar, text: &str, shape: Shape) -> Result<DateValue, NotADate> {
        let read = grammar.read_in_full(text);
        if let Ok(mut known) = self.0.write()
            && known.len() < MOST
        {
            let model = read.as_ref().ok().filter(|value| shape.is_of(value)).cloned();
            known.insert(shape.key, model);
        }
        read
    }
}

impl Shape {
    fn of(grammar: &DateGrammar, text: &str) -> Option<Shape> {
        if text.len() > LONGEST {
            return None;
        }
        let mut shape = Shape { key: String::with_capacity(LONGEST), day: None, year: None, others: 0 };
        let mut signs = text.char_indices().peekable();
        while let Some((start, sign)) = signs.next() {
            let Some(digit) = grammar.digit(sign) else {
                // Times of day have no end of numbers.
                if sign.is_control() || sign == ':' {
                    return None;
                }
                shape.key.push(sign);
                continue;
            };
            let (mut value, mut digits, mut end) = (digit, 1, start + sign.len_utf8());
            while let Some((at, sign)) = signs.next_if(|(_, sign)| grammar.is_digit(*sign)) {
                (value, digits, end) = (value * 10 + grammar.digit(sign)?, digits + 1, at + sign.len_utf8());
                if digits > 4 {
                    return None;
                }
            }
            shape.add(text.get(start..end)?, start, i32::try_from(value).ok()?, digits)?;
        }
        (shape.others < 2 && (shape.day.is_some() || shape.year.is_some())).then_some(shape)
    }

    /// Adds a number; none where the text has to be read in full.
    fn add(&mut self, written: &str, start: usize, value: i32, digits: usize) -> Option<()> {
        let length = written.len();
        let is_wide = length > digits;
        if is_wide && length != digits * written.chars().next()?.len_utf8() {
            return None;
        }
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
                self.key.push_str(written);
                return Some(());
            }
            _ => return None,
        };
        self.key.push(*MARKS.get(mark * 2 + usize::from(is_wide))?);
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

    /// The date with the numbers of this text.
    fn fill(&self, mut model: DateValue) -> DateValue {
        model.start.day = self.day.or(model.start.day);
        model.start.year = self.year.or(model.start.year);
        model
    }
}
