use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::Language;
use crate::link_state::KnownCopy;

/// How many digits the time stamp of a copy has: `20120603113000`.
const STAMP: usize = 14;

/// What a wiki's editors write beside a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkMarks {
    dead: Option<String>,
    copy: Option<String>,
}

impl LinkMarks {
    /// The mark of a link that is found dead on a day. In the data, `$day` stands for it, `$month` for the name of its
    /// month, `$number` for that month's number, and `$year` for its year.
    pub fn dead(&self, today: NaiveDate, language: Option<&Language>) -> Option<String> {
        let month = i32::try_from(today.month()).ok()?;
        let month = language?.months.name(month)?;
        let mark = self.dead.as_ref()?.replace("$month", month).replace("$year", &today.year().to_string());
        Some(mark.replace("$number", &today.month().to_string()).replace("$day", &today.to_string()))
    }

    /// What is written for a copy of a link. In the data, `$copy` stands for its address, `$day` for the day it was made,
    /// `$stamp` for the moment as the archive writes it, and `$link` for the link. An address that would end the template
    /// early is not written.
    pub fn copy(&self, link: &str, copy: &KnownCopy) -> Option<String> {
        let mark = self.copy.as_ref()?;
        if [link, &copy.url].iter().any(|url| url.contains(['|', '{', '}', '[', ']', ' '])) {
            return None;
        }
        let is_stamp = |part: &&str| part.len() == STAMP && part.bytes().all(|byte| byte.is_ascii_digit());
        let stamp = copy.url.split('/').find(is_stamp);
        if stamp.is_none() && mark.contains("$stamp") {
            return None;
        }
        let mark = mark.replace("$day", &copy.day.to_string()).replace("$stamp", stamp.unwrap_or_default());
        // What an address holds is not looked into.
        let parts: Vec<String> = mark.split("$copy").map(|part| part.replace("$link", link)).collect();
        Some(parts.join(&copy.url))
    }
}
