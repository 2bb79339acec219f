//! `rules/citation/cite-missing-name.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds gaps in lists of names, and first names without a last one.
pub struct CiteMissingName;

/// Lists of names: last names, first names, and what stands for the whole list.
const LISTS: [(CiteParam, CiteParam, CiteParam); 5] = [
    (CiteParam::Last, CiteParam::First, CiteParam::Vauthors),
    (CiteParam::EditorLast, CiteParam::EditorFirst, CiteParam::Veditors),
    (CiteParam::TranslatorLast, CiteParam::TranslatorFirst, CiteParam::TranslatorLast),
    (CiteParam::ContributorLast, CiteParam::ContributorFirst, CiteParam::ContributorLast),
    (CiteParam::InterviewerLast, CiteParam::InterviewerFirst, CiteParam::InterviewerLast),
];

/// The last and first names of all of them.
const LISTED: CiteParams = {
    use CiteParam::*;
    CiteParams::of(&[
        Last,
        First,
        EditorLast,
        EditorFirst,
        TranslatorLast,
        TranslatorFirst,
        ContributorLast,
        ContributorFirst,
        InterviewerLast,
        InterviewerFirst,
    ])
};

/// No list has more names, which a word has bits for.
const MAX_NAMES: u32 = u64::BITS;

impl Rule for CiteMissingName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let named = facts.citations().iter().filter(|citation| citation.has_any(&LISTED));
        for citation in named.filter(|citation| !citation.has_others) {
            for (last, first, whole) in LISTS {
                if (citation.has(last) || citation.has(first)) && (whole == last || !citation.has(whole)) {
                    judge(citation, last, first, cx);
                }
            }
        }
    }
}

fn judge(citation: &Citation<'_>, last: CiteParam, first: CiteParam, cx: &mut Context<'_>) {
    // One person, and no number: most lists.
    let is_first = |param| citation.get(param).is_none_or(|field| field.number == 1);
    if !citation.repeats && citation.has(last) && is_first(last) && is_first(first) {
        return;
    }
    let lasts = numbers(citation, last);
    let firsts = numbers(citation, first);
    if let Some(field) = of_number(citation, first, firsts & !lasts) {
        let message = format!("`{}` is a first name without a last one", shown(&field.name));
        let finding = Finding::new(field.value_span, message);
        cx.report(finding.help("give the last name, or number the two alike"));
        return;
    }
    let gap = lasts.trailing_ones();
    if let Some(field) = of_number(citation, last, lasts & !((1 << gap) - 1)) {
        let place = field.name_span.unwrap_or_else(|| name_span(citation, cx.tree));
        let (name, number) = (shown(&field.name), gap + 1);
        let finding = Finding::new(place, format!("`{name}` is given, and no name number {number}"));
        cx.report(finding.help("number the names without a gap: the template does not show those behind it"));
    }
}

/// The numbers under which a parameter is given, a bit each from that of 1 on.
fn numbers(citation: &Citation<'_>, param: CiteParam) -> u64 {
    let fields = citation.all(param).map(|field| field.number);
    fields.filter(|number| (1..MAX_NAMES).contains(number)).fold(0, |all, number| all | 1 << (number - 1))
}

/// The field that gives a parameter under the number of the first of some bits; none where there is none.
fn of_number<'c, 'a>(citation: &'c Citation<'a>, param: CiteParam, bits: u64) -> Option<&'c Field<'a>> {
    let number = bits.trailing_zeros() + 1;
    (bits != 0).then(|| citation.all(param).find(|field| field.number == number))?
}
