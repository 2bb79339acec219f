//! `rules/link/url-tracking-params.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_hidden;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::Link;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{Archives, UrlParams};
use crate::source::Span;
use crate::value::url::url_parts;

/// Finds parameters of URLs that say where a reader came from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct UrlTrackingParams {
    /// Names of parameters that are tracking as well; case counts.
    extend: Vec<String>,
    /// Names of parameters that are let be; case counts.
    allow: Vec<String>,
}

impl Rule for UrlTrackingParams {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // A copy in an archive is found by the URL as it is.
        for link in
            facts.links().iter().filter(|link| link.is_literal && !link.is_archive && !link.has_archive)
        {
            let url = facts.doc.slice(link.url);
            let Some(query) = self.query(url) else { continue };
            let edits = edits(link, &query);
            let (Some(first), Some(last)) = (edits.first(), edits.last()) else { continue };
            if leads_to_copy(url) {
                continue;
            }
            let names: Vec<&str> =
                query.params.iter().filter(|param| param.is_tracking).map(|param| param.name).collect();
            let place = Span::new(first.span.start, last.span.end);
            let message = format!("tracking {} `{}`", plural(names.len()), names.join("`, `"));
            let safety = if is_hidden(link, facts) { Safety::Safe } else { Safety::Suggested };
            let help = "leave it out: the page is the same without it";
            cx.report(Finding::new(place, message).help(help).fix(Fix::new(
                "take the tracking parameters out",
                edits,
                safety,
            )));
        }
    }
}

impl UrlTrackingParams {
    /// The parameters of a URL, if one of them is tracking.
    fn query<'t>(&self, url: &'t str) -> Option<Query<'t>> {
        let start = memchr::memchr(b'?', url.as_bytes())?;
        let end = memchr::memchr(b'#', url.as_bytes()).unwrap_or(url.len());
        let mut at = start;
        let mut params = Vec::new();
        for part in url.get(start + 1..end)?.split('&') {
            let bare = part.strip_prefix("amp;").unwrap_or(part);
            let name = bare.split('=').next().unwrap_or_default();
            let separator = 1 + part.len() - bare.len();
            // Some sites separate parameters by `;`.
            let is_tracking = self.is_tracking(name) && !bare.contains(';');
            params.push(Param { name, start: at, separator, is_tracking });
            at += 1 + part.len();
        }
        params.iter().any(|param| param.is_tracking).then_some(Query { params, end })
    }

    fn is_tracking(&self, name: &str) -> bool {
        let is = |list: &[String]| list.iter().any(|known| known == name);
        is(&self.extend) || UrlParams::known().is_tracking(name) && !is(&self.allow)
    }
}

fn plural(number: usize) -> &'static str {
    if number == 1 { "parameter" } else { "parameters" }
}

/// The parameters of a URL that has one for tracking among them.
struct Query<'t> {
    params: Vec<Param<'t>>,
    /// Where the fragment or the URL's end is.
    end: usize,
}

/// One parameter.
struct Param<'t> {
    name: &'t str,
    /// From the `?` or `&` before it.
    start: usize,
    /// The length of that sign, which may be a character reference.
    separator: usize,
    is_tracking: bool,
}

/// What takes the parameters out: each with the sign before it, but the first ones with the sign after them, so that
/// the `?` stays where a parameter does.
fn edits(link: &Link, query: &Query<'_>) -> Vec<Edit> {
    let kept = query.params.iter().position(|param| !param.is_tracking);
    let place =
        |start: usize, end: usize| Span::new(link.url.start + start as u32, link.url.start + end as u32);
    let first = query.params.first().map_or(query.end, |param| param.start);
    let mut spans = match kept.and_then(|kept| query.params.get(kept)) {
        None => return vec![Edit::delete(place(first, query.end))],
        Some(kept) if kept.start > first => vec![place(first + 1, kept.start + kept.separator)],
        Some(_) => Vec::new(),
    };
    let ends = query.params.iter().skip(1).map(|param| param.start).chain([query.end]);
    let params = query.params.iter().zip(ends).skip(kept.unwrap_or_default());
    for (param, end) in params.filter(|(param, _)| param.is_tracking) {
        let span = place(param.start, end);
        match spans.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => spans.push(span),
        }
    }
    spans.into_iter().map(Edit::delete).collect()
}

/// Whether a URL leads to a copy or through another host: the whole of it is a name there.
fn leads_to_copy(url: &str) -> bool {
    let Some(parts) = url_parts(url) else { return true };
    let rest = url.get(parts.rest).unwrap_or_default();
    rest.contains("://") || rest.contains("%3A%2F%2F") || Archives::known().of_url(url).is_some()
}
