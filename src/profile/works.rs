use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{self, DataError};
use crate::value::lowercase::lowercase;
use crate::value::sign::{SignSet, is_alphanumeric};

static WORKS: LazyLock<KnownWorks> = LazyLock::new(|| KnownWorks::read().unwrap_or_default());

/// Newspapers, magazines and sites that are published on the web: the typed form of `rules/data/works.toml`.
#[derive(Debug, Default)]
pub struct KnownWorks {
    works: Vec<KnownWork>,
    by_host: FxHashMap<String, usize>,
    /// By folded name; several works can have one name.
    by_name: FxHashMap<String, Vec<usize>>,
    /// What folded names start with, and what they end with.
    starts: SignSet,
    finishes: SignSet,
    /// By the first two letters of a folded name of ASCII, the last two that such names have, as bits, and the third.
    ends: Vec<(u64, u32)>,
}

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct KnownWork {
    /// The hosts of its pages.
    pub hosts: Vec<String>,
    /// What it is called; the first name is the usual one.
    pub names: Vec<String>,
    /// Whether its name can be that of a publisher as well; else it is a newspaper or a magazine.
    #[serde(default)]
    pub is_publisher: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorksFile {
    works: Vec<KnownWork>,
}

impl KnownWorks {
    /// The works that are known, parsed when they are first asked for.
    pub fn known() -> &'static KnownWorks {
        &WORKS
    }

    /// The works to which pages of a host (lower case) belong: of all domains that it is part of, the narrowest first.
    pub fn of_host(&self, host: &str) -> impl Iterator<Item = &KnownWork> {
        const MAX_LABELS: usize = 8;
        let starts = host.rmatch_indices('.').map(|(at, _)| at + 1).chain([0]).take(MAX_LABELS);
        let mut places: Vec<usize> =
            starts.filter_map(|start| self.by_host.get(host.get(start..)?).copied()).collect();
        places.reverse();
        places.into_iter().filter_map(|at| self.works.get(at))
    }

    /// The works of a name; its case and punctuation make no difference.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = &KnownWork> {
        let places = if self.may_have(name) { self.places_of(name) } else { &[] };
        places.iter().filter_map(|&at| self.works.get(at))
    }

    /// Whether a work may have a name, by its first and last letters.
    pub fn may_have(&self, name: &str) -> bool {
        match ends_of(name) {
            Some((start, end, third)) => {
                self.ends.get(start).is_some_and(|(ends, thirds)| ends & end != 0 && thirds & third != 0)
            }
            None => self.may_have_beyond_ascii(name),
        }
    }

    fn places_of(&self, name: &str) -> &[usize] {
        let mut buffer = [0; LONGEST_NAME];
        let places = match folded_ascii(name, &mut buffer) {
            Some(folded) => self.by_name.get(folded),
            None => self.by_name.get(&folded(name)),
        };
        places.map(Vec::as_slice).unwrap_or_default()
    }

    /// [`KnownWorks::may_have`] of a name that is not all ASCII.
    fn may_have_beyond_ascii(&self, name: &str) -> bool {
        let mut letters = name.chars().filter(|sign| is_alphanumeric(*sign));
        let (first, last) = (letters.next(), letters.next_back());
        let may_start =
            first.is_some_and(|first| first.to_lowercase().next().is_some_and(|sign| self.starts.has(sign)));
        may_start
            && last.is_none_or(|last| last.to_lowercase().last().is_some_and(|sign| self.finishes.has(sign)))
    }

    fn read() -> Result<KnownWorks, DataError> {
        let file: WorksFile = data::file("works")?;
        let mut known = KnownWorks { works: file.works, ..KnownWorks::default() };
        known.by_host.reserve(2 * known.works.len());
        known.by_name.reserve(2 * known.works.len());
        for (at, work) in known.works.iter().enumerate() {
            known.by_host.extend(work.hosts.iter().map(|host| (host.clone(), at)));
            for name in &work.names {
                known.by_name.entry(folded(name)).or_default().push(at);
            }
        }
        known.ends = vec![(0, 0); 1 << (2 * LETTER_BITS)];
        for (start, end, third) in known.by_name.keys().filter_map(|name| ends_of(name)) {
            let (ends, thirds) = &mut known.ends[start];
            (*ends, *thirds) = (*ends | end, *thirds | third);
        }
        known.starts = known.by_name.keys().filter_map(|name| name.chars().next()).collect();
        let finishes = known.by_name.keys().filter_map(|name| name.chars().next_back());
        // A capital Σ alone becomes the one within words.
        known.finishes = finishes.flat_map(|sign| [sign, if sign == 'ς' { 'σ' } else { sign }]).collect();
        Ok(known)
    }
}

/// In so many of the low bits of a byte two letters of ASCII differ, and a letter in both cases is one.
const LETTER_BITS: usize = 5;

/// The first two letters of a name as one number, the last two as a bit, and the third as one; none for what is not all
/// ASCII.
fn ends_of(name: &str) -> Option<(usize, u64, u32)> {
    let low_bits = |byte: u8| usize::from(byte) % (1 << LETTER_BITS);
    let mut letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(low_bits);
    let (first, second) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
    let third = letters.clone().next().unwrap_or_default();
    let (last, before) = (letters.next_back().unwrap_or_default(), letters.next_back().unwrap_or_default());
    let end = 1 << ((last ^ before << 1) % 64);
    name.is_ascii().then_some((first << LETTER_BITS | second, end, 1 << third))
}

/// The longest name, in letters and digits, that is looked up without an allocation.
const LONGEST_NAME: usize = 48;

/// The letters and digits of a name of ASCII, in lower case, if they fit.
fn folded_ascii<'b>(name: &str, buffer: &'b mut [u8; LONGEST_NAME]) -> Option<&'b str> {
    let mut length = 0;
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            *buffer.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        } else if !byte.is_ascii() {
            return None;
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// The letters and digits of a name, in lower case.
fn folded(name: &str) -> String {
    lowercase(name).chars().filter(|sign| is_alphanumeric(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let known = KnownWorks::read().unwrap();
        let usual = |host: &str| known.of_host(host).map(|work| work.names[0].as_str()).collect::<Vec<_>>();
        assert_eq!(usual("select.nytimes.com"), ["The New York Times"]);
        assert_eq!(usual("money.cnn.com"), ["CNN Money", "CNN"]);
        assert_eq!(usual("example.org"), [""; 0]);
        assert_eq!(known.of_name("new york times").count(), 1);
        assert_eq!(known.of_name("ABC News").count(), 2);
    }

    #[test]
    fn no_host_belongs_to_two_works() {
        let known = KnownWorks::read().unwrap();
        let hosts: usize = known.works.iter().map(|work| work.hosts.len()).sum();
        assert_eq!(known.by_host.len(), hosts);
    }
}
