//! What an article cites more than once (pages by their URL, works by their identifiers, else by author, title and
//! year), and which newspapers, magazines and sites it names.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::Facts;
use super::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams, KnownWorks, UrlParams};
use crate::value::bytes::table_of;
use crate::value::lowercase::lowercase;
use crate::value::page_key::{is_home, page_key, page_sum, path_sum};
use crate::value::plain::plain;
use crate::value::sign::is_alphanumeric;
use crate::value::signs::Signs;

/// What is cited. Citations are given by their places among [`Facts::citations`], in the order of the
/// text, at least two in each group.
#[derive(Debug, Default)]
pub struct Works<'a> {
    /// Citations of one page of the web. Home pages are left out, since what stands there changes.
    pub by_page: Vec<Vec<usize>>,
    /// Citations of one work: of one identifier, or of one title, first author and year.
    pub by_work: Vec<Vec<usize>>,
    /// The known works that citations name as what they are in, or as their publisher if they name nothing else.
    pub named: Vec<NamedWork<'a>>,
}

/// A newspaper, magazine or site that a citation names.
#[derive(Debug)]
pub struct NamedWork<'a> {
    /// The citation, by its place among [`Facts::citations`].
    pub citation: usize,
    /// Whether the name is that of the publisher.
    pub is_publisher: bool,
    /// The name, without markup.
    pub name: Cow<'a, str>,
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

impl<'a> Works<'a> {
    /// Reads what is cited.
    pub(super) fn read(facts: &Facts<'a>) -> Self {
        let citations = facts.citations();
        Works { by_page: by_page(citations), by_work: by_work(citations), named: named(citations) }
    }
}

fn named<'a>(citations: &[Citation<'a>]) -> Vec<NamedWork<'a>> {
    let known = KnownWorks::known();
    // Articles name few works, and most of them many times.
    let mut names: FxHashMap<&'a str, Option<Cow<'a, str>>> = FxHashMap::default();
    let of = |(at, citation): (usize, &Citation<'a>)| {
        let work = citation.get(CiteParam::Journal);
        let field = work.or_else(|| citation.get(CiteParam::Publisher))?;
        let bare = bare_name(field);
        if bare.is_some_and(|bare| !known.may_have(bare)) {
            return None;
        }
        let is_known = |name: &str| known.of_name(name).next().is_some();
        let name = || match bare {
            Some(bare) => is_known(bare).then(|| plain(field.value))?,
            None => plain(field.value).filter(|name| is_known(name)),
        };
        let name = names.entry(field.value).or_insert_with(name).clone()?;
        Some(NamedWork { citation: at, is_publisher: work.is_none(), name })
    };
    citations.iter().enumerate().filter_map(of).collect()
}

/// What stands in values of which more is left out than brackets and apostrophes at the ends, and targets of links.
const MAY_HIDE: [bool; 256] = table_of(b"[]{}<>&");

/// A part of a value that has the letters of the name that it gives, and no others; none where markup may hide some.
fn bare_name<'a>(field: &Field<'a>) -> Option<&'a str> {
    let value = field.value;
    if field.is_literal && !field.signs.has(Signs::IN_ADDRESS.or(Signs::BRACKET)) {
        return Some(value);
    }
    let bare = value.trim_start_matches(['[', '\'']).trim_end_matches([']', '\'']);
    let hides = bare.bytes().any(|byte| MAY_HIDE[usize::from(byte)]);
    (!hides).then(|| bare.rsplit_once('|').map_or(bare, |(_, label)| label))
}

/// Citations whose URLs have one key. Keys are made only of those whose sums are met twice, once of each way to write one.
fn by_page(citations: &[Citation<'_>]) -> Vec<Vec<usize>> {
    let urls = citations.iter().enumerate().filter_map(|(at, citation)| Some((at, url_of(citation)?)));
    let known = UrlParams::known();
    let sum = |url: &Field<'_>| {
        let end_of_path = if url.signs.has(Signs::IN_ADDRESS) { None } else { path_sum(url.value) };
        end_of_path.unwrap_or_else(|| page_sum(url.value, |name| known.is_tracking(name)))
    };
    let sums: Vec<(u64, usize, &str)> = urls.map(|(at, url)| (sum(url), at, url.value)).collect();
    let mut groups = Groups::default();
    let mut by_url: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (at, url) in met_twice(sums) {
        let group = by_url.entry(url).or_insert_with(|| {
            let key = page_key(url, |name| known.is_tracking(name));
            (!is_home(&key)).then(|| groups.of(key))
        });
        if let Some(group) = *group {
            groups.add(group, at);
        }
    }
    groups.of_several()
}

/// The URL of what a citation cites: that of the part, if there is one.
fn url_of<'c, 'a>(citation: &'c Citation<'a>) -> Option<&'c Field<'a>> {
    let url = citation.get(CiteParam::ChapterUrl).or_else(|| citation.get(CiteParam::Url));
    url.filter(|url| url.is_literal)
}

/// Citations of one work.
fn by_work(citations: &[Citation<'_>]) -> Vec<Vec<usize>> {
    let sums =
        citations.iter().enumerate().filter_map(|(at, citation)| Some((work_sum(citation)?, at, citation)));
    let mut groups = Groups::default();
    for (at, citation) in met_twice(sums.collect()) {
        if let Some(key) = work_key(citation) {
            let group = groups.of(key);
            groups.add(group, at);
        }
    }
    groups.of_several()
}

/// The identifier by which a work is told from others, and which parameter gives it; those that are composed are left out.
pub fn identifier<'c, 'a>(citation: &'c Citation<'a>) -> Option<(CiteParam, &'c Field<'a>)> {
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
            date(citation)?;
            hash_letters(author(citation)?.value, &mut hasher);
            hash_letters(citation.get(CiteParam::Title)?.value, &mut hasher);
        }
    }
    Some(hasher.finish())
}

/// Hashes the first ASCII letters and digits, without their case, of what is no long text, which may hold other citations.
fn hash_letters(text: &str, hasher: &mut FxHasher) {
    const LENGTH: usize = 120;
    const LETTERS: usize = size_of::<u64>();
    let letters = text.bytes().take(LENGTH).filter(u8::is_ascii_alphanumeric);
    // In this bit the two cases of a letter differ, and digits do not.
    hasher.write_u64(letters.take(LETTERS).fold(0, |sum, byte| sum << 8 | u64::from(byte | 0x20)));
}

/// How many bytes most keys of works have at most.
const USUAL_KEY: usize = 120;

/// The key of a work: its identifier, else title, first author and date.
fn work_key(citation: &Citation<'_>) -> Option<String> {
    let mut key = String::with_capacity(USUAL_KEY);
    match identifier(citation) {
        Some((kind, field)) => {
            key.push(char::from(kind as u8));
            letters(field.value, &mut key);
        }
        None => {
            for field in [citation.get(CiteParam::Title)?, author(citation)?, date(citation)?] {
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

fn date<'c, 'a>(citation: &'c Citation<'a>) -> Option<&'c Field<'a>> {
    citation.get(CiteParam::Year).or_else(|| citation.get(CiteParam::Date))
}

/// Adds the letters and digits of a text, in lower case.
fn letters(text: &str, key: &mut String) {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return key.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    let is_sign = |sign: char| !is_alphanumeric(sign);
    lowercase(text).split(is_sign).for_each(|letters| key.push_str(letters));
}

/// Those whose sums are met at least twice, in the order of their places.
fn met_twice<T: Copy>(mut sums: Vec<(u64, usize, T)>) -> impl Iterator<Item = (usize, T)> {
    // Most are met once, and most of these need not be sorted to know it.
    let mut met = [[0_u64; 64]; 2];
    let place = |sum: u64| {
        let mixed = sum.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 58) as usize, 1 << (mixed >> 52 & 63))
    };
    for (word, bit) in sums.iter().map(|(sum, ..)| place(*sum)) {
        met[1][word] |= met[0][word] & bit;
        met[0][word] |= bit;
    }
    sums.retain(|(sum, ..)| {
        let (word, bit) = place(*sum);
        met[1][word] & bit != 0
    });
    sums.sort_unstable_by_key(|&(sum, at, _)| (sum, at));
    let is_met = |at: usize| {
        let sum = |at: usize| sums.get(at).map(|(sum, ..)| *sum);
        let own = sum(at);
        own == sum(at + 1) || at.checked_sub(1).is_some_and(|before| sum(before) == own)
    };
    let mut several: Vec<(usize, T)> = (0..sums.len())
        .filter(|&at| is_met(at))
        .filter_map(|at| sums.get(at))
        .map(|&(_, at, what)| (at, what))
        .collect();
    several.sort_unstable_by_key(|(at, _)| *at);
    several.into_iter()
}

/// Places by what they have in common, in the order of their first.
#[derive(Default)]
struct Groups {
    numbers: FxHashMap<String, usize>,
    places: Vec<Vec<usize>>,
}

impl Groups {
    /// The number of the group of a key.
    fn of(&mut self, key: String) -> usize {
        let next = self.places.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.places.push(Vec::new());
        }
        number
    }

    /// Adds a place to a group.
    fn add(&mut self, number: usize, place: usize) {
        if let Some(group) = self.places.get_mut(number) {
            group.push(place);
        }
    }

    /// Those of two places and more.
    fn of_several(mut self) -> Vec<Vec<usize>> {
        self.places.retain(|group| group.len() > 1);
        self.places
    }
}
