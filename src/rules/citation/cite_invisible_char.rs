//! `rules/citation/cite-invisible-char.md`

use super::nodes_in_value;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::ParamType;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::NodeRef;

/// Finds spaces in values that the citation module takes no other space for.
pub struct CiteInvisibleChar;

const NO_BREAK: char = '\u{A0}';
const HAIR: char = '\u{200A}';

impl Rule for CiteInvisibleChar {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // Most texts have none of the two, and most fields where a text has some.
        let spaces = facts.characters().spaces.iter();
        let places: Vec<u32> =
            spaces.filter(|(_, sign)| matches!(*sign, NO_BREAK | HAIR)).map(|(at, _)| *at).collect();
        if places.is_empty() {
            return;
        }
        let is_near = |field: &&Field<'_>| {
            let next = places.get(places.partition_point(|at| *at < field.value_span.start));
            next.is_some_and(|at| *at < field.value_span.end)
        };
        let is_shown = |field: &&Field<'_>| {
            field.param.is_some_and(|param| matches!(param.kind, ParamType::Text | ParamType::Title))
        };
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            for field in citation.filled().filter(is_near).filter(is_shown) {
                let Some((start, sign)) = nodes_in_value(field, cx.tree).find_map(invisible) else {
                    continue;
                };
                let place = Span::new(start, start + sign.len_utf8() as u32);
                let kind = if sign == HAIR { "hair space" } else { "no-break space" };
                let message = format!("{kind} (U+{:04X}) in `{}`", u32::from(sign), shown(&field.name));
                cx.report(Finding::new(place, message).help("write a plain space").fix(Fix::replace(
                    "write a plain space",
                    place,
                    " ",
                    Safety::Suggested,
                )));
            }
        }
    }
}

/// The first of the two signs in a piece of text, and where it stands.
fn invisible(node: NodeRef<'_>) -> Option<(u32, char)> {
    let text = Some(node).filter(|node| node.is_leaf())?.source();
    let (at, sign) = text.char_indices().find(|(_, sign)| matches!(*sign, NO_BREAK | HAIR))?;
    Some((node.span().start + at as u32, sign))
}
