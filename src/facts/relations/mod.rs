//! Numbers of tables that belong together: sums over columns, sums over rows, shares in a whole.
//!
//! A relation is proved by the rows, or the columns, in which it holds before one in which it does not is called wrong.
//! All work is linear in the number of cells: a table has at most [`MAX_COLUMNS`] columns of numbers that are looked
//! at, a column is tried as the sum of at most [`MAX_PARTS`] of its neighbours on either side, beside each other or
//! every other one, and at most [`MAX_TOTALS`] rows of sums are tried, each as the sum of four stretches of rows.

mod across;
mod blame;
mod down;
mod group;
mod hundreds;
mod shares;
mod sums;

use rust_decimal::Decimal;

use super::Facts;
use crate::source::Span;

/// More columns of numbers than this are not looked at.
pub const MAX_COLUMNS: usize = 48;

/// A column is not tried as the sum of more columns than this, but where headings say so.
pub const MAX_PARTS: usize = 12;

/// More rows of sums than this are not looked at.
pub const MAX_TOTALS: usize = 16;

/// What the numbers of a document's tables say of each other.
#[derive(Debug, Default)]
pub struct Relations {
    /// Sums that are not those of their parts, table by table.
    pub sums: Vec<WrongSum>,
    /// Shares that are not those of the numbers beside them, table by table.
    pub shares: Vec<WrongShare>,
    /// Shares of one row that do not make a hundred, table by table.
    pub hundreds: Vec<WrongHundred>,
    /// The numbers that sums which hold have proved, table by table.
    pub proved: Vec<Number>,
}

/// A number of a table, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// Its row, by its place in [`super::tables::Table::rows`].
    pub row: usize,
    /// Its column, from 0.
    pub column: u32,
    /// What of the document it is.
    pub span: Span,
    /// Whether a percent sign stands beside it.
    pub is_percent: bool,
    /// Whether a footnote, a sign or a template stands beside it, which may explain it.
    pub is_noted: bool,
}

/// In which direction numbers are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Numbers of one row make another number of the row.
    Across,
    /// Numbers of one column make another number of the column.
    Down,
}

/// A number that adds to a sum.
#[derive(Clone, Debug)]
pub struct Part {
    /// The number.
    pub number: Number,
    /// How often it counts; less than 0 where it is taken off.
    pub weight: i8,
    /// What its column or row is called; may be empty.
    pub name: String,
}

/// A sum that is not that of its parts.
#[derive(Clone, Debug)]
pub struct WrongSum {
    /// Whether the parts stand beside the sum, or above or under it.
    pub direction: Direction,
    /// The sum, as it is stated.
    pub stated: Number,
    /// What the column of the sum is called; may be empty.
    pub name: String,
    /// What its parts make.
    pub computed: Decimal,
    /// Its parts.
    pub parts: Vec<Part>,
    /// In how many rows, or columns, the same sum holds.
    pub n_right: usize,
    /// Of how many.
    pub n_all: usize,
    /// The number that is wrong, where the other sums of the table tell which one.
    pub culprit: Option<Culprit>,
    /// Whether the headings, or the word before the row, say what is a sum of what.
    pub is_named: bool,
    /// Whether it is one of shares, in hundredths.
    pub is_percent: bool,
    /// Whether a note stands beside one of the numbers, or in a row in a table with few notes.
    pub is_noted: bool,
}

/// A number that is wrong, since another one in its place would make all sums hold.
#[derive(Clone, Debug)]
pub struct Culprit {
    /// The number.
    pub number: Number,
    /// What it is to be.
    pub expected: Decimal,
    /// What its column is called; may be empty.
    pub name: String,
    /// The second sum that is wrong until then; none where all others hold.
    pub other: Option<Number>,
}

/// A share that is not that of the number beside it.
#[derive(Clone, Debug)]
pub struct WrongShare {
    /// The share, in hundredths.
    pub stated: Number,
    /// What it is to be, with as many decimals.
    pub computed: Decimal,
    /// The number that it is the share of.
    pub part: Number,
    /// What the column of shares is called.
    pub name: String,
    /// The whole: between these two.
    pub whole: (Decimal, Decimal),
    /// How many shares of the column are right.
    pub n_right: usize,
    /// Of how many.
    pub n_all: usize,
}

/// Shares of one row that do not make a hundred, although those of other rows do.
#[derive(Clone, Debug)]
pub struct WrongHundred {
    /// The shares, from left to right.
    pub parts: Vec<Part>,
    /// What they make.
    pub sum: Decimal,
    /// In how many rows they make a hundred.
    pub n_right: usize,
    /// Of how many.
    pub n_all: usize,
}

impl Relations {
    /// Reads the relations of all tables whose rows the text shows in full.
    pub(super) fn read(facts: &Facts<'_>) -> Relations {
        let mut relations = Relations::default();
        for table in facts.tables().iter().filter(|table| !table.is_open) {
            for group in group::read(facts, table) {
                let mut sums = across::read(&group);
                sums.extend(down::read(&group));
                relations.sums.extend(blame::wrong_sums(&group, &sums));
                relations.proved.extend(blame::proved(&group, &sums));
                relations.shares.extend(shares::read(&group));
                relations.hundreds.extend(hundreds::read(&group));
            }
        }
        relations
    }
}
