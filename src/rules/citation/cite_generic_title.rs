//! `rules/citation/cite-generic-title.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::profile::{CitationWords, CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;
use crate::value::signs::Signs;

/// Finds titles that a server said instead of the page: errors, logins, placeholders.
pub struct CiteGenericTitle;

const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::TransTitle]);

impl Rule for CiteGenericTitle {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.cited(&TITLES).filter(|(_, field)| field.is_literal && !field.is_as_written())
        {
            let Some(said) = not_of_the_page(field) else { continue };
            let at = said.as_ptr() as usize - field.value.as_ptr() as usize;
            let start = field.value_span.start + at as u32;
            let place = Span::new(start, start + said.len() as u32);
            let message = format!("the title `{}` is not that of the source", shown(said));
            cx.report(
                Finding::new(place, message)
                    .help("open the link, or an archived copy of it, and write the title that the page has")
                    .cluster(said),
            );
        }
    }
}

/// What a server said, in the place of the title or as part of it.
fn not_of_the_page<'a>(field: &Field<'a>) -> Option<&'a str> {
    let has_letters = field.signs.has(Signs::LOWER.or(Signs::UPPER));
    CitationWords::known().not_of_a_title(field.value, has_letters)
}
