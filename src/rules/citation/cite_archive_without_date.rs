//! `rules/citation/cite-archive-without-date.md`

use super::archive::{day_of_copy, written};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::ParamType;

/// Finds citations with an archived copy and no date of it.
pub struct CiteArchiveWithoutDate;

impl Rule for CiteArchiveWithoutDate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let has_date = citation.kinds.contains(ParamType::ArchiveDate);
            let url = citation.of_kind(ParamType::ArchiveUrl).filter(|_| !has_date);
            let takes_dates = || citation.schema.params_of(ParamType::ArchiveDate).next().is_some();
            // Behind a bracket that opens in the URL, the next two end the template before its time.
            let is_cut = |url: &Field<'_>| url.value.contains('{');
            let Some(url) = url.filter(|url| takes_dates() && !is_cut(url)) else { continue };
            let mut finding = Finding::new(url.value_span, "archived copy without its date")
                .help("give the day on which the copy was made");
            if let Some(fix) = fix(citation, url, cx) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// Fills the field for the date, or adds one under the name that goes with that of the URL.
fn fix(citation: &Citation<'_>, url: &Field<'_>, cx: &Context<'_>) -> Option<Fix> {
    let (day, _) = day_of_copy(url)?;
    let date = written(day, citation, cx);
    let is_date = |field: &&Field<'_>| field.param.is_some_and(|param| param.kind == ParamType::ArchiveDate);
    let edit = match citation.fields.iter().filter(|field| field.counts).find(is_date) {
        Some(empty) => {
            let written = cx.tree.node(empty.node).source();
            let name = written.trim_end().strip_suffix('=');
            let space = if name.is_some_and(|name| name.ends_with(char::is_whitespace)) { " " } else { "" };
            let end = empty.value_start(cx.tree).filter(|_| name.is_some())?;
            Edit::insert(end, format!("{space}{date}"))
        }
        None => {
            let name = url.name.strip_suffix(URL_ENDING).map(|stem| format!("{stem}{DATE_ENDING}"));
            let name = name.filter(|name| citation.schema.param(name).is_some())?;
            Edit::insert(url.value_span.end, format!(" |{name}={date}"))
        }
    };
    Some(Fix::new(format!("add the date of the copy, `{date}`"), vec![edit], Safety::Suggested))
}

/// The ends by which a parameter for the URL of a copy and that for its date are told apart.
const URL_ENDING: &str = "url";
const DATE_ENDING: &str = "date";
