use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::evidence::Observation;
use super::store::{Store, StoreError};
use crate::link_state::KnownCopies;

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
    asked: chrono::DateTime<chrono::Utc>,
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
        let observations = store.history(&url)?;
        let copies = store.copies(&url)?.map(|(asked, copies)| AgedCopies { asked, copies });
        let line = Line { url, observations, copies };
        serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    Ok(count)
}

/// Adds what an export wrote, and says how many links it was about. What is known of the same moment is replaced; copies
/// that were asked for later stay.
pub fn import(store: &Store, input: &mut dyn BufRead) -> Result<u64, ExchangeError> {
    let mut count = 0;
    for (index, text) in input.lines().enumerate() {
        let text = text?;
        if text.trim().is_empty() {
            continue;
        }
        let line: Line =
            serde_json::from_str(&text).map_err(|error| ExchangeError::Line { line: index + 1, error })?;
        for seen in &line.observations {
            store.record(&line.url, seen)?;
        }
        if let Some(AgedCopies { asked, copies }) = line.copies
            && store.copies(&line.url)?.is_none_or(|(known, _)| known < asked)
        {
            store.set_copies(&line.url, asked, &copies)?;
        }
        count += 1;
    }
    Ok(count)
}
