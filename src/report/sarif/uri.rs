use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What does not stand as it is in a path: all but RFC 3986's unreserved characters and the slash.
/// The colon is among it, since the first part of a relative path must have none.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The reference to a file, as RFC 3986 has it: `file://` and the path, if that is absolute, else the path alone.
pub(super) fn reference(path: &str) -> String {
    let encoded: Cow<'_, str> = utf8_percent_encode(path, ENCODED).into();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.into_owned() }
}

/// Whether a path leads on from the folder in which wikivet was run.
pub(super) fn is_below_base(path: &str) -> bool {
    !path.starts_with('/') && path.split('/').all(|part| part != "..")
}

#[cfg(test)]
mod tests {
    use super::{is_below_base, reference};

    #[test]
    fn all_that_a_path_can_hold_is_encoded_but_slashes() {
        assert_eq!(reference("a b/C++ & ü#1%?.wiki"), "a%20b/C%2B%2B%20%26%20%C3%BC%231%25%3F.wiki");
        assert_eq!(reference("Help:x.wiki"), "Help%3Ax.wiki");
        assert_eq!(reference("<stdin>"), "%3Cstdin%3E");
    }

    #[test]
    fn an_absolute_path_is_a_uri_of_its_own() {
        assert_eq!(reference("/a b"), "file:///a%20b");
        assert!(!is_below_base("/a b"));
        assert!(!is_below_base("../a"));
        assert!(is_below_base("a/..b"));
    }
}
