//! `rules/citation/cite-pages-extra-text.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// Finds `p.` and the like in fields for pages, where the template writes it itself.
pub struct CitePagesExtraText;

/// The parameters for one page and for several.
const PAGES: [&str; 2] = ["page", "pages"];

impl Rule for CitePagesExtraText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            for field in PAGES.iter().filter_map(|name| citation.named(name)) {
                let prefixes = field.param.map(|param| param.prefixes.as_slice()).unwrap_or_default();
                let Some(length) = prefixes.iter().find_map(|prefix| prefix_length(field.value, prefix))
                else {
                    continue;
                };
                let place = Span::new(field.value_span.start, field.value_span.start + length as u32);
                let text = cx.doc.slice(place).trim_end();
                let message =
                    format!("`{text}` in `{}`: the template writes it by itself", shown(&field.name));
                let fix = Fix::replace(format!("remove `{text}`"), place, "", Safety::Suggested);
                cx.report(Finding::new(place, message).help("write the number alone").fix(fix));
            }
        }
    }
}

/// How much of a value a prefix and the white space after it take, where a number follows. A single letter counts in
/// its own case alone: `P7` is page 7 of section P.
fn prefix_length(value: &str, prefix: &str) -> Option<usize> {
    let is_prefix = |head: &&str| *head == prefix || (prefix.len() > 1 && head.eq_ignore_ascii_case(prefix));
    let head = value.get(..prefix.len()).filter(is_prefix)?;
    let after = value.get(head.len()..)?;
    let number = after.trim_start().strip_prefix("&nbsp;").unwrap_or(after).trim_start();
    number.starts_with(|sign: char| sign.is_ascii_digit()).then(|| value.len() - number.len())
}
