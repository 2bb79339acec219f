//! `rules/citation/cite-url-wikilink-conflict.md`

use super::nodes_in_value;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::syntax::{Kind, NodeRef};

/// Finds titles that link to a page of the wiki where the citation links them to a URL.
pub struct CiteUrlWikilinkConflict;

/// Titles with the URLs that they are linked to.
const LINKED: [(CiteParam, CiteParam); 2] =
    [(CiteParam::Title, CiteParam::Url), (CiteParam::Chapter, CiteParam::ChapterUrl)];

impl Rule for CiteUrlWikilinkConflict {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            for (title, url) in LINKED {
                let Some(url) = citation.get(url) else { continue };
                let Some(title) = citation.get(title).filter(|title| !title.is_literal) else { continue };
                let is_link = |node: &NodeRef<'_>| node.kind() == Kind::Wikilink;
                let Some(link) = nodes_in_value(title, cx.tree).find(is_link) else {
                    continue;
                };
                let message = format!(
                    "`{}` in `{}`, which `{}` links already",
                    shown(link.source()),
                    shown(&title.name),
                    shown(&url.name)
                );
                cx.report(
                    Finding::new(link.span(), message)
                        .label(url.value_span, "the address that the title leads to")
                        .help("write the title without brackets, or leave the address out"),
                );
            }
        }
    }
}
