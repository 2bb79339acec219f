use std::collections::BTreeSet;
use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::value::entity;

/// How many words in a row are compared as one.
const SHINGLE: usize = 4;

/// A shorter address is in words by chance.
const SHORTEST_IGNORED: usize = 5;

/// How many characters of a title are kept.
const LONGEST_TITLE: usize = 300;

/// How many hashes stand for a page.
const SKETCH: usize = 64;

/// What is kept of a page: enough to tell whether another one says the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMark {
    /// The beginning of the title, with white space folded.
    pub title: String,
    /// How many words the page has, its title with them.
    pub words: usize,
    /// The least of the hashes of all runs of words.
    sketch: BTreeSet<u64>,
}

impl PageMark {
    /// Reads the beginning of a page of HTML, of which words in `ignored` do not count: an address that a page repeats
    /// does not make it another one.
    pub fn of(html: &str, ignored: &str) -> PageMark {
        let read = Reading::of(html);
        let counts = |word: &&str| ignored.len() < SHORTEST_IGNORED || !word.contains(ignored);
        let words: Vec<&str> =
            read.title.split_whitespace().chain(read.text.split_whitespace()).filter(counts).collect();
        let mut hashes: BTreeSet<u64> = match words.len() {
            0 => BTreeSet::new(),
            1..SHINGLE => [hash(&words)].into(),
            _ => words.windows(SHINGLE).map(hash).collect(),
        };
        while hashes.len() > SKETCH {
            hashes.pop_last();
        }
        let title = read.title.split_whitespace().filter(counts).collect::<Vec<_>>().join(" ");
        let title = title.chars().take(LONGEST_TITLE).collect();
        PageMark { title, words: words.len(), sketch: hashes }
    }

    /// How much of two pages is the same, from 0 to 1: an estimate of how many of their runs of words are in both.
    pub fn likeness(&self, other: &PageMark) -> f64 {
        let least: Vec<&u64> = self.sketch.union(&other.sketch).take(SKETCH).collect();
        if least.is_empty() {
            return 0.0;
        }
        let shared = least.iter().filter(|hash| self.sketch.contains(hash) && other.sketch.contains(hash));
        shared.count() as f64 / least.len() as f64
    }
}

fn hash(words: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// Title and text of a page, tags left out. Pages that are not well formed give what they give.
#[derive(Default)]
struct Reading {
    title: String,
    text: String,
}

impl Reading {
    fn of(html: &str) -> Reading {
        let mut read = Reading::default();
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            read.take(before);
            let Some(name_end) = tag.find(|c: char| !c.is_ascii_alphanumeric() && !"!/-".contains(c)) else {
                return read;
            };
            let name = tag[..name_end].to_ascii_lowercase();
            rest = if name.starts_with("!--") { behind(tag, "-->") } else { behind(tag, ">") };
            match name.as_str() {
                // What these hold is not markup: only their own closing tag ends it.
                "script" | "style" | "noscript" | "template" => rest = behind_close(rest, &name).1,
                "title" if read.title.is_empty() => {
                    let (title, after) = behind_close(rest, &name);
                    read.title = decoded(title);
                    rest = after;
                }
                _ => {}
            }
        }
        read.take(rest);
        read
    }

    fn take(&mut self, text: &str) {
        self.text.push(' ');
        self.text.push_str(text);
    }
}

fn behind<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// The content of an element up to its closing tag, and what comes after that.
fn behind_close<'t>(text: &'t str, name: &str) -> (&'t str, &'t str) {
    let is_close = |at: usize| {
        let tag = text[at..].strip_prefix("</").unwrap_or_default();
        tag.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    match memchr::memchr_iter(b'<', text.as_bytes()).find(|&at| is_close(at)) {
        Some(at) => (&text[..at], behind(&text[at..], ">")),
        None => (text, ""),
    }
}

fn decoded(text: &str) -> String {
    entity::decode_all(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "The page that you are looking for is not here. It may have been moved or removed by those who \
                        keep this site. Please use the search, or go back to where you came from.";

    #[test]
    fn the_title_is_read_whatever_stands_around_it() {
        let title = |html: &str| PageMark::of(html, "").title;
        assert_eq!(title("<html><head><TITLE lang=en>\n Page &amp; more\n</TITLE>"), "Page & more");
        assert_eq!(title("<script>'<title>no</title>'</script><title>yes</title>"), "yes");
        assert_eq!(title("<!-- <title>no</title> --><title>yes</title>"), "yes");
        assert_eq!(title("<p>none"), "");
        assert_eq!(title("<title>cut"), "cut");
    }

    #[test]
    fn two_pages_that_say_the_same_are_alike() {
        let one = PageMark::of(&format!("<title>x</title><p>{BODY} You asked for /a/one</p>"), "/a/one");
        let other = PageMark::of(&format!("<div><p>{BODY} You asked for /two</p></div>"), "/two");
        assert!(one.likeness(&other) > 0.9, "{}", one.likeness(&other));
        let article =
            PageMark::of("<p>In 1848 the town had four thousand people, most of them weavers of linen.", "");
        assert!(one.likeness(&article) < 0.1);
        assert_eq!(PageMark::default().likeness(&PageMark::default()), 0.0);
    }
}
