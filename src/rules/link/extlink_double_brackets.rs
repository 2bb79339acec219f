//! `rules/link/extlink-double-brackets.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds web addresses in double brackets.
pub struct ExtlinkDoubleBrackets;

impl Rule for ExtlinkDoubleBrackets {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let (text, link) = (cx.doc.text(), node.span());
        let (before, after) = (
            text.get(..link.range().start).unwrap_or_default(),
            text.get(link.range().end..).unwrap_or_default(),
        );
        let is_double = before.ends_with('[') && after.starts_with(']');
        let is_more = before.ends_with("[[") || after.starts_with("]]");
        // The brackets themselves are text; a link that nothing closes is another rule's.
        if !is_double || is_more || node.next_sibling().is_none_or(|next| next.kind() != Kind::Text) {
            return;
        }
        let (opening, closing) = (Span::new(link.start - 1, link.start), Span::new(link.end, link.end + 1));
        let fix = Fix::new(
            "write single brackets",
            vec![Edit::delete(opening), Edit::delete(closing)],
            Safety::Suggested,
        );
        cx.report(
            Finding::new(
                Span::new(opening.start, opening.end + 1),
                "`[[` stands before a web address, so readers see a bracket on each side of the link",
            )
            .help("write one `[` before a web address and one `]` after it")
            .fix(fix),
        );
    }
}
