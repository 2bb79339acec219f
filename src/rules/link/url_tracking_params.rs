//! `rules/link/url-tracking-params.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_hidden;
use super::query::Query;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Archives, UrlParams};
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
            let Some(query) = Query::with(url, |name, _| self.is_tracking(name)) else { continue };
            if leads_to_copy(url) {
                continue;
            }
            let safety = if is_hidden(link, facts) { Safety::Safe } else { Safety::Suggested };
            let help = "leave it out: the page is the same without it";
            let message = format!("tracking {}", query.surplus());
            let fix = Fix::new("take the tracking parameters out", query.edits(link.url.start), safety);
            cx.report(Finding::new(query.place(link.url.start), message).help(help).fix(fix));
        }
    }
}

impl UrlTrackingParams {
    fn is_tracking(&self, name: &str) -> bool {
        let is = |list: &[String]| list.iter().any(|known| known == name);
        is(&self.extend) || UrlParams::known().is_tracking(name) && !is(&self.allow)
    }
}

/// Whether a URL leads to a copy or through another host: the whole of it is a name there.
fn leads_to_copy(url: &str) -> bool {
    let Some(parts) = url_parts(url) else { return true };
    let rest = url.get(parts.rest).unwrap_or_default();
    rest.contains("://") || rest.contains("%3A%2F%2F") || Archives::known().of_url(url).is_some()
}
