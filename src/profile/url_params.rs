use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::data::file;

/// Parameters of URLs that say where a reader came from: the typed form of `rules/data/url-params.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlParams {
    prefixes: Vec<String>,
    names: FxHashSet<String>,
}

impl UrlParams {
    /// The parameters that are built in.
    pub fn known() -> &'static UrlParams {
        static KNOWN: LazyLock<UrlParams> = LazyLock::new(|| file("url-params").unwrap_or_default());
        &KNOWN
    }

    /// Whether a parameter of this name, whose case counts, changes nothing about the page.
    pub fn is_tracking(&self, name: &str) -> bool {
        self.names.contains(name) || self.prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::UrlParams;

    #[test]
    fn the_file_can_be_read() {
        let params = UrlParams::known();
        assert!(params.is_tracking("utm_source") && params.is_tracking("fbclid"));
        assert!(!params.is_tracking("id") && !params.is_tracking(""));
    }
}
