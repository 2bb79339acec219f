//! `rules/consistency/range-reversed.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::finding::Finding;
use crate::profile::{ParamType, Role};
use crate::rules::shown;
use crate::value::year_range::{self, YearRange};

/// Finds ranges of years in the text that end before they begin.
pub struct RangeReversed;

/// Years that are all multiples of this are mostly guesses of long ago, which count down.
const ROUND: i32 = 50;

impl Rule for RangeReversed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn block_pattern(&self) -> Option<&str> {
        Some(year_range::PATTERN)
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for block in cx.blocks_to_search().into_iter().filter(may_hold_years) {
            let reversed = year_range::find_all(block.text(), cx.language);
            let mut reversed = reversed.into_iter().filter(is_reversed).peekable();
            if reversed.peek().is_none()
                || cx.language.is_some_and(|language| language.names_era_before(block.text()))
            {
                continue;
            }
            let origins = block.origins();
            for range in reversed.filter(|range| origins.at(range.span.start as usize) <= Origin::Page) {
                let is_sure = !is_about(block.text(), range, cx);
                if is_sure && !is_in_brackets(block.text(), range) && !is_entry(block.text(), range) {
                    cx.report(finding(&block, range));
                }
            }
        }
    }
}

/// Whether a block is text of the article or a value of a box: not a citation, whose dates other rules read, nor a
/// footnote, where numbers are pages.
fn may_hold_years(block: &Block<'_>) -> bool {
    let Some(argument) = block.argument() else { return block.kind() != BlockKind::Reference };
    let has = |role| argument.schema.is_some_and(|schema| schema.has(role));
    let is_other = argument.param.is_some_and(|param| param.kind != ParamType::Text);
    !is_other && ![Role::Citation, Role::Date, Role::Identifier, Role::WebLink].into_iter().any(has)
}

fn is_reversed(range: &YearRange) -> bool {
    range.end < range.start && (range.start % ROUND != 0 || range.end % ROUND != 0)
}

/// Whether a range is a guess (`c. 1296–1272`): those of long ago count down.
fn is_about(text: &str, range: YearRange, cx: &Context<'_>) -> bool {
    let before = text.get(..range.span.start as usize).unwrap_or_default();
    cx.language.is_some_and(|language| language.ends_with_circa(before))
}

/// Ranges that are all that a pair of brackets holds are those of `year-range-order`.
fn is_in_brackets(text: &str, range: YearRange) -> bool {
    let (before, after) = (text.get(..range.span.start as usize), text.get(range.span.end as usize..));
    range.has_dash
        && before.is_some_and(|before| before.ends_with('('))
        && after.is_some_and(|after| after.starts_with(')'))
}

/// `2004 – 1949 had been the last time`: a line that starts with its year, and goes on with another.
fn is_entry(text: &str, range: YearRange) -> bool {
    let is_spaced = text.get(range.span.range()).is_some_and(|text| text.contains(char::is_whitespace));
    let is_first = text.get(..range.span.start as usize).is_some_and(|before| before.trim().is_empty());
    let goes_on =
        text.get(range.span.end as usize..).is_some_and(|after| after.contains(char::is_alphabetic));
    range.has_dash && is_spaced && is_first && goes_on
}

fn finding(block: &Block<'_>, range: YearRange) -> Finding {
    let text = block.text().get(range.span.range()).unwrap_or_default();
    let span = block.span_of(range.span.range());
    let message = format!("the range `{}` ends before it begins", shown(text));
    Finding::new(span, message).help("look up both ends, or change their order")
}
