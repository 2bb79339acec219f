//! `rules/text/unmatched-quotation-mark.md`

use super::sentence::lone_mark;
use crate::engine::{Context, Interest, Rule};

/// Finds double quotation marks that nothing closes or opens in their paragraph.
pub struct UnmatchedQuotationMark;

impl Rule for UnmatchedQuotationMark {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for lone in &cx.facts.quotes().lone {
            let Some(block) = cx.facts.prose().block(lone.mark.block as usize) else { continue };
            let mut lone = *lone;
            let text = block.text();
            let range = lone.mark.range();
            let is_after_space = text
                .get(..range.start)
                .is_none_or(|head| head.is_empty() || head.ends_with(char::is_whitespace));
            // A straight mark opens or closes; what stands beside it tells which.
            lone.opens &= lone.mark.sign != '"' || is_after_space || !is_before_end(text, range.end);
            let help =
                if lone.opens { "say where the quotation ends" } else { "say where the quotation begins" };
            cx.report(lone_mark(&block, lone).help(help));
        }
    }
}

/// Whether no word goes on at a place.
fn is_before_end(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    !next.is_some_and(char::is_alphanumeric)
}
