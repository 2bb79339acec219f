//! `rules/consistency/flag-name-mismatch.md`

use std::borrow::Cow;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{Countries, Country, ParamType, Role, RoleSet};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, Link, NodeRef, Template};
use crate::value::entity;

/// Finds flags beside the link of another country, and countries in flag templates that are misspelt.
pub struct FlagNameMismatch;

/// How many bytes a name has at least that may be a misspelt one of another.
const FEWEST_LETTERS: usize = 6;

impl Rule for FlagNameMismatch {
    fn interest(&self) -> Interest {
        Interest::roles(RoleSet::of(&[Role::Flag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some((flag, place)) = Template::cast(node).and_then(|template| flag(template, cx)) else {
            return;
        };
        let known: Vec<&Country> = meanings(&flag, cx).collect();
        let finding = match known.is_empty() {
            true => misspelt(&flag, place, cx),
            false => beside(node).and_then(|link| mismatch(&flag, place, &known, link, cx)),
        };
        if let Some(finding) = finding {
            cx.report(finding);
        }
    }
}

/// The country of a flag as its template is given it, and where that is written.
fn flag<'t>(template: Template<'t>, cx: &Context<'_>) -> Option<(Cow<'t, str>, Span)> {
    let schema = cx.schema()?;
    let arguments = template.effective_arguments();
    let is_country = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::Country);
    if schema.params_of(ParamType::Country).next().is_none() {
        let name = template.node().child(Kind::Name)?;
        return Some((template.literal_name()?, name.span()));
    }
    let country = arguments.into_iter().find(|argument| is_country(&argument.key))?;
    let is_literal = |node: NodeRef<'_>| matches!(node.kind(), Kind::Text | Kind::Comment);
    let value = country.value_nodes().all(is_literal).then(|| country.value())?;
    let place = country.value_span().trim(cx.doc.text());
    (!place.is_empty()).then_some((Cow::Borrowed(value), place))
}

fn meanings<'c>(name: &str, cx: &'c Context<'_>) -> impl Iterator<Item = &'static Country> + use<'c> {
    let language = cx.language.map(|language| language.code.as_str());
    let found: Vec<&'static Country> = Countries::known().meanings(name, language).collect();
    found.into_iter()
}

/// A finding if the name is none but very nearly that of a country in the language that all wikis know.
fn misspelt(flag: &str, place: Span, cx: &Context<'_>) -> Option<Finding> {
    let is_known = cx.language.is_some_and(|language| Countries::known().knows_names_in(&language.code));
    let is_name = |sign: char| sign.is_ascii_alphabetic() || " -'".contains(sign);
    if !is_known || flag.len() < FEWEST_LETTERS || !flag.chars().all(is_name) {
        return None;
    }
    // A hyphen is as good as a space in most names of flags.
    let plain = |name: &str| name.replace('-', " ").to_lowercase();
    let written = plain(flag);
    let near = |country: &&Country| {
        country.name.len().abs_diff(flag.len()) <= 1
            && strsim::osa_distance(&plain(&country.name), &written) == 1
    };
    let meant = Countries::known().iter().find(near).filter(|_| !Countries::known().is_name(flag))?;
    Some(
        Finding::new(place, format!("no country is called `{}`, but `{}` is", shown(flag), meant.name))
            .help("write the country's name, or its code"),
    )
}

/// The link that stands right behind a flag.
fn beside(flag: NodeRef<'_>) -> Option<Link<'_>> {
    let is_space = |node: &NodeRef<'_>| match node.kind() {
        Kind::Text => node.source().trim().is_empty(),
        Kind::Entity => entity::decode(node.source()).is_some_and(|sign| sign.trim().is_empty()),
        Kind::Comment => true,
        _ => false,
    };
    let mut next = flag.next_sibling();
    while let Some(node) = next.filter(is_space) {
        next = node.next_sibling();
    }
    let styled = next.filter(|node| matches!(node.kind(), Kind::Bold | Kind::Italic));
    let inside = styled.and_then(|node| node.children().find(|node| node.kind() != Kind::Mark));
    Link::cast(inside.or(next)?).filter(|link| link.node().kind() == Kind::Wikilink)
}

fn mismatch(
    flag: &str,
    place: Span,
    known: &[&Country],
    link: Link<'_>,
    cx: &Context<'_>,
) -> Option<Finding> {
    let page = link.page();
    let label: String =
        link.label_nodes().filter(|node| node.kind() == Kind::Text).map(NodeRef::source).collect();
    let of_page: Vec<&Country> = meanings(&page, cx).collect();
    let named = match of_page.is_empty() {
        // `[[Georgia (U.S. state)|Georgia]]` is not the country that its label names.
        true if page.starts_with(&format!("{label} (")) => return None,
        true => meanings(&label, cx).collect(),
        false => of_page,
    };
    let countries = Countries::known();
    let agree = |one: &Country| named.iter().any(|other| countries.may_agree(one, other));
    if named.is_empty() || known.iter().any(|one| agree(one)) {
        return None;
    }
    let shown_name = if label.is_empty() { page.as_ref() } else { label.as_str() };
    let country = known.first().map_or(flag, |country| country.name.as_str());
    let message = format!("the flag is that of {country}, the link beside it names `{}`", shown(shown_name));
    Some(
        Finding::new(place, message)
            .label(link.node().span(), "the link")
            .help("look up which of the two is meant, and correct the other"),
    )
}
