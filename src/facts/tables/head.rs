use super::text::CellText;
use super::{Section, Table, TableCell};
use crate::facts::Facts;
use crate::syntax::{Kind, NodeRef, Row, Tag, attribute};

/// What stands between the headings of a column that lie one over the other.
const BETWEEN_TITLES: &str = " / ";

impl Table {
    /// The header cells over a column, from top to bottom: a group of columns first, then the column's own.
    pub fn headers_of(&self, section: &Section, column: u32) -> Vec<&TableCell> {
        let mut headers: Vec<&TableCell> = Vec::new();
        for row in section.rows.start..section.rows.start + section.n_header_rows {
            let header = self.cell_at(section, row, column).filter(|cell| cell.is_header);
            headers
                .extend(header.filter(|cell| headers.last().is_none_or(|last| !std::ptr::eq(*last, *cell))));
        }
        // A heading over all columns is the table's.
        let width = self.rows.get(section.rows.start).map_or(0, |row| row.n_slots);
        if headers.len() > 1 && headers.first().is_some_and(|first| first.colspan >= width) {
            headers.remove(0);
        }
        headers
    }

    /// How many columns, from the first on, head the rows of a section: nearly all of their cells are header cells or
    /// bold, and those of the next column are not.
    pub fn header_columns(&self, section: &Section) -> u32 {
        let rows = self.rows.get(section.body()).unwrap_or_default();
        let width = rows.iter().map(|row| row.n_slots).max().unwrap_or(0);
        let heads = |column: u32| {
            let cells = rows.iter().filter_map(|row| {
                let cells = self.cells_of(row);
                cells
                    .get(cells.partition_point(|cell| cell.column < column))
                    .filter(|cell| cell.column == column)
            });
            let (n_heads, n_cells) = cells.fold((0, 0), |(n_heads, n_cells), cell| {
                (n_heads + usize::from(cell.is_header || cell.is_bold), n_cells + 1)
            });
            n_cells > 1 && n_heads * 5 >= n_cells * 4
        };
        let mut n_columns = 0;
        while n_columns < width.min(MAX_HEADER_COLUMNS) && heads(n_columns) {
            n_columns += 1;
        }
        if n_columns < width { n_columns } else { 0 }
    }
}

/// More columns than these are no heads of rows.
const MAX_HEADER_COLUMNS: u32 = 4;

impl Facts<'_> {
    /// What the head of a section says of a column: `Medals / Gold`; none where it says nothing.
    pub fn column_title(&self, table: &Table, section: &Section, column: u32) -> Option<String> {
        let titles: Vec<String> =
            table.headers_of(section, column).iter().filter_map(|header| self.cell_text(header)).collect();
        (!titles.is_empty()).then(|| titles.join(BETWEEN_TITLES))
    }

    /// The text of a table's caption, if it has one.
    pub fn caption_text(&self, table: &Table) -> Option<CellText> {
        match table.caption {
            Some(node) => Some(self.read_node(node)),
            None => table.caption_span.map(|span| self.read_line(span)),
        }
    }
}

/// More rows of bold cells than these are no head.
const MAX_BOLD_ROWS: usize = 3;

/// Makes bold cells a head where a table has none: those of the first row, if the next row differs; those of more rows
/// where cells of all but the last reach over others.
pub(super) fn find_bold_head(table: &mut Table) {
    if table.cells.iter().any(|cell| cell.is_header) {
        return;
    }
    let cells = |row: usize| table.rows.get(row).map(|row| table.cells_of(row)).unwrap_or_default();
    let is_bold = |row: usize| {
        let mut filled = cells(row).iter().filter(|cell| cell.is_filled).peekable();
        filled.peek().is_some() && filled.all(|cell| cell.is_bold)
    };
    let reaches = |row: usize| cells(row).iter().any(|cell| cell.colspan > 1 || cell.rowspan > 1);
    let n_bold = (0..=MAX_BOLD_ROWS).take_while(|&row| is_bold(row)).count();
    let Some(last) = n_bold.checked_sub(1) else { return };
    let has_titles = cells(last).iter().filter(|cell| cell.is_filled).count() > 1;
    let is_one_head = (0..last).all(reaches);
    if !has_titles || !is_one_head || n_bold > MAX_BOLD_ROWS || table.rows.len() < n_bold + 2 {
        return;
    }
    table.has_bold_head = true;
    table.cells.iter_mut().take_while(|cell| cell.row <= last).for_each(|cell| cell.is_header = true);
}

/// Whether the style of a row makes its cells bold.
pub(super) fn is_bold_row(row: NodeRef<'_>) -> bool {
    Row::cast(row).is_some() && has_bold_style(row)
}

/// Whether all that a reader sees as text in a cell is bold.
pub(super) fn is_bold(cell: NodeRef<'_>) -> bool {
    let mut has_bold = has_bold_style(cell);
    let needs_bold = !has_bold;
    let mut walk = cell.walk();
    while let Some(node) = walk.next() {
        match node.kind() {
            Kind::Bold => has_bold = true,
            Kind::Tag if is_bold_tag(node) => has_bold = true,
            Kind::Tag => continue,
            Kind::Text if node.source().trim().is_empty() => {}
            Kind::Comment | Kind::Mark | Kind::Attributes | Kind::Reference | Kind::File | Kind::Entity => {}
            _ if needs_bold => return false,
            _ => {}
        }
        walk.pass_over(node);
    }
    has_bold
}

fn is_bold_tag(node: NodeRef<'_>) -> bool {
    let is_bold = |tag: Tag<'_>| matches!(tag.name().as_ref(), "b" | "strong");
    Tag::cast(node).is_some_and(is_bold) || has_bold_style(node)
}

fn has_bold_style(node: NodeRef<'_>) -> bool {
    attribute(node, "style").is_some_and(|style| {
        let mut declarations = style.value.split(';').filter_map(|declaration| declaration.split_once(':'));
        declarations.any(|(name, value)| {
            name.trim().eq_ignore_ascii_case("font-weight")
                && value.trim().to_ascii_lowercase().starts_with("bold")
        })
    })
}
