use super::{Date, Form, Part};

/// What makes a date one that no calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no month of this number.
    Month(Part),
    /// The month does not have this day.
    Day {
        /// The day.
        day: Part,
        /// The month.
        month: Part,
        /// How many days the month has in that year.
        longest: i32,
    },
    /// 29 February of a year that is not a leap year.
    LeapDay {
        /// The day.
        day: Part,
        /// The year.
        year: Part,
    },
    /// A numeric date of which neither number can be the month.
    NoMonth(Part, Part),
}

/// The last year in which a state (Greece) used the Julian calendar, in which 29 February 1900 is a day.
const JULIAN_UNTIL: i32 = 1923;
/// The year in which Sweden had a 30 February.
const SWEDISH_LEAP_YEAR: i32 = 1712;
const FEBRUARY: i32 = 2;

impl Date {
    /// Why no calendar has this date; none if one has it. Zero for an unknown month or day is no fault.
    pub fn fault(&self) -> Option<Fault> {
        fault_of(self.form, self.year, [self.month, self.month_until], [self.day, self.day_until])
    }
}

/// Why no calendar has a date of these parts.
pub(super) fn fault_of(
    form: Form,
    year: Option<Part>,
    months: [Option<Part>; 2],
    days: [Option<Part>; 2],
) -> Option<Fault> {
    // Each month has these days.
    let is_within = |part: Option<Part>, most: i32| part.is_none_or(|part| (0..=most).contains(&part.value));
    if is_within(months[0], 12)
        && is_within(months[1], 12)
        && is_within(days[0], 28)
        && is_within(days[1], 28)
    {
        return None;
    }
    if form == Form::Numeric
        && let ([Some(day), _], [Some(month), _]) = (days, months)
        && day.value > 12
        && month.value > 12
    {
        return Some(Fault::NoMonth(day, month));
    }
    for month in months.into_iter().flatten() {
        if month.value > 12 {
            return Some(Fault::Month(month));
        }
    }
    let month = months[0]?;
    days.into_iter().flatten().find_map(|day| day_fault(day, month, year))
}

fn day_fault(day: Part, month: Part, year: Option<Part>) -> Option<Fault> {
    let longest = longest(month.value)?;
    if month.value == FEBRUARY && day.value == 30 && year.is_some_and(|year| year.value == SWEDISH_LEAP_YEAR)
    {
        return None;
    }
    if day.value > longest {
        return Some(Fault::Day { day, month, longest: longest_in(month.value, year)? });
    }
    let year = year.filter(|year| month.value == FEBRUARY && day.value == 29 && year.value > 0)?;
    let is_gregorian_leap_year = year.value % 4 == 0 && (year.value % 100 != 0 || year.value % 400 == 0);
    let is_julian_leap_year = year.value % 4 == 0 && year.value <= JULIAN_UNTIL;
    (!is_gregorian_leap_year && !is_julian_leap_year).then_some(Fault::LeapDay { day, year })
}

/// The most days a month can have; none for a number that is no month's.
fn longest(month: i32) -> Option<i32> {
    match month {
        2 => Some(29),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// The days of a month; the most it can have if the year is not known.
pub(crate) fn longest_in(month: i32, year: Option<Part>) -> Option<i32> {
    let common = year.is_some_and(|year| year.value % 4 != 0);
    longest(month).map(|days| if month == FEBRUARY && common { days - 1 } else { days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn date(year: i32, month: i32, day: i32) -> Date {
        let part = |value| Some(Part { value, span: Span::default() });
        Date {
            span: Span::default(),
            form: Form::Iso,
            year: part(year),
            month: part(month),
            day: part(day),
            day_until: None,
            month_until: None,
            proper: true,
        }
    }

    #[test]
    fn month_13_is_no_month() {
        assert!(matches!(date(2019, 13, 4).fault(), Some(Fault::Month(part)) if part.value == 13));
    }

    #[test]
    fn june_has_30_days() {
        assert!(matches!(date(2019, 6, 31).fault(), Some(Fault::Day { longest: 30, .. })));
        assert_eq!(date(2019, 6, 30).fault(), None);
    }

    #[test]
    fn february_29_needs_a_leap_year() {
        assert_eq!(date(2020, 2, 29).fault(), None);
        assert_eq!(date(2000, 2, 29).fault(), None);
        assert!(matches!(date(2019, 2, 29).fault(), Some(Fault::LeapDay { .. })));
        assert!(matches!(date(2100, 2, 29).fault(), Some(Fault::LeapDay { .. })));
    }

    #[test]
    fn february_29_of_1900_is_julian() {
        assert_eq!(date(1900, 2, 29).fault(), None);
        assert_eq!(date(1500, 2, 29).fault(), None);
    }

    #[test]
    fn february_30_exists_in_1712_only() {
        assert_eq!(date(1712, 2, 30).fault(), None);
        assert!(matches!(date(1713, 2, 30).fault(), Some(Fault::Day { longest: 28, .. })));
    }

    #[test]
    fn zero_stands_for_unknown() {
        assert_eq!(date(2019, 0, 0).fault(), None);
        assert_eq!(date(2019, 2, 0).fault(), None);
    }
}
