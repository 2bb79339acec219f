use super::attribute::attribute;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// HTML lets a cell cover no more columns; rows are cut at 65,534.
const MAX_COLUMNS: u32 = 1000;
const MAX_ROWS: u32 = 65_534;

/// A table in wiki markup.
#[derive(Clone, Copy)]
pub struct Table<'t>(NodeRef<'t>);

impl<'t> Table<'t> {
    /// The view of a table.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::Table).then_some(Table(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The rows, also those without a cell.
    pub fn rows(self) -> impl Iterator<Item = Row<'t>> {
        self.0.children_of(Kind::Row).map(Row)
    }

    /// The captions; MediaWiki shows the first.
    pub fn captions(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children_of(Kind::Caption)
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t>(NodeRef<'t>);

impl<'t> Row<'t> {
    /// The view of a row.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::Row).then_some(Row(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The marker `|-` with all its dashes; none for a first row that has none.
    pub fn marker(self) -> Option<NodeRef<'t>> {
        self.0.children().next().filter(|first| first.kind() == Kind::Mark)
    }

    /// The cells.
    pub fn cells(self) -> impl Iterator<Item = Cell<'t>> {
        self.0.children_of(Kind::Cell).map(Cell)
    }
}

/// A cell of a table.
#[derive(Clone, Copy)]
pub struct Cell<'t>(NodeRef<'t>);

impl<'t> Cell<'t> {
    /// The view of a cell.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::Cell).then_some(Cell(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// Whether it is a header cell.
    pub fn is_header(self) -> bool {
        self.0.is_header()
    }

    /// How many columns it covers: at least 1.
    pub fn colspan(self) -> u32 {
        self.number("colspan").filter(|&columns| columns > 0).unwrap_or(1).min(MAX_COLUMNS)
    }

    /// How many rows it covers: at least 1; 0 means all that are left.
    pub fn rowspan(self) -> u32 {
        self.number("rowspan").unwrap_or(1).min(MAX_ROWS)
    }

    /// The number that an attribute's value begins with, as HTML reads numbers.
    fn number(self, name: &str) -> Option<u32> {
        let value = attribute(self.0, name)?.value.trim_start();
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        value.get(..digits)?.parse().ok()
    }

    /// The nodes after the marker and the attributes.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        let second_is_mark = self.0.children().nth(1).is_some_and(|second| second.kind() == Kind::Mark);
        let head = match self.0.child(Kind::Attributes) {
            Some(_) => 3,
            None => 1 + usize::from(second_is_mark),
        };
        self.0.children().skip(head)
    }

    /// Where the content stands, with the white space around it.
    pub fn content_span(self) -> Span {
        let node = self.0.span();
        let first = self.content_nodes().next();
        Span::new(first.map_or(node.end, |first| first.span().start), node.end)
    }
}
