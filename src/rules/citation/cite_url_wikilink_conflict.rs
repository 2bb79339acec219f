//! `rules/citation/cite-url-wikilink-conflict.md`

use super::nodes_in_value;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::Finding;
use crate::profile::{CitationWords, CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::{Kind, NodeRef};

/// Finds titles that link to a page of the wiki where the citation links them to a URL.
pub struct CiteUrlWikilinkConflict;

/// With these the title is that of a part, and the URL and the link are told apart by the module.
const OF_A_PART: CiteParams =
    CiteParams::of(&[CiteParam::BookTitle, CiteParam::Encyclopedia, CiteParam::ScriptEncyclopedia]);
/// The schemas of templates whose title is always that of a part.
const PARTS: [&str; 2] = ["cite-encyclopedia", "cite-episode"];

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
            link_and_url(citation).into_iter().for_each(|finding| cx.report(finding));
            if !citation.has_markup {
                continue;
            }
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

/// A page that the title is linked to beside its URL.
fn link_and_url(citation: &Citation<'_>) -> Option<Finding> {
    let link = citation.get(CiteParam::TitleLink)?;
    let (title, url) = (citation.get(CiteParam::Title)?, citation.get(CiteParam::Url)?);
    let is_of_part = citation.has_any(&OF_A_PART) || PARTS.contains(&citation.schema.name.as_str());
    if is_of_part || CitationWords::known().is_choice_of_link(link.value) {
        return None;
    }
    let names = [&link.name, &title.name, &url.name].map(|name| shown(name));
    let message = format!("`{}` links `{}`, which `{}` links already", names[0], names[1], names[2]);
    let finding =
        Finding::new(link.value_span, message).label(url.value_span, "the address that the title leads to");
    Some(finding.help("keep one of the two: the page is lost beside the address"))
}
