//! `rules/syntax/unclosed-wikilink.md`

use super::{End, openers, quoted, with_around};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Finds `[[` that nothing closes.
pub struct UnclosedWikilink;

impl Rule for UnclosedWikilink {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (opener, node, end) in openers(b'[', cx) {
            cx.report(with_around(finding(node, end), opener));
        }
    }
}

fn finding(opener: NodeRef<'_>, end: End) -> Finding {
    let link = quoted(opener);
    let mut place = opener.span();
    let next = opener.next_sibling().filter(|next| matches!(next.kind(), Kind::BareUrl | Kind::ExternalLink));
    if let Some(next) = next {
        // The link's own bracket is the last one of the run.
        place.end += u32::from(next.kind() == Kind::ExternalLink);
        let finding = Finding::new(place, "`[[` stands before a web address, so readers see a bracket")
            .help("write one `[` before a web address and one `]` after it");
        let is_closed = next.kind() == Kind::ExternalLink && place.len() == 2;
        let surplus = Span::new(place.start, place.start + 1);
        let fix = || Fix::new("write one `[`", vec![Edit::delete(surplus)], Safety::Suggested);
        return if is_closed { finding.fix(fix()) } else { finding };
    }
    match end {
        End::Single(one) => {
            Finding::new(place, format!("`{link}` is closed by one `]` alone, so readers see it as text"))
                .help("write `]]`")
                .label(one, "one `]` is not enough")
                .fix(Fix::new("write `]]`", vec![Edit::insert(one.end, "]")], Safety::Suggested))
        }
        End::Double(two) => {
            Finding::new(place, format!("`{link}` holds another link, so readers see its brackets as text"))
                .help("close this link before the other one begins, or remove the brackets of one of them")
                .label(two, "this `]]` is shown as text, too")
        }
        _ => Finding::new(place, format!("`{link}` is never closed, so readers see it as text"))
            .help("write `]]` where the link ends"),
    }
}
