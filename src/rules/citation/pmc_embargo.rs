//! `rules/citation/pmc-embargo.md`

use super::archive::whole_date;
use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds embargoes of articles in PubMed Central that are over, and such without an article.
pub struct PmcEmbargo;

impl Rule for PmcEmbargo {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(embargo) = citation.get(CiteParam::PmcEmbargoDate) else { continue };
            let (name, value) = (shown(&embargo.name), shown(embargo.value));
            let message = if !citation.has(CiteParam::Pmc) {
                format!("`{name}` without a PMC number has no effect")
            } else if is_over(embargo.value, cx) {
                format!("the embargo of the article in PubMed Central ended on {value}")
            } else {
                continue;
            };
            let fix = remove(embargo, cx.tree, Safety::Safe);
            cx.report(Finding::new(embargo.value_span, message).help("remove it").fix(fix));
        }
    }
}

/// Whether the value is a day before today.
fn is_over(value: &str, cx: &Context<'_>) -> bool {
    whole_date(value, cx.facts.dates().grammar).is_some_and(|(day, _)| day < cx.today)
}
