use std::collections::BTreeMap;

use serde::Deserialize;

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DateStyle {
    /// The ways to write a date with the month's name (or with signs for year, month and day), as
    /// `{d} {month} {y}`: `{d}`, `{m}`, `{month}`, `{y}`, and between them what is written literally.
    /// A space stands for any white space. The first pattern of an order is the one that fixes write.
    pub patterns: Vec<String>,
    /// What may follow the number of a day: `st`, `nd`; a dot that every date has stands in the patterns.
    pub ordinal_suffixes: Vec<String>,
    /// Marks after (or before) a year that count it before the common era: `BC`.
    pub before_era: Vec<String>,
    /// Marks after (or before) a year of the common era: `AD`.
    pub common_era: Vec<String>,
    /// Names of the days of the week, Monday first.
    pub weekdays: Vec<String>,
    /// Other names of the days of the week, seven lists: `["Mon"]`. A dot may follow each.
    pub weekdays_other: Vec<Vec<String>>,
    /// Names of the seasons, four lists from spring on: `["Fall", "Autumn"]`. The first of each is what fixes write.
    pub seasons: Vec<Vec<String>>,
    /// Names of the quarters of a year, four lists: `["First Quarter", "Q1"]`. The first of each is what fixes write.
    pub quarters: Vec<Vec<String>>,
    /// Names of the feasts that issues are dated by.
    pub feasts: FeastNames,
    /// Words before a date that is known by estimate alone: `c.`. The first is what fixes write.
    pub circa: Vec<String>,
    /// Words between the ends of a range: `to`, `until`, `and`.
    pub range_words: Vec<String>,
    /// Words that announce a range: `from`, `between`.
    pub range_starts: Vec<String>,
    /// Words that stand for an end which has not come: `present`.
    pub ongoing: Vec<String>,
    /// What says that there is no date: `n.d.`. The first is what fixes write.
    pub undated: Vec<String>,
    /// Words that stand between or beside the parts of a date and say nothing: `of`, `the`, `year`. What the patterns
    /// hold need not be said again.
    pub joiners: Vec<String>,
    /// The word that makes an ordinal number a century: `century`.
    pub century: Vec<String>,
    /// What follows the number of a year that stands for its decade: `s`.
    pub decade_suffixes: Vec<String>,
    /// Words after, or before, a time of day that tell its half or mark its end: `am`, `p.m.`, `o'clock`.
    pub time_words: Vec<String>,
    /// Words that name a time zone: `UTC`. Any two to five capital letters of ASCII after a time do as well.
    pub time_zones: Vec<String>,
    /// Marks of a date of the Julian calendar: `O.S.`.
    pub old_style: Vec<String>,
    /// Marks of a date of the Gregorian calendar: `N.S.`.
    pub new_style: Vec<String>,
    /// Marks of years, before or after the number, that another calendar counts.
    pub calendars: CalendarMarks,
    /// How the language's readers take `12.03.2010`, `12/03/2010` and `12-03-2010`: `day-first` or `month-first`; none
    /// where they do not agree.
    pub numeric: Option<NumericOrder>,
    /// Words after which a month and a number, numbers with dots, or a number before a month are a day: `on`. Lower case. Empty
    /// where sentences have no such word, as in Russian.
    pub day_prepositions: Vec<String>,
    /// Words after which numbers with dots or slashes are a name and no date: `version`, `section`. In lower case.
    pub numbered: Vec<String>,
    /// Words before somebody's age in years: `aged`. In lower case.
    pub aged: Vec<String>,
    /// Words and signs before the date of a birth in the bracket behind a name: `born`, `*`. In lower case.
    pub birth_marks: Vec<String>,
    /// Words and signs before the date of a death there: `died`, `†`. In lower case.
    pub death_marks: Vec<String>,
    /// The forms of the word that makes a number a number of years: `years`. In lower case.
    pub years: Vec<String>,
    /// The first year whose dates are certainly Gregorian where texts of the language use another calendar's
    /// months by the same names for older ones (the lunisolar months of East Asia).
    pub gregorian_since: Option<i32>,
    /// Ways to write dates that the language's wikis advise against.
    pub avoided: Vec<DateHabit>,
    /// Words before a range that want another word between its ends, with that word: `from` and `to`. In lower case.
    pub range_pairs: BTreeMap<String, String>,
    /// The word before a date of birth in an article's first sentence, then what is written instead of it.
    pub born: Vec<String>,
    /// The word before a date of death there, then what is written instead of it.
    pub died: Vec<String>,
}

/// Names of feasts.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeastNames {
    /// Easter.
    pub easter: Vec<String>,
    /// Christmas.
    pub christmas: Vec<String>,
}

/// Marks of years by the calendar that counts them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CalendarMarks {
    /// The Islamic lunar calendar: `AH`.
    pub islamic: Vec<String>,
    /// The solar Hijri calendar of Iran: `SH`.
    pub solar_hijri: Vec<String>,
    /// The Buddhist era: `BE`.
    pub buddhist: Vec<String>,
    /// The years of the Republic of China: `民國`.
    pub minguo: Vec<String>,
    /// The eras of Japan: `令和`.
    pub japanese: Vec<String>,
    /// The Hebrew calendar: `AM`.
    pub hebrew: Vec<String>,
    /// The Saka era of India.
    pub saka: Vec<String>,
    /// The Bengali calendar.
    pub bengali: Vec<String>,
}

/// In which order a date of numbers alone is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumericOrder {
    /// `12.03.2010` is in March.
    DayFirst,
    /// `12/03/2010` is in December.
    MonthFirst,
}

/// A way to write dates that some languages' wikis advise against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateHabit {
    /// `5th May 2010`.
    Ordinal,
    /// `05 May 2010`.
    LeadingZero,
    /// `5 May, 2010`, `May, 2010` and `May 5 2010`.
    Comma,
    /// `5-8 May 2010`.
    Hyphen,
    /// `2010/05/13` where a date stands alone.
    Separator,
    /// `May of 2010`.
    Of,
    /// `5 May 2010` among many of `May 5, 2010`.
    Mixed,
    /// `5<sup>th</sup>`, of a date or of anything else.
    RaisedOrdinal,
    /// `01.02.2010` in running text.
    Numeric,
    /// `Monday, 5 May 2010`, `5 May 2010, 10:20`.
    Time,
    /// `5 MAY 2010`.
    Capitals,
    /// Clear dates of a form that is in none of the others: `Sept. 2010`, `circa 1970`.
    Form,
}
