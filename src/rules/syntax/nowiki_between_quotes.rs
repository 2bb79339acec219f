//! `rules/syntax/nowiki-between-quotes.md`

use super::nowiki::{Nowiki, Place};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds empty `nowiki` tags between the end and the beginning of bold or italic text.
pub struct NowikiBetweenQuotes;

impl Rule for NowikiBetweenQuotes {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(nowiki) = Nowiki::of(node).filter(|nowiki| nowiki.place() == Place::BetweenQuotes) else {
            return;
        };
        let quotes = |text: &str| text.len() - text.trim_end_matches('\'').len();
        let n_before = quotes(nowiki.before);
        let n_after = nowiki.after.len() - nowiki.after.trim_start_matches('\'').len();
        let mut finding = Finding::new(nowiki.span, "this tag stands between two runs of quotes")
            .help("write the text between the outer quotes in one, or leave out the quotes and the tag");
        // Equal runs end what begins again after the tag.
        let style = if n_before == 2 { Kind::Italic } else { Kind::Bold };
        let ends = node.span().start.checked_sub(1).map(|at| cx.tree.leaf_at(at));
        let is_end = ends
            .and_then(NodeRef::parent)
            .is_some_and(|styled| styled.kind() == style && styled.span().end == node.span().start);
        if n_before == n_after && n_before <= 3 && is_end {
            let n = n_before as u32;
            let all = Span::new(nowiki.span.start - n, nowiki.span.end + n);
            finding =
                finding.fix(Fix::new("join what they enclose", vec![Edit::delete(all)], Safety::Suggested));
        }
        cx.report(finding);
    }
}
