//! What the JSON forms of `wikivet links` and `wikivet stats` have in common: an object with the documents, the failures
//! and the sums, or one object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::Failure;
use super::json::{FailureRecord, Tool, Typed};
use super::visible_json::write_json;

/// The version of both formats; it grows when a member changes its meaning or goes away.
const SCHEMA: u32 = 1;

/// One object for the run. Documents are written as they come.
#[derive(Default)]
pub struct Json {
    is_open: bool,
    failures: Vec<Failure>,
}

impl Json {
    /// Writes what is listed of a document.
    pub fn document(&mut self, record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        match self.is_open {
            true => out.write_all(b",\n")?,
            false => self.start(out)?,
        }
        write_json(out, record)
    }

    /// Takes a failure.
    pub fn failure(&mut self, failure: Failure) {
        self.failures.push(failure);
    }

    /// Writes the failures and the sums.
    pub fn finish(&mut self, total: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_open {
            self.start(out)?;
        }
        out.write_all(b"],\n\"failures\": ")?;
        let failures: Vec<FailureRecord<'_>> = self.failures.iter().map(FailureRecord::from).collect();
        write_json(out, &failures)?;
        out.write_all(b",\n\"total\": ")?;
        write_json(out, total)?;
        out.write_all(b"\n}\n")
    }

    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.is_open = true;
        write!(out, "{{\n\"schema\": {SCHEMA},\n\"tool\": ")?;
        write_json(out, &Tool::THIS)?;
        out.write_all(b",\n\"documents\": [\n")
    }
}

/// Writes what is listed of a document as a line of `jsonl`.
pub fn document_line(record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    line("document", record, out)
}

/// Writes a failure as a line of `jsonl`.
pub fn failure_line(failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
    line("failure", &FailureRecord::from(failure), out)
}

/// Writes the sums as a line of `jsonl`.
pub fn total_line(total: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    line("total", total, out)
}

fn line(kind: &'static str, record: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_json(out, &Typed { kind, record })?;
    out.write_all(b"\n")
}
