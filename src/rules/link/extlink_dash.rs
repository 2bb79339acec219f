//! `rules/link/extlink-dash.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};

/// Finds external links whose text begins with a dash.
pub struct ExtlinkDash;

impl Rule for ExtlinkDash {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(external) = ExternalLink::cast(node) else { return };
        let Some(text) = external.label_nodes().next().filter(|first| first.kind() == Kind::Text) else {
            return;
        };
        let source = text.source();
        let label = source.trim_start_matches([' ', '\u{A0}']);
        let dash = label.len() - label.trim_start_matches(['-', '–', '—']).len();
        let after = label.get(dash..).unwrap_or_default();
        if dash == 0 || !after.starts_with([' ', '\u{A0}']) || after.trim().is_empty() {
            return;
        }
        let start = text.span().start + (source.len() - label.len()) as u32;
        let spaces = after.len() - after.trim_start_matches([' ', '\u{A0}']).len();
        let place = Span::new(start, start + dash as u32);
        let surplus = Span::new(start, place.end + spaces as u32);
        cx.report(
            Finding::new(place, "readers see this dash at the start of the link's text")
                .help("a space alone separates address and text")
                .fix(Fix::new("leave out the dash", vec![Edit::delete(surplus)], Safety::Suggested)),
        );
    }
}
