//! The files under `rules/data/` as the build script embedded them, as JSON, parsed on first use.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// A data file that does not hold what its kind of file has to hold.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The file does not have the expected shape.
    #[error("`{file}`: {error}")]
    Shape {
        /// The file's name without folder and extension.
        file: String,
        /// What is wrong.
        error: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file has a value that no type can tell.
    #[error("`{file}`: {problem}")]
    Value {
        /// The file's name without folder and extension.
        file: String,
        /// What is wrong.
        problem: String,
    },
}

/// The typed values of one table of embedded files, each made when it is first asked for.
pub(super) struct Cache<T> {
    slots: HashMap<&'static str, Slot<T>>,
}

struct Slot<T> {
    text: &'static str,
    value: OnceLock<Option<T>>,
}

impl<T> Cache<T> {
    /// A cache of which nothing has been made yet.
    pub(super) fn new(files: &'static [(&'static str, &'static str)]) -> Self {
        let slot = |text| Slot { text, value: OnceLock::new() };
        Cache { slots: files.iter().map(|&(name, text)| (name, slot(text))).collect() }
    }

    /// The value of one file. Files are proven to parse by tests, so a broken one counts as missing.
    pub(super) fn get(&self, name: &str, make: impl FnOnce(&str) -> Result<T, DataError>) -> Option<&T> {
        let slot = self.slots.get(name)?;
        slot.value.get_or_init(|| make(slot.text).ok()).as_ref()
    }

    /// The names of the files that have been read so far, in no order.
    pub(super) fn read_so_far(&self) -> impl Iterator<Item = &'static str> {
        self.slots.iter().filter(|(_, slot)| slot.value.get().is_some()).map(|(&name, _)| name)
    }
}

/// Reads the TOML of a file into its serde form.
pub(super) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError::Shape { file: file.to_owned(), error: Box::new(error) })
}

/// Reads the JSON that the build script made of a file into its serde form.
pub(super) fn embedded<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DataError> {
    serde_json::from_str(text)
        .map_err(|error| DataError::Shape { file: file.to_owned(), error: Box::new(error) })
}

/// Reads a file that is in no folder.
pub(super) fn file<T: DeserializeOwned>(name: &str) -> Result<T, DataError> {
    let text = FILES.binary_search_by_key(&name, |&(known, _)| known).ok().and_then(|at| FILES.get(at));
    embedded(name, text.map_or("null", |&(_, text)| text))
}
