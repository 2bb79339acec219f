//! Names that a sentence lists after a colon, and how many they are.

use std::ops::Range;

use memchr::memchr;

use super::Facts;
use super::prose::{Block, BlockKind, LEFT_OUT};
use crate::profile::{Countries, Language, ListWords};
use crate::source::Span;
use crate::value::number::NumberGrammar;
use crate::value::sign::is_alphanumeric;

/// The longest introduction that is read, in bytes.
const INTRODUCTION: usize = 400;
/// The most words one item of a list in a sentence has; longer ones are clauses.
const ITEM_WORDS: usize = 8;
/// The fewest items that make an enumeration: two can be parts of a sentence.
const FEWEST: u32 = 3;

/// A list of names after a colon, in the same sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// The block with the introduction, by its place in [`super::prose::Prose::block`].
    pub block: usize,
    /// The introduction in that block's text: the sentence up to the colon.
    pub introduction: Range<usize>,
    /// The list, in the document.
    pub span: Span,
    /// How many things are named.
    pub items: u32,
    /// The fewest that the same words can be read as: an `and` may join two names or be part of one.
    pub fewest: u32,
    /// The most.
    pub most: u32,
    /// Whether all parts of the sentence start with a capital; others may be clauses that say more of the one before.
    pub are_names: bool,
}

/// All enumerations whose items can be counted and that nothing marks as incomplete.
#[derive(Debug)]
pub struct Enumerations {
    /// In the order of the text.
    pub all: Vec<Enumeration>,
}

impl Enumerations {
    /// Reads the enumerations in sentences.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        // Without the words that say "among them", a list of examples would be taken for the whole.
        let language = facts.language.filter(|language| !language.lists.partial.is_empty());
        let Some(language) = language else { return Enumerations { all: Vec::new() } };
        let mut all = Vec::new();
        for (index, block) in facts.prose().blocks().enumerate() {
            if block.argument().is_some() || matches!(block.kind(), BlockKind::Heading | BlockKind::Reference)
            {
                continue;
            }
            if memchr(b':', block.text().as_bytes()).is_none() {
                continue;
            }
            let text = block.text().trim_end_matches(is_filler);
            for colon in colons(text) {
                all.extend(in_sentence(facts, &block, index, colon, language));
            }
        }
        Enumerations { all }
    }
}

fn is_filler(sign: char) -> bool {
    sign.is_whitespace() || sign == LEFT_OUT
}

/// The colons that something can follow: not within times, ratios and names.
fn colons(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(':')
        .map(|(at, _)| at)
        .filter(|at| text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(is_filler)))
}

/// The sentence before a colon.
fn introduction(text: &str, colon: usize) -> Range<usize> {
    let mut start = colon.saturating_sub(INTRODUCTION);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let head = text.get(start..colon).unwrap_or_default();
    let ends = [". ", ".\u{fffc}", "\n", "! ", "? ", ": ", "; "];
    let last = ends.iter().filter_map(|end| head.rfind(end).map(|at| at + end.len())).max();
    start + last.unwrap_or(0)..colon
}

/// `one, two, three and four.` after a colon. Without a conjunction before the last item nothing says that the
/// list is complete; with long items, digits or colons in them it is no plain list of names.
fn in_sentence(
    facts: &Facts<'_>,
    block: &Block<'_>,
    index: usize,
    colon: usize,
    language: &Language,
) -> Option<Enumeration> {
    let words = &language.lists;
    let start = colon + 1;
    let rest = block.text().get(start..)?;
    let list = rest.get(..sentence_end(rest)?)?;
    let separator = list.bytes().try_fold(None, |found, byte| match byte {
        b'0'..=b'9' => None,
        b';' => Some(Some(';')),
        b',' => Some(found.or(Some(','))),
        _ => Some(found),
    })??;
    let (plain, remarks) = without_remarks(list)?;
    let mut segments: Vec<&str> = plain.split(separator).map(str::trim).collect();
    let (last, others) = segments.split_last_mut()?;
    if others.iter().any(|segment| !is_item(segment)) {
        return None;
    }
    let led = words.conjunctions.iter().find_map(|word| after_word(last, word));
    *last = led.unwrap_or(last);
    // Nearly all items start alike, with a capital or without: an odd one is an apposition or a clause.
    let capitals = segments.iter().filter(|segment| is_named(segment, &words.articles)).count();
    let odd = capitals.min(segments.len() - capitals);
    let are_names = odd == 0 && capitals > 0;
    if separator == ';' && plain.contains(',')
        || !segments.last().is_some_and(|last| is_item(last))
        || odd * 5 > segments.len()
        || (list.contains('(') && !are_names)
    {
        return None;
    }
    let splits_last = u32::from(led.is_none() && segments.last().is_some_and(|last| joined(last, words) > 0));
    if led.is_none() && splits_last == 0 {
        return None;
    }
    let fewest = segments.len() as u32;
    let items = fewest + splits_last;
    let folded = list.to_lowercase();
    let is_open = || words.partial.iter().chain(&words.open_end).any(|word| has_word(&folded, word));
    // Numbers in the list count something themselves: `six regents: two for Naples, two for Milan`.
    let has_numbers = || !NumberGrammar::new(language).find_all(list).is_empty();
    if items < FEWEST || list.contains(is_of_no_name) || is_open() || has_numbers() {
        return None;
    }
    let trimmed = start + (list.len() - list.trim_start_matches(is_filler).len());
    let end = start + list.trim_end_matches(is_filler).len();
    let span = block.span_of(trimmed..end.max(trimmed));
    let is_split = splits_last > 0
        && (joins_two(facts.doc.slice(span), words)
            || segments.last().is_some_and(|last| are_countries(last, language)));
    let most = fewest + remarks + segments.iter().map(|segment| joined(segment, words)).sum::<u32>();
    Some(Enumeration {
        block: index,
        introduction: introduction(block.text(), colon),
        span,
        items,
        fewest: if is_split { items } else { fewest },
        most,
        are_names,
    })
}

/// Whether the last conjunction of a list in wikitext stands between two links, or behind a bracket: it joins two
/// names then, and is part of none.
fn joins_two(list: &str, words: &ListWords) -> bool {
    let last = words.conjunctions.iter().filter_map(|word| {
        let (start, word) = list.rmatch_indices(word.as_str()).find(|(at, word)| {
            let (head, tail) = (list.get(..*at), list.get(at + word.len()..));
            head.is_some_and(|head| head.ends_with(char::is_whitespace))
                && tail.is_some_and(|tail| tail.starts_with(char::is_whitespace))
        })?;
        Some((start, start + word.len()))
    });
    let Some((start, end)) = last.max() else { return false };
    let head = list.get(..start).unwrap_or_default().trim_end();
    let tail = list.get(end..).unwrap_or_default().trim_start();
    let is_one = !tail.contains(',') && !tail.contains(';');
    is_one && (head.ends_with("]]") && tail.starts_with("[[") || head.ends_with(')'))
}

/// Whether the names that a conjunction joins are those of two countries, and not of one.
fn are_countries(joined: &str, language: &Language) -> bool {
    let words = &language.lists;
    let is_country = |name: &str| {
        let bare = words.articles.iter().find_map(|article| after_word(name, article)).unwrap_or(name);
        Countries::known().find(bare, Some(&language.code)).is_some()
    };
    let joins = |word: &String| {
        joined.match_indices(word.as_str()).any(|(at, word)| {
            let (head, tail) = (joined.get(..at), joined.get(at + word.len()..));
            let is_led = |head: &str| head.ends_with(char::is_whitespace) && is_country(head.trim());
            let is_followed = |tail: &str| tail.starts_with(char::is_whitespace) && is_country(tail.trim());
            head.is_some_and(is_led) && tail.is_some_and(is_followed)
        })
    };
    words.conjunctions.iter().any(joins) && !is_country(joined)
}

/// The end of the sentence: a full stop at the end of the text or before white space. None where a colon comes
/// before it.
fn sentence_end(text: &str) -> Option<usize> {
    let signs = text.bytes().enumerate();
    let end =
        signs.filter(|(_, sign)| matches!(sign, b'.' | b'\n' | b'!' | b'?' | b':')).find(|&(at, sign)| {
            let rest = text.get(at + 1..).unwrap_or_default();
            matches!(sign, b'\n' | b':') || rest.is_empty() || rest.starts_with(is_filler)
        });
    match end {
        Some((_, b':')) => None,
        Some((at, _)) => Some(at),
        None => Some(text.len()),
    }
}

/// Whether a sign shows that a list is not one of plain names.
fn is_of_no_name(sign: char) -> bool {
    matches!(sign, '"' | '“' | '«' | '–' | '—') || sign.is_numeric()
}

/// How many conjunctions stand inside an item.
fn joined(segment: &str, words: &ListWords) -> u32 {
    let folded = segment.to_lowercase();
    let has = |word: &&String| folded.split_whitespace().skip(1).any(|inner| inner == word.as_str());
    words.conjunctions.iter().filter(has).count() as u32
}

fn is_item(segment: &str) -> bool {
    let words = segment.split_whitespace().count();
    words > 0 && words <= ITEM_WORDS
}

/// A list without what stands in round brackets, and how many more things those may name. None where the brackets
/// are not in pairs: the sentence may have been cut.
fn without_remarks(list: &str) -> Option<(String, u32)> {
    let (mut plain, mut more, mut is_inside) = (String::new(), 0, false);
    for sign in list.chars() {
        match sign {
            '(' if !is_inside => (is_inside, more) = (true, more + 1),
            ')' if is_inside => is_inside = false,
            '(' | ')' => return None,
            ',' | ';' if is_inside => more += 1,
            _ if is_inside => {}
            LEFT_OUT => plain.push(' '),
            _ => plain.push(sign),
        }
    }
    (!is_inside).then_some((plain, more))
}

/// Whether an item starts with a capital, after its article if it has one.
fn is_named(item: &str, articles: &[String]) -> bool {
    let bare = articles.iter().find_map(|article| after_word(item, article));
    bare.unwrap_or(item).starts_with(char::is_uppercase)
}

/// Whether a word or phrase of the language stands in a text, both in lower case.
pub(super) fn has_word(folded: &str, word: &str) -> bool {
    // Words are short and many, so that to build a searcher for each costs more than to compare where its last byte is.
    let Some(&last) = word.as_bytes().last() else { return true };
    memchr::memchr_iter(last, folded.as_bytes()).any(|at| {
        let start = (at + 1).checked_sub(word.len());
        let parts = start
            .and_then(|start| Some((folded.get(..start)?, folded.get(start..=at)?, folded.get(at + 1..)?)));
        parts.is_some_and(|(head, found, rest)| {
            found == word && !head.ends_with(is_alphanumeric) && !rest.starts_with(is_alphanumeric)
        })
    })
}

/// What follows a word, in lower case, that a text starts with in any case.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.to_lowercase() == word && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}
