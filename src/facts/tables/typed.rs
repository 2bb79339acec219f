use super::value::CellReader;
use super::{ColumnCell, ColumnType, Section, Table, Value};
use crate::facts::Facts;
use crate::profile::TableWords;
use crate::source::Span;
use crate::value::quantity::{Decimal, Quantity, Unit};

/// How many values show what a column holds.
const FEWEST: usize = 3;
/// How many numbers with groups show what stands between groups.
const FEWEST_GROUPED: usize = 2;
/// How many ranks in a row show that a first column counts rows.
const FEWEST_RANKS: usize = 4;

/// A column of a section of a table: the cells under one header.
#[derive(Clone, Debug)]
pub struct Column {
    /// The table, by its place among [`super::Tables::iter`].
    pub table: usize,
    /// Its section, by its place in [`Table::sections`].
    pub section: usize,
    /// Its number, from 0.
    pub number: u32,
    /// What the lowest header over it says, as read; [`Facts::column_title`] gives those above it too.
    pub title: String,
    /// What the lowest header says, in the document.
    pub title_span: Span,
    /// Its cells from top to bottom, those that reach over several columns left out.
    pub cells: Vec<ColumnCell>,
    /// What most of its values are; none where nothing is most.
    pub kind: Option<ColumnType>,
    /// How many of its values are that.
    pub n_of_kind: usize,
    /// How many of its cells hold a value: neither nothing nor a sign that there is none.
    pub n_values: usize,
}

/// Reads the columns of all tables whose rows the text shows in full, table by table, from left to right.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    let reader = Reader { facts, cells: CellReader::new(facts) };
    for (table_index, table) in facts.tables().iter().enumerate().filter(|(_, table)| !table.is_open) {
        for (section_index, section) in table.sections.iter().enumerate() {
            reader.section(table, section, (table_index, section_index), &mut columns);
        }
    }
    columns
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    cells: CellReader<'f, 'a>,
}

impl Reader<'_, '_> {
    fn section(&self, table: &Table, section: &Section, place: (usize, usize), columns: &mut Vec<Column>) {
        for data in table.data_columns(section) {
            let mut column = Column {
                table: place.0,
                section: place.1,
                number: data.header.column,
                title: self.facts.cell_text(data.header).unwrap_or_default(),
                title_span: data.header.content.trim(self.facts.doc.text()),
                cells: data.cells.iter().map(|cell| self.cells.read(cell)).collect(),
                kind: None,
                n_of_kind: 0,
                n_values: 0,
            };
            regroup(&mut column);
            self.years(&mut column);
            column.judge();
            if column.kind == Some(ColumnType::Integer) && self.is_of_ranks(&column) {
                column.kind = Some(ColumnType::Rank);
            }
            columns.push(column);
        }
    }

    /// Reads the numbers of a column as years where all of them can be, and most are of the last centuries.
    fn years(&self, column: &mut Column) {
        let (mut n_numbers, mut n_years, mut n_recent) = (0, 0, 0);
        for cell in &column.cells {
            match &cell.value {
                Value::Quantity(quantity) => {
                    n_numbers += 1;
                    n_years += usize::from(is_year(quantity, 1000));
                    n_recent += usize::from(is_year(quantity, 1700));
                }
                Value::Date(_) => n_recent += 1,
                _ => {}
            }
        }
        if n_numbers == 0 || n_years < n_numbers || n_recent * 4 < n_numbers * 3 {
            return;
        }
        for cell in &mut column.cells {
            if matches!(cell.value, Value::Quantity(_))
                && let Some(date) = self.cells.date(&cell.text)
            {
                cell.value = Value::Date(Box::new(date));
            }
        }
    }

    /// Whether whole numbers are places in an order: the heading says so, or the first column counts from 1 on.
    fn is_of_ranks(&self, column: &Column) -> bool {
        let is_rank = |words: &TableWords| words.ranks.contains(&column.title.trim().to_lowercase());
        let ranks: Vec<Decimal> = column.quantities().map(|(_, quantity)| quantity.value).collect();
        let counts = || {
            let mut expected = (1u64..).map(Decimal::from);
            ranks.len() >= FEWEST_RANKS && ranks.iter().all(|rank| Some(*rank) == expected.next())
        };
        self.facts.language.is_some_and(|language| is_rank(&language.tables))
            || column.number == 0 && counts()
    }
}

impl Column {
    /// What the numbers of the column show: `22 of 24 cells in this column are dates`.
    pub fn evidence(&self) -> String {
        let kind = self.kind.map_or("alike", ColumnType::plural);
        format!("{} of {} cells in this column are {kind}", self.n_of_kind, self.n_values)
    }

    /// The cells that hold numbers, with the number.
    pub fn quantities(&self) -> impl Iterator<Item = (&ColumnCell, &Quantity)> {
        self.cells.iter().filter_map(|cell| match &cell.value {
            Value::Quantity(quantity) => Some((cell, &**quantity)),
            _ => None,
        })
    }

    /// The cells with a value of another family than nearly all others have: a date among names.
    pub fn odd_cells(&self) -> impl Iterator<Item = (&ColumnCell, ColumnType)> {
        let family = self.kind.map(ColumnType::family);
        self.cells.iter().filter_map(move |cell| {
            let kind = cell.value.kind()?;
            (family.is_some_and(|family| family != kind.family())).then_some((cell, kind))
        })
    }

    fn judge(&mut self) {
        let mut counts = [0; ColumnType::Text as usize + 1];
        for kind in self.cells.iter().filter_map(|cell| cell.value.kind()) {
            if let Some(count) = counts.get_mut(kind as usize) {
                *count += 1;
            }
        }
        let n = |kind: ColumnType| counts.get(kind as usize).copied().unwrap_or_default();
        self.n_values = counts.iter().sum();
        let n_numbers = n(ColumnType::Integer) + n(ColumnType::Decimal);
        let n_words = n(ColumnType::Link) + n(ColumnType::Country) + n(ColumnType::Text);
        use ColumnType::*;
        let single = [Date, Year, Integer, Pair, Percent, Money, Measure, Mark, Country, Link, List, Text];
        let groups = [(Decimal, n_numbers), (Date, n(Date) + n(Year)), (Text, n_words)];
        let kinds = single.map(|kind| (kind, n(kind))).into_iter().chain(groups);
        self.kind = None;
        for (kind, count) in kinds {
            if count >= FEWEST && count * 3 >= self.n_values * 2 {
                (self.kind, self.n_of_kind) = (Some(kind), count);
                return;
            }
        }
    }
}

/// Reads a mark before three digits as one between groups where it is that in other numbers of the column, and nowhere
/// the mark of a fraction: `128,298` below `1,234,567` where the language has a comma before the fraction.
fn regroup(column: &mut Column) {
    for mark in ['.', ','] {
        let groups = |quantity: &Quantity| quantity.group == Some(mark);
        let is_fraction = |quantity: &Quantity| quantity.decimal == Some(mark) && !may_be_group(quantity);
        let n_groups = column.quantities().filter(|(_, quantity)| groups(quantity)).count();
        if n_groups < FEWEST_GROUPED || column.quantities().any(|(_, quantity)| is_fraction(quantity)) {
            continue;
        }
        for cell in &mut column.cells {
            let Value::Quantity(quantity) = &mut cell.value else { continue };
            if quantity.decimal != Some(mark) || !may_be_group(quantity) {
                continue;
            }
            if let Some(value) = quantity.value.checked_mul(Decimal::ONE_THOUSAND) {
                quantity.value = value.normalize();
                (quantity.group, quantity.decimal) = (quantity.decimal, None);
            }
        }
    }
}

/// Whether three digits stand after the only mark of a number that is no range.
fn may_be_group(quantity: &Quantity) -> bool {
    let is_single = quantity.group.is_none() && quantity.end.is_none() && quantity.power == 0;
    is_single && quantity.value.scale() == 3 && quantity.value.abs() >= Decimal::ONE
}

/// Whether a number is written as years are, and not before one.
fn is_year(quantity: &Quantity, first: u32) -> bool {
    let is_bare = quantity.unit == Unit::None && quantity.group.is_none() && quantity.decimal.is_none();
    let is_plain = is_bare && quantity.end.is_none() && quantity.power == 0 && !quantity.is_ordinal;
    is_plain && quantity.value >= Decimal::from(first) && quantity.value <= Decimal::from(2100)
}
