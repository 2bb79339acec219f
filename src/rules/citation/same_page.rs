//! What two citations say of what they cite.

use crate::facts::citations::{Citation, Field};
use crate::profile::CiteParam;
use crate::value::plain::plain;
use crate::value::sign::is_alphanumeric;

/// The date of what is cited; none of a length that no date has.
pub(super) fn date_of<'c, 'a>(citation: &'c Citation<'a>) -> Option<&'c Field<'a>> {
    const MAX_LENGTH: usize = 200;
    let date = citation.get(CiteParam::Date).or_else(|| citation.get(CiteParam::Year))?;
    (date.value.len() <= MAX_LENGTH).then_some(date)
}

/// Whether two titles can be of one page: one is part of the other, they share a good part of their words, or they are
/// in two scripts. What templates make part of can be anything, and what is longer than a title is none.
pub(super) fn alike(one: &str, other: &str) -> bool {
    if one == other || one.len().max(other.len()) > MAX_LENGTH {
        return true;
    }
    let (Some(one), Some(other)) = (plain(one), plain(other)) else { return true };
    let (one, other) = (words(&one), words(&other));
    let letters = |words: &[String]| words.concat();
    let (one_letters, other_letters) = (letters(&one), letters(&other));
    if one_letters.contains(&other_letters) || other_letters.contains(&one_letters) {
        return true;
    }
    if one_letters.is_ascii() != other_letters.is_ascii() {
        return true;
    }
    let shared = shared(one.clone(), other.clone());
    shared * SHARED_PART >= one.len().min(other.len())
}

/// How many bytes of a title are read: each citation of a page is compared with the first.
const MAX_LENGTH: usize = 2000;

/// Of this many words of the shorter title one has to be in the other.
const SHARED_PART: usize = 3;

/// The words of a title in lower case.
fn words(title: &str) -> Vec<String> {
    let words = title.split(|sign: char| !is_alphanumeric(sign)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How many words two titles have in common.
fn shared(mut one: Vec<String>, mut other: Vec<String>) -> usize {
    one.sort_unstable();
    other.sort_unstable();
    one.dedup();
    one.iter().filter(|word| other.binary_search(word).is_ok()).count()
}
