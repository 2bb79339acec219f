//! What boxes of data and the text beside them both say of the subject of an article: population, area, founding.

use std::collections::HashMap;
use std::ops::Range;

use super::Facts;
use super::dates::lead_end;
use super::prose::{Block, BlockKind, LEFT_OUT};
use crate::profile::{Figure, Language, Units};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeId, Template};
use crate::value::quantity::{Decimal, Quantity, QuantityGrammar, Unit};

/// How many paragraphs of the lead are read.
const PARAGRAPHS: usize = 3;
/// Numbers of four digits from here on may be years.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;
/// What stands for the number in a pattern.
const NUMBER: &str = "{n}";
/// How far a word may stand from the number that it belongs to, in bytes.
const LONGEST_GAP: usize = 3;

/// One figure of an article's subject.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureFact {
    /// What it is.
    pub figure: Figure,
    /// Its value, in the base unit of what it measures.
    pub value: Decimal,
    /// The place of its last digit that is not zero, in the same unit: 1000 for 12,000.
    pub step: Decimal,
    /// Whether a hedge makes it a guess.
    pub is_hedged: bool,
    /// The year that it is of, if one is named.
    pub year: Option<i32>,
    /// Where it is written.
    pub span: Span,
    /// How it is written.
    pub text: String,
}

/// The figures of an article's subject.
#[derive(Debug, Default)]
pub struct Figures {
    /// Those of the boxes above the text.
    pub in_boxes: Vec<FigureFact>,
    /// Those of the first paragraphs, if the boxes have any.
    pub in_lead: Vec<FigureFact>,
}

impl Figures {
    /// Reads the boxes, and the lead if they have figures.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let reader =
            Reader { facts, grammar: QuantityGrammar::new(facts.language), lead_end: lead_end(facts) };
        let in_boxes = reader.boxes();
        let language = facts.language.filter(|language| !in_boxes.is_empty() && !language.figures.is_empty());
        let in_lead = language.map(|language| reader.lead(language)).unwrap_or_default();
        Figures { in_boxes, in_lead }
    }
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    grammar: QuantityGrammar<'a>,
    lead_end: u32,
}

impl Reader<'_, '_> {
    fn boxes(&self) -> Vec<FigureFact> {
        let mut found = Vec::new();
        let templates = self.facts.tree.nodes_of(KindSet::of(&[Kind::Template])).filter_map(Template::cast);
        let above = templates.take_while(|template| template.node().span().start < self.lead_end);
        for template in above.filter(|template| self.facts.schema(template.node()).is_none()) {
            let arguments = template.effective_arguments();
            let places: HashMap<&str, usize> =
                arguments.iter().enumerate().map(|(at, argument)| (argument.key.as_ref(), at)).collect();
            for argument in &arguments {
                let Some(known) = self.facts.profile.box_figure(&argument.key) else { continue };
                let Some(block) = self.argument_block(argument.node.id(), argument.value_span().start) else {
                    continue;
                };
                let year = known.year.as_ref().and_then(|name| {
                    let argument = arguments.get(*places.get(name.as_str())?)?;
                    only_year(argument.value())
                });
                found.extend(self.in_box(known.figure, &block, year));
            }
        }
        found
    }

    /// The text of an argument's value.
    fn argument_block(&self, node: NodeId, start: u32) -> Option<Block<'_>> {
        let prose = self.facts.prose();
        let block = prose.block(prose.first_from(start))?;
        (block.kind() == BlockKind::Argument && block.node() == node).then_some(block)
    }

    fn in_box(&self, figure: Figure, block: &Block<'_>, year: Option<i32>) -> Option<FigureFact> {
        let text = block.text();
        if figure == Figure::Founded {
            let years = years(text);
            let [(value, at)] = years.as_slice() else { return None };
            let is_alone = !text.contains(LEFT_OUT) && !text.contains(['–', '/', '?']);
            return is_alone.then(|| year_fact(block, *value, *at));
        }
        // What stands in brackets behind the value explains it: the year, another unit.
        let head = text.split(['(', '\n']).next()?;
        let found = self.grammar.find_all(head);
        let [quantity] = found.as_slice() else { return None };
        let year = year.or_else(|| only_year(text.get(head.len()..)?));
        self.fact(figure, quantity, block, year)
    }

    fn lead(&self, language: &Language) -> Vec<FigureFact> {
        let mut found = Vec::new();
        let blocks = self.facts.prose().blocks().take_while(|block| block.span().start < self.lead_end);
        let is_text = |block: &Block<'_>| block.argument().is_none() && block.kind() == BlockKind::Paragraph;
        for block in blocks.filter(is_text).take(PARAGRAPHS) {
            let text = block.text();
            for (start, sentence) in sentences(text) {
                if language.figures.is_of_other(sentence) {
                    continue;
                }
                let years = years(sentence);
                for quantity in self.grammar.find_all(sentence) {
                    let Some(figure) = stated(sentence, &quantity, language) else { continue };
                    let own = (start + quantity.span.start as usize, start + quantity.span.end as usize);
                    if figure == Figure::Founded {
                        let at = quantity.digits.start as usize;
                        let year =
                            years.binary_search_by_key(&at, |(_, at)| *at).ok().and_then(|at| years.get(at));
                        found.extend(year.map(|&(value, at)| year_fact(&block, value, start + at)));
                        continue;
                    }
                    let year = year_beside(&years, &quantity.span.range());
                    let shifted = Quantity { span: Span::of(own.0..own.1), ..quantity };
                    found.extend(self.fact(figure, &shifted, &block, year));
                }
            }
        }
        found
    }

    /// A quantity as a figure, if its unit is one that the figure is measured in.
    fn fact(
        &self,
        figure: Figure,
        quantity: &Quantity,
        block: &Block<'_>,
        year: Option<i32>,
    ) -> Option<FigureFact> {
        let symbol = match (&quantity.unit, figure.unit()) {
            (Unit::None, unit) => unit,
            (Unit::Measure(symbol), Some(_)) => Some(symbol.as_str()),
            _ => return None,
        };
        let unit = symbol.and_then(|symbol| Units::known().unit(symbol));
        let wanted = figure.unit().and_then(|symbol| Units::known().unit(symbol));
        let measures_same = unit.map(|unit| &unit.measures) == wanted.map(|wanted| &wanted.measures);
        // `5.4 crore` in words that are not known.
        let is_cut = figure == Figure::Population && quantity.power == 0 && quantity.decimal.is_some();
        if is_cut
            || !measures_same
            || quantity.end.is_some()
            || quantity.is_ordinal
            || quantity.value <= Decimal::ZERO
        {
            return None;
        }
        let factor = unit.map_or(Some(Decimal::ONE), |unit| unit.factor)?;
        Some(FigureFact {
            figure,
            value: quantity.value.checked_mul(factor)?,
            step: step(quantity.value).checked_mul(factor)?,
            is_hedged: quantity.is_hedged,
            year,
            span: block.span_of(quantity.span.range()),
            text: block.text().get(quantity.span.range())?.to_owned(),
        })
    }
}

/// The place of the last digit that is not zero: 1000 for 12,000, 0.1 for 3.5.
fn step(value: Decimal) -> Decimal {
    let value = value.normalize();
    let mut step = Decimal::new(1, value.scale());
    let ten = Decimal::TEN;
    while value.scale() == 0 && (value % (step * ten)).is_zero() && step < value {
        step *= ten;
    }
    step
}

/// What the words around a number say that it is, if a pattern of the language fits.
fn stated(sentence: &str, quantity: &Quantity, language: &Language) -> Option<Figure> {
    let before = sentence.get(..quantity.span.start as usize)?;
    let after = sentence.get(quantity.span.end as usize..)?;
    let fits = |pattern: &String| {
        let Some((head, tail)) = pattern.split_once(NUMBER) else { return false };
        ends_with_word(before, head.trim()) && starts_with_word(after, tail.trim())
    };
    language
        .figures
        .patterns
        .iter()
        .find(|(_, patterns)| patterns.iter().any(fits))
        .map(|(figure, _)| *figure)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let head = text.trim_end();
    let cut = head.len().checked_sub(word.len()).and_then(|at| head.split_at_checked(at));
    text.len() - head.len() <= LONGEST_GAP
        && cut
            .is_some_and(|(rest, tail)| tail.to_lowercase() == word && !rest.ends_with(char::is_alphanumeric))
        || word.is_empty()
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let tail = text.trim_start();
    let cut = tail.split_at_checked(word.len());
    text.len() - tail.len() <= LONGEST_GAP
        && cut.is_some_and(|(head, rest)| {
            head.to_lowercase() == word && !rest.starts_with(char::is_alphanumeric)
        })
        || word.is_empty()
}

/// The sentences of a text, each with where it starts: a full stop and a capital letter behind it end one.
fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '।', '。', '։']) {
        let next = at + mark.len();
        let rest = text.get(next..).unwrap_or_default();
        let starts_sentence =
            |rest: &str| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
        if mark != "." || starts_sentence(rest) {
            found.extend(text.get(start..next).map(|sentence| (start, sentence)));
            start = next;
        }
    }
    found.extend(text.get(start..).map(|sentence| (start, sentence)));
    found
}

fn year_fact(block: &Block<'_>, year: i32, at: usize) -> FigureFact {
    let end = block
        .text()
        .get(at..)
        .map_or(at, |rest| at + rest.find(|sign: char| !sign.is_numeric()).unwrap_or(rest.len()));
    FigureFact {
        figure: Figure::Founded,
        value: Decimal::from(year),
        step: Decimal::ONE,
        is_hedged: false,
        year: None,
        span: block.span_of(at..end),
        text: block.text().get(at..end).unwrap_or_default().to_owned(),
    }
}

/// The one year that stands outside of a range of the text, if there is only one.
fn year_beside(years: &[(i32, usize)], range: &Range<usize>) -> Option<i32> {
    let before = years.partition_point(|(_, at)| *at < range.start);
    let after = years.partition_point(|(_, at)| *at < range.end);
    let beside = match (before, years.len() - after) {
        (1, 0) => years.first(),
        (0, 1) => years.last(),
        _ => None,
    };
    beside.map(|(year, _)| *year)
}

/// The one year that a text names.
fn only_year(text: &str) -> Option<i32> {
    let mut years: Vec<i32> = years(text).into_iter().map(|(year, _)| year).collect();
    years.dedup();
    years.first().copied().filter(|_| years.len() == 1)
}

/// The numbers of four digits in a text that can be years, with their places.
fn years(text: &str) -> Vec<(i32, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(char::is_numeric)) {
        let at = from + start;
        let rest = text.get(at..).unwrap_or_default();
        let run =
            rest.get(..rest.find(|sign: char| !sign.is_numeric()).unwrap_or(rest.len())).unwrap_or_default();
        from = at + run.len();
        let is_part = |sign: char| ".,'".contains(sign);
        let before = text.get(..at).unwrap_or_default().trim_end_matches(is_part);
        let after = text.get(from..).unwrap_or_default();
        let is_joined = before.len() < at && before.ends_with(char::is_numeric)
            || after.starts_with(is_part) && after.chars().nth(1).is_some_and(char::is_numeric);
        let digits = run.chars().map(digit).collect::<Option<Vec<i32>>>().filter(|digits| digits.len() == 4);
        let year = digits.map(|digits| digits.into_iter().fold(0, |year, digit| year * 10 + digit));
        found.extend(year.filter(|year| YEARS.contains(year) && !is_joined).map(|year| (year, at)));
    }
    found
}

/// The value of a digit of the scripts whose wikis write years with them.
fn digit(sign: char) -> Option<i32> {
    let zeros = ['0', '০', '०', '٠', '۰'];
    zeros.iter().find_map(|&zero| {
        let value = (sign as u32).checked_sub(zero as u32).filter(|value| *value < 10)?;
        i32::try_from(value).ok()
    })
}
