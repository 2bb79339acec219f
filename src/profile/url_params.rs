use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::data::file;

/// Parameters of URLs that say where a reader came from, or which visit it was: the typed form of `rules/data/url-params.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UrlParams {
    prefixes: Vec<String>,
    names: FxHashSet<String>,
    sessions: Vec<String>,
    session_prefixes: Vec<String>,
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

    /// Whether a parameter of this name, whose case makes no difference, names one visit to a site.
    pub fn is_session(&self, name: &str) -> bool {
        let begins = |prefix: &String| {
            name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        self.sessions.iter().any(|known| known.eq_ignore_ascii_case(name))
            || self.session_prefixes.iter().any(begins)
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
