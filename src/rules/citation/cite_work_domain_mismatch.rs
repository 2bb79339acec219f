//! `rules/citation/cite-work-domain-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::Finding;
use crate::profile::{CiteParam, KnownWork, KnownWorks};
use crate::rules::shown;
use crate::value::plain::plain;
use crate::value::url::{lower, url_parts};

/// Finds citations that name another newspaper or site than the one that the URL leads to.
pub struct CiteWorkDomainMismatch;

impl Rule for CiteWorkDomainMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            // With `via` the page is on another host than that of its publisher.
            if !citation.has(CiteParam::Url) || citation.has(CiteParam::Via) {
                continue;
            }
            if let Some(finding) = mismatch(citation) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>) -> Option<Finding> {
    let field = citation.get(CiteParam::Journal).or_else(|| citation.get(CiteParam::Publisher))?;
    let known = KnownWorks::known();
    let name = plain(field.value)?;
    let mut named = known.of_name(&name).peekable();
    named.peek()?;
    let url = citation.get(CiteParam::Url).filter(|url| url.is_literal)?;
    let host = lower(url.value.get(url_parts(url.value)?.host)?);
    let owners: Vec<&KnownWork> = known.of_host(&host).collect();
    let owner = owners.first()?.names.first()?;
    if named.any(|work| owners.iter().any(|owner| std::ptr::eq(*owner, work))) {
        return None;
    }
    Some(
        Finding::new(field.value_span, format!("`{}` on a page of `{owner}`", shown(&name)))
            .label(url.value_span, format!("`{}` belongs to `{owner}`", shown(&host)))
            .help("correct the name or the URL"),
    )
}
