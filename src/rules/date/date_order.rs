//! `rules/date/date-order.md`

use chrono::NaiveDate;

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::dates::{DateField, DateSpan, FieldPlace, SpanKind};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::value::archive::stamped_day;
use crate::value::date::{DateValue, Precision};

/// Finds dates that contradict each other: an end before its beginning.
pub struct DateOrder;

/// What tells of a work that appears in issues, which are dated ahead.
const ISSUES: CiteParams = CiteParams::of(&[CiteParam::Volume, CiteParam::Issue, CiteParam::Isbn]);

impl Rule for DateOrder {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (at, fields) in facts.date_values().by_citation() {
            let Some(citation) = facts.citations().get(at) else { continue };
            let finding = used_too_early(citation, fields).or_else(|| written_too_late(citation, fields, cx));
            finding.into_iter().for_each(|finding| cx.report(finding));
        }
        let mut spans: Vec<&DateSpan> =
            facts.date_spans().iter().filter(|span| span.end.latest < span.start.earliest).collect();
        // A template for a death has the birth as well, which its box gives besides.
        spans.sort_by_key(|span| span.end.place);
        for of_one_end in spans.chunk_by(|one, other| one.end.place == other.end.place) {
            if let Some((first, others)) = of_one_end.split_first() {
                cx.report(reversed(first, others, cx));
            }
        }
    }
}

/// A source that was read, or copied, before it was published.
fn used_too_early(citation: &Citation<'_>, fields: &[DateField<'_>]) -> Option<Finding> {
    let of = |wanted: CiteParam| fields.iter().find(|field| param(field) == Some(wanted));
    let published = of(CiteParam::Date).or(of(CiteParam::PublicationDate)).or(of(CiteParam::Year))?;
    let date = certain(published)?;
    // Most sources are years older than that.
    let year = date.start.year?.value;
    let is_before = |used: &DateValue| used.start.year.is_none_or(|used| used.value <= year);
    let may_be_early = |wanted| of(wanted).and_then(DateField::date).is_some_and(is_before);
    if !may_be_early(CiteParam::AccessDate) && !may_be_early(CiteParam::ArchiveDate) {
        return None;
    }
    let (earliest, _) = date.start.days()?;
    // Issues are dated ahead, and years as well.
    let ahead = match date.start.precision()? {
        Precision::Day if !citation.has_any(&ISSUES) => 2,
        Precision::Day | Precision::Month => 200,
        Precision::Period | Precision::Year => 400,
        _ => return None,
    };
    [CiteParam::AccessDate, CiteParam::ArchiveDate].into_iter().find_map(|wanted| {
        let field = of(wanted)?;
        let latest = last_day(certain(field)?)?;
        let is_early = |day: NaiveDate| (earliest - day).num_days() > ahead;
        if !is_early(latest) {
            return None;
        }
        // A date that is not that of the copy is `cite-archive-date-mismatch`.
        let copied = citation.get(CiteParam::ArchiveUrl).and_then(|url| stamped_day(url.value));
        if wanted == CiteParam::ArchiveDate && copied.is_some_and(|day| !is_early(day)) {
            return None;
        }
        let (used, then, name) = (shown(&field.text), shown(&published.text), shown(&field.name));
        let message = format!("`{name}` is `{used}`, before the source was published, `{then}`");
        let help = match wanted {
            CiteParam::ArchiveDate => {
                "look at the copy: another one is needed, or the date of publication is wrong"
            }
            _ => "one of the two dates is wrong: look at the source",
        };
        Some(Finding::new(field.span, message).label(published.span, "published").help(help))
    })
}

/// A work whose first publication comes after the one that is cited.
fn written_too_late(citation: &Citation<'_>, fields: &[DateField<'_>], cx: &Context<'_>) -> Option<Finding> {
    let original = citation.get(CiteParam::OrigDate)?;
    let published =
        fields.iter().find(|field| matches!(param(field), Some(CiteParam::Date | CiteParam::Year)))?;
    let latest = last_day(certain(published)?)?;
    let first = cx.facts.dates().grammar.read_value(original.value).ok().filter(DateValue::is_certain)?;
    let (earliest, _) = first.start.days()?;
    if earliest <= latest {
        return None;
    }
    let (name, value) = (shown(&original.name), shown(original.value));
    let message = format!("`{name}` is `{value}`, after the publication of `{}`", shown(&published.text));
    let help = "the original comes first: exchange the two, or correct the one that is wrong";
    Some(Finding::new(original.value_span, message).label(published.span, "published").help(help))
}

fn param(field: &DateField<'_>) -> Option<CiteParam> {
    match field.place {
        FieldPlace::Citation { param, .. } => param,
        _ => None,
    }
}

/// The date of a field, if there is no doubt about it.
fn certain<'f>(field: &'f DateField<'_>) -> Option<&'f DateValue> {
    field.date().filter(|date| date.is_certain())
}

/// The last day that may be meant; none for a range that goes back, which is a slip or no range.
fn last_day(date: &DateValue) -> Option<NaiveDate> {
    if date.is_reversed() {
        return None;
    }
    Some(date.end.as_ref().unwrap_or(&date.start).days()?.1)
}

/// What is wrong with a span, with others that end at the same date.
fn reversed(span: &DateSpan, others: &[&DateSpan], cx: &Context<'_>) -> Finding {
    let (start, end) = (cx.doc.slice(span.start.place), cx.doc.slice(span.end.place));
    let (start, end) = (shown(start), shown(end));
    let (message, label) = match span.kind {
        SpanKind::Life => (format!("the death, `{end}`, is before the birth, `{start}`"), "birth"),
        SpanKind::Time | SpanKind::Text => {
            (format!("the end, `{end}`, is before the beginning, `{start}`"), "beginning")
        }
    };
    let finding = Finding::new(span.end.place, message).label(span.start.place, label);
    others
        .iter()
        .fold(finding, |finding, other| finding.label(other.start.place, label))
        .help("look up both dates")
}
