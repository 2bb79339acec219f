//! What an article cites more than once: pages by their URL, works by their identifiers, else by author, title and year.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::Facts;
use super::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams, UrlParams};
use crate::value::page_key::{is_home, page_key, page_sum};
use crate::value::plain::plain;
use crate::value::sign::is_alphanumeric;

/// What is cited more than once. Citations are given by their places among [`Facts::citations`], in the order of the
/// text, at least two in each group.
#[derive(Debug, Default)]
pub struct Works {
    /// Citations of one page of the web. Home pages are left out, since what stands there changes.
    pub by_page: Vec<Vec<usize>>,
    /// Citations of one work: of one identifier, or of one title, first author and year.
    pub by_work: Vec<Vec<usize>>,
}

/// Identifiers that name one work, without its parts.
const IDENTIFIERS: [CiteParam; 7] = [
    CiteParam::Doi,
    CiteParam::Pmid,
    CiteParam::Pmc,
    CiteParam::Arxiv,
    CiteParam::Eprint,
    CiteParam::Jstor,
    CiteParam::Isbn,
];

/// Those, as a set.
const HAS_IDENTIFIER: CiteParams = CiteParams::of(&IDENTIFIERS);

impl Works {
    /// Reads what is cited more than once.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let citations = facts.citations();
        Works { by_page: by_page(citations), by_work: by_work(citations) }
    }
}

/// Citations whose URLs have one key. Keys are made only of those whose sums are met twice.
fn by_page(citations: &[Citation<'_>]) -> Vec<Vec<usize>> {
    let urls = citations.iter().enumerate().filter_map(|(at, citation)| Some((at, url_of(citation)?)));
    let sums: Vec<(u64, usize, &str)> = urls.map(|(at, url)| (page_sum(url), at, url)).collect();
    let known = UrlParams::known();
    let mut keyed: Vec<(String, usize)> = Vec::new();
    for (at, url) in met_twice(sums) {
        let key = page_key(url, |name| known.is_tracking(name));
        if !is_home(&key) {
            keyed.push((key, at));
        }
    }
    groups(keyed)
}

/// The URL of what a citation cites: that of the part, if there is one.
fn url_of<'c>(citation: &'c Citation<'_>) -> Option<&'c str> {
    let url = citation.get(CiteParam::ChapterUrl).or_else(|| citation.get(CiteParam::Url))?;
    url.is_literal.then_some(url.value)
}

/// Citations of one work.
fn by_work(citations: &[Citation<'_>]) -> Vec<Vec<usize>> {
    let sums =
        citations.iter().enumerate().filter_map(|(at, citation)| Some((work_sum(citation)?, at, citation)));
    let keyed = met_twice(sums.collect());
    groups(keyed.filter_map(|(at, citation)| Some((work_key(citation)?, at))).collect())
}

/// The identifier of a work, which an identifier of another kind cannot have.
fn identifier<'c, 'a>(citation: &'c Citation<'a>) -> Option<(CiteParam, &'c Field<'a>)> {
    if !citation.has_any(&HAS_IDENTIFIER) {
        return None;
    }
    let fields = IDENTIFIERS.into_iter().filter_map(|kind| Some((kind, citation.get(kind)?)));
    fields.into_iter().find(|(_, field)| field.is_literal)
}

/// A number that citations of one work have in common, and few others.
fn work_sum(citation: &Citation<'_>) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match identifier(citation) {
        Some((kind, field)) => {
            kind.hash(&mut hasher);
            hash_letters(field.value, &mut hasher);
        }
        None => {
            hash_letters(author(citation)?.value, &mut hasher);
            hash_letters(citation.get(CiteParam::Title)?.value, &mut hasher);
        }
    }
    Some(hasher.finish())
}

/// Hashes the first ASCII letters and digits, without their case, of what is no long text, which may hold other citations.
fn hash_letters(text: &str, hasher: &mut FxHasher) {
    const LENGTH: usize = 300;
    const LETTERS: usize = 16;
    let letters = text.bytes().take(LENGTH).filter(u8::is_ascii_alphanumeric);
    let sum =
        letters.take(LETTERS).fold(0_u128, |sum, byte| sum << 8 | u128::from(byte.to_ascii_lowercase()));
    hasher.write_u128(sum);
}

/// The key of a work: its identifier, else title, first author and date.
fn work_key(citation: &Citation<'_>) -> Option<String> {
    let mut key = String::new();
    match identifier(citation) {
        Some((kind, field)) => {
            key.push(char::from(kind as u8));
            letters(field.value, &mut key);
        }
        None => {
            let date = citation.get(CiteParam::Year).or_else(|| citation.get(CiteParam::Date))?;
            for field in [citation.get(CiteParam::Title)?, author(citation)?, date] {
                letters(&plain(field.value)?, &mut key);
                key.push('\n');
            }
        }
    }
    Some(key)
}

fn author<'c, 'a>(citation: &'c Citation<'a>) -> Option<&'c Field<'a>> {
    citation.get(CiteParam::Last).or_else(|| citation.get(CiteParam::Vauthors))
}

/// Adds the letters and digits of a text, in lower case.
fn letters(text: &str, key: &mut String) {
    key.extend(text.chars().filter(|sign| is_alphanumeric(*sign)).flat_map(char::to_lowercase));
}

/// Those whose sums are met at least twice, in the order of their places.
fn met_twice<T: Copy>(mut sums: Vec<(u64, usize, T)>) -> impl Iterator<Item = (usize, T)> {
    sums.sort_unstable_by_key(|&(sum, at, _)| (sum, at));
    let is_met = |at: usize| {
        let sum = |at: usize| sums.get(at).map(|(sum, ..)| *sum);
        let own = sum(at);
        own == sum(at + 1) || at.checked_sub(1).is_some_and(|before| sum(before) == own)
    };
    let mut met: Vec<(usize, T)> = (0..sums.len())
        .filter(|&at| is_met(at))
        .filter_map(|at| sums.get(at))
        .map(|&(_, at, what)| (at, what))
        .collect();
    met.sort_unstable_by_key(|(at, _)| *at);
    met.into_iter()
}

/// The places that have one key, where there are two and more, in the order of their first.
fn groups(keyed: Vec<(String, usize)>) -> Vec<Vec<usize>> {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (key, at) in keyed {
        let number = *numbers.entry(key).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}
