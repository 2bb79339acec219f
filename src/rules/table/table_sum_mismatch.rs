//! `rules/table/table-sum-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::relations::{Culprit, Direction, Part, WrongSum};
use crate::finding::{Finding, Severity};
use crate::rules::shown;

/// Finds sums that are not those of their parts.
pub struct TableSumMismatch;

impl Rule for TableSumMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for wrong in facts.relations().sums.iter().filter(|wrong| !wrong.is_percent) {
            cx.report(finding(wrong, cx));
        }
    }
}

/// Sums of more parts than this are not written out.
const WRITTEN_OUT: usize = 8;

/// Columns whose sums hold that make another one of the same row a warning: a row of totals of which one column holds
/// can count what the rows above leave out.
const PROOF_DOWN: usize = 2;

/// What there is to say of a wrong sum, be it of numbers or of shares.
pub(super) fn finding(wrong: &WrongSum, cx: &Context<'_>) -> Finding {
    let finding = match &wrong.culprit {
        Some(culprit) => of_culprit(wrong, culprit, cx),
        None => of_sum(wrong, cx),
    };
    let is_proved = wrong.direction == Direction::Across || wrong.n_right >= PROOF_DOWN;
    let is_doubtful = wrong.is_noted || (wrong.culprit.is_none() && !(wrong.is_named && is_proved));
    if is_doubtful { finding.severity(Severity::Info) } else { finding }
}

/// Where it is not known which number is wrong.
fn of_sum(wrong: &WrongSum, cx: &Context<'_>) -> Finding {
    let stated = cx.doc.slice(wrong.stated.span);
    let message =
        format!("{} is `{}`, but {}; {}", name(&wrong.name), shown(stated), sum(wrong, cx), proof(wrong));
    let finding = Finding::new(wrong.stated.span, message)
        .note(format!("{} by its parts", wrong.computed.normalize()))
        .help("correct the sum or one of its parts; the table does not tell which of them is wrong");
    with_parts(finding, wrong)
}

/// Where two sums, or all others, agree on the number that is wrong.
fn of_culprit(wrong: &WrongSum, culprit: &Culprit, cx: &Context<'_>) -> Finding {
    let (found, expected) = (cx.doc.slice(culprit.number.span), culprit.expected.normalize());
    let stated = wrong.stated.value.normalize();
    let why = match &culprit.other {
        Some(_) => "then the sums of its row and of its column hold".to_owned(),
        None if culprit.number == wrong.stated => {
            format!("{}, and the other sums of these numbers hold", sum(wrong, cx))
        }
        None => format!("{}, not {stated}, and the other sums of these numbers hold", sum(wrong, cx)),
    };
    let message = format!(
        "{} is `{}`, but should be {expected}: {why}; {}",
        name(&culprit.name),
        shown(found),
        proof(wrong)
    );
    let mut finding = Finding::new(culprit.number.span, message)
        .note(format!("{expected} by the sums"))
        .help("compare the number with the source; only this one, changed, makes all sums of the table hold");
    for sum in
        std::iter::once(&wrong.stated).chain(&culprit.other).filter(|sum| sum.span != culprit.number.span)
    {
        finding = finding.label(sum.span, "a sum that does not hold".to_owned());
    }
    finding
}

/// The column that a number stands in.
fn name(title: &str) -> String {
    if title.is_empty() { "the number".to_owned() } else { format!("`{}`", shown(title)) }
}

/// What the parts make: ``12 + 3 + 5 is 20``.
fn sum(wrong: &WrongSum, cx: &Context<'_>) -> String {
    let computed = wrong.computed.normalize();
    if wrong.parts.len() > WRITTEN_OUT {
        let what = match wrong.direction {
            Direction::Across => "columns",
            Direction::Down => "rows",
        };
        return format!("its {} {what} add up to {computed}", wrong.parts.len());
    }
    let mut terms = String::new();
    for (at, part) in wrong.parts.iter().enumerate() {
        let sign = if part.weight < 0 { "−" } else { "+" };
        if at > 0 || part.weight < 0 {
            terms.push_str(&format!(" {sign} "));
        }
        if part.weight.unsigned_abs() > 1 {
            terms.push_str(&format!("{} × ", part.weight.unsigned_abs()));
        }
        terms.push_str(&shown(cx.doc.slice(part.number.span)));
    }
    format!("{} is {computed}", terms.trim_start())
}

/// In how many lines the sum holds.
fn proof(wrong: &WrongSum) -> String {
    let WrongSum { n_right, n_all, .. } = wrong;
    match wrong.direction {
        Direction::Across => format!("the same sum holds in {n_right} of {n_all} rows"),
        Direction::Down if *n_all == 1 => "they differ in one digit".to_owned(),
        Direction::Down => format!("the sums of {n_right} of {n_all} columns hold"),
    }
}

fn with_parts(finding: Finding, wrong: &WrongSum) -> Finding {
    if wrong.parts.len() > WRITTEN_OUT {
        let ends =
            [wrong.parts.first().map(|part| (part, "first")), wrong.parts.last().map(|part| (part, "last"))];
        return ends.into_iter().flatten().fold(finding, |finding, (part, which)| {
            finding.label(part.number.span, format!("the {which} of {} parts", wrong.parts.len()))
        });
    }
    let label = |finding: Finding, part: &Part| match part.name.as_str() {
        "" => finding.label(part.number.span, "a part"),
        name => finding.label(part.number.span, format!("`{}`", shown(name))),
    };
    wrong.parts.iter().fold(finding, label)
}
