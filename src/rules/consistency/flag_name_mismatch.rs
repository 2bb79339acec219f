//! `rules/consistency/flag-name-mismatch.md`

use std::borrow::Cow;

use crate::engine::{Context, Interest, Rule};
use crate::facts::flags::FlaggedCell;
use crate::finding::Finding;
use crate::profile::{Countries, Country, ParamType, Role, RoleSet};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, Link, NodeRef, Template};
use crate::value::entity;

/// Finds flags beside the link of another country, and countries in flag templates that are misspelt.
pub struct FlagNameMismatch;

/// The fewest rows that show that a column names whose flags stand beside it, and how many to each that does not.
const FEWEST_ROWS: usize = 3;
const ROWS_PER_ODD: usize = 3;

const HELP: &str = "look up which of the two is meant, and correct the other";

impl Rule for FlagNameMismatch {
    fn interest(&self) -> Interest {
        Interest { finish: true, ..Interest::roles(RoleSet::of(&[Role::Flag])) }
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some((flag, place)) = flag(node, cx) else { return };
        let known = meanings(&flag, cx);
        let finding = match known.is_empty() {
            true => misspelt(&flag, place, cx),
            false => beside(node).and_then(|link| mismatch(&flag, place, &known, link, cx)),
        };
        finding.into_iter().for_each(|finding| cx.report(finding));
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for cells in cx.facts.flagged_cells() {
            in_columns(&cells, cx).into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

/// What is wrong in two columns of which one has the flags of what the other names, as most of their rows show.
fn in_columns(cells: &[FlaggedCell], cx: &Context<'_>) -> Vec<Finding> {
    let (mut n_agree, mut odd) = (0, Vec::new());
    for cell in cells {
        let Some((flag, place)) = flag(cx.facts.tree.node(cell.flag), cx) else { continue };
        let known = meanings(&flag, cx);
        match named(&cell.page, &cell.text, cx) {
            named if known.is_empty() || named.is_empty() => {}
            named if may_agree(&known, &named) => n_agree += 1,
            _ => odd.push((place, country(&flag, &known), cell)),
        }
    }
    if n_agree < FEWEST_ROWS || odd.len() * ROWS_PER_ODD > n_agree {
        return Vec::new();
    }
    let finding = |(place, country, cell): (Span, String, &FlaggedCell)| {
        let message = format!(
            "the flag is that of {country}, the cell beside it names `{}`; the two agree in {n_agree} rows",
            shown(&cell.text)
        );
        Finding::new(place, message).label(cell.span, "the name").help(HELP)
    };
    odd.into_iter().map(finding).collect()
}

/// The country of a flag as its template is given it, and where that is written.
fn flag<'t>(node: NodeRef<'t>, cx: &Context<'_>) -> Option<(Cow<'t, str>, Span)> {
    let (template, schema) = (Template::cast(node)?, cx.facts.schema(node)?);
    let is_country = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::Country);
    if schema.params_of(ParamType::Country).next().is_none() {
        let name = template.node().child(Kind::Name)?;
        return Some((template.literal_name()?, name.span()));
    }
    let country = template.effective_arguments().into_iter().find(|argument| is_country(&argument.key))?;
    let is_literal = |node: NodeRef<'_>| matches!(node.kind(), Kind::Text | Kind::Comment);
    let value = country.value_nodes().all(is_literal).then(|| country.value())?;
    let place = country.value_span().trim(cx.doc.text());
    (!place.is_empty()).then_some((Cow::Borrowed(value), place))
}

fn meanings(name: &str, cx: &Context<'_>) -> Vec<&'static Country> {
    Countries::known().meanings(name, cx.language.map(|language| language.code.as_str())).collect()
}

/// A finding if the name is none but very nearly that of a country in the language that all wikis know.
fn misspelt(flag: &str, place: Span, cx: &Context<'_>) -> Option<Finding> {
    let is_known = cx.language.is_some_and(|language| Countries::known().knows_names_in(&language.code));
    let meant = Countries::known().nearly(flag).filter(|_| is_known && !Countries::known().is_name(flag))?;
    let message = format!("no country is called `{}`, but `{}` is", shown(flag), meant.name);
    Some(Finding::new(place, message).help("write the country's name, or its code"))
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
    let named = named(&page, &label, cx);
    if named.is_empty() || may_agree(known, &named) {
        return None;
    }
    let name = shown(if label.is_empty() { page.as_ref() } else { label.as_str() });
    let country = country(flag, known);
    let message = format!("the flag is that of {country}, the link beside it names `{name}`");
    Some(Finding::new(place, message).label(link.node().span(), "the link").help(HELP))
}

/// What a link or a cell may name, by its page, else by what it shows.
fn named(page: &str, label: &str, cx: &Context<'_>) -> Vec<&'static Country> {
    let of_page = meanings(page, cx);
    // `[[Georgia (U.S. state)|Georgia]]` is not the country that its label names.
    let is_other = of_page.is_empty() && page.starts_with(&format!("{label} ("));
    if is_other || !of_page.is_empty() { of_page } else { meanings(label, cx) }
}

fn may_agree(known: &[&Country], named: &[&Country]) -> bool {
    let countries = Countries::known();
    known.iter().any(|one| named.iter().any(|other| countries.may_agree(one, other)))
}

fn country(flag: &str, known: &[&Country]) -> String {
    known.first().map_or(flag, |country| country.name.as_str()).to_owned()
}
