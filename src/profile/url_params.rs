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
    hashed_sessions: Vec<String>,
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

    /// Whether a parameter, whose name's case makes no difference, names one visit to a site.
    pub fn is_session(&self, name: &str, value: &str) -> bool {
        let is_name = |known: &String| known.eq_ignore_ascii_case(name);
        let begins = |prefix: &String| {
            name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        if self.session_prefixes.iter().any(begins) {
            return has_number(value) || is_row_of_capitals(value);
        }
        if self.sessions.iter().any(is_name) {
            return has_number(value);
        }
        let is_hash = || value.len() == HASH_DIGITS && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.hashed_sessions.iter().any(is_name) && is_hash()
    }
}

/// How many letters and digits a value with a digit has at least that names a visit, and nothing else.
const MIN_ID: usize = 8;

/// How many capitals alone do: ASP's marks have no digit.
const MIN_CAPITALS: usize = 20;

/// The hexadecimal digits of an MD5 sum.
const HASH_DIGITS: usize = 32;

fn has_number(value: &str) -> bool {
    let signs = value.bytes().filter(u8::is_ascii_alphanumeric).count();
    signs >= MIN_ID && value.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_row_of_capitals(value: &str) -> bool {
    value.len() >= MIN_CAPITALS && value.bytes().all(|byte| byte.is_ascii_uppercase())
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
