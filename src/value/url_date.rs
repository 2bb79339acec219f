//! The day on which a page was published, as the path of its URL says it.

use chrono::NaiveDate;
use memchr::memchr2;

use super::archive::segments;
use super::url::url_parts;
use crate::profile::Language;

/// The language of the names of months in URLs.
const URL_LANGUAGE: &str = "en";
/// The years in which pages of the web were published.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day that three segments of the path make in a row, or one of them: `/2010/05/13/`, `/2010/may/13/`,
/// `/2010-05-13/`, `/20100513/`. None where the path states two days.
///
/// ```
/// # use wikivet::value::url_date::path_day;
/// assert_eq!(path_day("https://example.org/news/2010/05/13/a.html").unwrap().to_string(), "2010-05-13");
/// assert_eq!(path_day("https://example.org/2010/may/13/a").unwrap().to_string(), "2010-05-13");
/// assert_eq!(path_day("https://example.org/archive/2010-05-13/a").unwrap().to_string(), "2010-05-13");
/// assert_eq!(path_day("https://example.org/20100513/a").unwrap().to_string(), "2010-05-13");
/// assert_eq!(path_day("https://example.org/2010/05/a"), None);
/// assert_eq!(path_day("https://example.org/a?b=/2010/05/13/c"), None);
/// assert_eq!(path_day("https://example.org/2010/05/13/of/2011/06/14"), None);
/// ```
pub fn path_day(url: &str) -> Option<NaiveDate> {
    // Most URLs name no year.
    let bytes = url.as_bytes();
    let start = bytes.windows(3).position(|signs| matches!(signs, b"/19" | b"/20" | b"/21"))?;
    let rest = url_parts(url)?.rest;
    let end = memchr2(b'?', b'#', bytes.get(rest.start..)?).map_or(url.len(), |end| rest.start + end);
    let path = url.get(rest.start.max(start)..end)?;
    let mut found = None;
    let mut before = ["", ""];
    for segment in segments(path).skip(1) {
        let [year, month] = before;
        before = [month, segment];
        let Some(day) = day(year, month, segment).or_else(|| whole(segment)) else { continue };
        if found.replace(day).is_some_and(|other| other != day) {
            return None;
        }
    }
    found
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = number(year, 4)?;
    let month = number(month, 2).or_else(|| Language::named(URL_LANGUAGE)?.month(month).map(i32::from))?;
    let day = number(day, 2)?;
    date(year, month, day)
}

/// `2010-05-13`, `20100513`
fn whole(segment: &str) -> Option<NaiveDate> {
    if let (8, Some((year, rest))) = (segment.len(), segment.split_at_checked(4)) {
        let (month, day) = rest.split_at_checked(2)?;
        return date(number(year, 4)?, number(month, 2)?, number(day, 2)?);
    }
    if !segment.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let mut parts = segment.splitn(3, '-');
    let (year, month, day) =
        (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    date(year, month, day)
}

fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let day = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    day.filter(|_| YEARS.contains(&year))
}

/// A number of four digits, or of one or two.
fn number(text: &str, most: usize) -> Option<i32> {
    let fits = if most == 4 { text.len() == 4 } else { (1..=most).contains(&text.len()) };
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
