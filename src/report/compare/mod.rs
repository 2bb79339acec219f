//! What two documents do not have in common, for people and as JSON. `docs/compare.schema.json` describes the members.

mod groups;
mod human;
mod json;

use std::io::{self, Write};

use crate::compare::Comparison;
use crate::source::Document;

/// One of the two documents, with what it was read for.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The name of the profile it was read with.
    pub profile: &'a str,
    /// The code of its language, if that is known.
    pub language: Option<&'a str>,
}

/// How the report for people looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether to use colours.
    pub colour: bool,
    /// The columns of the terminal.
    pub width: usize,
    /// Whether all is listed, however much it is.
    pub is_full: bool,
}

/// Writes what differs for people.
pub fn human(
    sides: [Compared<'_>; 2],
    comparison: &Comparison,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    human::write(sides, comparison, look, out)
}

/// Writes what differs as one JSON object.
pub fn json(sides: [Compared<'_>; 2], comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    json::write(sides, comparison, out)
}
