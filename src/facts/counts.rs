//! Counts that the text states.

use super::Facts;
use super::enumerations::has_word;
use crate::profile::Language;
use crate::source::Span;
use crate::value::number::{Number, NumberGrammar};

/// Numbers from here on are years, and nobody lists so many things in a sentence.
const TOO_MANY: u64 = 1000;
/// How many words may stand between a number and the colon after it.
const REACH: usize = 5;

/// A number of things that the introduction of an enumeration states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedCount {
    /// The number.
    pub number: u64,
    /// The number and what is counted, in the document.
    pub span: Span,
    /// The same as read: `160 countries`.
    pub text: String,
    /// Whether a hedge makes it a bound or a guess: `about 160 countries`.
    pub is_hedged: bool,
    /// The enumeration it introduces, by its place in [`super::enumerations::Enumerations::all`].
    pub enumeration: usize,
}

/// The counts stated in the introductions of enumerations.
#[derive(Debug)]
pub struct Counts {
    /// In the order of the text.
    pub all: Vec<StatedCount>,
}

impl Counts {
    /// Reads each enumeration's introduction.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let Some(language) = facts.language else { return Counts { all: Vec::new() } };
        let grammar = NumberGrammar::new(language);
        let enumerations = facts.enumerations().all.iter().enumerate();
        let all = enumerations.filter_map(|(index, enumeration)| {
            let block = facts.prose().block(enumeration.block)?;
            let clause = block.text().get(enumeration.introduction.clone())?;
            let (number, end) = the_count(&grammar, language, clause)?;
            let start = enumeration.introduction.start;
            let (from, to) = (start + number.span.start as usize, start + end);
            Some(StatedCount {
                number: number.value,
                span: block.span_of(from..to),
                text: block.text().get(from..to)?.to_owned(),
                is_hedged: is_hedged(language, clause.get(..number.span.start as usize)?),
                enumeration: index,
            })
        });
        Counts { all: all.collect() }
    }
}

/// The one number of a clause, if what is counted follows it and ends the clause, and where that ends.
fn the_count(grammar: &NumberGrammar<'_>, language: &Language, clause: &str) -> Option<(Number, usize)> {
    let numbers = grammar.find_all(clause);
    let [number] = numbers.as_slice() else { return None };
    let words = &language.lists;
    let head = clause.get(..number.span.start as usize)?;
    let tail = clause.get(number.span.end as usize..)?;
    let digits_elsewhere = head.contains(char::is_numeric) || tail.contains(char::is_numeric);
    let folded = clause.to_lowercase();
    let is_partial = words.partial.iter().any(|word| has_word(&folded, word));
    if number.value >= TOO_MANY
        || digits_elsewhere
        || is_partial
        || is_numbered(head, clause, *number)
        || tail.contains([',', '(', ')', '\u{fffc}', '"'])
    {
        return None;
    }
    let noun = tail.split_whitespace().next().filter(|_| tail.starts_with(char::is_whitespace))?;
    let is_noun = noun.starts_with(char::is_alphabetic) && language.month(noun).is_none();
    let counts_other = words.not_counted.iter().any(|word| word == &noun.to_lowercase());
    if !is_noun || counts_other || tail.split_whitespace().count() > REACH {
        return None;
    }
    Some((*number, clause.trim_end().len()))
}

/// Whether the number is part of a name (`Apollo 11 astronauts`, `China and the Two Koreas`) or, in digits at the
/// start of a sentence, what the sentence is about.
fn is_numbered(head: &str, clause: &str, number: Number) -> bool {
    let before = head.split_whitespace().next_back();
    if number.in_words {
        let is_capital =
            clause.get(number.span.range()).is_some_and(|word| word.starts_with(char::is_uppercase));
        return is_capital && before.is_some();
    }
    before.is_none_or(|word| word.starts_with(char::is_uppercase))
}

fn is_hedged(language: &Language, head: &str) -> bool {
    let head = head.trim_end().to_lowercase();
    language.lists.hedges.iter().any(|hedge| {
        head.strip_suffix(hedge.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}
