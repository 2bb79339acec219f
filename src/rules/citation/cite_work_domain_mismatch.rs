//! `rules/citation/cite-work-domain-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::works::NamedWork;
use crate::finding::Finding;
use crate::profile::{CiteParam, KnownWork, KnownWorks};
use crate::rules::shown;
use crate::value::url::{lower, url_parts};

/// Finds citations that name another newspaper or site than the one that the URL leads to.
pub struct CiteWorkDomainMismatch;

impl Rule for CiteWorkDomainMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for named in &facts.works().named {
            let citation = facts.citations().get(named.citation);
            // With `via` the page is on another host than that of its publisher.
            let citation = citation.filter(|citation| !citation.has(CiteParam::Via));
            if let Some(finding) = citation.and_then(|citation| mismatch(citation, named)) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>, named: &NamedWork<'_>) -> Option<Finding> {
    let known = KnownWorks::known();
    let url = citation.get(CiteParam::Url).filter(|url| url.is_literal)?;
    let host = lower(url.value.get(url_parts(url.value)?.host)?);
    let owners: Vec<&KnownWork> = known.of_host(&host).collect();
    let owner = owners.first()?.names.first()?;
    if known.of_name(&named.name).any(|work| owners.iter().any(|owner| std::ptr::eq(*owner, work))) {
        return None;
    }
    let field = citation.get(if named.is_publisher { CiteParam::Publisher } else { CiteParam::Journal })?;
    Some(
        Finding::new(field.value_span, format!("`{}` on a page of `{owner}`", shown(&named.name)))
            .label(url.value_span, format!("`{}` belongs to `{owner}`", shown(&host)))
            .help("correct the name or the URL"),
    )
}
