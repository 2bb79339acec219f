//! `rules/table/double-pipe-in-cell.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::{Html, Role};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds lines of a table that begin with the sign between two cells of a line.
pub struct DoublePipeInCell;

impl Rule for DoublePipeInCell {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Cell]))
    }

    fn visit(&self, cell: NodeRef<'_>, cx: &mut Context<'_>) {
        let mut marks = cell.children().take(2).filter(|child| child.source() == "|");
        let (Some(first), Some(second)) = (marks.next(), marks.next()) else { return };
        let mark = first.span().cover(second.span());
        let before = cx.doc.text().get(..mark.range().start).unwrap_or_default();
        if mark.len() != 2 || !before.ends_with('\n') {
            return;
        }
        let fix = |safety| Fix::replace("write `|`", mark, "|", safety);
        let finding = |message| Finding::new(mark, message).help("write `|` at the start of a line");
        cx.report(match content(cell, cx) {
            Content::Attributes(shown) => {
                finding("after `||` at the start of a line, the cell's attributes are shown as text")
                    .label(shown, "readers see this")
                    .fix(fix(Safety::Suggested))
            }
            content => {
                let finding = finding("a line begins with `||`, which separates cells within a line")
                    .note("the first `|` begins the cell")
                    .severity(Severity::Info);
                let is_same = matches!(content, Content::Plain);
                if is_same { finding.fix(fix(Safety::Safe).cosmetic()) } else { finding }
            }
        });
    }
}

/// What a cell would have before its first `|`.
enum Content {
    /// Nothing: there is no other `|`.
    Plain,
    /// What looks like attributes.
    Attributes(Span),
    /// What may be anything.
    Unknown,
}

fn content(cell: NodeRef<'_>, cx: &Context<'_>) -> Content {
    let mut parts = cell.children().skip(2);
    let Some(first) = parts.next() else { return Content::Plain };
    if let Some((head, _)) = first.source().split_once('|').filter(|_| first.kind() == Kind::Text) {
        let name = head.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_attribute = head.contains('=') && Html::known().is_cell_attribute(&name);
        let shown = Span::new(first.span().start, first.span().start + head.len() as u32 + 1);
        return if is_attribute { Content::Attributes(shown.trim(cx.doc.text())) } else { Content::Unknown };
    }
    // What a template makes may hold a `|` of its own; links and references keep theirs.
    let is_plain = |part: NodeRef<'_>| match part.kind() {
        Kind::Template => cx.facts.schema(part).is_some_and(|schema| !schema.has(Role::TableCell)),
        Kind::Wikilink | Kind::File | Kind::Reference | Kind::Comment | Kind::ExternalLink => true,
        _ => !part.source().contains('|') && !part.source().contains("{{"),
    };
    if is_plain(first) && parts.all(is_plain) { Content::Plain } else { Content::Unknown }
}
