//! `rules/link/extlink-pipe.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};
use crate::value::url::check_url;

/// Finds external links that have a `|` between address and text, as internal ones have.
pub struct ExtlinkPipe;

impl Rule for ExtlinkPipe {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(link) = ExternalLink::cast(node) else { return };
        if let Some(finding) = in_address(link).or_else(|| before_text(link)) {
            cx.report(finding);
        }
    }
}

/// A `|` that makes the text's first word a part of the address.
fn in_address(link: ExternalLink<'_>) -> Option<Finding> {
    let url = link.url_span();
    let source = link.node().document_text().get(url.range())?;
    let at = memchr::memchr(b'|', source.as_bytes())?;
    let (address, word) = (source.get(..at)?, source.get(at + 1..)?);
    // A query may hold a `|`, and so may a path that goes on.
    let may_belong = address.contains('?') || word.contains(['/', '&', '?', '%', '|']);
    if may_belong || !matches!(check_url(address), Some(Ok(_))) {
        return None;
    }
    let bar = Span::new(url.start + at as u32, url.start + at as u32 + 1);
    let finding =
        Finding::new(bar, "this `|` and what follows it up to the next space belong to the address")
            .help("write a space between address and text");
    if word.contains('=') {
        return Some(finding);
    }
    // Where no word follows, the text has a space of its own before it.
    let edit = if word.is_empty() { Edit::delete(bar) } else { Edit::replace(bar, " ") };
    Some(finding.fix(Fix::new("write a space between address and text", vec![edit], Safety::Suggested)))
}

/// A `|` that readers see at the start of the text.
fn before_text(link: ExternalLink<'_>) -> Option<Finding> {
    let text = link.label_nodes().next().filter(|first| first.kind() == Kind::Text)?;
    let source = text.source();
    let after_space = source.trim_start_matches(' ');
    let after = after_space.strip_prefix('|').filter(|after| !after.starts_with('|'))?;
    let start = text.span().start + (source.len() - after_space.len()) as u32;
    let spaces = after.len() - after.trim_start_matches(' ').len();
    let surplus = Span::new(start, start + 1 + spaces as u32);
    let finding = Finding::new(Span::new(start, start + 1), "readers see this `|` before the link's text")
        .help("a space alone separates address and text");
    // A part of a citation is no text.
    if after.split_whitespace().next().is_some_and(|word| word.contains('=')) {
        return Some(finding);
    }
    Some(finding.fix(Fix::new("leave out the `|`", vec![Edit::delete(surplus)], Safety::Suggested)))
}
