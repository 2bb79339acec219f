//! `rules/citation/cite-extlink-in-param.md`

use super::{beside, group_of, nodes_in_value};
use memchr::memchr_iter;

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::facts::identifiers::PARAMS;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::ExternalLink;
use crate::value::signs::Signs;
use crate::value::url::url_parts;

/// Finds external links in parameters that take none.
pub struct CiteExtlinkInParam;

/// The parameters, beside those for URLs, that may hold a link.
const MAY_HOLD: CiteParams = CiteParams::of(&[
    CiteParam::At,
    CiteParam::Id,
    CiteParam::Page,
    CiteParam::Pages,
    CiteParam::Quote,
    CiteParam::QuotePage,
    CiteParam::QuotePages,
]);

/// What an address in the place of an identifier is, the rule about that identifier says.
const IDENTIFIERS: CiteParams = PARAMS;

impl Rule for CiteExtlinkInParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            let takes_none = |field: &&Field<'_>| {
                field.param.is_some_and(|param| {
                    let may_hold = |param| MAY_HOLD.contains(param) || IDENTIFIERS.contains(param);
                    !param.kind.is_url() && param.cite.is_some_and(|param| !may_hold(param))
                })
            };
            // To search for a pair of signs takes preparing it, and most values have not one of them.
            let is_web = |text: &str| {
                let bytes = text.as_bytes();
                memchr_iter(b'/', bytes).any(|at| bytes.get(at + 1) == Some(&b'/'))
            };
            let has_slash = |field: &&Field<'_>| field.signs.has(Signs::SLASH);
            let mut values = citation
                .filled()
                .filter(|field| has_slash(field) && takes_none(field))
                .filter(|field| !field.is_literal || is_web(field.value));
            // One finding a citation is enough for somebody to look at it.
            let found = values.find_map(|field| {
                let mut links = nodes_in_value(field, cx.tree).filter_map(ExternalLink::cast);
                Some((field, links.find(|link| is_web(cx.doc.slice(link.url_span())))?))
            });
            let Some((field, link)) = found else { continue };
            let url = cx.doc.slice(link.url_span());
            let message =
                format!("external link `{}` in `{}`, which takes none", shown(url), shown(&field.name));
            let mut finding = Finding::new(link.node().span(), message)
                .help("write the text alone here, and the address in `url` or its like");
            if let Some(fix) = host_alone(field, link).or_else(|| moved(citation, field, link, cx)) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// The address of a site in the place of its name: the host says the same.
fn host_alone(field: &Field<'_>, link: ExternalLink<'_>) -> Option<Fix> {
    let is_alone = link.is_bare() && link.node().span() == field.value_span;
    let parts = url_parts(field.value).filter(|_| is_alone && field.cite() == Some(CiteParam::Journal))?;
    let rest = field.value.get(parts.rest)?;
    let host = field.value.get(parts.host).filter(|_| parts.port.is_none() && matches!(rest, "" | "/"))?;
    Some(Fix::replace(format!("write `{host}`"), field.value_span, host, Safety::Suggested))
}

/// A link with a label that is all of the title: the two parameters that it stands for.
fn moved(
    citation: &Citation<'_>,
    field: &Field<'_>,
    link: ExternalLink<'_>,
    cx: &Context<'_>,
) -> Option<Fix> {
    const URL: &str = "url";
    let label = cx.doc.slice(link.label_span()).trim();
    let is_title = field.cite() == Some(CiteParam::Title) && link.node().span() == field.value_span;
    let is_free = !citation.has(CiteParam::Url) && citation.schema.param(URL).is_some();
    let has_text = !label.is_empty() && !label.contains('|') && !link.url().contains(['|', '{']);
    if !(is_title && is_free && has_text) {
        return None;
    }
    let added = beside(field, cx.tree, URL, &link.url())?;
    let edits = vec![Edit::replace(field.value_span, label), added];
    Some(Fix::new("write the address as `url`", edits, Safety::Suggested).group(group_of(citation, URL)))
}
