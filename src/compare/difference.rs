//! What differs between two documents: plain data.

use crate::source::Span;

/// What a difference is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A section that the other document does not have, or has without its text.
    Sections,
    /// A heading alone.
    Headings,
    /// A table.
    Tables,
    /// A row of a table.
    Rows,
    /// A cell, or a part of one.
    Cells,
    /// A list.
    Lists,
    /// An item of a list.
    Items,
    /// A template with named arguments, such as an infobox.
    Boxes,
    /// One of its arguments.
    Fields,
    /// A paragraph of several sentences.
    Paragraphs,
    /// A sentence, or a line.
    Sentences,
    /// A number, by its value.
    Numbers,
    /// A date that has at least a month, by its value.
    Dates,
    /// A name: words with capitals.
    Names,
    /// Brackets with nothing in them, or with nothing behind the last comma or colon in them.
    Brackets,
    /// Other words in a sentence that is in both.
    Wording,
}

impl Kind {
    /// All kinds, what holds others first.
    pub const ALL: [Kind; 16] = [
        Kind::Sections,
        Kind::Headings,
        Kind::Tables,
        Kind::Rows,
        Kind::Cells,
        Kind::Lists,
        Kind::Items,
        Kind::Boxes,
        Kind::Fields,
        Kind::Paragraphs,
        Kind::Sentences,
        Kind::Numbers,
        Kind::Dates,
        Kind::Names,
        Kind::Brackets,
        Kind::Wording,
    ];

    /// The kinds that are facts, whatever words say them.
    pub const FACTS: [Kind; 6] =
        [Kind::Rows, Kind::Cells, Kind::Fields, Kind::Numbers, Kind::Dates, Kind::Names];

    /// What it is, in a line.
    pub fn summary(self) -> &'static str {
        match self {
            Kind::Sections => "sections that the other document does not have, or has without their text",
            Kind::Headings => "headings alone",
            Kind::Tables => "whole tables",
            Kind::Rows => "rows of tables",
            Kind::Cells => "cells, and parts of them",
            Kind::Lists => "whole lists",
            Kind::Items => "items of lists",
            Kind::Boxes => "templates with named arguments, such as infoboxes",
            Kind::Fields => "arguments of these",
            Kind::Paragraphs => "paragraphs of several sentences",
            Kind::Sentences => "sentences, and lines",
            Kind::Numbers => "numbers, by their value",
            Kind::Dates => "dates of at least a month, by their value",
            Kind::Names => "words with capitals",
            Kind::Brackets => "brackets that were emptied",
            Kind::Wording => "other words in a sentence that is in both",
        }
    }

    /// The name used in options and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sections => "sections",
            Kind::Headings => "headings",
            Kind::Tables => "tables",
            Kind::Rows => "rows",
            Kind::Cells => "cells",
            Kind::Lists => "lists",
            Kind::Items => "items",
            Kind::Boxes => "boxes",
            Kind::Fields => "fields",
            Kind::Paragraphs => "paragraphs",
            Kind::Sentences => "sentences",
            Kind::Numbers => "numbers",
            Kind::Dates => "dates",
            Kind::Names => "names",
            Kind::Brackets => "brackets",
            Kind::Wording => "wording",
        }
    }

    /// What one of it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Boxes => "box",
            Kind::Wording => "wording",
            _ => self.name().strip_suffix('s').unwrap_or(self.name()),
        }
    }
}

/// A place in one of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Its text as read, white space folded, cut after some hundred bytes; for what holds others what it is called.
    pub text: String,
    /// The value in a form of its own, the same for all languages: `1234.5`, `2010-05-12`.
    pub value: Option<String>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is in.
    pub kind: Kind,
    /// Where it is in the first document; none where that does not have it.
    pub a: Option<Passage>,
    /// Where it is in the second document.
    pub b: Option<Passage>,
    /// The section, by its place in [`super::Comparison::sections`].
    pub section: usize,
    /// Where in the section it is, if that has a name: a row and a column, a field.
    pub place: Option<String>,
    /// The difference that holds this one, by its place in [`super::Comparison::differences`].
    pub within: Option<usize>,
    /// How many of each kind it holds.
    pub holds: Vec<(Kind, usize)>,
    /// Of other wording: the words here and there, in the order of the text.
    pub changes: Vec<(String, String)>,
}

/// A section of one document with its partner in the other one.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionPair {
    /// The section in the first document; none where that does not have it.
    pub a: Option<SectionPlace>,
    /// The section in the second document.
    pub b: Option<SectionPlace>,
    /// How much of the words of both, without those of sections in them, is in both: from 0 to 1.
    pub score: f64,
}

/// A section of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionPlace {
    /// The heading as read; empty for what stands before the first one.
    pub title: String,
    /// The rank of the heading; 0 for what stands before the first one.
    pub level: u8,
    /// From the heading to the next one, of whatever rank.
    pub span: Span,
}
