use super::{Section, Table, TableCell};
use crate::facts::Facts;
use crate::facts::dates::grammar;
use crate::source::Span;
use crate::syntax::{Kind, NodeId};
use crate::value::date::{DateGrammar, DateValue, Precision};
use crate::value::quantity::{Quantity, QuantityGrammar, Unit};

/// How many values show what a column holds.
const FEWEST: usize = 3;

/// What one value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is in the cell.
    Empty,
    /// A sign that there is no value, or that it is not known: `—`, `n/a`, `?`.
    Missing,
    /// A date or a range of dates; a year alone is one.
    Date(Box<DateValue>),
    /// A number with what it measures.
    Quantity(Box<Quantity>),
    /// A link, or a name that is all that the cell holds.
    Link(NodeId),
    /// Whatever else, also what templates give of which nothing is known.
    Text,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnType {
    /// Dates that have at least a month.
    Date,
    /// Years.
    Year,
    /// Whole numbers.
    Integer,
    /// Numbers of which some have a fraction.
    Decimal,
    /// Percentages.
    Percent,
    /// Sums of money.
    Money,
    /// Measures with a unit.
    Measure,
    /// Links.
    Link,
    /// Text.
    Text,
}

/// A cell with what it says.
#[derive(Clone, Debug)]
pub struct ColumnCell {
    /// The cell's node; none in an extract.
    pub node: Option<NodeId>,
    /// Its row, by its place in [`Table::rows`].
    pub row: usize,
    /// The text as read: footnotes, comments and pictures aside.
    pub text: String,
    /// What of the document it is: the content without white space around it.
    pub span: Span,
    /// What it says.
    pub value: Value,
}

/// A column of a section of a table: the cells under one header.
#[derive(Clone, Debug)]
pub struct Column {
    /// The table, by its place among [`super::Tables::iter`].
    pub table: usize,
    /// Its section, by its place in [`Table::sections`].
    pub section: usize,
    /// Its number, from 0.
    pub number: u32,
    /// What the header says, as read.
    pub title: String,
    /// What the header says, in the document.
    pub title_span: Span,
    /// Its cells from top to bottom, those that reach over several columns left out.
    pub cells: Vec<ColumnCell>,
    /// What most of its values are; none where nothing is most.
    pub kind: Option<ColumnType>,
    /// How many of its values are that.
    pub n_of_kind: usize,
    /// How many of its cells hold a value.
    pub n_values: usize,
}

/// Reads the columns of all tables whose rows the text shows in full, table by table, from left to right.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    let reader = Reader::new(facts);
    for (table_index, table) in facts.tables().iter().enumerate().filter(|(_, table)| !table.is_open) {
        for (section_index, section) in table.sections.iter().enumerate() {
            reader.section(table, section, (table_index, section_index), &mut columns);
        }
    }
    columns
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    quantities: QuantityGrammar<'a>,
    dates: &'a DateGrammar,
}

impl<'f, 'a> Reader<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        Reader { facts, quantities: QuantityGrammar::new(facts.language), dates: grammar(facts) }
    }

    fn section(&self, table: &Table, section: &Section, place: (usize, usize), columns: &mut Vec<Column>) {
        for data in table.data_columns(section) {
            let cells = data.cells.iter().map(|cell| self.cell(cell)).collect();
            let mut column = Column {
                table: place.0,
                section: place.1,
                number: data.header.column,
                title: self.facts.cell_text(data.header).unwrap_or_default(),
                title_span: data.header.content.trim(self.facts.doc.text()),
                cells,
                kind: None,
                n_of_kind: 0,
                n_values: 0,
            };
            column.judge();
            columns.push(column);
        }
    }

    fn cell(&self, cell: &TableCell) -> ColumnCell {
        let (text, value) = self.value(cell);
        ColumnCell {
            node: cell.node,
            row: cell.row,
            text,
            span: cell.content.trim(self.facts.doc.text()),
            value,
        }
    }

    fn value(&self, cell: &TableCell) -> (String, Value) {
        if !cell.is_filled {
            return (String::new(), Value::Empty);
        }
        let read = self.facts.read_cell(cell);
        let text = read.text();
        let value = if let Some(quantity) = self.quantities.read_value(text) {
            Value::Quantity(Box::new(quantity))
        } else if let Ok(date) = self.dates.read_value(text) {
            Value::Date(Box::new(date))
        } else if let Some(link) = cell.node.and_then(|node| self.facts.tree.node(node).child(Kind::Wikilink))
        {
            Value::Link(link.id())
        } else {
            Value::Text
        };
        (text.to_owned(), value)
    }
}

impl Column {
    /// What the numbers of the column show: `22 of 24 cells`.
    pub fn evidence(&self) -> String {
        format!("{} of {} cells", self.n_of_kind, self.n_values)
    }

    fn judge(&mut self) {
        let mut kinds: Vec<ColumnType> = self.cells.iter().filter_map(|cell| cell.value.kind()).collect();
        self.n_values = kinds.len();
        kinds.sort_unstable();
        let most = kinds.chunk_by(|one, other| one == other).max_by_key(|same| same.len());
        let Some((kind, n_of_kind)) = most.and_then(|same| Some((*same.first()?, same.len()))) else {
            return;
        };
        if self.n_values >= FEWEST && n_of_kind * 3 >= self.n_values * 2 {
            (self.kind, self.n_of_kind) = (Some(kind), n_of_kind);
        }
    }
}

impl Value {
    /// What a value by itself is; none for a cell without one.
    pub fn kind(&self) -> Option<ColumnType> {
        Some(match self {
            Value::Empty | Value::Missing => return None,
            Value::Date(date) if date.start.precision() == Some(Precision::Year) => ColumnType::Year,
            Value::Date(_) => ColumnType::Date,
            Value::Quantity(quantity) => match quantity.unit {
                Unit::Percent | Unit::PerMille => ColumnType::Percent,
                Unit::Money(_) => ColumnType::Money,
                Unit::Measure(_) => ColumnType::Measure,
                Unit::None if quantity.decimal.is_some() => ColumnType::Decimal,
                Unit::None => ColumnType::Integer,
            },
            Value::Link(_) => ColumnType::Link,
            Value::Text => ColumnType::Text,
        })
    }
}
