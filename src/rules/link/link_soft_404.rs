//! `rules/link/link-soft-404.md`

use super::dead_link::DEAD;
use super::{asked, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::link_state::LinkState;
use crate::profile::CiteParam;

/// Finds links in whose place the server shows another page, as if all were well.
pub struct LinkSoft404;

impl Rule for LinkSoft404 {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (link, known) in asked::links(cx, LinkState::Soft404) {
            let citation = cx.facts.citation_of(link);
            let status = citation.and_then(|(citation, _)| citation.get(CiteParam::UrlStatus));
            if link.dead.is_some() || status.is_some_and(|status| status.value == DEAD) {
                continue;
            }
            let message = format!("link does not lead to its page any more: {}", short(&known.why));
            let mut finding = Finding::new(link.url, message)
                .help("look whether the page has moved, add the address of an archived copy, or cite another source");
            if let Some(copy) = asked::copy(known, citation, cx) {
                finding = finding.note(format!("the archive has a copy of {}: {}", copy.day, copy.url));
            }
            cx.report(finding);
        }
    }
}
