//! `rules/citation/cite-page-vs-pages.md`

use super::pages::{is_page, range};
use super::rename;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds one page in the parameter for several, and several in that for one.
pub struct CitePageVsPages;

const PAGES: CiteParams = CiteParams::of(&[CiteParam::Page, CiteParam::Pages]);

/// Below this a number with a hyphen can be a page of a chapter: `3-12`.
const SURELY_A_RANGE: u32 = 100;

/// A number of so many digits is that of an article, which journals without pages give in their place.
const ARTICLE_NUMBER: usize = 5;

impl Rule for CitePageVsPages {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let pages = facts.cited(&PAGES).filter(|(_, field)| field.is_literal && !field.is_as_written());
        for (citation, field) in pages.filter(|(citation, _)| citation.schema.is_of_module) {
            // Names in other languages may be for one and for several.
            let is_english = matches!(&*field.name, "page" | "p" | "pages" | "pp");
            let Some(other) = wanted(field).filter(|_| is_english) else { continue };
            let (name, value) = (shown(&field.name), shown(field.value));
            let (message, help) = if other == "page" {
                let help = "write it as `page`, or leave it out if it is the number of all pages of the work";
                (format!("one page `{value}` in `{name}`, which is for several"), help)
            } else {
                (format!("several pages `{value}` in `{name}`, which is for one"), "write them as `pages`")
            };
            cx.report(report(citation, field, other, message).help(help));
        }
    }
}

fn report(citation: &Citation<'_>, field: &Field<'_>, other: &str, message: String) -> Finding {
    let finding = Finding::new(field.value_span, message).cluster(field.name.to_string());
    // One number of a book may be that of all its pages.
    let is_certain = field.cite() == Some(CiteParam::Page) || citation.has(CiteParam::Journal);
    let Some(mut fix) = rename(citation, field, other, Safety::Suggested).filter(|_| is_certain) else {
        return finding;
    };
    if let Some(range) = range(field.value).filter(|range| range.has_hyphen) {
        fix.edits.push(Edit::replace(field.value_span, format!("{}–{}", range.start, range.end)));
    }
    finding.fix(fix)
}

/// The parameter that the value belongs into instead.
fn wanted(field: &Field<'_>) -> Option<&'static str> {
    if field.cite() == Some(CiteParam::Pages) {
        let is_one = is_page(field.value) && field.value.chars().count() < ARTICLE_NUMBER;
        return is_one.then_some("page");
    }
    let range = range(field.value)?;
    let (start, end) = range.numbers()?;
    let is_range = start < end && (!range.has_hyphen || start >= SURELY_A_RANGE);
    is_range.then_some("pages")
}
