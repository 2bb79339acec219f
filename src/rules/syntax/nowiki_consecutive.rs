//! `rules/syntax/nowiki-consecutive.md`

use super::nowiki::{Nowiki, Place};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds `nowiki` tags that follow each other directly.
pub struct NowikiConsecutive;

impl Rule for NowikiConsecutive {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(nowiki) = Nowiki::of(node).filter(|nowiki| nowiki.place() == Place::Consecutive) else {
            return;
        };
        let finding = Finding::new(nowiki.span, "one `nowiki` tag follows another")
            .help("write one tag around both, or remove the empty one");
        let last = (nowiki.span.start as usize).checked_sub(1).map(|at| cx.tree.leaf_at(at as u32));
        let earlier = last.and_then(NodeRef::parent).and_then(Nowiki::of);
        let surplus = match earlier {
            _ if nowiki.is_empty() => nowiki.span,
            Some(earlier) if earlier.is_empty() => earlier.span,
            Some(earlier) => Span::new(earlier.content.end, nowiki.content.start),
            None => return cx.report(finding),
        };
        let fix = Fix::new("join the tags", vec![Edit::delete(surplus)], Safety::Safe);
        cx.report(finding.fix(fix));
    }
}
