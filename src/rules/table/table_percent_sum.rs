//! `rules/table/table-percent-sum.md`

use super::table_sum_mismatch;
use crate::engine::{Context, Interest, Rule};
use crate::facts::relations::{WrongHundred, WrongShare};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds percentages that are not those of the numbers beside them, or do not add up to what the table says.
pub struct TablePercentSum;

impl Rule for TablePercentSum {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let relations = cx.facts.relations();
        for wrong in relations.sums.iter().filter(|wrong| wrong.is_percent) {
            cx.report(table_sum_mismatch::finding(wrong, cx));
        }
        for wrong in &relations.shares {
            cx.report(of_share(wrong, cx));
        }
        relations.hundreds.iter().filter_map(of_hundred).for_each(|finding| cx.report(finding));
    }
}

fn of_share(wrong: &WrongShare, cx: &Context<'_>) -> Finding {
    let (share, part) = (cx.doc.slice(wrong.stated.span), cx.doc.slice(wrong.part.span));
    let (least, most) = (wrong.whole.0.ceil().normalize(), wrong.whole.1.floor().normalize());
    let whole = if least >= most { most.to_string() } else { format!("{least}–{most}") };
    let message = format!(
        "`{}` is {} % of the whole, not `{}`; {} of {} percentages are those of a whole of {whole}",
        shown(part),
        wrong.computed,
        shown(share),
        wrong.n_right,
        wrong.n_all,
    );
    Finding::new(wrong.stated.span, message)
        .label(wrong.part.span, "the number that it is the share of")
        .help("correct the percentage or the number; the table does not tell which of them is wrong")
}

fn of_hundred(wrong: &WrongHundred) -> Option<Finding> {
    let (first, last) = (wrong.parts.first()?, wrong.parts.last()?);
    let message = format!(
        "the {} percentages from `{}` to `{}` add up to {}; they make 100 in {} of {} rows",
        wrong.parts.len(),
        shown(&first.name),
        shown(&last.name),
        wrong.sum.normalize(),
        wrong.n_right,
        wrong.n_all,
    );
    let finding = Finding::new(first.number.span, message)
        .label(last.number.span, "the last of them")
        .help("correct the percentage that is wrong; the table does not tell which one it is");
    Some(finding)
}
