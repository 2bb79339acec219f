//! Where dates are, and what they say.

mod columns;
mod in_templates;
mod lives;
mod spans;
mod values;

use super::Facts;
use super::prose::{Block, BlockKind, Origin, Prose};
use crate::profile::{ParamType, Role};
use crate::source::Span;
use crate::syntax::NodeId;
use crate::value::date::{Date, DateGrammar, Form};

pub use columns::{DateCell, DateColumn};
pub use in_templates::{DateTemplate, TemplateOption, TemplateValue};
pub use lives::{Life, Lives};
pub use spans::{DateSpan, End, SpanKind};
pub use values::{BoxField, DateField, DateValues, FieldPlace};

pub(super) use columns::read as read_columns;
pub(super) use lives::{lead_end, read as read_lives};
pub(super) use spans::read as read_spans;

/// In what part of an article a date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Running text: paragraphs, lists, lines of an extract.
    Prose,
    /// The caption of a picture or a table.
    Caption,
    /// A heading.
    Heading,
    /// A table's cell.
    Cell,
    /// The free text of a footnote.
    Reference,
    /// A parameter of a citation that is to hold a date of this kind.
    Citation(ParamType),
    /// Another template's argument.
    Argument,
    /// The arguments of a template that shows a date, one part each.
    Template,
}

/// A date and where it stands.
#[derive(Clone, Debug)]
pub struct DateFact {
    /// The date, with its places in the document.
    pub date: Date,
    /// In what part of the article it stands.
    pub place: Place,
    /// Whose words it is part of.
    pub origin: Origin,
    /// The block it stands in, by its place in [`super::prose::Prose::block`]; none in a date template.
    pub block: Option<usize>,
    /// Where it stands in that block's text.
    pub text: Span,
    /// Whether it is all that the block's text holds.
    pub whole: bool,
    /// Whether it is written in one piece, so that replacing it touches no markup.
    pub verbatim: bool,
}

/// The dates of a document.
#[derive(Debug)]
pub struct Dates<'a> {
    /// The grammar of the document's language.
    pub grammar: &'a DateGrammar,
    /// All dates, in the order of the text.
    pub all: Vec<DateFact>,
    /// The templates that show a date, in the order of the text.
    pub templates: Vec<DateTemplate>,
    /// The dashes and hyphens behind what may be a year, one block after the other: where ranges of years are.
    year_dashes: Vec<YearDash>,
}

/// A dash or hyphen behind a number of four digits and white space.
#[derive(Clone, Copy, Debug)]
pub struct YearDash {
    /// The block it stands in, by its place in [`super::prose::Prose::block`].
    block: usize,
    /// Where it stands in the block's text, in bytes.
    pub at: usize,
}

impl<'a> Dates<'a> {
    /// Reads the dates of all blocks and of all date templates.
    pub(super) fn read(facts: &Facts<'a>) -> Self {
        let grammar = grammar(facts);
        let (mut all, mut year_dashes) = (Vec::new(), Vec::new());
        for (index, block) in facts.prose().blocks().enumerate() {
            in_block(grammar, index, &block, &mut all, &mut year_dashes);
        }
        let templates = in_templates::read(facts, grammar);
        all.extend(templates.iter().flat_map(DateTemplate::facts));
        all.sort_by_key(|fact| fact.date.span);
        Dates { grammar, all, templates, year_dashes }
    }

    /// The dashes and hyphens behind what may be a year, by their blocks.
    pub fn year_dashes<'p>(
        &'p self,
        prose: &'p Prose<'_>,
    ) -> impl Iterator<Item = (Block<'p>, &'p [YearDash])> {
        let by_block = self.year_dashes.chunk_by(|one, other| one.block == other.block);
        by_block.filter_map(|dashes| Some((prose.block(dashes.first()?.block)?, dashes)))
    }
}

/// The grammar of the document's language.
pub(super) fn grammar<'a>(facts: &Facts<'a>) -> &'a DateGrammar {
    match facts.language {
        Some(language) => language.date_grammar(),
        None => DateGrammar::numeric(),
    }
}

fn in_block(
    grammar: &DateGrammar,
    index: usize,
    block: &Block<'_>,
    all: &mut Vec<DateFact>,
    year_dashes: &mut Vec<YearDash>,
) {
    let Some(place) = place(block) else { return };
    let mut first = None;
    let add = |date: Date| {
        let (range, text_span) = (date.span.range(), date.span);
        // Once a block: what stands around its text can be as long as its dates are many.
        let (origins, length) = first.get_or_insert_with(|| (block.origins(), block.text().trim().len()));
        let fact = DateFact {
            place,
            origin: origins.at(range.start).max(origins.at(range.end.saturating_sub(1))),
            block: Some(index),
            text: text_span,
            whole: *length == range.len(),
            verbatim: block.is_verbatim(range),
            date: date.map_spans(|span| block.span_of(span.range())),
        };
        all.extend(Some(fact).filter(is_date));
    };
    match place {
        Place::Citation(_) => grammar.find_in_value(block.text(), add),
        _ => {
            let text = block.text();
            let dash =
                |end| year_dashes.extend(dash_behind(text, end).map(|at| YearDash { block: index, at }));
            grammar.find_beside(text, dash, add);
        }
    }
}

/// Where a dash or hyphen stands behind a place and white space.
fn dash_behind(text: &str, place: usize) -> Option<usize> {
    let rest = text.get(place..)?;
    // Most years have something else behind them.
    if !matches!(rest.as_bytes().first()?, b'-' | b' ' | 0xC2 | 0xE2) {
        return None;
    }
    let after = rest.trim_start_matches([' ', '\u{a0}']);
    after.starts_with(['-', '–', '—']).then(|| text.len() - after.len())
}

/// Digits in code and in identifiers are no dates, nor are bare numbers somewhere in a value of unknown meaning.
fn is_date(fact: &DateFact) -> bool {
    let is_numeric = matches!(fact.date.form, Form::Iso | Form::Numeric);
    fact.origin < Origin::Code && !(is_numeric && fact.place == Place::Argument && !fact.whole)
}

/// Where a block's dates stand; none for the arguments of a date template, which are read part by part, and
/// for values that are no text.
fn place(block: &Block<'_>) -> Option<Place> {
    let Some(argument) = block.argument() else {
        return Some(match block.kind() {
            BlockKind::Heading => Place::Heading,
            BlockKind::Cell => Place::Cell,
            BlockKind::Reference => Place::Reference,
            BlockKind::Caption => Place::Caption,
            _ => Place::Prose,
        });
    };
    let has = |role| argument.schema.is_some_and(|schema| schema.has(role));
    if has(Role::Date) {
        return None;
    }
    match argument.param.map(|param| param.kind) {
        Some(kind) if has(Role::Citation) && is_date_kind(kind) => Some(Place::Citation(kind)),
        Some(ParamType::Url | ParamType::ArchiveUrl | ParamType::Page | ParamType::Keyword) => None,
        _ => Some(Place::Argument),
    }
}

fn is_date_kind(kind: ParamType) -> bool {
    use ParamType::{AccessDate, ArchiveDate, Date, MonthYear, Year, YearOrDate};
    matches!(kind, Date | AccessDate | ArchiveDate | Year | YearOrDate | MonthYear)
}

/// The node of a template that declares in which order the article writes dates, and whether day first.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredOrder {
    /// The template.
    pub node: NodeId,
    /// Where it stands.
    pub span: Span,
    /// Day first, else month first.
    pub day_first: bool,
}

/// What the article declares, if it declares one order only.
pub(super) fn declared_order(facts: &Facts<'_>) -> Option<DeclaredOrder> {
    let mut declared: Option<DeclaredOrder> = None;
    for (node, schema) in facts.known_templates() {
        let day_first = schema.has(Role::DayFirst);
        if !day_first && !schema.has(Role::MonthFirst) {
            continue;
        }
        if declared.is_some_and(|first| first.day_first != day_first) {
            return None;
        }
        declared = declared.or(Some(DeclaredOrder { node: node.id(), span: node.span(), day_first }));
    }
    declared
}
