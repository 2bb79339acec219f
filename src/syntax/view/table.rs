use super::attribute::{Attribute, attribute, attributes};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// HTML lets a cell cover no more columns; rows are cut at 65,534.
const MAX_COLUMNS: u32 = 1000;
const MAX_ROWS: u32 = 65_534;

view! {
    /// A table in wiki markup.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Table, parse}};
    /// let text = "{| class=\"wikitable\"\n|+ Kings\n! Name !! Born\n|-\n| colspan=2 | Romulus\n|}";
    /// let tree = parse(text, &Profile::neutral().site);
    /// let table = tree.nodes().find_map(Table::cast).unwrap();
    /// assert_eq!(table.attribute("class").unwrap().value, "wikitable");
    /// assert_eq!(&text[table.captions().next().unwrap().content_span().range()], " Kings\n");
    /// let rows: Vec<Vec<_>> = table.rows().map(|row| row.cells().collect()).collect();
    /// assert!(rows[0][1].is_header());
    /// assert_eq!(rows[1][0].colspan(), 2);
    /// assert_eq!(&text[rows[1][0].content_span().range()], " Romulus\n");
    /// ```
    Table of Table
}

impl<'t> Table<'t> {
    /// The attributes in the order of the source.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        attributes(self.0)
    }

    /// The attribute of a name in lower case.
    pub fn attribute(self, name: &str) -> Option<Attribute<'t>> {
        attribute(self.0, name)
    }

    /// Whether `|}` closes it.
    pub fn is_closed(self) -> bool {
        !self.0.has_implicit_end()
    }

    /// The rows, also those without a cell.
    pub fn rows(self) -> impl Iterator<Item = Row<'t>> {
        self.0.children_of(Kind::Row).map(Row)
    }

    /// The captions; MediaWiki shows the first.
    pub fn captions(self) -> impl Iterator<Item = Caption<'t>> {
        self.0.children_of(Kind::Caption).map(Caption)
    }
}

view! {
    /// `|+ …`: see [`Table`].
    Caption of Caption
}

impl<'t> Caption<'t> {
    /// The attributes in the order of the source.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        attributes(self.0)
    }

    /// The nodes after the marker and the attributes.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(head(self.0))
    }

    /// Where they stand, with the white space and the comments around them.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.0.span().end)
    }
}

view! {
    /// A row of a table: see [`Table`].
    Row of Row
}

impl<'t> Row<'t> {
    /// The attributes in the order of the source.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        attributes(self.0)
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

view! {
    /// A cell of a table: see [`Table`].
    Cell of Cell
}

impl<'t> Cell<'t> {
    /// The attributes in the order of the source.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        attributes(self.0)
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
        self.0.children().skip(head(self.0))
    }

    /// Where the content stands, with the white space and the comments around it.
    pub fn content_span(self) -> Span {
        let node = self.0.span();
        let first = self.content_nodes().next();
        Span::new(first.map_or(node.end, |first| first.span().start), node.end)
    }
}

/// How many children of a cell or caption come before its content: the marker, and attributes with their `|`.
fn head(node: NodeRef<'_>) -> usize {
    let second = node.children().nth(1).map(NodeRef::kind);
    match second {
        Some(Kind::Attributes) => 3,
        Some(Kind::Mark) => 2,
        _ => 1,
    }
}
