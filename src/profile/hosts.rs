use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{DataError, file};

static HOSTS: LazyLock<Hosts> = LazyLock::new(|| Hosts::read().unwrap_or_default());

/// What is known of top-level domains, on every wiki: the typed form of `rules/data/hosts.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hosts {
    top_levels: TopLevels,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopLevels {
    special: BTreeSet<String>,
    local: BTreeSet<String>,
    withdrawn: BTreeMap<String, u16>,
}

impl Hosts {
    /// The hosts that are known, parsed when they are first asked for.
    pub fn known() -> &'static Hosts {
        &HOSTS
    }

    /// Whether a top-level domain (lower case) is in use although the public suffix list does not have it.
    pub fn is_special(&self, top_level: &str) -> bool {
        self.top_levels.special.contains(top_level) || self.is_local(top_level)
    }

    /// Whether names under a top-level domain (lower case) lead somewhere within one network only.
    pub fn is_local(&self, top_level: &str) -> bool {
        self.top_levels.local.contains(top_level)
    }

    /// The year in which a top-level domain (lower case) was taken out of the DNS's root.
    pub fn withdrawn(&self, top_level: &str) -> Option<u16> {
        self.top_levels.withdrawn.get(top_level).copied()
    }

    fn read() -> Result<Hosts, DataError> {
        file("hosts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let hosts = Hosts::read().unwrap();
        assert!(hosts.is_special("local"));
        assert_eq!(hosts.withdrawn("yu"), Some(2010));
    }
}
