//! `rules/link/extlink-not-bulleted.md`

use super::is_in_any;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds entries of a list of links that are no items of a list.
pub struct ExtlinkNotBulleted;

impl Rule for ExtlinkNotBulleted {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink, Kind::BareUrl]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        const ELSEWHERE: KindSet = KindSet::of(&[
            Kind::ListItem,
            Kind::Template,
            Kind::ParserFunction,
            Kind::Parameter,
            Kind::Table,
            Kind::Reference,
            Kind::Tag,
            Kind::File,
            Kind::GalleryLine,
        ]);
        let start = node.span().start;
        let before = cx.doc.text().get(..start as usize).unwrap_or_default();
        let sections = &cx.profile.link_sections;
        if !before.ends_with('\n')
            || sections.links.is_empty()
            || is_in_any(node, ELSEWHERE)
            || !begins_entry(before)
            || !cx.facts.sections().is_within(start, |title| sections.is_list_of_links(title))
        {
            return;
        }
        let fix = Fix::new("write `* ` before it", vec![Edit::insert(start, "* ")], Safety::Suggested);
        let message = "the entry of a list of links is no item of a list";
        let help = "write `* ` at the start of the line";
        cx.report(Finding::new(node.span(), message).help(help).fix(fix));
    }
}

/// How many lines are looked at before an entry.
const MAX_LINES: usize = 20;

/// Whether the lines before one are entries like it, up to an empty line, a heading, a list or a template: behind other
/// text, the link may go on with its sentence.
fn begins_entry(before: &str) -> bool {
    let lines = before.trim_end_matches('\n').rsplit('\n');
    let is_apart = |line: &str| {
        let is_one = |start: &str, end: char| line.starts_with(start) && line.ends_with(end);
        is_one("=", '=') || is_one("{{", '}') || is_one("<", '>') || line.starts_with(['*', '#', ':', ';'])
    };
    if before.ends_with("\n\n") {
        return true;
    }
    let first = lines.take(MAX_LINES).find(|line| !(line.starts_with('[') && line.ends_with(']')));
    first.is_some_and(|line| line.trim().is_empty() || is_apart(line.trim_end()))
}
