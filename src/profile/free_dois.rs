use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{DataError, file};
use crate::value::identifier::registrant_and_name;

static FREE: LazyLock<FreeDois> = LazyLock::new(|| FreeDois::read().unwrap_or_default());

/// Which DOIs lead to articles that are free to read: the typed form of `rules/data/free-dois.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreeDois {
    registrants: BTreeSet<String>,
    names: BTreeMap<String, Vec<String>>,
}

impl FreeDois {
    /// What is known, parsed when it is first asked for.
    pub fn known() -> &'static FreeDois {
        &FREE
    }

    /// Whether a DOI is certainly that of an article free to read.
    pub fn contains(&self, doi: &str) -> bool {
        let Some((registrant, name)) = registrant_and_name(doi) else { return false };
        let starts = self.names.get(registrant).map(Vec::as_slice).unwrap_or_default();
        self.registrants.contains(registrant) || starts.iter().any(|start| name.starts_with(start))
    }

    fn read() -> Result<FreeDois, DataError> {
        file("free-dois")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let free = FreeDois::read().unwrap();
        assert!(free.contains("10.1371/journal.pone.0000217"));
        assert!(free.contains("10.1093/mnras/stz1"));
        assert!(!free.contains("10.1093/brain/awz1"));
        assert!(!free.contains("10.1371"));
    }
}
