//! `rules/link/lonely-url-scheme.md`

use memchr::memmem;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::source::Span;
use crate::syntax::Kind;

/// Finds `http://` with nothing behind it.
pub struct LonelyUrlScheme;

const SCHEMES: [&str; 3] = ["https://", "http://", "ftp://"];

impl Rule for LonelyUrlScheme {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memmem::find_iter(text.as_bytes(), b"://") {
            let end = at + "://".len();
            let rest = text.get(end..).unwrap_or_default();
            // A template or a parameter may give the address.
            let is_address = |sign: char| !sign.is_whitespace() && !"[]{}|<>\"".contains(sign);
            // And an IPv6 address stands in brackets.
            let is_ipv6 = rest
                .strip_prefix('[')
                .is_some_and(|ip| ip.starts_with(|sign: char| sign == ':' || sign.is_ascii_hexdigit()));
            if rest.starts_with(is_address) || rest.starts_with("{{") || is_ipv6 {
                continue;
            }
            let before = text.get(..end).unwrap_or_default();
            let Some(scheme) = SCHEMES.iter().find(|scheme| before.ends_with(*scheme)) else { continue };
            let start = end - scheme.len();
            let is_text = cx.tree.leaf_at(start as u32).kind() == Kind::Text;
            // What a template is given may be put before something.
            let is_argument = before.get(..start).is_some_and(|before| before.trim_end().ends_with('='));
            if is_text && !is_argument {
                let message = format!("`{scheme}` stands here without an address");
                cx.report(
                    Finding::new(Span::of(start..end), message)
                        .help("write the address behind it, or leave it out"),
                );
            }
        }
    }
}
