//! `rules/citation/cite-page-range-dash.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;

/// Finds ranges of pages written with a hyphen.
pub struct CitePageRangeDash;

/// The parameter for more than one page.
const PAGES: &str = "pages";

impl Rule for CitePageRangeDash {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(pages) = citation.named(PAGES).filter(|pages| pages.is_literal) else { continue };
            let Some(dashed) = dashed(pages.value) else { continue };
            let message = format!("range of pages `{}` has a hyphen", shown(pages.value));
            let fix = Fix::replace(format!("write `{dashed}`"), pages.value_span, &dashed, Safety::Suggested);
            cx.report(
                Finding::new(pages.value_span, message)
                    .help(format!("write an en dash: `{}`", shown(&dashed)))
                    .cluster(PAGES)
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
    const MAX_DIGITS: usize = 5;
    let is_number =
        |text: &str| (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((start, end)) = part.split_once(['-', '–']) else {
        return is_number(part).then(|| part.to_owned());
    };
    let (start, end) = (start.trim(), end.trim_start_matches('-').trim());
    if !is_number(start) || !is_number(end) || end.starts_with('0') {
        return None;
    }
    let shared = start.len().saturating_sub(end.len());
    let (from, to): (u32, u32) = (start.get(shared..)?.parse().ok()?, end.parse().ok()?);
    (from < to).then(|| format!("{start}–{end}"))
}
