//! `rules/text/quote-pair-mismatched.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::pairs::{Mark, Quotation};
use crate::facts::prose::{Block, Origin};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;

/// The straight mark, which opens and closes.
const STRAIGHT: char = '"';

/// Finds quotations that begin with a mark of one kind and end with one of another.
pub struct QuotePairMismatched;

impl Rule for QuotePairMismatched {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let quotations = &cx.facts.quotes().quotations;
        let n_straight = quotations.iter().filter(|quotation| quotation.open.sign == STRAIGHT).count();
        let is_straight = n_straight * 2 > quotations.len();
        for quotation in quotations.iter().filter(|quotation| !quotation.is_alike) {
            let found = finding(*quotation, is_straight, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

fn finding(quotation: Quotation, is_straight: bool, cx: &Context<'_>) -> Option<Finding> {
    let Quotation { open, close, .. } = quotation;
    let block = cx.facts.prose().block(open.block as usize)?;
    let is_own = |mark: Mark| block.origin_at(mark.at as usize) <= Origin::Page;
    if !is_own(open) || !is_own(close) {
        return None;
    }
    let text = block.text().get(open.range().start..close.range().end).unwrap_or_default();
    let message = format!(
        "the quotation begins with `{}` and ends with `{}`: `{}`",
        open.sign,
        close.sign,
        shown(text)
    );
    let [begin, end] = [open, close].map(|mark| block.span_of(mark.range()));
    let finding = Finding::new(end, message).label(begin, "where it begins");
    let Some((mark, sign)) = mended(quotation, is_straight, cx) else {
        return Some(finding.help("write both marks of one kind"));
    };
    let finding = finding.help(format!("write `{sign}` for `{}`", mark.sign));
    Some(match fix(&block, mark, sign) {
        Some(fix) => finding.fix(fix),
        None => finding,
    })
}

/// The mark that is odd, and what belongs there: what most quotations of the article have.
fn mended(quotation: Quotation, is_straight: bool, cx: &Context<'_>) -> Option<(Mark, char)> {
    let Quotation { open, close, .. } = quotation;
    if open.sign == STRAIGHT || close.sign == STRAIGHT {
        let curved = if open.sign == STRAIGHT { close } else { open };
        if is_straight {
            return Some((curved, STRAIGHT));
        }
    }
    let first = |mark: &String| mark.chars().next();
    let pairs = cx.language.map(|language| language.quotes.as_slice()).unwrap_or_default();
    let mut pairs = pairs.iter().filter_map(|[opener, closer]| Some((first(opener)?, first(closer)?)));
    if open.sign == STRAIGHT {
        let opener = pairs.find(|(_, closer)| *closer == close.sign)?.0;
        return Some((open, opener));
    }
    let closer = pairs.find(|(opener, _)| *opener == open.sign)?.1;
    Some((close, closer))
}

fn fix(block: &Block<'_>, mark: Mark, sign: char) -> Option<Fix> {
    let title = format!("write `{sign}` for `{}`", mark.sign);
    let range = mark.range();
    block
        .is_verbatim(range.clone())
        .then(|| Fix::replace(title, block.span_of(range), sign.to_string(), Safety::Suggested))
}
