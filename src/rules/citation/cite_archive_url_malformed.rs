//! `rules/citation/cite-archive-url-malformed.md`

use chrono::{Datelike, NaiveDate};

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::facts::dates::FieldPlace;
use crate::finding::Finding;
use crate::profile::{Archives, CiteParam, CiteParams, CopyRules, CopyUrl};
use crate::rules::shown;
use crate::value::archive::{STAMP_DIGITS, day_digits, segments, stamped};
use crate::value::page_key::whole_key;

/// Finds URLs of archived copies that lead to no certain copy.
pub struct CiteArchiveUrlMalformed;

const COPIES: CiteParams = CiteParams::of(&[CiteParam::ArchiveUrl]);

impl Rule for CiteArchiveUrlMalformed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, copy) in
            facts.cited(&COPIES).filter(|(citation, copy)| copy.is_literal && citation.leads(copy))
        {
            if let Some((message, help)) = fault(copy, cx.today).or_else(|| no_copy(citation, copy)) {
                cx.report(Finding::new(copy.value_span, message).help(help));
            }
        }
        let of_copies = facts.date_values().elsewhere.iter().filter(|date| date.place == FieldPlace::Archive);
        for date in of_copies.filter(|date| is_no_stamp(&date.text)) {
            let message = format!("time stamp `{}` is no day on which a copy was made", shown(&date.text));
            cx.report(Finding::new(date.span, message).help(CHOOSE));
        }
    }
}

/// Whether the digits of a time stamp start with no day.
fn is_no_stamp(text: &str) -> bool {
    day_digits(text).is_some_and(|day| stamped(day).is_none())
}

/// What to do where a URL leads to no certain copy.
const CHOOSE: &str = "choose a copy in the archive, and give its URL with the whole time stamp";

/// What is wrong with a URL, and what to do.
fn fault(copy: &Field<'_>, today: NaiveDate) -> Option<(String, &'static str)> {
    let CopyUrl { archive, host, path } = Archives::known().of_copy(copy.value)?;
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let rules = archive.copies.as_ref()?;
    if !rules.hosts.iter().any(|tested| tested == host) {
        return None;
    }
    if host == rules.live_host {
        let message = format!("`{host}` shows the page as it is now, and no copy");
        return Some((message, "give the URL of a copy"));
    }
    path_fault(path, rules, today)
}

/// How much longer, in bytes, one way to write an address mostly is than another at most.
const SCHEME_AND_WWW: usize = "https://www.".len();

/// The address of the page itself in the place of the copy's.
fn no_copy(citation: &Citation<'_>, copy: &Field<'_>) -> Option<(String, &'static str)> {
    let url = citation.get(CiteParam::Url).filter(|url| url.is_literal)?;
    // The address of a copy mostly has that of the page in it, and is not made a key to know it.
    if copy.value.len() > url.value.len() + SCHEME_AND_WWW || Archives::known().of_url(copy.value).is_some() {
        return None;
    }
    let key = whole_key(url.value);
    (!key.is_empty() && key == whole_key(copy.value)).then(|| {
        let message = format!("`{}` is the same address as `{}`", shown(&copy.name), shown(&url.name));
        (message, "give the address of the page in the one, and that of its copy in the other")
    })
}

fn path_fault(path: &str, rules: &CopyRules, today: NaiveDate) -> Option<(String, &'static str)> {
    let mut segments = segments(path).skip(1);
    let first = segments.next().unwrap_or_default();
    if first == rules.save {
        return Some((format!("`/{first}/` asks for a new copy to be made"), CHOOSE));
    }
    let is_in_folder = first == rules.folder;
    let segment = if is_in_folder { segments.next().unwrap_or_default() } else { first };
    let digits = segment.bytes().take_while(u8::is_ascii_digit).count();
    let (stamp, flag) = segment.split_at_checked(digits)?;
    if flag.contains('*') {
        return Some((format!("`{}` is a list of copies, not one of them", shown(segment)), CHOOSE));
    }
    if stamp.is_empty() {
        return Some((format!("`{}` stands where the time of the copy belongs", shown(segment)), CHOOSE));
    }
    if stamp.len() != STAMP_DIGITS {
        let message = format!("time stamp `{}` has {} digits, not {STAMP_DIGITS}", shown(stamp), stamp.len());
        return Some((message, CHOOSE));
    }
    let day = stamp.get(..8).and_then(stamped);
    let years = rules.since..=today.year() + 1;
    if day.is_none_or(|day| !years.contains(&day.year())) {
        return Some((format!("time stamp `{stamp}` is no day on which a copy was made"), CHOOSE));
    }
    let is_flag =
        flag.len() == 3 && flag.ends_with('_') && flag.starts_with(|c: char| c.is_ascii_lowercase());
    if !flag.is_empty() && !is_flag {
        return Some((format!("`{}` after the time stamp is no flag", shown(flag)), "leave it out"));
    }
    // The form of earlier days leads to the copy too, but has no flags.
    if !flag.is_empty() && !is_in_folder {
        let message = format!("`{}` after the time stamp needs `/{}/` before it", shown(flag), rules.folder);
        return Some((message, "put it there, or leave the flag out"));
    }
    if segments.next().is_none_or(str::is_empty) {
        return Some(("the URL of the page is missing after the time stamp".to_owned(), CHOOSE));
    }
    None
}
