//! `rules/structure/heading-bold.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Heading, Kind, KindSet, NodeRef};

/// Finds headings that are bold as a whole.
pub struct HeadingBold;

impl Rule for HeadingBold {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Heading]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(heading) = Heading::cast(node) else { return };
        let is_space = |part: &NodeRef<'_>| part.kind() == Kind::Text && part.source().trim().is_empty();
        let mut parts = heading.title_nodes().filter(|part| !is_space(part));
        let (Some(bold), None) = (parts.next().filter(|part| part.kind() == Kind::Bold), parts.next()) else {
            return;
        };
        let finding = Finding::new(bold.span(), "the heading is made bold by apostrophes")
            .help("leave the apostrophes out: how headings look is the wiki's style");
        let marks: Vec<Edit> = bold.children_of(Kind::Mark).map(|mark| Edit::delete(mark.span())).collect();
        cx.report(if marks.len() == 2 {
            finding.fix(Fix::new("leave the apostrophes out", marks, Safety::Suggested))
        } else {
            finding
        });
    }
}
