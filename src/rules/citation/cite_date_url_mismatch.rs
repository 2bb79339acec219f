//! `rules/citation/cite-date-url-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::value::url_date::path_day;

/// Finds dates of publication that differ from the day in the path of the URL.
pub struct CiteDateUrlMismatch;

const DATED: CiteParams = CiteParams::of(&[CiteParam::Date, CiteParam::Year]);

/// How many days the printed issue and the page may be apart: those of a weekly.
const TOLERANCE: i64 = 7;

impl Rule for CiteDateUrlMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (at, fields) in facts.date_values().by_citation() {
            let Some(citation) = facts.citations().get(at) else { continue };
            if !citation.has(CiteParam::Url) || !citation.has_any(&DATED) {
                continue;
            }
            if let Some(finding) = mismatch(citation, fields) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>, fields: &[DateField<'_>]) -> Option<Finding> {
    let url = citation.get(CiteParam::Url)?;
    let is_date = |field: &&DateField<'_>| {
        matches!(field.place, FieldPlace::Citation { param: Some(CiteParam::Date | CiteParam::Year), .. })
    };
    let field = fields.iter().find(is_date)?;
    // Issues are dated by the month, and put on the web on some other day.
    let date = field.date().filter(|date| date.is_day())?;
    let (stated, _) = date.start.days()?;
    let day = path_day(url.value)?;
    if (stated - day).num_days().abs() <= TOLERANCE {
        return None;
    }
    let message = format!("`{}` is not the day in the URL, {day}", shown(&field.text));
    let finding = Finding::new(field.span, message).label(url.value_span, "the URL names another day");
    Some(finding.help("look at the source: the date is mistyped, or the URL is that of another page"))
}
