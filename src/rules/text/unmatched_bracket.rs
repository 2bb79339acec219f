//! `rules/text/unmatched-bracket.md`

use super::sentence::lone_mark;
use crate::engine::{Context, Interest, Rule};
use crate::facts::pairs::Lone;
use crate::finding::Finding;

/// Finds round brackets that nothing closes or opens in their paragraph.
pub struct UnmatchedBracket;

impl Rule for UnmatchedBracket {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for lone in cx.facts.lone_brackets() {
            if !is_of_code(lone.mark.sign) || lone.instead.is_some() {
                let found = finding(*lone, cx);
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

/// Whether a bracket is of a kind that markup and code are made of.
pub(super) fn is_of_code(sign: char) -> bool {
    matches!(sign, '[' | ']' | '{' | '}')
}

fn finding(lone: Lone, cx: &Context<'_>) -> Option<Finding> {
    let block = cx.facts.prose().block(lone.mark.block as usize)?;
    let help =
        if lone.opens { "close the bracket, or take it out" } else { "open the bracket, or take it out" };
    let Some(instead) = lone.instead else { return Some(lone_mark(&block, lone).help(help)) };
    let [open, close] = [lone.mark, instead].map(|mark| block.span_of(mark.range()));
    let message = format!("`{}` is closed by `{}`", lone.mark.sign, instead.sign);
    Some(
        Finding::new(open, message).label(close, "the other bracket").help("write both brackets of one kind"),
    )
}
