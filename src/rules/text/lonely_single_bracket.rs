//! `rules/text/lonely-single-bracket.md`

use super::sentence::lone_mark;
use super::unmatched_bracket::is_of_code;
use crate::engine::{Context, Interest, Rule};
use crate::facts::pairs::Mark;

/// Finds square brackets and braces in text that have no partner.
pub struct LonelySingleBracket;

impl Rule for LonelySingleBracket {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for lone in cx.facts.lone_brackets() {
            let Some(block) = cx.facts.prose().block(lone.mark.block as usize) else { continue };
            if is_of_code(lone.mark.sign) && lone.instead.is_none() && !is_doubled(block.text(), lone.mark) {
                let help = "take the bracket out, or write the one that belongs to it";
                cx.report(lone_mark(&block, *lone).help(help));
            }
        }
    }
}

/// Whether the same bracket stands beside it: what is left of a link or a template is for other rules.
fn is_doubled(text: &str, mark: Mark) -> bool {
    let range = mark.range();
    text.get(..range.start).is_some_and(|head| head.ends_with(mark.sign))
        || text.get(range.end..).is_some_and(|rest| rest.starts_with(mark.sign))
}
