//! The time at which an archive took its copy of a page, as the URL of the copy says it.

use chrono::{DateTime, NaiveDate};

use super::url::url_parts;

/// The day that a path states: a segment of fourteen digits, maybe with a flag (`20060102150405id_`), or with dots
/// between the parts of the day (`2006.01.02-150405`).
///
/// ```
/// # use wikivet::value::archive::stamped_day;
/// let url = "https://web.archive.org/web/20060102150405id_/http://example.org/";
/// assert_eq!(stamped_day(url).unwrap().to_string(), "2006-01-02");
/// assert_eq!(stamped_day("https://web.archive.org/web/2006/http://example.org/"), None);
/// ```
pub fn stamped_day(url: &str) -> Option<NaiveDate> {
    // Before the stamp stands no more than the name of a collection.
    const MAX_SEGMENTS: usize = 4;
    let path = url.get(url_parts(url)?.rest)?;
    path.split('/').skip(1).take(MAX_SEGMENTS).take_while(|segment| !segment.ends_with(':')).find_map(stamp)
}

/// The day that the identifier of a copy states: nine digits of base 62 count microseconds since 1970.
///
/// ```
/// # use wikivet::value::archive::numbered_day;
/// assert_eq!(numbered_day("https://www.webcitation.org/5eWaHRbn4").unwrap().to_string(), "2009-02-12");
/// assert_eq!(numbered_day("https://www.webcitation.org/query?id=1"), None);
/// ```
pub fn numbered_day(url: &str) -> Option<NaiveDate> {
    const LENGTH: usize = 9;
    let path = url.get(url_parts(url)?.rest)?;
    let id = path.strip_prefix('/')?.split(['?', '#', '/']).next().filter(|id| id.len() == LENGTH)?;
    let mut microseconds: i64 = 0;
    for digit in id.bytes() {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'A'..=b'Z' => digit - b'A' + 10,
            b'a'..=b'z' => digit - b'a' + 36,
            _ => return None,
        };
        microseconds = microseconds.checked_mul(62)?.checked_add(i64::from(value))?;
    }
    Some(DateTime::from_timestamp_micros(microseconds)?.date_naive())
}

fn stamp(segment: &str) -> Option<NaiveDate> {
    const DIGITS: usize = 14;
    let (day, rest) = match segment.split_once('-') {
        Some((day, time)) if day.split('.').count() == 3 => (day.replace('.', ""), time),
        _ => (segment.get(..8)?.to_owned(), segment.get(8..)?),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let flag = rest.get(digits..)?;
    let is_flag = flag.is_empty() || (flag.len() == 3 && flag.ends_with('_'));
    if day.len() + digits != DIGITS || !is_flag {
        return None;
    }
    NaiveDate::parse_from_str(&day, "%Y%m%d").ok()
}
