//! `rules/table/table-class-old.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::TableClasses;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, attribute};

/// Finds classes of tables that others took the place of.
pub struct TableClassOld;

impl Rule for TableClassOld {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Table]))
    }

    fn visit(&self, table: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(class) = attribute(table, "class") else { return };
        let mut at = 0;
        for part in class.value.split_inclusive(|sign: char| sign.is_ascii_whitespace()) {
            let name = part.trim_end();
            let start = class.value_span.start + at as u32;
            at += part.len();
            let Some(newer) = TableClasses::known().newer(name) else { continue };
            let span = Span::new(start, start + name.len() as u32);
            let has_both = class.value.split_whitespace().any(|other| other.eq_ignore_ascii_case(newer));
            let finding = Finding::new(span, format!("the class `{name}` has become `{newer}`"));
            cx.report(match has_both {
                true => finding.help(format!("remove it: `{newer}` is there too")),
                false => {
                    let title = format!("write `{newer}`");
                    finding.help(title.clone()).fix(Fix::replace(title, span, newer, Safety::Suggested))
                }
            });
        }
    }
}
