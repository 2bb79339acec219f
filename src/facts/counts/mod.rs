//! Counts that the text states, and what of the article shows how many there are.

mod checked;
mod conflict;
mod noun;
mod sections;
mod stated;

use std::ops::Range;

pub use checked::{CheckedCount, Relation, Shown, Verdict};
pub use conflict::CountConflict;

pub(super) use checked::read as read_checked;
pub(super) use conflict::read as read_conflicts;

use super::Facts;
use super::prose::{Block, BlockKind};
use crate::profile::Language;
use crate::source::Span;
use crate::syntax::argument_name;
use crate::value::lowercase::lowercase;
use crate::value::number::NumberGrammar;

/// The most digits of a number in brackets behind a title: longer ones are years.
const DIGITS: usize = 3;

/// What a stated number says of how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As many.
    Exact,
    /// As many or more: `at least 160`.
    AtLeast,
    /// As many or fewer: `up to 160`.
    AtMost,
    /// Nearly as many: `about 160`.
    About,
}

impl Bound {
    /// Whether a list of so many things contradicts the number. It may be a choice where there are `more than` that.
    pub fn is_contradicted(self, stated: u64, listed: u64) -> bool {
        self != Bound::AtLeast && self.excludes(stated, listed)
    }

    /// Whether so many things are more or fewer than the bound allows.
    pub fn excludes(self, stated: u64, shown: u64) -> bool {
        match self {
            Bound::Exact => stated != shown,
            Bound::AtLeast => shown < stated,
            Bound::AtMost => shown > stated,
            Bound::About => false,
        }
    }
}

/// A number of things that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedCount {
    /// The number, from 2 on: one thing needs no count.
    pub number: u64,
    /// What it says of how many there are.
    pub bound: Bound,
    /// The number and what is counted, in the document.
    pub span: Span,
    /// The same as read: `160 countries`.
    pub text: String,
    /// The words that name what is counted, in lower case.
    pub noun: Vec<String>,
    /// Whether it counts a part of a whole: `the other three`, `three of the five`.
    pub is_part: bool,
    /// Whether a parameter of a box of data gives it; the noun is that of the parameter then.
    pub is_in_box: bool,
    /// The block it stands in, by its place in [`super::prose::Prose::block`].
    pub block: usize,
    /// The number and the noun in that block's text.
    pub range: Range<usize>,
    /// The sentence in that block's text.
    pub sentence: Range<usize>,
}

/// The counts of a document.
#[derive(Debug)]
pub struct Counts {
    /// In the order of the text.
    pub all: Vec<StatedCount>,
}

impl Counts {
    /// Reads the paragraphs, headings and captions. What stands in footnotes, templates and cells counts other things.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut all = Vec::new();
        // Without the words that end a noun or a hedge, most numbers would be taken for what they are not.
        let language = facts.language.filter(|language| !language.lists.hedges.is_empty());
        let Some(language) = language else { return Counts { all } };
        for (index, block) in facts.prose().blocks().enumerate() {
            if block.argument().is_some() {
                all.extend(in_box(facts, language, index, &block));
                continue;
            }
            let states = match block.kind() {
                BlockKind::Paragraph | BlockKind::Line | BlockKind::Heading | BlockKind::Caption => true,
                BlockKind::ListItem => block.text().trim_end().ends_with(':'),
                BlockKind::Cell | BlockKind::Reference | BlockKind::Argument => false,
            };
            let known = all.len();
            if states {
                read_block(language, index, &block, &mut all);
            }
            if all.len() == known && matches!(block.kind(), BlockKind::Heading | BlockKind::Caption) {
                all.extend(in_brackets(index, &block));
            }
        }
        Counts { all }
    }

    /// The counts in a range of the text of a block, which is named by its place in the prose.
    pub fn within(&self, block: usize, range: &Range<usize>) -> &[StatedCount] {
        let place = |count: &StatedCount| (count.block, count.range.start);
        let start = self.all.partition_point(|count| place(count) < (block, range.start));
        let end = self.all.partition_point(|count| place(count) < (block, range.end));
        self.all.get(start..end).unwrap_or_default()
    }
}

/// The count that a parameter of a box of data gives.
fn in_box(facts: &Facts<'_>, language: &Language, index: usize, block: &Block<'_>) -> Option<StatedCount> {
    let name = argument_name(facts.tree.node(block.node()))?;
    let noun = facts.profile.box_count(&name)?;
    let text = block.text();
    let numbers = NumberGrammar::new(language).find_all(text);
    let [number] = numbers.as_slice() else { return None };
    // `79 (as of May 2010)` is of a time.
    let is_all = text.trim().len() == number.span.len() as usize;
    let range = number.span.range();
    (is_all && number.value > 1).then(|| StatedCount {
        number: number.value,
        bound: Bound::Exact,
        span: block.span_of(range.clone()),
        text: format!("{} {noun}", number.value),
        noun: vec![noun.to_owned()],
        is_part: false,
        is_in_box: true,
        block: index,
        range,
        sentence: 0..text.len(),
    })
}

/// The count in brackets at the end of a title: `Members (12)`.
fn in_brackets(index: usize, block: &Block<'_>) -> Option<StatedCount> {
    let text = block.text().trim();
    let start = block.text().len() - block.text().trim_start().len();
    let range = start..start + text.len();
    let (title, number) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_number = (1..=DIGITS).contains(&number.len()) && number.bytes().all(|sign| sign.is_ascii_digit());
    let has_name = title.contains(char::is_alphabetic) && !title.contains(char::is_numeric);
    let number = number.parse().ok().filter(|number| is_number && has_name && *number > 1)?;
    Some(StatedCount {
        number,
        bound: Bound::Exact,
        span: block.span_of(range.clone()),
        text: text.to_owned(),
        noun: noun::words_of(title).filter_map(|word| title.get(word)).map(lowercase).collect(),
        is_part: false,
        is_in_box: false,
        block: index,
        sentence: range.clone(),
        range,
    })
}

fn read_block(language: &Language, index: usize, block: &Block<'_>, all: &mut Vec<StatedCount>) {
    let text = block.text();
    for (stated, sentence) in stated::counts(language, text) {
        let words = stated.noun.iter().filter_map(|word| text.get(word.clone()));
        all.push(StatedCount {
            number: stated.number,
            bound: stated.bound,
            span: block.span_of(stated.range.clone()),
            text: text.get(stated.range.clone()).unwrap_or_default().to_owned(),
            noun: words.map(lowercase).collect(),
            is_part: stated.is_part,
            is_in_box: false,
            block: index,
            range: stated.range,
            sentence,
        });
    }
}
