//! Brackets and quotation marks, paired within each block of the prose, and those that have no partner.

mod brackets;
mod quotes;

use std::ops::Range;

use super::Facts;
use super::prose::{Block, BlockKind, LEFT_OUT, Origin};

pub(super) use self::brackets::read as read_brackets;
pub(super) use self::quotes::read as read_quotes;

/// A mark of a pair where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number of the block among all blocks of the prose.
    pub block: u32,
    /// Where it starts in the block's text, in bytes.
    pub at: u32,
    /// The mark.
    pub sign: char,
}

impl Mark {
    /// Where it stands in the block's text.
    pub fn range(self) -> Range<usize> {
        self.at as usize..self.at as usize + self.sign.len_utf8()
    }
}

/// A mark whose partner is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lone {
    /// The mark.
    pub mark: Mark,
    /// Whether it opens, so that the end is missing.
    pub opens: bool,
    /// A mark of another kind that stands where the partner would.
    pub instead: Option<Mark>,
}

/// The text between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The mark before it.
    pub open: Mark,
    /// The mark behind it.
    pub close: Mark,
    /// Whether marks around it are open: it is a quotation in a quotation.
    pub is_nested: bool,
    /// Whether the two marks are of one kind in the document's language, or in another one if the first is not of it.
    pub is_alike: bool,
}

/// The quotation marks of a document.
#[derive(Debug, Default)]
pub struct Quotes {
    /// The quotations, in the order of their ends.
    pub quotations: Vec<Quotation>,
    /// The marks that have no partner, in the order of the text.
    pub lone: Vec<Lone>,
}

/// How many blocks further on a partner may stand: quotations and brackets go over several lines of a list or poem.
const MAX_BLOCKS: u32 = 30;
/// More marks without a partner in one block are something else: a drawing, code, a notation.
const MAX_LONE: usize = 3;
/// What was left out is looked at for partners if it is no longer than this, in bytes; what is longer is no text.
const MAX_LEFT_OUT: u32 = 2000;

/// Whether a block is text in which marks pair: not a template's value, and no row of a table in an extract.
fn is_text(block: &Block<'_>) -> bool {
    let is_row = |text: &str| {
        let mut signs = text.trim().as_bytes().windows(3);
        text.contains('|') || signs.any(|signs| signs == b"   " || signs.ends_with(b"=\""))
    };
    match block.kind() {
        BlockKind::Argument => false,
        BlockKind::Line => !is_row(block.text()),
        _ => true,
    }
}

/// Whether marks in a text of this origin pair with those around it.
fn pairs_in(origin: Origin) -> bool {
    !matches!(origin, Origin::Code | Origin::Identifier)
}

/// Whether something that is not part of a block's text, such as a template or a footnote, holds one of some signs,
/// which may be the partner that is missing.
fn hides(facts: &Facts<'_>, block: &Block<'_>, signs: &[char]) -> bool {
    block.text().match_indices(LEFT_OUT).any(|(at, sign)| {
        let span = block.span_of(at..at + sign.len());
        let source = if span.len() <= MAX_LEFT_OUT { facts.doc.slice(span) } else { "" };
        let mut counts = signs.iter().map(|sign| source.matches(*sign).count());
        let first = counts.next().unwrap_or_default();
        if signs.len() == 1 { first % 2 == 1 } else { counts.any(|count| count != first) }
    })
}

/// Takes away the marks that have their partner in a later block of the same section.
fn drop_continued(facts: &Facts<'_>, lone: &mut Vec<Lone>, closes: impl Fn(char, char) -> bool) {
    let mut is_continued = vec![false; lone.len()];
    for (number, closer) in lone.iter().enumerate() {
        if closer.opens && closer.mark.sign != '"' {
            continue;
        }
        for (before, opener) in lone.iter().enumerate().take(number).rev() {
            if opener.mark.block + MAX_BLOCKS < closer.mark.block {
                break;
            }
            let goes_on = opener.opens
                && opener.mark.block < closer.mark.block
                && closes(opener.mark.sign, closer.mark.sign)
                && !has_heading(facts, opener.mark.block, closer.mark.block);
            if goes_on {
                is_continued[before] = true;
                is_continued[number] = true;
            }
        }
    }
    let mut is_continued = is_continued.into_iter();
    lone.retain(|_| !is_continued.next().unwrap_or_default());
}

fn has_heading(facts: &Facts<'_>, from: u32, to: u32) -> bool {
    let blocks = facts.prose().blocks_from(from as usize).take((to - from) as usize + 1);
    blocks.skip(1).any(|block| block.kind() == BlockKind::Heading)
}
