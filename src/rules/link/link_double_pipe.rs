//! `rules/link/link-double-pipe.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// Finds links with a second `|`, which readers see.
pub struct LinkDoublePipe;

impl Rule for LinkDoublePipe {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Wikilink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(link) = Link::cast(node).filter(|link| link.has_label()) else { return };
        let mut texts = link.label_nodes().filter(|node| node.kind() == Kind::Text);
        let Some(bar) = texts.find_map(bar) else { return };
        let label = cx.doc.slice(link.label_span());
        // `[[Absolute value||x|]]` shows what is meant.
        if label.len() > 1 && label.starts_with('|') && label.ends_with('|') {
            return;
        }
        let message = format!("readers see a `|` in the link's text `{}`", shown(label));
        let finding = Finding::new(bar, message);
        cx.report(if bar.start == link.label_span().start && label.len() > 1 {
            let fix = Fix::new("leave out the second `|`", vec![Edit::delete(bar)], Safety::Suggested);
            finding.help("leave out the second `|`").fix(fix)
        } else {
            finding.severity(Severity::Info).help("only the first `|` of a link separates")
        });
    }
}

/// The first `|` of a text.
fn bar(text: NodeRef<'_>) -> Option<Span> {
    let at = text.span().range().start + memchr::memchr(b'|', text.source().as_bytes())?;
    Some(Span::of(at..at + 1))
}
