//! `rules/citation/cite-archive-date-mismatch.md`

use chrono::Days;

use super::archive::{alike, day_of, day_of_copy, day_of_url, written};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{DateHabit, ParamType};
use crate::rules::shown;
use crate::syntax::Template;
use crate::value::date::Form;

/// Finds archive dates that differ from the time stamp in the archive's URL.
pub struct CiteArchiveDateMismatch;

impl Rule for CiteArchiveDateMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, dates) in facts.date_values().by_citation() {
            let cited = facts.citations().get(citation);
            if let Some(finding) = cited.and_then(|citation| mismatch(citation, dates, cx)) {
                cx.report(finding);
            }
        }
        let of_copies = facts.date_values().elsewhere.iter().filter(|date| date.place == FieldPlace::Archive);
        for date in of_copies {
            if let Some(finding) = in_template(date, cx) {
                cx.report(finding);
            }
        }
    }
}

/// The date that a template for copies is given, where it is not that of the URL beside it.
fn in_template(date: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let template = Template::cast(cx.tree.node(date.node).parent()?)?;
    let schema = cx.facts.schema(template.node())?;
    // `date2` belongs to `url2`.
    let number = |name: &str| name.trim_start_matches(|sign: char| !sign.is_ascii_digit()).to_owned();
    let url = template.arguments().find(|argument| {
        let is_copy = schema.param(&argument.key).is_some_and(|param| param.kind == ParamType::ArchiveUrl);
        is_copy && number(&argument.key) == number(&date.name)
    })?;
    let span = url.value_span().trim(cx.doc.text());
    let (copied, tolerance) = day_of_url(cx.doc.slice(span))?;
    let value = date.date()?;
    let stated = day_of(value)?;
    if (copied - stated).num_days().abs() <= tolerance {
        return None;
    }
    // `04/01/2006` may be either of two days.
    let is_clear = value.form() != Form::Numeric || !date.text.contains('/');
    let like_it = is_clear.then(|| alike(copied, &date.text, value, cx.language)).flatten();
    let right = like_it.unwrap_or_else(|| copied.to_string());
    let message = format!("date `{}` is not that of the copy, `{right}`", shown(&date.text));
    let finding = Finding::new(date.span, message)
        .label(span, "the URL says when the copy was made")
        .help("give the day of the copy; if another copy was meant, correct its URL");
    let fix = || Fix::replace(format!("write `{right}`"), date.span, &right, Safety::Suggested);
    Some(if date.is_verbatim() { finding.fix(fix()) } else { finding })
}

fn mismatch(citation: &Citation<'_>, dates: &[DateField<'_>], cx: &Context<'_>) -> Option<Finding> {
    let url = citation.only_of_kind(ParamType::ArchiveUrl)?;
    let date = citation.only_of_kind(ParamType::ArchiveDate)?;
    let (copied, tolerance) = day_of_copy(url)?;
    let read = dates.iter().find(|read| read.node == date.node).filter(|_| date.is_literal)?;
    let is_same = match day_of(read.date()?) {
        Some(stated) => (copied - stated).num_days().abs() <= tolerance,
        // Where the citation module wants a whole day, another rule says so.
        None if cx.profile.dates.refused.contains(&DateHabit::Form) => return None,
        None => {
            let date = read.date().filter(|date| date.is_certain() && !date.is_range())?;
            let (first, last) = date.start.days()?;
            let tolerance = Days::new(tolerance.unsigned_abs());
            (first.checked_sub_days(tolerance)?..=last.checked_add_days(tolerance)?).contains(&copied)
        }
    };
    if is_same {
        return None;
    }
    let right = written(copied, citation, cx);
    let message = format!("archive date `{}` is not that of the copy, `{right}`", shown(date.value));
    let title = format!("write `{right}`");
    Some(
        Finding::new(date.value_span, message)
            .label(url.value_span, "the URL says when the copy was made")
            .help("give the day of the copy; if another copy was meant, correct its URL")
            .fix(Fix::replace(title, date.value_span, right, Safety::Suggested)),
    )
}
