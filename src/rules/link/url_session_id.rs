//! `rules/link/url-session-id.md`

use super::query::Query;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::UrlParams;
use crate::source::Span;

/// Finds marks of one visit in addresses.
pub struct UrlSessionId;

/// How many signs ASP.NET's mark of a visit has.
const ASP_ID: usize = 24;

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
    UrlParams::known().is_session(name, value)
}

/// The mark of a visit in the path, by its place and length.
fn in_path(url: &str) -> Option<(usize, usize)> {
    let path = url.get(..memchr::memchr2(b'?', b'#', url.as_bytes()).unwrap_or(url.len()))?;
    in_parameter(path).or_else(|| in_segment(path))
}

/// `;jsessionid=…`, up to the next `/` or `;`.
fn in_parameter(path: &str) -> Option<(usize, usize)> {
    let at = memchr::memchr(b';', path.as_bytes())?;
    let (name, value) = path.get(at + 1..)?.split_once('=')?;
    let length = value.find(['/', ';']).unwrap_or(value.len());
    is_session(name, value.get(..length)?).then_some((at, 1 + name.len() + 1 + length))
}

/// `/(S(…))` and `/(X(1)S(…))`, as ASP.NET writes them for readers without cookies.
fn in_segment(path: &str) -> Option<(usize, usize)> {
    path.match_indices("/(").find_map(|(at, _)| {
        let segment = path.get(at + 1..)?.split('/').next()?;
        let (_, mark) = segment.strip_suffix("))")?.rsplit_once("S(")?;
        let is_mark = mark.len() == ASP_ID && mark.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_mark.then_some((at, 1 + segment.len()))
    })
}
