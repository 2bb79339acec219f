use super::Table;
use crate::profile::TableClasses;
use crate::syntax::{Kind, NodeRef, attribute, html_element};

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// It holds data: each cell belongs to its row and its column.
    Data,
    /// It only puts things in their places.
    Layout(LayoutReason),
    /// Templates make rows of it, or may, so that the text does not show it.
    FromTemplates,
}

/// What tells that a table is there for the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayoutReason {
    /// Its `role` says so.
    Role,
    /// Its class is one of boxes of data, which stand beside the text.
    Infobox,
    /// Its class is one of boxes of links, notices and the like.
    Navigation,
    /// It has one row or one column, and no head.
    OneLine,
    /// It has no head, and tables stand in its cells.
    HoldsTables,
    /// It has no head, and lists, pictures, headings or paragraphs stand in half of its cells or more.
    Markup,
}

/// What a table is for, once its rows and their heads are known.
pub(super) fn kind(table: &Table, node: NodeRef<'_>) -> TableKind {
    let attribute = |name| attribute(node, name).map(|attribute| attribute.value).unwrap_or_default();
    let known = TableClasses::known();
    let classes = || attribute("class").split_whitespace();
    let reason = if matches!(attribute("role").trim(), "presentation" | "none") {
        Some(LayoutReason::Role)
    } else if classes().any(|class| known.is_infobox(class)) {
        Some(LayoutReason::Infobox)
    } else if classes().any(|class| known.is_navigation(class)) {
        Some(LayoutReason::Navigation)
    } else if table.is_open {
        return TableKind::FromTemplates;
    } else {
        by_content(table, node)
    };
    reason.map_or(TableKind::Data, TableKind::Layout)
}

fn by_content(table: &Table, node: NodeRef<'_>) -> Option<LayoutReason> {
    let has_head = table.cells.iter().any(|cell| cell.is_header);
    let n_columns = table.rows.iter().map(|row| row.n_slots).max().unwrap_or(0);
    if has_head {
        return None;
    }
    if table.rows.len() < 2 || n_columns < 2 {
        return Some(LayoutReason::OneLine);
    }
    let cells = || node.children_of(Kind::Row).flat_map(|row| row.children_of(Kind::Cell));
    if cells().any(|cell| cell.child(Kind::Table).is_some()) {
        return Some(LayoutReason::HoldsTables);
    }
    let n_filled = table.cells.iter().filter(|cell| cell.is_filled).count();
    let n_of_markup = cells().filter(|cell| holds_blocks(*cell)).count();
    (n_of_markup * 2 >= n_filled).then_some(LayoutReason::Markup)
}

/// Whether a list, a picture, a heading or a paragraph of its own stands in a cell.
fn holds_blocks(cell: NodeRef<'_>) -> bool {
    cell.children().any(|node| match node.kind() {
        Kind::ListItem | Kind::File | Kind::Heading | Kind::Preformatted => true,
        Kind::Text => node.source().trim().contains("\n\n"),
        Kind::Tag => {
            let name = node.child(Kind::Mark).map(|mark| mark.source().trim_start_matches('<'));
            name.is_some_and(|name| match html_element(name) {
                Some(element) => element.block && !element.is_void() && !name.eq_ignore_ascii_case("center"),
                None => name.eq_ignore_ascii_case("gallery"),
            })
        }
        _ => false,
    })
}
