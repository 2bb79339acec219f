//! `rules/date/date-split-access-fields.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::{holds_comment, shown};

/// Finds citations that are given a date in parts, by parameters that the template does not read any more.
pub struct DateSplitAccessFields;

/// The parameters of the parts of one date, with the one that holds the whole of it.
struct Parts {
    day: CiteParam,
    month: CiteParam,
    month_day: CiteParam,
    year: CiteParam,
    whole: CiteParam,
    any: CiteParams,
}

const ACCESS: Parts = Parts {
    day: CiteParam::AccessDay,
    month: CiteParam::AccessMonth,
    month_day: CiteParam::AccessMonthDay,
    year: CiteParam::AccessYear,
    whole: CiteParam::AccessDate,
    any: CiteParams::of(&[
        CiteParam::AccessDay,
        CiteParam::AccessMonth,
        CiteParam::AccessMonthDay,
        CiteParam::AccessYear,
    ]),
};

const PUBLICATION: Parts = Parts {
    day: CiteParam::Day,
    month: CiteParam::Month,
    month_day: CiteParam::Month,
    year: CiteParam::Year,
    whole: CiteParam::Date,
    any: CiteParams::of(&[CiteParam::Day, CiteParam::Month]),
};

impl Rule for DateSplitAccessFields {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            for parts in [&ACCESS, &PUBLICATION] {
                if citation.has_any(&parts.any) {
                    let found = finding(citation, parts, cx);
                    found.into_iter().for_each(|finding| cx.report(finding));
                }
            }
        }
    }
}

fn finding(citation: &Citation<'_>, parts: &Parts, cx: &Context<'_>) -> Option<Finding> {
    let is_former = |field: &&Field<'_>| citation.schema.former.contains_key(&*field.name);
    let old: Vec<&Field<'_>> = [parts.month_day, parts.month, parts.day, parts.year]
        .into_iter()
        .filter_map(|param| citation.get(param).filter(is_former))
        .collect();
    let first = old.first()?;
    let whole = citation.schema.params.iter().find(|param| param.cite == Some(parts.whole))?;
    let message = format!("the template does not read `{}`", shown(&first.name));
    let finding = Finding::new(first.name_span?, message);
    if let Some(given) = citation.get(parts.whole) {
        let help =
            format!("write the whole date in `{}`, or remove `{}`", shown(&given.name), shown(&first.name));
        return Some(finding.label(given.value_span, "the date is here").help(help));
    }
    let finding = finding.help(format!("write the whole date in `{}`", whole.name));
    let Some((date, used)) = joined(citation, parts, cx) else { return Some(finding) };
    let mut used = used.into_iter().filter(|field| field.name_span.is_some()).collect::<Vec<_>>();
    used.sort_by_key(|field| field.value_span);
    let (place, others) = used.split_first()?;
    let mut edits =
        vec![Edit::replace(place.name_span?, &whole.name), Edit::replace(place.value_span, &date)];
    edits.extend(others.iter().map(|field| Edit::delete(cx.tree.node(field.node).span())));
    let is_plain = used.iter().all(|field| field.is_literal && !holds_comment(cx.tree.node(field.node)));
    let title = format!("write `{}={date}`", whole.name);
    Some(match is_plain {
        true => finding.fix(Fix::new(title, edits, Safety::Suggested)),
        false => finding,
    })
}

/// The date that the parts make, and the fields that hold them.
fn joined<'c, 'a>(
    citation: &'c Citation<'a>,
    parts: &Parts,
    cx: &Context<'_>,
) -> Option<(String, Vec<&'c Field<'a>>)> {
    let year = citation.get(parts.year)?;
    let both = citation.get(parts.month_day);
    let (day, month) = (citation.get(parts.day), both.or_else(|| citation.get(parts.month))?);
    let mut fields: Vec<&Field<'_>> = day.into_iter().chain([month, year]).collect();
    fields.dedup_by_key(|field| field.node);
    let text = fields.iter().map(|field| field.value).collect::<Vec<_>>().join(" ");
    let read = cx.facts.dates().grammar.read_value(&text).ok().filter(|read| read.start.year.is_some())?;
    let mut whole = text.clone();
    for flaw in read.flaws.iter().rev() {
        whole.replace_range(flaw.span.range(), flaw.written.as_deref()?);
    }
    (read.fault().is_none() && !read.is_range()).then_some((whole, fields))
}
