//! `rules/text/html-entity-double-escaped.md`

use super::looked_up::is_looked_up;
use super::references::{is_read, reference, references};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::value::entity;

/// The reference that a `&` of its own is written as.
const AMPERSAND: &str = "&amp;";

/// Finds character references whose `&` was written as one.
pub struct HtmlEntityDoubleEscaped;

impl Rule for HtmlEntityDoubleEscaped {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut found = Vec::new();
        for (span, _) in references(cx).filter(|(_, reference)| *reference == AMPERSAND) {
            let mut rest = text.get(span.end as usize..).unwrap_or_default();
            let mut end = span.end;
            while let Some(behind) = rest.strip_prefix("amp;") {
                rest = behind;
                end += 4;
            }
            let window = text.floor_char_boundary(end as usize + entity::MAX_LENGTH);
            let name = text.get(end as usize..window).unwrap_or_default();
            let inner = format!("&{name}");
            let known = reference(&inner).filter(|inner| entity::decode(inner).is_some());
            let (inner, length) = match known {
                Some(inner) => (inner, inner.len() as u32 - 1),
                None if end > span.end => (AMPERSAND, 0),
                None => continue,
            };
            let span = Span::new(span.start, end + length);
            if !is_read(span, cx) {
                continue;
            }
            let seen = cx.doc.slice(span).replacen("amp;", "", 1);
            let order = format!("write `{inner}`");
            let mut finding = Finding::new(
                span,
                format!("`{}` is escaped twice: readers see `{seen}`", cx.doc.slice(span)),
            )
            .help(format!("{order}, unless the reference itself is meant to be read"))
            .cluster(inner.to_owned());
            if !is_looked_up(span, cx) {
                finding = finding.fix(Fix::replace(order, span, inner, Safety::Suggested));
            }
            found.push(finding);
        }
        found.into_iter().for_each(|finding| cx.report(finding));
    }
}
