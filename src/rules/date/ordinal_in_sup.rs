//! `rules/date/ordinal-in-sup.md`

use super::own::origin_at;
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds endings of ordinal numbers that are raised.
pub struct OrdinalInSup;

impl Rule for OrdinalInSup {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(language) = cx.language else { return };
        if !language.dates.avoided.contains(&DateHabit::RaisedOrdinal) {
            return;
        }
        let Some(tag) = Tag::cast(node).filter(|tag| tag.name() == "sup") else { return };
        let content = tag.content_span();
        let suffix = cx.doc.slice(content);
        let is_suffix =
            language.dates.ordinal_suffixes.iter().any(|known| known.eq_ignore_ascii_case(suffix.trim()));
        let before = cx.doc.text().get(..node.span().start as usize).unwrap_or_default();
        let number = before.len() - before.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
        if !is_suffix || number == 0 || origin_at(cx, node.span().start - 1) > Origin::Own {
            return;
        }
        let span = Span::new(node.span().start - number as u32, node.span().end);
        let instead = format!("{}{}", &before[before.len() - number..], suffix.trim());
        let edits = vec![Edit::replace(node.span(), suffix.trim())];
        let title = format!("write `{instead}`");
        cx.report(
            Finding::new(span, format!("the ending of `{instead}` is raised"))
                .help(title.clone())
                .cluster("raised")
                .fix(Fix::new(title, edits, Safety::Suggested)),
        );
    }
}
