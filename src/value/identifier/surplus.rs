//! What stands before or behind an identifier and is no part of it: its name, an address, a sign of the sentence.

use chrono::NaiveDate;
use memchr::memchr;
use percent_encoding::percent_decode_str;

use super::{Fault, FaultKind, Identifier};
use crate::profile::CitationWords;
use crate::source::Span;

/// The names that are written before an identifier, lower case, longer ones first.
fn labels(what: Identifier) -> &'static [&'static str] {
    match what {
        Identifier::Arxiv => &["arxiv"],
        Identifier::Asin => &["asin"],
        Identifier::Bibcode => &["bibcode"],
        Identifier::Citeseerx => &["citeseerx"],
        Identifier::Doi | Identifier::Biorxiv | Identifier::Medrxiv => &["biorxiv", "medrxiv", "doi"],
        Identifier::Hdl => &["handle", "hdl"],
        Identifier::Isbn => &["isbn-13", "isbn-10", "isbn13", "isbn10", "isbn"],
        Identifier::Ismn => &["ismn"],
        Identifier::Issn => &["eissn", "issn"],
        Identifier::Jfm => &["jfm"],
        Identifier::Jstor => &["jstor"],
        Identifier::Lccn => &["lccn"],
        Identifier::MessageId => &["news"],
        Identifier::Mr => &["mr"],
        Identifier::Oclc => &["oclc"],
        Identifier::Ol => &[],
        Identifier::Osti => &["osti"],
        Identifier::Pmc => &["pmcid", "pmc"],
        Identifier::Pmid => &["pmid"],
        Identifier::Rfc => &["rfc"],
        Identifier::S2cid => &["s2cid", "corpusid"],
        Identifier::Sbn => &["sbn"],
        Identifier::Ssrn => &["ssrn"],
        Identifier::Zbl => &["zbl"],
    }
}

/// The fault of a text that has something around an identifier; none if there is nothing of the kind. Behind a name a
/// number that is wrong itself is what is said of.
pub(super) fn around(what: Identifier, text: &str, today: NaiveDate) -> Option<Fault> {
    let rest = after_labels(what, text);
    let bare = rest.trim_end_matches(['.', ',', ';', ' ']);
    let number = number_in(what, bare).filter(|(_, number)| what.read(number, today).is_ok());
    // `(Bd. I)` and `not` say what no fix may take away.
    let around = number.map(|(at, number)| [bare.get(..at), bare.get(at + number.len()..)]);
    let words = CitationWords::known();
    let says_more =
        around.is_some_and(|around| !around.into_iter().flatten().all(|text| words.is_form_of_book(text)));
    let (at, inner) = number.unwrap_or((0, bare));
    let start = text.len() - rest.len() + at;
    if inner.len() == text.len() {
        return None;
    }
    if let Err(fault) = what.read(inner, today) {
        let is_number = start > 0 && rest.starts_with(|sign: char| sign.is_ascii_digit());
        return is_number.then(|| Fault { repaired: None, ..fault.moved(start) });
    }
    let span = match start {
        0 => Span::of(inner.len()..text.len()),
        _ => Span::of(0..start),
    };
    let around = text.get(span.range())?.trim();
    let words = around.trim_matches([' ', ',', ';']);
    let surplus = if words.is_empty() { around } else { words }.to_owned();
    let fault = Fault::new(what, FaultKind::Surplus(surplus), span);
    Some(if says_more { fault } else { fault.repaired(inner) })
}

/// The one number of a text with words around it, where a check digit tells whether it is one, and where it starts:
/// `0-306-40615-2 (hbk)`, `Hardcover: 0306406152`.
fn number_in(what: Identifier, text: &str) -> Option<(usize, &str)> {
    if !matches!(what, Identifier::Isbn | Identifier::Ismn | Identifier::Issn) {
        return None;
    }
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let is_of_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '-' | ' ' | 'X' | 'x');
    let rest = text.get(start..)?;
    let end = rest.find(|sign| !is_of_number(sign)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    let has_words = |around: &str| around.contains(char::is_alphabetic);
    let is_only_one = !behind.contains(|sign: char| sign.is_ascii_digit());
    let around = text.get(..start).is_some_and(has_words) || has_words(behind);
    (is_only_one && around).then_some((start, number.trim_end_matches([' ', '-'])))
}

/// The text behind the identifier's name, which may stand there more than once: `PMCID: PMC1234567`.
fn after_labels(what: Identifier, text: &str) -> &str {
    const TIMES: usize = 2;
    let mut rest = text;
    for _ in 0..TIMES {
        let label = labels(what).iter().find(|label| {
            let start = rest.get(..label.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(label))
        });
        let Some(label) = label else { break };
        rest = rest.get(label.len()..).unwrap_or_default().trim_start_matches([' ', ':', '#', '=', '\u{a0}']);
    }
    rest
}

/// The fault of an address, which is repaired if it leads to an identifier: the last part of its path, or, for those
/// with a slash in them, all behind the host. Where more stands there, what is meant is not certain.
pub(super) fn address(what: Identifier, text: &str, today: NaiveDate) -> Option<Fault> {
    memchr(b':', text.as_bytes())?;
    let (scheme, rest) = text.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let fault = Fault::of(what, FaultKind::Address, text);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let has_slash =
        matches!(what, Identifier::Doi | Identifier::Hdl | Identifier::Biorxiv | Identifier::Medrxiv);
    let inner = match has_slash {
        true => percent_decode_str(path).decode_utf8_lossy(),
        false => path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().into(),
    };
    let inner = inner.trim_end_matches(['.', ',']);
    let is_right = !inner.contains(['?', '#']) && what.read(inner, today).is_ok();
    Some(if is_right { fault.repaired(inner) } else { fault })
}
