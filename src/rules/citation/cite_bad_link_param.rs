//! `rules/citation/cite-bad-link-param.md`

use super::names::is_for_one;
use super::{MAX_FIELDS, remove, value_nodes};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CitationWords, CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;
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

/// What each of them links.
const LINKED: [(CiteParam, CiteParams); 7] = [
    (CiteParam::AuthorLink, CiteParams::of(&[CiteParam::Last, CiteParam::First])),
    (CiteParam::ContributorLink, CiteParams::of(&[CiteParam::ContributorLast, CiteParam::ContributorFirst])),
    (CiteParam::EditorLink, CiteParams::of(&[CiteParam::EditorLast, CiteParam::EditorFirst])),
    (CiteParam::InterviewerLink, CiteParams::of(&[CiteParam::InterviewerLast, CiteParam::InterviewerFirst])),
    (CiteParam::SeriesLink, CiteParams::of(&[CiteParam::Series])),
    (CiteParam::TitleLink, CiteParams::of(&[CiteParam::Title])),
    (CiteParam::TranslatorLink, CiteParams::of(&[CiteParam::TranslatorLast, CiteParam::TranslatorFirst])),
];

/// What makes the value of a parameter: nothing is known of it.
const MADE: [Kind; 4] = [Kind::Template, Kind::ParserFunction, Kind::Parameter, Kind::Comment];

impl Rule for CiteBadLinkParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, field) in facts.cited(&LINKS).filter(|(citation, _)| citation.schema.is_of_module) {
            if value_nodes(field, cx.tree).any(|node| MADE.contains(&node.kind())) {
                continue;
            }
            let Some(what) = not_of_a_page(field.value) else {
                let finding = beside_a_link(field, citation, cx).or_else(|| of_another_wiki(field, cx));
                finding.into_iter().for_each(|finding| cx.report(finding));
                continue;
            };
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

/// A page for a name or title that has a link in it already.
fn beside_a_link(field: &Field<'_>, citation: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    if citation.fields.len() > MAX_FIELDS || CitationWords::known().is_choice_of_link(field.value) {
        return None;
    }
    let (_, linked) = LINKED.iter().find(|(link, _)| field.cite() == Some(*link))?;
    let of_this = |other: &&Field<'_>| {
        !other.is_literal
            && other.is_one_of(linked)
            && other.number == field.number
            && is_for_one(citation, other)
    };
    let (other, link) = citation.filled().filter(of_this).find_map(|other| {
        let link = value_nodes(other, cx.tree).find(|node| node.kind() == Kind::Wikilink)?;
        Some((other, Link::cast(link)?))
    })?;
    let span = field.name_span?.cover(field.value_span);
    let name = shown(&field.name);
    let message = format!("`{name}` beside a link in `{}`", shown(&other.name));
    let finding = Finding::new(span, message).label(other.value_span, "links already");
    let is_same = link.target() == field.value;
    Some(match is_same {
        true => finding.help(format!("remove `{name}`")).fix(remove(field, cx.tree, Safety::Suggested)),
        false => finding.help("keep one of the two links"),
    })
}

/// A page of another language's wiki without the colon that makes it a link in the text.
fn of_another_wiki(field: &Field<'_>, cx: &Context<'_>) -> Option<Finding> {
    let (prefix, _) = field.value.split_once(':').filter(|_| field.is_literal)?;
    if !cx.profile.site.is_interlanguage(prefix) {
        return None;
    }
    let place = Span::new(field.value_span.start, field.value_span.start + prefix.len() as u32 + 1);
    let message = format!(
        "`{}:` in `{}` leads to another language's wiki, and has no colon before it",
        shown(prefix),
        shown(&field.name)
    );
    let title = "write a colon before it";
    let fix = Fix::new(title, vec![Edit::insert(place.start, ":")], Safety::Suggested);
    Some(Finding::new(place, message).help(title).fix(fix))
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
