//! Differences while they are found: of nodes and leaves of outlines.

use std::ops::Range;

use super::difference::{Kind, Passage};
use super::outline::{NodeKind, Outline};
use super::values::{Value, ValueKind};
use crate::source::Span;

/// How much of a text is given, in bytes.
const SHOWN: usize = 400;
/// How much of a row's first cell names it, in characters.
const NAMED: usize = 40;

/// A place in one of the two documents, with the section that it is in.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) section: usize,
    pub(super) passage: Passage,
}

/// A difference whose sides may still change places.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) kind: Kind,
    pub(super) a: Option<Spot>,
    pub(super) b: Option<Spot>,
    pub(super) place: Option<String>,
    /// The difference that holds this one.
    pub(super) within: Option<usize>,
    pub(super) holds: Vec<(Kind, usize)>,
    pub(super) changes: Vec<(String, String)>,
}

impl Raw {
    pub(super) fn new(kind: Kind, a: Option<Spot>, b: Option<Spot>) -> Self {
        Raw { kind, a, b, place: None, within: None, holds: Vec::new(), changes: Vec::new() }
    }

    /// The same difference with its sides in each other's place.
    pub(super) fn mirrored(mut self) -> Self {
        std::mem::swap(&mut self.a, &mut self.b);
        for (here, there) in &mut self.changes {
            std::mem::swap(here, there);
        }
        self
    }
}

impl Spot {
    pub(super) fn of_node(outline: &Outline, at: usize) -> Option<Self> {
        let node = outline.nodes.get(at)?;
        let first = outline.leaves.get(node.leaves.clone())?.first()?;
        let heads = || {
            outline.heads.binary_search_by_key(&at, |(of, _)| *of).ok().and_then(|at| outline.heads.get(at))
        };
        let text = match node.kind {
            NodeKind::Table if node.title.is_empty() => {
                heads().map(|(_, heads)| heads.join(" | ")).unwrap_or_default()
            }
            NodeKind::Section | NodeKind::Table | NodeKind::Box => node.title.clone(),
            _ => {
                let last = outline.leaves.get(node.leaves.end.checked_sub(1)?)?;
                let text = outline.text.get(first.text.start..last.text.end).unwrap_or_default();
                fold(text, if node.kind == NodeKind::Row { " | " } else { " " })
            }
        };
        let span = match node.kind {
            NodeKind::Section => section_span(outline, at),
            _ => node.span,
        };
        Some(Spot { section: node.section, passage: Passage { span, text, value: None } })
    }

    pub(super) fn of_leaf(outline: &Outline, at: usize) -> Option<Self> {
        let leaf = outline.leaves.get(at)?;
        let passage = Passage { span: leaf.span, text: shown(outline, &leaf.text), value: None };
        Some(Spot { section: outline.section_of(at), passage })
    }

    pub(super) fn of_value(outline: &Outline, leaf: usize, value: &Value) -> Self {
        let passage = Passage { span: value.span, text: shown(outline, &value.text), value: value.normal() };
        Spot { section: outline.section_of(leaf), passage }
    }
}

impl From<ValueKind> for Kind {
    fn from(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Number => Kind::Numbers,
            ValueKind::Date => Kind::Dates,
            ValueKind::Name => Kind::Names,
        }
    }
}

/// From a section's heading to the next one.
pub(super) fn section_span(outline: &Outline, at: usize) -> Span {
    let Some(node) = outline.nodes.get(at) else { return Span::default() };
    let next = outline.nodes.iter().enumerate().skip(at + 1).find(|(_, next)| next.kind == NodeKind::Section);
    Span::new(node.span.start, next.map_or(node.span.end, |(_, next)| next.span.start))
}

/// A piece of an outline's text as it is shown.
pub(super) fn shown(outline: &Outline, range: &Range<usize>) -> String {
    fold(outline.text.get(range.clone()).unwrap_or_default(), " ")
}

/// A text with its white space folded, `joint` for the ends of its lines, cut where it gets long.
pub(super) fn fold(text: &str, joint: &str) -> String {
    let mut folded = String::new();
    for line in text.lines() {
        for (index, word) in line.split_whitespace().enumerate() {
            if folded.len() + word.len() > SHOWN {
                folded.push('…');
                return folded;
            }
            if !folded.is_empty() {
                folded.push_str(if index == 0 { joint } else { " " });
            }
            folded.push_str(word);
        }
    }
    folded
}

/// Where a leaf is, if that has a name: a row and a column, a field.
pub(super) fn place(outline: &Outline, leaf: usize) -> Option<String> {
    let leaf = outline.leaves.get(leaf)?;
    if let Some(field) = outline.holder(leaf.node, NodeKind::Field) {
        return outline.nodes.get(field).map(|field| format!("field `{}`", field.title));
    }
    let row = outline.nodes.get(outline.holder(leaf.node, NodeKind::Row)?)?;
    let heads = row.parent.and_then(|table| {
        let at = outline.heads.binary_search_by_key(&table, |(of, _)| *of).ok()?;
        outline.heads.get(at).map(|(_, heads)| heads)
    });
    let name = row.title.char_indices().nth(NAMED).and_then(|(at, _)| row.title.get(..at));
    let name = name.map_or_else(|| row.title.clone(), |start| format!("{}…", start.trim_end()));
    let head = leaf.column.and_then(|column| heads?.get(column as usize)).filter(|head| !head.is_empty());
    Some(match head {
        Some(head) => format!("row `{name}`, column `{head}`"),
        None => format!("row `{name}`"),
    })
}
