//! The parts of a document that have an end: tables with their rows and cells, boxes with their fields, and what is not
//! compared.

use super::outline::NodeKind;
use crate::facts::Facts;
use crate::facts::tables::Table;
use crate::profile::{Role, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Template};

/// The fewest named arguments that make a template a box.
const FIELDS: usize = 3;

/// A part of a document.
pub(super) struct Region {
    pub(super) span: Span,
    pub(super) kind: RegionKind,
}

/// What a part is.
pub(super) enum RegionKind {
    /// Footnotes, citations and lists of them: nothing that is compared.
    Skipped,
    /// A cell of a column.
    Cell(u32),
    /// A row that is drawn with signs, whether it is a head, and its cells: column, text, place. Lines of the text run
    /// through several of them.
    Drawn(bool, Vec<(u32, String, Span)>),
    /// What has a node: its kind, its title, and the heads of its columns.
    Node(NodeKind, String, Vec<String>),
}

/// All parts, in no order. Each lies wholly in another one, or beside it.
pub(super) fn regions(facts: &Facts<'_>) -> Vec<Region> {
    let mut regions = Vec::new();
    for table in facts.tables().iter() {
        read_table(facts, table, &mut regions);
    }
    const WANTED: KindSet = KindSet::of(&[Kind::Template, Kind::Reference]);
    for node in facts.tree.nodes_of(WANTED) {
        let Some(template) = Template::cast(node) else {
            regions.push(Region { span: node.span(), kind: RegionKind::Skipped });
            continue;
        };
        let schema = facts.schema(node);
        if schema.is_some_and(is_skipped) {
            regions.push(Region { span: node.span(), kind: RegionKind::Skipped });
            continue;
        }
        let named = || template.arguments().filter(|argument| argument.is_named());
        let is_box =
            schema.is_none_or(|schema| schema.has(Role::Infobox)) && named().nth(FIELDS - 1).is_some();
        if !is_box {
            continue;
        }
        let name = template.literal_name().unwrap_or_default().into_owned();
        regions.push(Region { span: node.span(), kind: RegionKind::Node(NodeKind::Box, name, Vec::new()) });
        for argument in named() {
            let kind = RegionKind::Node(NodeKind::Field, argument.key.to_string(), Vec::new());
            regions.push(Region { span: argument.node.span(), kind });
        }
    }
    regions
}

/// Whether a template shows nothing of the article: sources, notes to editors and readers, boxes of links.
pub(super) fn is_skipped(schema: &TemplateSchema) -> bool {
    const ROLES: [Role; 9] = [
        Role::Citation,
        Role::Footnote,
        Role::ReferenceList,
        Role::NoteList,
        Role::Navigation,
        Role::Hatnote,
        Role::Maintenance,
        Role::CitationNeeded,
        Role::OwnSource,
    ];
    ROLES.into_iter().any(|role| schema.has(role))
}

fn read_table(facts: &Facts<'_>, table: &Table, regions: &mut Vec<Region>) {
    let node = |kind, heads| RegionKind::Node(kind, String::new(), heads);
    let is_marked = table.node.is_some();
    let head = table.sections.first().and_then(|section| {
        let last = section.n_header_rows.checked_sub(1)?;
        table.rows.get(section.rows.start + last)
    });
    let mut heads: Vec<String> = Vec::new();
    for cell in head.map(|head| table.cells_of(head)).unwrap_or_default() {
        if (heads.len()..MAX_HEADS).contains(&(cell.column as usize)) {
            heads.resize(cell.column as usize, String::new());
            heads.push(facts.cell_text(cell).unwrap_or_default());
        }
    }
    regions.push(Region { span: table.span, kind: node(NodeKind::Table, heads) });
    for section in &table.sections {
        for (index, row) in table.rows.get(section.rows.clone()).unwrap_or_default().iter().enumerate() {
            let is_head = index < section.n_header_rows;
            let cells = table.cells_of(row).iter();
            if !is_marked {
                let text = |cell| facts.read_cell(cell).text().to_owned();
                let cells = cells.map(|cell| (cell.column, text(cell), cell.content));
                regions.push(Region { span: row.span, kind: RegionKind::Drawn(is_head, cells.collect()) });
                continue;
            }
            if !is_head {
                regions.push(Region { span: row.span, kind: node(NodeKind::Row, Vec::new()) });
            }
            regions
                .extend(cells.map(|cell| Region { span: cell.content, kind: RegionKind::Cell(cell.column) }));
        }
    }
}

/// Columns after these are told by their numbers.
const MAX_HEADS: usize = 200;
