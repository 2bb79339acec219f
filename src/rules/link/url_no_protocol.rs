//! `rules/link/url-no-protocol.md`

use memchr::memmem;

use super::short;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::url::{TopLevel, check_url};

/// Finds links in brackets whose address begins with the host.
pub struct UrlNoProtocol;

impl Rule for UrlNoProtocol {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memmem::find_iter(text.as_bytes(), b"[www.") {
            let start = at as u32 + 1;
            let rest = text.get(at + 1..).unwrap_or_default();
            let end = rest.find(|c: char| c.is_whitespace() || "[]{}|<>\"".contains(c)).unwrap_or(rest.len());
            let address = rest.get(..end).unwrap_or_default();
            let line = rest.get(end..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
            let is_link = line.contains(']') && !text.get(..at).unwrap_or_default().ends_with('[');
            let url = format!("http://{address}");
            let is_valid = matches!(check_url(&url), Some(Ok(valid)) if valid.top_level == TopLevel::Listed);
            if !is_link || !is_valid || cx.tree.leaf_at(start).kind() != Kind::Text {
                continue;
            }
            let place = Span::new(start, start + address.len() as u32);
            let message =
                format!("`{}` is no link: without its scheme readers see the brackets", short(address));
            let fix = Fix::new(
                "write `https://` before it",
                vec![Edit::insert(start, "https://")],
                Safety::Suggested,
            );
            cx.report(
                Finding::new(place, message)
                    .help("write the whole address, from `https://` or `http://` on")
                    .fix(fix),
            );
        }
    }
}
