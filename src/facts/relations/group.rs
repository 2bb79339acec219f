use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{MAX_COLUMNS, Number};
use crate::facts::Facts;
use crate::facts::tables::{Section, Table, TableCell};
use crate::profile::{Language, Role, RoleSet, TableRoles};
use crate::syntax::{Kind, NodeRef};
use crate::value::quantity::{QuantityGrammar, Unit};
use crate::value::sign::is_alphabetic;

/// Cells with more bytes than this are remarks rather than numbers.
const LONGEST: usize = 400;

/// A word for a sum that stands in a longer label is not shorter than this, in characters.
const SHORTEST: usize = 4;

/// Numbers beyond this are not added up: the sums of a million of them still fit into a decimal.
const GREATEST: u64 = 1_000_000_000_000;

/// More decimals than this are not added up.
const MOST_DECIMALS: u32 = 6;

/// Templates that say something about the number beside them.
const NOTES: RoleSet = RoleSet::of(&[Role::Footnote, Role::ShortFootnote]);

/// Rows of a table under one head, with the columns that hold numbers.
pub(super) struct Group {
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// The columns of numbers, from left to right.
    pub(super) columns: Vec<NumberColumn>,
    /// Whether a third of the rows or more have footnotes: they are sources then.
    has_sources: bool,
}

/// A row under the head.
pub(super) struct Row {
    /// What stands in its first cell that is filled, if this is text.
    pub(super) label: String,
    /// Whether the label says that the row is a sum.
    pub(super) is_total: bool,
    /// Whether it is one cell alone, which heads the rows under it.
    pub(super) is_heading: bool,
    /// Whether one of its cells has a footnote.
    is_noted: bool,
}

impl Group {
    /// Whether a footnote in a row may say why its numbers are other than usual.
    pub(super) fn explains(&self, row: usize) -> bool {
        !self.has_sources && self.rows.get(row).is_some_and(|row| row.is_noted)
    }
}

/// A column most of whose cells are numbers.
pub(super) struct NumberColumn {
    /// What its headings say, those over several columns first.
    pub(super) title: String,
    /// The roles that the header gives it.
    pub(super) roles: Vec<&'static str>,
    /// Whether it holds sums, as its header says.
    pub(super) is_total: bool,
    /// Whether it holds shares, in hundredths.
    pub(super) is_percent: bool,
    /// Whether its numbers are names rather than amounts: years, ranks.
    pub(super) is_label: bool,
    /// Its cells, one for each row.
    pub(super) slots: Vec<Slot>,
}

/// What a cell gives to a sum.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// A number.
    Number(Number),
    /// Nothing, or a dash: no number, or zero.
    Nothing,
    /// It is not known what.
    Other,
}

impl Slot {
    /// Its number, if it is one.
    pub(super) fn number(&self) -> Option<&Number> {
        match self {
            Slot::Number(number) => Some(number),
            Slot::Nothing | Slot::Other => None,
        }
    }

    /// What it adds to a sum, if that is known.
    pub(super) fn value(&self) -> Option<Decimal> {
        match self {
            Slot::Number(number) => Some(number.value),
            Slot::Nothing => Some(Decimal::ZERO),
            Slot::Other => None,
        }
    }
}

/// Reads the groups of rows of a table.
pub(super) fn read(facts: &Facts<'_>, table: &Table) -> Vec<Group> {
    let reader = Reader { facts, table, quantities: QuantityGrammar::new(facts.language) };
    let mut stacks: Vec<(&Section, Vec<usize>)> = Vec::new();
    for section in &table.sections {
        // A row of sums is often made of header cells, and begins a section then.
        match stacks.last_mut() {
            Some((_, rows)) if reader.is_row_of_sums(section.rows.start) => rows.extend(section.rows.clone()),
            _ => stacks.push((section, section.body().collect())),
        }
    }
    stacks.into_iter().filter_map(|(head, rows)| reader.group(head, &rows)).collect()
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    table: &'f Table,
    quantities: QuantityGrammar<'a>,
}

impl Reader<'_, '_> {
    fn group(&self, head: &Section, rows: &[usize]) -> Option<Group> {
        if rows.len() < 2 {
            return None;
        }
        let mut by_column: BTreeMap<u32, Vec<(usize, Slot)>> = BTreeMap::new();
        for (at, &row) in rows.iter().enumerate() {
            for (column, slot) in self.slots(row) {
                by_column.entry(column).or_default().push((at, slot));
            }
        }
        let is_numeric = |slots: &[(usize, Slot)]| {
            let n_numbers = slots.iter().filter(|(_, slot)| slot.number().is_some()).count();
            n_numbers > 1 && n_numbers * 2 >= rows.len()
        };
        by_column.retain(|_, slots| is_numeric(slots));
        let columns: Vec<NumberColumn> = by_column
            .into_iter()
            .take(MAX_COLUMNS)
            .map(|(number, slots)| self.column(head, number, slots, rows.len()))
            .collect();
        if columns.is_empty() {
            return None;
        }
        let rows: Vec<Row> = rows.iter().map(|&row| self.row(row)).collect();
        let has_sources = rows.iter().filter(|row| row.is_noted).count() * 3 >= rows.len();
        Some(Group { rows, columns, has_sources })
    }

    /// The cells of a row that stand in one column and one row alone.
    fn slots(&self, at: usize) -> Vec<(u32, Slot)> {
        let Some(row) = self.table.rows.get(at).filter(|row| row.is_certain()) else { return Vec::new() };
        let cells = self.table.cells_of(row).iter().filter(|cell| cell.colspan == 1 && cell.rowspan == 1);
        cells.map(|cell| (cell.column, self.slot(cell))).collect()
    }

    fn slot(&self, cell: &TableCell) -> Slot {
        if !cell.is_filled {
            return Slot::Nothing;
        }
        let source = self.facts.doc.slice(cell.content);
        if source.len() > LONGEST || self.shows_words(source) {
            return Slot::Other;
        }
        let read = self.facts.read_cell(cell);
        let text = read.line().unwrap_or_default();
        if !text.is_empty() && text.chars().all(is_dash) {
            return Slot::Nothing;
        }
        let Some(quantity) = self.quantities.read_value(&text) else { return Slot::Other };
        let is_exact = quantity.end.is_none() && !quantity.is_hedged && !quantity.is_ordinal;
        // Where a word for a power of ten was worked in, the last place of the number is not known.
        let is_amount = is_exact && quantity.power == 0 && can_be_added(&quantity.unit);
        let fits = quantity.value.abs() < Decimal::from(GREATEST) && quantity.value.scale() <= MOST_DECIMALS;
        if !(is_amount && fits) {
            return Slot::Other;
        }
        Slot::Number(Number {
            value: quantity.value,
            row: cell.row,
            column: cell.column,
            span: read.span().unwrap_or(cell.content).trim(self.facts.doc.text()),
            is_percent: quantity.unit == Unit::Percent,
            is_noted: !read.is_whole || self.has_note(cell),
        })
    }

    /// Whether all of a cell is shown, and is neither a number nor a dash, so that it need not be read.
    fn shows_words(&self, source: &str) -> bool {
        let may_hide = |byte: &u8| matches!(byte, b'{' | b'<' | b'&' | b'_' | b'|' | b':' | b'/');
        !source.bytes().any(|byte| may_hide(&byte))
            && !source.contains(|sign| self.quantities.starts_number(sign))
            && source.contains(|sign| is_alphabetic(sign) && !is_dash(sign))
    }

    /// Whether a cell has a footnote.
    fn has_note(&self, cell: &TableCell) -> bool {
        let is_note = |node: NodeRef<'_>| match node.kind() {
            Kind::Reference => true,
            Kind::Template => self.facts.schema(node).is_none_or(|schema| schema.roles.intersects(NOTES)),
            _ => false,
        };
        cell.node.is_some_and(|node| self.facts.tree.node(node).children().any(is_note))
    }

    fn column(&self, head: &Section, number: u32, slots: Vec<(usize, Slot)>, n_rows: usize) -> NumberColumn {
        let header = self.table.header_of(head, number);
        let title = header.and_then(|header| self.facts.cell_text(header)).unwrap_or_default();
        let (known, language) = (TableRoles::known(), self.facts.language);
        let mut column = NumberColumn {
            roles: known.of(&title, language).collect(),
            is_total: self.is_total(&title),
            is_percent: title.contains(is_percent_sign) || known.is_percent(&title, language),
            is_label: language.is_some_and(|language| language.tables.ranks.contains(&title.to_lowercase())),
            title: self.facts.column_title(self.table, head, number).unwrap_or(title),
            slots: vec![Slot::Other; n_rows],
        };
        for (at, slot) in slots {
            if let Some(place) = column.slots.get_mut(at) {
                *place = slot;
            }
        }
        column.read_groups();
        let are_shares = column.numbers().all(|number| number.is_percent);
        let are_years = column.numbers().all(is_year);
        column.is_percent |= are_shares;
        column.is_label |= are_years;
        column
    }

    fn row(&self, at: usize) -> Row {
        let label = self.label(at);
        let cells = self.table.rows.get(at).map(|row| self.table.cells_of(row)).unwrap_or_default();
        let is_noted = cells.iter().any(|cell| self.has_note(cell));
        let is_heading = cells.len() == 1
            && self.table.rows.get(at).is_some_and(|row| row.is_certain() && row.n_carried == 0);
        Row { is_total: self.is_total_row(&label), label, is_heading, is_noted }
    }

    /// Whether a row of header cells is one of sums.
    fn is_row_of_sums(&self, at: usize) -> bool {
        self.is_total_row(&self.label(at)) && self.slots(at).iter().any(|(_, slot)| slot.number().is_some())
    }

    fn label(&self, at: usize) -> String {
        let cells = self.table.rows.get(at).map(|row| self.table.cells_of(row)).unwrap_or_default();
        let first = cells.iter().take(3).find(|cell| cell.is_filled);
        let short = first.filter(|cell| self.facts.doc.slice(cell.content).len() <= LONGEST);
        short.and_then(|cell| self.facts.cell_text(cell)).unwrap_or_default()
    }

    /// Whether the label of a row, or a word at one of its ends, says that the row is a sum: `Total votes`.
    fn is_total_row(&self, label: &str) -> bool {
        let mut words = label.split_whitespace();
        let ends = [words.next(), words.next_back()].into_iter().flatten();
        self.is_total(label)
            || ends.filter(|word| word.chars().count() >= SHORTEST).any(|word| self.is_total(word))
    }

    /// Whether words say that what they stand before is a sum.
    fn is_total(&self, words: &str) -> bool {
        let language = self.facts.language;
        let is_in_language =
            |language: &Language| language.tables.totals.contains(&words.trim().to_lowercase());
        TableRoles::known().is_total(words, language) || language.is_some_and(is_in_language)
    }
}

impl NumberColumn {
    /// Reads marks before three digits as those between groups where the column shows that they are: none of them
    /// stands before other than three digits, and some number has several, or a single one would be a rare decimal.
    ///
    /// Tables that were taken over from another language keep its marks.
    fn read_groups(&mut self) {
        let fractions = || self.numbers().filter(|number| number.value.scale() > 0);
        let are_groups =
            fractions().all(|number| number.value.scale() == 3 && number.value.abs() >= Decimal::ONE);
        if !are_groups || fractions().count() < 2 {
            return;
        }
        for slot in &mut self.slots {
            if let Slot::Number(number) = slot
                && number.value.scale() > 0
            {
                number.value = (number.value * Decimal::ONE_THOUSAND).trunc().normalize();
            }
        }
    }

    /// Its numbers, from top to bottom.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.slots.iter().filter_map(Slot::number)
    }
}

/// Whether numbers of a unit are amounts that a sum can be made of.
fn can_be_added(unit: &Unit) -> bool {
    matches!(unit, Unit::None | Unit::Percent | Unit::Money(_))
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ff0d}')
        || sign.is_whitespace()
}

fn is_percent_sign(sign: char) -> bool {
    matches!(sign, '%' | '٪' | '％')
}

fn is_year(number: &Number) -> bool {
    let years = Decimal::from(1000)..Decimal::from(2200);
    number.value.is_integer() && years.contains(&number.value)
}
