use serde::Serialize;

use crate::facts::Facts;
use crate::facts::citations::{Citation, Field};
use crate::facts::links::Link;
use crate::profile::{CiteParam, ParamType, UrlStatus};
use crate::syntax::{NodeRef, Template};
use crate::value::date::{DateGrammar, Moment};
use crate::value::entity::decode_all;

/// What marks a link as dead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeadMark {
    /// What is written: the template, or the parameter with its value: `{{Dead link}}`, `url-status=dead`.
    pub by: String,
    /// Since when, as exactly as the mark says it: `2012-05`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

impl DeadMark {
    /// The mark in a few words: `{{Dead link}} of 2012-05`.
    pub fn said(&self) -> String {
        match &self.since {
            Some(since) => format!("{} of {since}", self.by),
            None => self.by.clone(),
        }
    }
}

/// What a citation says of its link, and the mark of a dead link: that of a template rather than the citation's.
pub(super) fn read(link: &Link, facts: &Facts<'_>) -> (Option<UrlStatus>, Option<DeadMark>) {
    let said = facts.citation_of(link).and_then(|(citation, _)| status(citation));
    let by_citation = || {
        let (_, field) = said.filter(|(status, _)| status.is_dead())?;
        let by = format!("{}={}", field.name, field.value);
        let since = (field.cite() == Some(CiteParam::DeadUrl)).then(|| since(field.value, facts)).flatten();
        Some(DeadMark { by, since })
    };
    let mark = match link.dead {
        Some(mark) => by_template(facts.tree.node(mark), facts),
        None => by_citation(),
    };
    (said.map(|(status, _)| status), mark)
}

/// What a citation says of the original, and where.
fn status<'c>(citation: &'c Citation<'_>) -> Option<(UrlStatus, &'c Field<'c>)> {
    let status = citation.get(CiteParam::UrlStatus);
    let status = status.and_then(|field| Some((UrlStatus::of_status(field.value)?, field)));
    let dead = || citation.get(CiteParam::DeadUrl).map(|field| (UrlStatus::of_dead_url(field.value), field));
    status.or_else(dead)
}

fn by_template(mark: NodeRef<'_>, facts: &Facts<'_>) -> Option<DeadMark> {
    let template = Template::cast(mark)?;
    let by = format!("{{{{{}}}}}", template.literal_name().unwrap_or_default());
    let schema = facts.schema(mark)?;
    let is_month = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::MonthYear);
    let date = template.arguments().filter(|argument| is_month(&argument.key)).last();
    Some(DeadMark { by, since: date.and_then(|date| since(date.value(), facts)) })
}

/// The first year in which a link on the web could be found dead.
const FIRST_YEAR: i32 = 1994;

/// A date with as many of its parts as are written.
fn since(written: &str, facts: &Facts<'_>) -> Option<String> {
    let grammar = match facts.language {
        Some(language) => language.date_grammar(),
        None => DateGrammar::numeric(),
    };
    let date = grammar.read_value(&decode_all(written)).ok()?;
    let Moment { year, month, day, .. } = date.start;
    let year = year.map(|year| year.value).filter(|year| *year >= FIRST_YEAR)?;
    Some(match (month, day) {
        (None, _) => format!("{year:04}"),
        (Some(month), None) => format!("{year:04}-{:02}", month.value),
        (Some(month), Some(day)) => format!("{year:04}-{:02}-{:02}", month.value, day.value),
    })
}
