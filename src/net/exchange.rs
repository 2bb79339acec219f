use std::io::{self, BufRead, Write};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::evidence::Observation;
use super::store::{KeptLink, Store, StoreError};
use crate::link_state::{self, KnownCopies};

/// How many lines are added at once.
const AT_ONCE: usize = 1000;

/// One line: all that is kept of a link.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    url: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    observations: Vec<Observation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copies: Option<AgedCopies>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgedCopies {
    asked: DateTime<Utc>,
    #[serde(flatten)]
    copies: KnownCopies,
}

/// What stops an import or export.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A line is not as an export writes it.
    #[error("line {line}: {error}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes all that is known of links, one JSON object a line, in the order of their addresses.
pub fn export(store: &Store, out: &mut dyn Write) -> Result<u64, ExchangeError> {
    let mut count = 0;
    for url in store.urls()? {
        let observations = store.history(&url, DateTime::<Utc>::MAX_UTC)?;
        let copies = store.copies(&url)?.map(|(asked, copies)| AgedCopies { asked, copies });
        let line = Line { url, observations, copies };
        serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    Ok(count)
}

/// Adds what an export wrote, and says how many links it was about. What is known of the same moment is replaced; copies
/// that were asked for later stay. A line that cannot be read ends it; some of the lines before it may have been added.
pub fn import(store: &Store, input: &mut dyn BufRead) -> Result<u64, ExchangeError> {
    let mut count = 0;
    let mut lines = input.lines().enumerate();
    loop {
        let mut links = Vec::new();
        for (index, text) in lines.by_ref().take(AT_ONCE) {
            let text = text?;
            if !text.trim().is_empty() {
                let read = serde_json::from_str(&text);
                links.push(of(read.map_err(|error| ExchangeError::Line { line: index + 1, error })?));
            }
        }
        if links.is_empty() {
            return Ok(count);
        }
        store.add(&links)?;
        count += links.len() as u64;
    }
}

/// What a line says, by the key that links are known by.
fn of(line: Line) -> KeptLink {
    KeptLink {
        url: link_state::key(&line.url).unwrap_or(line.url),
        seen: line.observations,
        copies: line.copies.map(|AgedCopies { asked, copies }| (asked, copies)),
    }
}
