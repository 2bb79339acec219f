//! Dates as people write them, in any language whose months are known.

mod around;
mod calendar;
mod grammar;
mod months;
mod pattern;
mod read;
mod steps;
#[cfg(test)]
mod tests;
mod value;

pub use calendar::Fault;
pub(crate) use calendar::longest_in;
pub use grammar::DateGrammar;
pub use pattern::DateOrder;
pub use value::{Calendar, DateValue, Era, Feast, Flaw, FlawKind, Moment, NotADate, Period, Season, WhyNot};

use chrono::{Datelike, NaiveDate};

use crate::source::Span;

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `8 June 2006`, `8 June`.
    DayFirst,
    /// `June 8, 2006`, `June 8`.
    MonthFirst,
    /// `2006 June 8`, `2006年6月8日`.
    YearFirst,
    /// `2006-06-08`.
    Iso,
    /// `12.03.2010`, `12/03/2010`, `2010/03/12`: the order of day and month is the reader's guess.
    Numeric,
    /// `June 2006`.
    MonthYear,
    /// `2006-06`.
    YearMonth,
    /// `Summer 2006`, `Second Quarter 2006`, `Christmas 2006`.
    PeriodYear,
    /// `2006`.
    Year,
    /// `1990s`.
    Decade,
    /// `19th century`.
    Century,
    /// `20060608`, `20060608221500`: as archives number their copies.
    Stamp,
    /// `n.d.`
    Undated,
    /// In parts, as arguments of a template: `2006|6|8`.
    Parts,
}

/// A number in a date and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number; for a month's name its number.
    pub value: i32,
    /// Where it is written: in the text given to the grammar, or in the document once it is a fact.
    pub span: Span,
}

/// A date as written, which need not be one that a calendar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// The whole of it.
    pub span: Span,
    /// How it is written.
    pub form: Form,
    /// The year; 0 and below are before the common era.
    pub year: Option<Part>,
    /// The month.
    pub month: Option<Part>,
    /// The day, or the first day of a range.
    pub day: Option<Part>,
    /// The last day of a range of days.
    pub day_until: Option<Part>,
    /// The last month of a range of months.
    pub month_until: Option<Part>,
    /// Whether the month is a name in the spelling that the language prescribes.
    pub proper: bool,
}

/// How exactly a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A season, a quarter, a feast of a year.
    Period,
    /// A month of a year.
    Month,
    /// A day of no certain year.
    DayOfYear,
    /// A day.
    Day,
}

impl From<NaiveDate> for Date {
    /// A day that stands nowhere, to be written.
    fn from(day: NaiveDate) -> Self {
        let part = |value: i32| Some(Part { value, span: Span::empty(0) });
        Date {
            span: Span::empty(0),
            form: Form::Iso,
            year: part(day.year()),
            month: part(day.month() as i32),
            day: part(day.day() as i32),
            day_until: None,
            month_until: None,
            proper: true,
        }
    }
}

impl Date {
    /// How exactly the date is given.
    pub fn precision(&self) -> Precision {
        match (self.day, self.year) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::DayOfYear,
            (None, _) => Precision::Month,
        }
    }

    /// Whether a range is given: of days, or of months.
    pub fn is_range(&self) -> bool {
        self.day_until.is_some() || self.month_until.is_some()
    }

    /// The same date with its places moved, such as from text as read to the document.
    pub fn map_spans(mut self, place: impl Fn(Span) -> Span) -> Self {
        self.span = place(self.span);
        let parts =
            [&mut self.year, &mut self.month, &mut self.day, &mut self.day_until, &mut self.month_until];
        for part in parts.into_iter().flatten() {
            part.span = place(part.span);
        }
        self
    }
}
