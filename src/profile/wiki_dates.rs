use serde::Deserialize;

use super::date_style::DateHabit;

/// What a wiki's templates make of dates. What is not known is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WikiDates {
    /// Ways to write dates that the citation module shows as errors.
    pub refused: Vec<DateHabit>,
    /// Whether maintenance tags are dated by the name of a month and the year, and in no other way: `August 2013`.
    pub tags_by_month: bool,
    /// The template that shows a date of birth and counts the age, given year, month and day.
    pub birth_template: Option<String>,
    /// What that template is given where days come first.
    pub birth_day_first: Option<String>,
}
