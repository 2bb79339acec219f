//! A whole text that is to be a date or a range of dates: the value of a parameter, of a cell.

mod days;
mod draft;
mod flaws;
mod iso;
mod lexemes;
mod range_flaws;
mod read;
mod shapes;
mod spacing;
#[cfg(test)]
mod tests;
mod time;
mod words;

use super::{Form, Part, Precision};
use crate::source::Span;

pub(super) use iso::iso_parts;
pub(super) use shapes::Shapes;
pub(super) use words::Words;

/// A text that was read as one date or one range. All spans are offsets into that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateValue {
    /// The whole of it, without white space at the ends.
    pub span: Span,
    /// The date, or the first of the range. Of the date that `n.d.` stands for nothing is known.
    pub start: Moment,
    /// The last of a range: `5–8 June 2010` has two moments of one month and year.
    pub end: Option<Moment>,
    /// What stands between the ends of a range, with the white space around it.
    pub between: Option<Span>,
    /// What leaves a range without an end: `present`, or the dash where nothing follows it.
    pub open: Option<Span>,
    /// What says that the date is an estimate: `c.`, `circa`.
    pub circa: Option<Span>,
    /// The question mark of a date that is in doubt.
    pub doubtful: Option<Span>,
    /// The second reading of a date in numbers: `12.03.2010`, `01/02/03`; `start` is the one with the day first.
    pub other: Option<Moment>,
    /// What is written otherwise than in the way that citation templates take, in the order of the text.
    pub flaws: Vec<Flaw>,
}

/// One date, as exactly as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// All of its parts; those that a range says once for both ends are in the spans of both.
    pub span: Span,
    /// How it is written.
    pub form: Form,
    /// The year (0 and below are before the common era), the first year of a decade or a century. Of `2005–06` the
    /// second year is 2006.
    pub year: Option<Part>,
    /// The month.
    pub month: Option<Part>,
    /// The day.
    pub day: Option<Part>,
    /// The season, quarter or feast, and where it is named.
    pub period: Option<(Period, Span)>,
    /// The day of the week, Monday being 1, and where it is named.
    pub weekday: Option<Part>,
    /// The time of day with its zone.
    pub time: Option<Span>,
    /// The mark of the era.
    pub era: Option<(Era, Span)>,
    /// The letter that tells works of one author and year apart: `2005a`.
    pub letter: Option<Span>,
    /// The calendar that counts the year.
    pub calendar: Calendar,
    /// Where the calendar is named; of `1730/31` the second year.
    pub calendar_mark: Option<Span>,
}

/// A part of the year that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `Summer`.
    Season(Season),
    /// `Second Quarter`: 1–4.
    Quarter(u8),
    /// `Christmas`.
    Feast(Feast),
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn, or fall.
    Autumn,
    /// Winter.
    Winter,
}

/// A feast that issues are dated by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    /// Easter.
    Easter,
    /// Christmas.
    Christmas,
}

/// The era that a year is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// `BC`, `BCE`.
    Before,
    /// `AD`, `CE`.
    Common,
}

/// The calendar of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The one that everybody takes a date to be of: the Gregorian, or the Julian of its time.
    #[default]
    Common,
    /// `O.S.`: the Julian.
    OldStyle,
    /// `N.S.`: the Gregorian.
    NewStyle,
    /// `1730/31`: the year by both ways to begin it; or `10/21 February 1730`: the day by both calendars.
    Dual,
    /// The Islamic lunar calendar.
    Islamic,
    /// The solar Hijri calendar.
    SolarHijri,
    /// The Buddhist era.
    Buddhist,
    /// The years of the Republic of China.
    Minguo,
    /// The eras of Japan.
    Japanese,
    /// The Hebrew calendar.
    Hebrew,
    /// The Saka era.
    Saka,
    /// The Bengali calendar.
    Bengali,
}

/// What is written otherwise than in the way that citation templates take.
///
/// Whether it is an error is a matter of the wiki and the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What kind of thing it is.
    pub kind: FlawKind,
    /// The text that is to change; empty where something is missing.
    pub span: Span,
    /// What to write instead of it; empty to remove it; none where that cannot be known. With all flaws of one kind
    /// mended the text is read with fewer of that kind.
    pub written: Option<String>,
}

/// How a date may be written otherwise than citation templates take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlawKind {
    /// `5th June 2010`.
    Ordinal,
    /// `05 June 2010`.
    LeadingZero,
    /// `2010-6-5`.
    MissingZero,
    /// `5 June, 2010`, `June, 2010`.
    Comma,
    /// `June 5 2010`.
    MissingComma,
    /// A word between or beside the parts: `5 of June 2010`, `the year 2010`.
    Joiner,
    /// `12.03.2010`, `2010/03/12`, `12-Mar-2010`, `5. June 2010`: signs between the parts; also `5June2010` without any.
    Separator,
    /// `2010-06`: the month as a number. CS1 refuses it; where it could be a range of years nothing is written.
    NumericMonth,
    /// `1066-10-14`: a date in numbers from before the Gregorian calendar.
    OldNumeric,
    /// A range with another sign than an en dash: `5-8 June`, `5 to 8 June`, `5/8 June`.
    Dash,
    /// White space around the dash where none belongs, or none where it does.
    DashSpacing,
    /// `2010 & 2012`: two dates rather than a range.
    List,
    /// `5 June 2010 – 8 June 2010`: a range that names twice what both of its ends share.
    Repeated,
    /// `Jun–July 2010`: one month in full, the other one cut.
    MixedNames,
    /// `Spring 2010–11`, `First Quarter–Second Quarter 2010`: CS1 takes ranges of seasons, and the two years of a
    /// winter or a summer.
    PeriodRange,
    /// `2003–05`: the end in two digits below 13, which CS1 takes for a month, or an end that another century is meant
    /// by: `1999–00`.
    ShortEnd,
    /// `from 2003 to 2005`: a word that announces the range.
    RangeStart,
    /// `2010-06-05 – 2010-06-08`: a range of dates in numbers.
    NumericRange,
    /// `2003–`, `2003–present`.
    Open,
    /// `Monday, 5 June 2010`.
    Weekday,
    /// `5 June 2010 10:20 UTC`, `2010-06-05T10:20Z`.
    Time,
    /// `Sept.`, `Febr`, `Jan.`: a short form of the month that is not the one of three letters.
    Abbreviation,
    /// `june`, `JUNE`.
    Capitals,
    /// The month, or another word, in the language that is read beside the wiki's own; CS1 translates it.
    Foreign,
    /// The parts in an order that the language does not use: `2010 June 5`.
    Order,
    /// `circa 1970`, `c 1970`.
    Circa,
    /// `2009?`.
    Doubt,
    /// `50 BC`, `AD 500`.
    Era,
    /// `05/06/07`, `June 98`.
    TwoDigitYear,
    /// `20100605101500`.
    Stamp,
    /// Two spaces, a no-break space, an entity.
    Space,
    /// `(2009)`, `[2009]`.
    Brackets,
    /// A full stop or comma at the end.
    Trailing,
    /// `1990s`, `19th century`.
    Vague,
    /// `1730/31`, `O.S.`, `1432 AH`.
    Calendar,
    /// `undated`.
    Undated,
    /// `22 June`: no year is given.
    NoYear,
}

/// Why a text is no date, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate {
    /// The reason.
    pub why: WhyNot,
    /// The text that is the reason; all of it where it is no single part.
    pub span: Span,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyNot {
    /// There is nothing, or nothing but white space and signs.
    Empty,
    /// A word that has no place in a date: `2009 estimate`.
    Word,
    /// A number that has no place in a date: `1957, N 104`.
    Number,
    /// A sign that has no place in a date.
    Sign,
    /// Two dates, or a range of more than two ends.
    Several,
    /// Words of dates that make none: `June Monday`.
    NoDate,
    /// Longer than any date.
    TooLong,
}

impl DateValue {
    /// How it is written; of a range its start.
    pub fn form(&self) -> Form {
        self.start.form
    }

    /// Whether a range is given, with an end or without.
    pub fn is_range(&self) -> bool {
        self.end.is_some() || self.open.is_some()
    }

    /// The first flaw of a kind.
    pub fn flaw(&self, kind: FlawKind) -> Option<&Flaw> {
        self.flaws.iter().find(|flaw| flaw.kind == kind)
    }

    /// Whether it says for certain which date, or which two ends of a range, is meant.
    pub fn is_certain(&self) -> bool {
        let is_vague = self.circa.is_some() || self.doubtful.is_some() || self.other.is_some();
        !is_vague && self.open.is_none()
    }

    /// How many flaws of a kind there are.
    pub(super) fn count(&self, kind: FlawKind) -> usize {
        self.flaws.iter().filter(|flaw| flaw.kind == kind).count()
    }

    /// The text that was read with all of its flaws mended; none if what to write is not known for one of them.
    pub fn mended(&self, text: &str) -> Option<String> {
        mended(text, self.flaws.iter())
    }

    /// The text with its flaws of one kind mended; none if what to write is not known for one of them.
    pub fn mended_of(&self, text: &str, kind: FlawKind) -> Option<String> {
        mended(text, self.flaws.iter().filter(|flaw| flaw.kind == kind))
    }

    /// Whether the text is one certain day, however written, and nothing else.
    pub fn is_day(&self) -> bool {
        self.start.precision() == Some(Precision::Day) && !self.is_range() && self.other.is_none()
    }
}

impl Moment {
    /// How exactly the date is given; none where nothing is known of it.
    pub fn precision(&self) -> Option<Precision> {
        match (self.form, self.day, self.month, self.year) {
            (Form::Century, ..) => Some(Precision::Century),
            (Form::Decade, ..) => Some(Precision::Decade),
            (_, Some(_), _, Some(_)) => Some(Precision::Day),
            (_, Some(_), _, None) => Some(Precision::DayOfYear),
            (_, None, Some(_), _) => Some(Precision::Month),
            _ if self.period.is_some() => Some(Precision::Period),
            (.., Some(_)) => Some(Precision::Year),
            _ => None,
        }
    }
}

/// A text with flaws mended.
fn mended<'f>(text: &str, flaws: impl Iterator<Item = &'f Flaw>) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    for flaw in flaws {
        out.push_str(text.get(at..flaw.span.start as usize)?);
        out.push_str(flaw.written.as_deref()?);
        at = flaw.span.end as usize;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
