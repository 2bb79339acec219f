use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{self, DataError};

static ONLINE: LazyLock<Online> = LazyLock::new(|| Online::read().unwrap_or_default());

/// What the checker of links asks besides the links: the typed form of `rules/data/online.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Online {
    /// A host that always has an address.
    pub control_host: String,
    /// Endings of addresses that lead to pages, though lists of file types have them for a kind of file.
    pub page_endings: Vec<String>,
    /// The archive that is asked for copies.
    pub archive: OnlineArchive,
}

/// Where an archive of the kind of the Wayback Machine is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlineArchive {
    /// The address below which its copies and the index of them are.
    pub base: String,
    /// The address that names the copy nearest to a time.
    pub availability: String,
}

impl Online {
    /// What is known, parsed when it is first asked for.
    pub fn known() -> &'static Online {
        &ONLINE
    }

    fn read() -> Result<Online, DataError> {
        data::file("online")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let online = Online::read().unwrap();
        for address in [&online.archive.base, &online.archive.availability] {
            assert!(url::Url::parse(address).is_ok(), "{address}");
        }
        assert!(online.control_host.contains('.'));
    }
}
