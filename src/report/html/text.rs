//! Text of articles and messages as HTML: stand-ins for what is invisible, then maud's escaping.

use maud::{Markup, html};

use crate::report::escape;

/// A message, with what stands between backticks set as code. A backtick without a second one stays as it is.
pub(super) fn message(text: &str) -> Markup {
    let text = escape(text);
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    let mut out = Vec::new();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        out.push(match (is_code, is_last) {
            (true, true) => html! { "`" bdi { (part) } },
            (true, false) => html! { code { (part) } },
            (false, _) => html! { (part) },
        });
        is_code = !is_code;
    }
    html! { @for part in out { (part) } }
}

/// Paragraphs of a rule page.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.trim().split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            p {
                @for line in paragraph.lines() { (message(line)) " " }
            }
        }
    }
}

/// An address that a link may lead to; none for what a browser would run or read from the disk.
pub(super) fn address(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme)?;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::{address, message};

    #[test]
    fn pairs_of_backticks_are_code_and_all_else_stays() {
        assert_eq!(message("month `1<3` is `x").into_string(), "month <code>1&lt;3</code> is `<bdi>x</bdi>");
        assert_eq!(message("a\u{202e}`\u{0}`").into_string(), "a‹U+202E›<code>␀</code>");
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(address("https://example.org/a"), Some("https://example.org/a"));
        assert_eq!(address("javascript:alert(1)//://"), None);
        assert_eq!(address("file:///etc/passwd"), None);
    }
}
