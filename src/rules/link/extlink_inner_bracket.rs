//! `rules/link/extlink-inner-bracket.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};

/// Finds external links whose text is cut at a bracket that belongs to it.
pub struct ExtlinkInnerBracket;

impl Rule for ExtlinkInnerBracket {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(external) = ExternalLink::cast(node) else { return };
        let Some(opening) = last_open(external) else { return };
        let text = cx.doc.text();
        let end = node.span().end;
        let line = text.get(end as usize..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        // What follows up to the bracket that was meant as the link's end is text.
        let Some(second) = line.find(['[', ']', '{', '}', '<']).filter(|&at| line[at..].starts_with(']'))
        else {
            return;
        };
        let closing = Span::new(end - 1, end);
        let outer = end + second as u32;
        let finding = Finding::new(closing, "the link's text ends at this `]`, which closes a `[` in it")
            .label(opening, "the `[` in the text")
            .label(Span::new(outer, outer + 1), "readers see this `]`")
            .help("write `&#91;` and `&#93;` for the brackets in the text");
        let edits = vec![Edit::replace(opening, "&#91;"), Edit::replace(closing, "&#93;")];
        cx.report(finding.fix(Fix::new(
            "write the inner brackets as `&#91;` and `&#93;`",
            edits,
            Safety::Safe,
        )));
    }
}

/// The last `[` in the text of a link that no `]` follows there.
fn last_open(external: ExternalLink<'_>) -> Option<Span> {
    let texts = external.label_nodes().filter(|node| node.kind() == Kind::Text);
    let place = |node: NodeRef<'_>| {
        let at = memchr::memrchr(b'[', node.source().as_bytes())?;
        let start = node.span().start + at as u32;
        Some(Span::new(start, start + 1))
    };
    texts.filter_map(place).last()
}
