use super::{CellText, SortKey, TableCell};
use crate::facts::Facts;
use crate::facts::dates::grammar;
use crate::facts::prose::LEFT_OUT;
use crate::profile::{Role, RoleSet, TableWords};
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef};
use crate::value::date::{DateGrammar, DateValue, Form};
use crate::value::lowercase::lowercase;
use crate::value::quantity::{Quantity, QuantityGrammar};
use crate::value::sign::is_numeric;

/// No value that is read as a date or a number is longer, in bytes.
const LONGEST: usize = 80;
/// Signs that stand for a value that is not there.
const MISSING_SIGNS: &str = "-–—―−?…*†·_/";
/// Signs that say yes or no.
const MARK_SIGNS: &str = "✓✔☑✗✘✕✖☒×●○•◦■□★☆";

/// What one value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is in the cell.
    Empty,
    /// A sign that there is no value, or that it is not known: `—`, `n/a`, `?`.
    Missing,
    /// A date or a range of dates; a year alone is one where its column is one of years.
    Date(Box<DateValue>),
    /// A number with what it measures.
    Quantity(Box<Quantity>),
    /// A word or a sign that says yes or no, also of a template.
    Mark,
    /// A flag, with or without the name of whose it is: the template's node.
    Country(NodeId),
    /// A link, or a name that is all that the cell holds.
    Link(NodeId),
    /// Several values, below each other.
    List,
    /// Whatever else, also what templates give of which nothing is known.
    Text,
}

/// A cell with what it says.
#[derive(Clone, Debug)]
pub struct ColumnCell {
    /// The cell's node; none in an extract.
    pub node: Option<NodeId>,
    /// Its row, by its place in [`super::Table::rows`].
    pub row: usize,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
    /// The text as read: footnotes, comments and pictures aside. Spans in `value` are offsets into it.
    pub text: String,
    /// What of the document it is: the content without white space around it.
    pub span: Span,
    /// Where the text stands in the document.
    pub text_span: Span,
    /// Whether the text is the document's byte for byte, so that replacing a part of it touches no markup.
    pub is_verbatim: bool,
    /// Whether a template writes the text in a form of its own: a date to sort by, a quantity with its unit.
    pub is_formatted: bool,
    /// What the table is sorted by in place of the text.
    pub sort_key: Option<SortKey>,
    /// What it says.
    pub value: Value,
}

/// Reads what cells say.
pub(super) struct CellReader<'f, 'a> {
    facts: &'f Facts<'a>,
    quantities: QuantityGrammar<'a>,
    dates: &'a DateGrammar,
    words: Option<&'a TableWords>,
}

/// Templates that write what they are given in a form of their own.
const FORMATTING: RoleSet = RoleSet::of(&[Role::Date, Role::SortKey]);

impl<'f, 'a> CellReader<'f, 'a> {
    pub(super) fn new(facts: &'f Facts<'a>) -> Self {
        CellReader {
            facts,
            quantities: QuantityGrammar::new(facts.language),
            dates: grammar(facts),
            words: facts.language.map(|language| &language.tables),
        }
    }

    pub(super) fn read(&self, cell: &TableCell) -> ColumnCell {
        let read = if cell.is_filled { self.facts.read_cell(cell) } else { CellText::default() };
        let around = |sign: char| sign.is_whitespace() || sign == LEFT_OUT;
        let start = read.text().len() - read.text().trim_start_matches(around).len();
        let text = read.text().trim_matches(around);
        let range = start..start + text.len();
        let span = cell.content.trim(self.facts.doc.text());
        ColumnCell {
            node: cell.node,
            row: cell.row,
            rowspan: cell.rowspan,
            text: text.to_owned(),
            span,
            text_span: read.span_of(range.clone()).unwrap_or(span),
            is_verbatim: !text.is_empty() && read.is_verbatim(range),
            is_formatted: read.roles.intersects(FORMATTING),
            value: if cell.is_filled { self.value(cell, &read, text) } else { Value::Empty },
            sort_key: read.sort_key,
        }
    }

    /// A year that a text is, or a range of them.
    pub(super) fn date(&self, text: &str) -> Option<DateValue> {
        self.dates.read_value(text).ok()
    }

    fn value(&self, cell: &TableCell, read: &CellText, text: &str) -> Value {
        if read.roles.contains(Role::NoValue) || self.is_missing(text) {
            return Value::Missing;
        }
        if read.roles.contains(Role::TableCell) && read.is_whole || self.is_mark(text) {
            return Value::Mark;
        }
        if let Some(value) = self.measured(text) {
            return value;
        }
        if text.contains('\n') {
            return Value::List;
        }
        let node = cell.node.map(|node| self.facts.tree.node(node));
        let flag = || node?.children_of(Kind::Template).find(|template| self.is_flag(*template));
        // A link among other words is not what the cell holds.
        let link = || {
            let mut walk = node?.walk();
            while let Some(node) = walk.next() {
                match node.kind() {
                    Kind::Wikilink if node.source().contains(text) => return Some(node),
                    Kind::Table | Kind::Reference => walk.pass_over(node),
                    _ => {}
                }
            }
            None
        };
        if let Some(flag) = flag().filter(|_| read.roles.contains(Role::Flag)) {
            Value::Country(flag.id())
        } else {
            link().map_or(Value::Text, |link| Value::Link(link.id()))
        }
    }

    fn is_flag(&self, template: NodeRef<'_>) -> bool {
        self.facts.schema(template).is_some_and(|schema| schema.has(Role::Flag))
    }

    /// The number or the date that a text is.
    fn measured(&self, text: &str) -> Option<Value> {
        if text.len() > LONGEST || !text.contains(is_numeric) {
            return None;
        }
        let quantity = self.quantities.read_value(text);
        if let Some(quantity) = quantity.as_ref().filter(|quantity| quantity.end.is_none()) {
            return Some(Value::Quantity(Box::new(quantity.clone())));
        }
        // `1990–91` is a range of years before it is two numbers; a date has one line.
        if text.contains('\n') {
            return quantity.map(|quantity| Value::Quantity(Box::new(quantity)));
        }
        match self.dates.read_value(text) {
            Ok(date) if date.form() == Form::Undated => Some(Value::Missing),
            Ok(date) => Some(Value::Date(Box::new(date))),
            Err(_) => quantity.map(|quantity| Value::Quantity(Box::new(quantity))),
        }
    }

    fn is_missing(&self, text: &str) -> bool {
        let is_sign = |sign: char| MISSING_SIGNS.contains(sign);
        let n_signs = text.chars().take(5).count();
        if (1..=4).contains(&n_signs) && text.chars().all(|sign| is_sign(sign) || sign == '.') {
            return true;
        }
        let is_word = |words: &TableWords| is_one_of(&words.missing, text);
        self.words.is_some_and(is_word)
    }

    fn is_mark(&self, text: &str) -> bool {
        let mut signs = text.chars();
        let is_sign = signs.next().is_some_and(|sign| MARK_SIGNS.contains(sign)) && signs.next().is_none();
        let is_word = |words: &TableWords| is_one_of(&words.yes, text) || is_one_of(&words.no, text);
        is_sign || self.words.is_some_and(is_word)
    }
}

fn is_one_of(words: &[String], text: &str) -> bool {
    // No such word is longer, so that a long text is not lowered.
    text.len() <= 40 && words.contains(&lowercase(text))
}
