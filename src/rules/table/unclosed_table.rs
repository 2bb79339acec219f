//! `rules/table/unclosed-table.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeId, NodeRef, Tag};

/// Finds `{|` that nothing closes.
pub struct UnclosedTable;

impl Rule for UnclosedTable {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Table]))
    }

    fn visit(&self, table: NodeRef<'_>, cx: &mut Context<'_>) {
        let in_argument =
            |table: NodeRef<'_>| table.ancestors().take(MAX_DEPTH).any(|node| node.kind() == Kind::Argument);
        if !table.has_implicit_end() || ends_in_comment(table, cx) || in_argument(table) {
            return;
        }
        let Some(own) = own_part(table, cx) else { return };
        let place = table.child(Kind::Mark).map_or(table.span(), |mark| mark.span());
        let is_last = table.document_text()[table.span().range().end..].trim().is_empty();
        let end = if is_last { "the article" } else { "what it stands in" };
        let message =
            format!("`{{|` is never closed, so everything after it is in the table, up to the end of {end}");
        let mut finding =
            Finding::new(place, message).help("write `|}` on a line of its own after the last row");
        if let Some(closer) = closer_in_line(own.part, table.document_text()) {
            finding = finding.label(closer, "`|}` counts only at the start of a line");
            // One that begins a line stands in something that hides it from the table.
            let begins_line = table.document_text()[..closer.range().start].ends_with('\n');
            if !begins_line && ends_line(closer, table.document_text()) {
                finding = finding.fix(insert(closer.start, "\n", "begin a line with `|}`"));
            }
        } else if let Some(heading) = own.heading {
            finding = finding.label(heading, "this section is in the table, too").fix(insert(
                heading.start,
                "|}\n\n",
                "end the table before the section",
            ));
        }
        cx.report(finding);
    }
}

fn insert(place: u32, text: &str, title: &str) -> Fix {
    Fix::new(title, vec![Edit::insert(place, text)], Safety::Suggested)
}

fn ends_line(closer: Span, text: &str) -> bool {
    let rest = text.get(closer.range().end..).unwrap_or_default().trim_start_matches(' ');
    rest.is_empty() || rest.starts_with('\n')
}

/// Whether a comment without an end hides the table's.
fn ends_in_comment(table: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let last = cx.tree.node(NodeId(table.subtree_end().0 - 1));
    last.kind() == Kind::Comment && last.has_implicit_end()
}

/// What of a table comes before the first heading in it.
struct Own {
    part: Span,
    heading: Option<Span>,
}

/// None where a template may end the table, where a closing tag of HTML does, and where another table in it is
/// open, too, which is told first.
fn own_part(table: NodeRef<'_>, cx: &Context<'_>) -> Option<Own> {
    let mut next = table.id();
    for node in table.descendants() {
        if node.id() < next {
            continue;
        }
        let until = Span::new(table.span().start, node.span().start);
        match node.kind() {
            Kind::Heading => return Some(Own { part: until, heading: Some(node.span()) }),
            Kind::Table if node.has_implicit_end() => return None,
            Kind::Table => next = node.subtree_end(),
            Kind::Stray if Tag::cast(node).is_some_and(|tag| tag.name() == "table") => return None,
            Kind::ParserFunction | Kind::Parameter if starts_line(node) => return None,
            Kind::Template => {
                let may_end = || cx.facts.schema(node).is_none_or(|schema| schema.has(Role::TablePart));
                if starts_line(node) && may_end() {
                    return None;
                }
                next = node.subtree_end();
            }
            _ => {}
        }
    }
    Some(Own { part: table.span(), heading: None })
}

fn starts_line(node: NodeRef<'_>) -> bool {
    let before = node.document_text().get(..node.span().range().start).unwrap_or_default();
    before.ends_with('\n')
}

/// `|}` that does not stand at the start of its line and does not end a template.
fn closer_in_line(part: Span, text: &str) -> Option<Span> {
    let source = text.get(part.range())?;
    let mut found = source.match_indices("|}").filter(|(at, _)| !source[at + 2..].starts_with('}'));
    let (at, _) = found.next()?;
    Some(Span::new(part.start + at as u32, part.start + at as u32 + 2))
}
