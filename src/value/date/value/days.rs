use chrono::{Days, Months, NaiveDate};

use super::{Calendar, DateValue, Moment, Part, Period, Season};
use crate::value::date::calendar::{Fault, fault_of, longest_in};
use crate::value::date::{Form, Precision};

impl DateValue {
    /// Why no calendar has this date, or one of its ends; none if one has it.
    pub fn fault(&self) -> Option<Fault> {
        self.start.fault().or_else(|| self.end.as_ref()?.fault())
    }

    /// Whether the end of the range is certainly not after its start.
    pub fn is_reversed(&self) -> bool {
        let Some(end) = &self.end else { return false };
        match (self.start.days(), end.days()) {
            (Some((first, _)), Some((_, last))) if self.start.precision() == end.precision() => last <= first,
            (Some((first, _)), Some((_, last))) => last < first,
            _ => {
                let yearless = |moment: &Moment| {
                    (moment.year, moment.month.map(|month| month.value), moment.day.map(|day| day.value))
                };
                match (yearless(&self.start), yearless(end)) {
                    ((None, Some(month), day), (None, Some(other), until)) => month == other && until < day,
                    _ => false,
                }
            }
        }
    }
}

impl Moment {
    /// Why no calendar has this date; none if one has it, or if another calendar counts it.
    pub fn fault(&self) -> Option<Fault> {
        if self.calendar.is_other() {
            return None;
        }
        // Where a value is to be a date, a zero stands for nothing.
        if let Some(month) = self.month.filter(|month| month.value == 0) {
            return Some(Fault::Month(month));
        }
        let zero = self.day.filter(|day| day.value == 0).zip(self.month);
        if let Some((day, month)) = zero
            && let Some(longest) = longest_in(month.value, self.year)
        {
            return Some(Fault::Day { day, month, longest });
        }
        fault_of(self.form, self.year, [self.month, None], [self.day, None])
    }

    /// The first and the last day that may be meant; none where no calendar has the date, another one counts it or
    /// the year is not known.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        if self.calendar.is_other() {
            return None;
        }
        let year = self.year?.value;
        let month = |part: Option<Part>| u32::try_from(part?.value).ok();
        let first = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day);
        let whole = |first: NaiveDate, months: u32| {
            Some((first, first.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?))
        };
        match self.precision()? {
            Precision::Century => whole(first(1, 1)?, 1200),
            Precision::Decade => whole(first(1, 1)?, 120),
            Precision::Year => whole(first(1, 1)?, 12),
            Precision::Period => match self.period?.0 {
                // Winter may be that at the start of the year or that at its end; a season is another in the south.
                Period::Season(Season::Winter) => whole(first(1, 1)?, 15),
                Period::Season(_) => whole(first(1, 1)?, 12),
                Period::Quarter(number) => whole(first(u32::from(number.clamp(1, 4)) * 3 - 2, 1)?, 3),
                Period::Feast(super::Feast::Easter) => Some((first(3, 22)?, first(5, 8)?)),
                Period::Feast(super::Feast::Christmas) => whole(first(12, 1)?, 2),
            },
            Precision::Month => whole(first(month(self.month)?, 1)?, 1),
            Precision::Day => {
                let day = first(month(self.month)?, month(self.day)?)?;
                Some((day, day))
            }
            Precision::DayOfYear => None,
        }
    }
}

impl Calendar {
    /// Whether the years are counted otherwise, so that the number says nothing to who does not know that calendar.
    pub fn is_other(self) -> bool {
        !matches!(self, Calendar::Common | Calendar::OldStyle | Calendar::NewStyle | Calendar::Dual)
    }
}

impl Form {
    /// Whether a date is written in numbers alone.
    pub fn is_numeric(self) -> bool {
        matches!(self, Form::Iso | Form::Numeric | Form::YearMonth | Form::Stamp)
    }
}
