use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::Language;

/// What a wiki's editors write beside a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkMarks {
    dead: Option<String>,
    copy: Option<String>,
}

impl LinkMarks {
    /// The mark of a link that is found dead on a day.
    pub fn dead(&self, today: NaiveDate, language: Option<&Language>) -> Option<String> {
        let month = i32::try_from(today.month()).ok()?;
        let month = language?.months.name(month)?;
        Some(self.dead.as_ref()?.replace("$month", month).replace("$year", &today.year().to_string()))
    }

    /// What is written for a copy of a link. An address that would end the template early is not written.
    pub fn copy(&self, url: &str, made: NaiveDate) -> Option<String> {
        let copy = self.copy.as_ref().filter(|_| !url.contains(['|', '{', '}', '[', ']', ' ']))?;
        Some(copy.replace("$day", &made.to_string()).replace("$copy", url))
    }
}
