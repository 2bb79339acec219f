//! `rules/citation/cite-bad-link-param.md`

use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::{Kind, Link, Tree};

/// Finds parameters for the page of an author or a work that hold more than the name of a page.
pub struct CiteBadLinkParam;

const LINKS: CiteParams = CiteParams::of(&[
    CiteParam::AuthorLink,
    CiteParam::ContributorLink,
    CiteParam::EditorLink,
    CiteParam::InterviewerLink,
    CiteParam::SeriesLink,
    CiteParam::TitleLink,
    CiteParam::TranslatorLink,
]);

/// What makes the value of a parameter: nothing is known of it.
const MADE: [Kind; 4] = [Kind::Template, Kind::ParserFunction, Kind::Parameter, Kind::Comment];

impl Rule for CiteBadLinkParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            for field in citation.among(&LINKS) {
                let Some(what) = not_of_a_page(field.value) else { continue };
                if value_nodes(field, cx.tree).any(|node| MADE.contains(&node.kind())) {
                    continue;
                }
                let message = format!(
                    "`{what}` in `{}`, which takes the name of a page: `{}`",
                    shown(&field.name),
                    shown(field.value)
                );
                let mut finding = Finding::new(field.value_span, message)
                    .help("write the name of the page alone, without brackets");
                if let Some(page) = page(field, cx.tree) {
                    let title = format!("write `{page}`");
                    finding = finding.fix(Fix::replace(title, field.value_span, page, Safety::Suggested));
                }
                cx.report(finding);
            }
        }
    }
}

/// The first sign, or pair of them, in a value that no name of a page has.
fn not_of_a_page(value: &str) -> Option<&str> {
    let at = value.find(['[', ']', '<', '>', '{', '}', '|']).or_else(|| value.find("//"))?;
    let pair = value.get(at..at + 2).filter(|pair| matches!(*pair, "[[" | "]]" | "//"));
    pair.or_else(|| value.get(at..at + 1))
}

/// The page of a link that is all of the value.
fn page<'t>(field: &Field<'_>, tree: &'t Tree<'t>) -> Option<std::borrow::Cow<'t, str>> {
    let node = value_nodes(field, tree).find(|node| node.span() == field.value_span)?;
    let link = Link::cast(node).filter(|_| node.kind() == Kind::Wikilink)?;
    Some(link.target()).filter(|page| !page.is_empty())
}
