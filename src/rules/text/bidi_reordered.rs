//! `rules/text/bidi-reordered.md`

use super::directions::Directions;
use super::named;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// Finds controls of directions that show a text in another order than it is stored.
pub struct BidiReordered;

impl Rule for BidiReordered {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for direction in Directions::read(cx).started {
            let Some((stored, seen)) = direction.turned(cx.doc.text()) else { continue };
            let message = format!(
                "{} turns `{}` around: readers see `{}`",
                named(direction.sign),
                shown(&stored),
                shown(&seen)
            );
            let order = format!("remove the {}", named(direction.sign));
            let mut edits = vec![Edit::delete(direction.opener)];
            if direction.is_ended {
                let end = direction.inner.end;
                let closer = cx.doc.text().get(end as usize..).and_then(|rest| rest.chars().next());
                let width = closer.map_or(0, char::len_utf8) as u32;
                edits.push(Edit::delete(Span::new(end, end + width)));
            }
            cx.report(
                Finding::new(direction.opener, message)
                    .help(format!(
                        "{order} if it is not meant; search, copies and programs get the other text"
                    ))
                    .fix(Fix::new(order, edits, Safety::Suggested)),
            );
        }
    }
}
