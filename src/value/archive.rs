//! What the URL of a copy in a web archive says: which page was copied, and when.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate};

use super::url::url_parts;

/// How many digits a time stamp has: `20060102150405`.
pub const STAMP_DIGITS: usize = 14;
/// How many of them are the day.
const DAY_DIGITS: usize = 8;

/// Before the stamp of a copy stands no more than the name of a collection.
const MAX_SEGMENTS: usize = 4;

/// The URL of the page that was copied, as the URL of the copy has it: behind the segment of the path that is a time
/// stamp, of whatever length, or a word for one (`*`, `newest`), or without one, or in the query as `url`.
///
/// ```
/// use wikivet::value::archive::copied_page;
/// assert_eq!(copied_page("http://web.archive.org/web/2006/http://a.org/b?c"), Some("http://a.org/b?c"));
/// assert_eq!(copied_page("http://archive.today/2012.07.29-050607/a.org/b"), Some("a.org/b"));
/// assert_eq!(copied_page("http://www.webcitation.org/5eWaHRbn4?url=http://a.org/"), Some("http://a.org/"));
/// assert_eq!(copied_page("http://archive.today/aBcDe"), None);
/// ```
pub fn copied_page(url: &str) -> Option<&str> {
    let path = url.get(url_parts(url)?.rest)?;
    let mut at = 1;
    for segment in path.split('/').skip(1).take(MAX_SEGMENTS) {
        // Without a stamp the newest copy is meant.
        if matches!(segment, "http:" | "https:") {
            return path.get(at..);
        }
        at += segment.len() + 1;
        let Some(page) = path.get(at..).filter(|_| stands_before_page(segment)) else { continue };
        if page.split('/').next().is_some_and(|start| start.contains(['.', ':', '%'])) {
            return Some(page);
        }
    }
    let (_, query) = path.split_once('?')?;
    let (before, page) = query.split_once("url=")?;
    // What follows is the page's own query: the archive takes its whole rest.
    (before.is_empty() || before.ends_with('&')).then_some(page).filter(|page| !page.is_empty())
}

/// The time stamp of fourteen digits in the path of a copy's URL, if it has one.
///
/// ```
/// # use wikivet::value::archive::stamped_time;
/// let url = "https://web.archive.org/web/20060102150405id_/http://example.org/";
/// assert_eq!(stamped_time(url), Some("20060102150405"));
/// assert_eq!(stamped_time("https://archive.today/2006.01.02-150405/http://example.org/"), None);
/// ```
pub fn stamped_time(url: &str) -> Option<&str> {
    let path = url.get(url_parts(url)?.rest)?;
    let mut segments = path.split('/').skip(1).take(MAX_SEGMENTS);
    let segment = segments.find(|segment| stamp(segment).is_some())?;
    segment.get(..STAMP_DIGITS).filter(|time| time.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What stands between the slashes of a path. Most segments are so short that to look for the next slash with more than
/// a loop costs more than the loop.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.bytes().position(|byte| byte == b'/') else { return rest.take() };
        rest = text.get(end + 1..);
        text.get(..end)
    })
}

/// Whether a segment of a path is a time stamp, or stands for one.
fn stands_before_page(segment: &str) -> bool {
    let digits =
        segment.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')).count();
    let is_flag = |flag: &str| flag.is_empty() || flag == "*" || (flag.len() == 3 && flag.ends_with('_'));
    matches!(segment, "*" | "+" | "newest" | "oldest")
        || is_lettered_day(segment)
        || (digits >= 4 && segment.get(digits..).is_some_and(is_flag))
}

/// Whether a segment is a day behind the letter of a collection: `O2000-Nov-6`.
fn is_lettered_day(segment: &str) -> bool {
    let mut parts = segment.split('-');
    let year = parts.next().and_then(|part| part.strip_prefix(|sign: char| sign.is_ascii_uppercase()));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    year.is_some_and(|year| year.len() == 4 && is_number(year))
        && parts.next().is_some_and(|month| month.len() == 3)
        && parts.next().is_some_and(is_number)
        && parts.next().is_none()
}

/// The day that a path states: a segment of fourteen digits, maybe with a flag (`20060102150405id_`), with dots between
/// the parts of the day (`2006.01.02-150405`), or in groups (`2006-0102-1504-05`, `20060102-1504`).
///
/// ```
/// # use wikivet::value::archive::stamped_day;
/// let url = "https://web.archive.org/web/20060102150405id_/http://example.org/";
/// assert_eq!(stamped_day(url).unwrap().to_string(), "2006-01-02");
/// assert_eq!(stamped_day("https://web.archive.org/web/2006/http://example.org/"), None);
/// ```
pub fn stamped_day(url: &str) -> Option<NaiveDate> {
    stamped_day_of(url.get(url_parts(url)?.rest)?)
}

/// The same of a path.
pub(crate) fn stamped_day_of(path: &str) -> Option<NaiveDate> {
    segments(path).skip(1).take(MAX_SEGMENTS).take_while(|segment| !segment.ends_with(':')).find_map(stamp)
}

/// The day that the identifier of a copy states: nine digits of base 62 count microseconds since 1970.
///
/// ```
/// # use wikivet::value::archive::numbered_day;
/// assert_eq!(numbered_day("https://www.webcitation.org/5eWaHRbn4").unwrap().to_string(), "2009-02-12");
/// assert_eq!(numbered_day("https://www.webcitation.org/query?id=1"), None);
/// ```
pub fn numbered_day(url: &str) -> Option<NaiveDate> {
    numbered_day_of(url.get(url_parts(url)?.rest)?)
}

/// The same of a path.
pub(crate) fn numbered_day_of(path: &str) -> Option<NaiveDate> {
    const LENGTH: usize = 9;
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

/// The digits of the day in a text that is a time stamp, cut or whole; what day they are is not looked at.
///
/// ```
/// # use wikivet::value::archive::day_digits;
/// assert_eq!(day_digits("20060102150405"), Some("20060102"));
/// assert_eq!(day_digits("2 January 2006"), None);
/// ```
pub fn day_digits(stamp: &str) -> Option<&str> {
    let is_stamp =
        (DAY_DIGITS..=STAMP_DIGITS).contains(&stamp.len()) && stamp.bytes().all(|byte| byte.is_ascii_digit());
    stamp.get(..DAY_DIGITS).filter(|_| is_stamp)
}

/// The day that eight digits are.
pub fn stamped(day: &str) -> Option<NaiveDate> {
    let digits: &[u8; DAY_DIGITS] = day.as_bytes().try_into().ok()?;
    let number = digits.iter().try_fold(0_u32, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
    })?;
    NaiveDate::from_ymd_opt(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100)
}

fn stamp(segment: &str) -> Option<NaiveDate> {
    // Most segments are none, and most stamps are nothing but digits.
    if !segment.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.') {
        return None;
    }
    if segment.len() == STAMP_DIGITS && segment.bytes().all(|byte| byte.is_ascii_digit()) {
        return stamped(segment.get(..8)?);
    }
    let is_grouped = |segment: &str| {
        let lengths: Vec<usize> = segment.split('-').map(str::len).collect();
        matches!(lengths[..], [4, 4, 4, 2] | [8, 4])
    };
    if segment.len() <= STAMP_DIGITS + 3 && is_grouped(segment) {
        let digits = segment.replace('-', "");
        return stamped(digits.get(..8)?).filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    }
    let (day, rest) = match segment.split_once('-') {
        Some((day, time)) if day.split('.').count() == 3 => (Cow::Owned(day.replace('.', "")), time),
        _ => (Cow::Borrowed(segment.get(..8)?), segment.get(8..)?),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let flag = rest.get(digits..)?;
    let is_flag = flag.is_empty() || (flag.len() == 3 && flag.ends_with('_'));
    if day.len() + digits != STAMP_DIGITS || !is_flag {
        return None;
    }
    stamped(&day)
}
