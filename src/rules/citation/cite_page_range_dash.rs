//! `rules/citation/cite-page-range-dash.md`

use super::pages::{self, is_page};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::signs::Signs;

/// Finds ranges of pages written with a hyphen.
pub struct CitePageRangeDash;

/// What its findings are shown together as.
const CLUSTER: &str = "pages";

impl Rule for CitePageRangeDash {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // Where a language joins numbers with a hyphen, it is as right in its own templates.
        let has_hyphens = cx.language.is_some_and(|language| language.dashes.range.is_empty());
        let judged = facts.citations().iter().filter(|citation| !has_hyphens || citation.schema.is_of_module);
        for citation in judged {
            let Some(pages) = citation.get(CiteParam::Pages) else { continue };
            if !pages.signs.has(Signs::HYPHEN) || !pages.is_literal || pages.is_as_written() {
                continue;
            }
            let Some(dashed) = dashed(pages.value) else { continue };
            let message = format!("range of pages `{}` has a hyphen", shown(pages.value));
            let fix = Fix::replace(format!("write `{dashed}`"), pages.value_span, &dashed, Safety::Suggested);
            cx.report(
                Finding::new(pages.value_span, message)
                    .help(format!("write an en dash: `{}`", shown(&dashed)))
                    .cluster(CLUSTER)
                    .fix(fix),
            );
        }
    }
}

/// The value with en dashes in its ranges; none where it has no hyphen, or anything but numbers and ranges of them.
fn dashed(value: &str) -> Option<String> {
    if !value.contains('-') {
        return None;
    }
    let parts: Option<Vec<String>> = value.split(',').map(|part| range(part.trim())).collect();
    Some(parts?.join(", "))
}

/// One number, or a range whose end is above its start; the end may leave out digits that it shares with the start.
fn range(part: &str) -> Option<String> {
    if is_page(part) {
        return Some(part.to_owned());
    }
    let range = pages::range(part)?;
    let (start, end) = range.numbers()?;
    (start < end).then(|| format!("{}–{}", range.start, range.end))
}
