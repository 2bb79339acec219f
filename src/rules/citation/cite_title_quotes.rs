//! `rules/citation/cite-title-quotes.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;

/// Finds titles that stand in quotation marks as a whole.
pub struct CiteTitleQuotes;

const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::Chapter]);

/// Quotation marks of all languages: an opening one with the closing ones that it may have.
const QUOTES: [(char, &[char]); 4] = [('"', &['"']), ('“', &['”']), ('„', &['“', '”', '‟']), ('«', &['»'])];

impl Rule for CiteTitleQuotes {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.cited(&TITLES).filter(|(_, field)| field.is_literal && !field.is_as_written())
        {
            let Some(title) = quoted(field.value) else { continue };
            let message = format!("title `{}` stands in quotation marks", shown(field.value));
            let at = title.as_ptr() as usize - field.value.as_ptr() as usize;
            let start = field.value_span.start + at as u32;
            let inner = Span::new(start, start + title.len() as u32);
            let ends =
                [Span::new(field.value_span.start, inner.start), Span::new(inner.end, field.value_span.end)];
            let edits = ends.into_iter().map(Edit::delete).collect();
            cx.report(
                Finding::new(field.value_span, message)
                    .help("leave them out: the template writes those that the style wants")
                    .fix(Fix::new("remove the quotation marks", edits, Safety::Suggested)),
            );
        }
    }
}

/// What stands between two quotation marks at the ends of a title, if no other ones stand between them.
fn quoted(title: &str) -> Option<&str> {
    let first = title.chars().next()?;
    let (open, closing) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let inner = title.strip_prefix(first)?.strip_suffix(*closing)?;
    let is_single = !inner.contains(*open) && !inner.contains(*closing);
    (is_single && !inner.trim().is_empty()).then_some(inner)
}
