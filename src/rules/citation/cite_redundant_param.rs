//! `rules/citation/cite-redundant-param.md`

use rustc_hash::FxHashMap;

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds parameters that are given under two names, and such as exclude each other.
pub struct CiteRedundantParam;

impl Rule for CiteRedundantParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            if citation.repeats && !is_in_order(citation) {
                judge_names(citation, cx);
            }
            for alternatives in &citation.schema.cites.alternatives {
                let given = citation.given.and(alternatives);
                if given.len() > 1 {
                    cx.report(exclusive(citation, &given));
                }
            }
        }
    }
}

/// Whether the numbers of each numbered parameter rise, so that none is given twice, as in most lists of names.
fn is_in_order(citation: &Citation<'_>) -> bool {
    let mut last = [0; CiteParam::MOST];
    citation.filled().filter_map(|field| Some((field.cite()?, field.number))).all(|(param, number)| {
        let before = std::mem::replace(&mut last[param as usize], number);
        before < number
    })
}

fn judge_names(citation: &Citation<'_>, cx: &mut Context<'_>) {
    let mut known: FxHashMap<(CiteParam, u32), &Field<'_>> = FxHashMap::default();
    let is_read = |field: &&Field<'_>| !citation.schema.former.contains_key(&*field.name);
    for field in citation.filled().filter(is_read) {
        let Some(param) = field.cite() else { continue };
        let Some(first) = known.get(&(param, field.number)) else {
            known.insert((param, field.number), field);
            continue;
        };
        cx.report(same(first, field, cx));
    }
}

fn same(first: &Field<'_>, second: &Field<'_>, cx: &Context<'_>) -> Finding {
    let (one, other) = (shown(&first.name), shown(&second.name));
    let place = second.name_span.unwrap_or(second.value_span);
    let finding = Finding::new(place, format!("`{other}` and `{one}` are the same parameter"))
        .label(first.name_span.unwrap_or(first.value_span), "given here as well")
        .help("the template shows one of the two, and an error: keep the one that is right");
    if first.value == second.value {
        finding.fix(remove(second, cx.tree, Safety::Suggested))
    } else {
        finding
    }
}

/// Of parameters that exclude each other, the second, with a label at the first.
fn exclusive(citation: &Citation<'_>, given: &CiteParams) -> Finding {
    let mut fields = citation.filled().filter(|field| field.is_one_of(given));
    let first = fields.next();
    let second = fields.find(|field| first.is_some_and(|first| field.cite() != first.cite()));
    let name = |field: Option<&Field<'_>>| field.map(|field| shown(&field.name)).unwrap_or_default();
    let place = |field: Option<&Field<'_>>| {
        field.map(|field| field.name_span.unwrap_or(field.value_span)).unwrap_or_default()
    };
    Finding::new(place(second), format!("`{}` and `{}` exclude each other", name(second), name(first)))
        .label(place(first), "given here")
        .help("the template shows one of the two, and an error: keep the one that is right")
}
