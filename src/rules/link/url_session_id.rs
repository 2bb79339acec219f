//! `rules/link/url-session-id.md`

use super::query::Query;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::UrlParams;
use crate::source::Span;

/// Finds marks of one visit in addresses.
pub struct UrlSessionId;

/// How many letters and digits a value has at least that names a visit, and nothing else.
const MIN_ID: usize = 8;

impl Rule for UrlSessionId {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for address in facts.addresses().iter().filter(|address| !address.is_given_up) {
            let (url, start) = (cx.doc.slice(address.url), address.url.start);
            let help = "leave it out: it meant one visit, which is over";
            if let Some(query) = Query::with(url, is_session) {
                let message = format!("mark of one visit to the site: {}", query.surplus());
                let fix = Fix::new("take the mark of the visit out", query.edits(start), Safety::Suggested);
                cx.report(Finding::new(query.place(start), message).help(help).fix(fix));
            }
            if let Some((at, length)) = in_path(url) {
                let place = Span::new(start + at as u32, start + (at + length) as u32);
                let message = format!("mark of one visit to the site: `{}`", cx.doc.slice(place));
                let fix = Fix::replace("take the mark of the visit out", place, "", Safety::Suggested);
                cx.report(Finding::new(place, message).help(help).fix(fix));
            }
        }
    }
}

fn is_session(name: &str, value: &str) -> bool {
    let is_id = || {
        let letters = value.bytes().filter(u8::is_ascii_alphanumeric).count();
        letters >= MIN_ID && value.bytes().any(|byte| byte.is_ascii_digit())
    };
    UrlParams::known().is_session(name) && is_id()
}

/// `;jsessionid=…` up to the query, by its place and length.
fn in_path(url: &str) -> Option<(usize, usize)> {
    let path = url.get(..memchr::memchr2(b'?', b'#', url.as_bytes()).unwrap_or(url.len()))?;
    let at = memchr::memchr(b';', path.as_bytes())?;
    let (name, value) = path.get(at + 1..)?.split_once('=')?;
    let length = value.find(['/', ';']).unwrap_or(value.len());
    is_session(name, value.get(..length)?).then_some((at, 1 + name.len() + 1 + length))
}
