use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::CheckError;
use super::check::{Compiled, fields};
use super::error::{only_one, place as place_of};
use super::place::first_line;
use super::rule::{Judge, Violation};
use super::titles::{Alternatives, ByLanguage};
use crate::engine::{Context, Interest};
use crate::facts::sections::Section;
use crate::fix::Edit;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Heading, Kind, NodeRef};

/// `[check.section]`: the sections that a page must or must not have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SectionTable {
    /// Titles, one of which the page must have.
    #[serde(default)]
    required: Option<Spanned<ByLanguage<Alternatives>>>,
    /// Titles in the order in which those of them that the page has must stand.
    #[serde(default)]
    order: Option<Spanned<ByLanguage<Vec<Alternatives>>>>,
    /// Titles that no section must have.
    #[serde(default)]
    banned: Option<Spanned<ByLanguage<Alternatives>>>,
    /// Titles that no section must have, with those to write instead.
    #[serde(default)]
    renamed: Option<Spanned<BTreeMap<String, String>>>,
    /// Whether a section must hold something.
    #[serde(default)]
    not_empty: Option<Spanned<bool>>,
    /// Whether sections beside each other must have different titles.
    #[serde(default)]
    at_most_once: Option<Spanned<bool>>,
    /// The level of the headings that are looked at, 1 to 6.
    #[serde(default)]
    level: Option<Spanned<u8>>,
}

impl SectionTable {
    /// Whether it says what to write instead.
    pub(super) fn repairs(&self) -> bool {
        self.renamed.is_some()
    }

    /// Makes the check.
    pub(super) fn compile(&self) -> Result<Compiled, CheckError> {
        only_one(&[
            ("required", place_of(&self.required)),
            ("order", place_of(&self.order)),
            ("banned", place_of(&self.banned)),
            ("renamed", place_of(&self.renamed)),
            ("not-empty", place_of(&self.not_empty)),
            ("at-most-once", place_of(&self.at_most_once)),
        ])?;
        let names_none = |titles: &Alternatives| titles.as_slice().is_empty();
        for list in [&self.required, &self.banned].into_iter().flatten() {
            if list.as_ref().any(names_none) {
                return Err(CheckError::empty_list(list.span()));
            }
        }
        if let Some(order) = self.order.as_ref().filter(|order| order.as_ref().any(Vec::is_empty)) {
            return Err(CheckError::empty_list(order.span()));
        }
        for flag in [&self.not_empty, &self.at_most_once].into_iter().flatten() {
            if !flag.as_ref() {
                return Err(CheckError::at(flag.span(), "`false` says nothing: leave the key out"));
            }
        }
        let level = self.level.as_ref().map(|level| (*level.as_ref(), level.span()));
        if let Some((number, span)) = level.clone().filter(|(number, _)| !(1..=6).contains(number)) {
            return Err(CheckError::at(span, format!("level {number} is out of range 1–6")));
        }
        let demand = if let Some(required) = &self.required {
            Demand::Required(required.as_ref().clone())
        } else if let Some(order) = &self.order {
            Demand::Order(order.as_ref().clone())
        } else if let Some(banned) = &self.banned {
            Demand::Banned(banned.as_ref().clone())
        } else if let Some(renamed) = &self.renamed {
            Demand::Renamed(renamed.as_ref().clone())
        } else if self.not_empty.is_some() {
            Demand::NotEmpty
        } else {
            Demand::AtMostOnce
        };
        let judge = Sections { demand, level: level.map(|(number, _)| number) };
        Ok(Compiled { judge: Box::new(judge), fields: fields(&["section", "other", "replacement"]) })
    }
}

/// What is asked of the sections.
enum Demand {
    Required(ByLanguage<Alternatives>),
    Order(ByLanguage<Vec<Alternatives>>),
    Banned(ByLanguage<Alternatives>),
    Renamed(BTreeMap<String, String>),
    NotEmpty,
    AtMostOnce,
}

struct Sections {
    demand: Demand,
    level: Option<u8>,
}

impl Judge for Sections {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        let all = &cx.facts.sections().all;
        let looked_at = |section: &&Section| self.level.is_none_or(|level| section.level == level);
        let sections: Vec<&Section> = all.iter().filter(looked_at).collect();
        match &self.demand {
            Demand::Required(titles) => {
                let Some(titles) = titles.of(cx.language) else { return };
                if !sections.iter().any(|section| titles.has(&section.title)) {
                    found.push(missing(titles, cx));
                }
            }
            Demand::Order(order) => {
                let Some(order) = order.of(cx.language) else { return };
                check_order(order, &sections, cx, found);
            }
            Demand::Banned(titles) => {
                let Some(titles) = titles.of(cx.language) else { return };
                let banned = sections.iter().filter(|section| titles.as_slice().contains(&section.title));
                found.extend(banned.map(|section| {
                    about(section, cx, format!("no section should be called `{}`", shown(&section.title)))
                }));
            }
            Demand::Renamed(titles) => {
                found.extend(
                    sections.iter().filter_map(|section| renamed(section, titles.get(&section.title)?, cx)),
                );
            }
            Demand::NotEmpty => {
                let empty = sections.iter().filter(|section| is_empty(section, cx));
                found.extend(empty.map(|section| about(section, cx, "the section is empty".to_owned())));
            }
            Demand::AtMostOnce => check_once(&sections, cx, found),
        }
    }
}

fn missing(titles: &Alternatives, cx: &Context<'_>) -> Violation {
    let listed = titles.as_slice().iter().map(|title| format!("`{title}`")).collect::<Vec<_>>().join(" or ");
    Violation::new(first_line(cx.doc.text()), format!("the page has no section {listed}"))
        .field("section", titles.as_slice().first().map_or("", String::as_str))
}

/// Reports each section that stands before one that should stand before it, with the nearest such.
fn check_order(order: &[Alternatives], sections: &[&Section], cx: &Context<'_>, found: &mut Vec<Violation>) {
    let rank = |section: &Section| order.iter().position(|titles| titles.has(&section.title));
    let mut last: Option<(usize, &Section)> = None;
    for section in sections {
        let Some(rank) = rank(section) else { continue };
        match last {
            Some((highest, before)) if rank < highest => {
                let message = format!(
                    "the section `{}` should stand before `{}`",
                    shown(&section.title),
                    shown(&before.title)
                );
                found.push(
                    about(section, cx, message)
                        .label(heading_span(before, cx), "this one should come after it")
                        .field("other", &*before.title),
                );
            }
            _ => last = Some((rank, section)),
        }
    }
}

fn check_once(sections: &[&Section], cx: &Context<'_>, found: &mut Vec<Violation>) {
    let mut known: HashMap<(Option<usize>, &str), &Section> = HashMap::new();
    for section in sections.iter().filter(|section| !section.title.is_empty()) {
        let key = (section.parent, section.title.as_str());
        if let Some(first) = known.get(&key) {
            let message = format!("the section `{}` is there twice", shown(&section.title));
            found.push(about(section, cx, message).label(heading_span(first, cx), "the first one"));
        } else {
            known.insert(key, section);
        }
    }
}

fn renamed(section: &Section, title: &str, cx: &Context<'_>) -> Option<Violation> {
    let message = format!("the section `{}` should be called `{title}`", shown(&section.title));
    let violation = about(section, cx, message).field("replacement", title);
    let heading = Heading::cast(cx.tree.node(section.heading))?;
    let place = heading.title_span().trim(cx.doc.text());
    // A title with markup in it is another one in the source.
    if cx.doc.slice(place) != section.title {
        return Some(violation);
    }
    Some(violation.repair(format!("write `{title}`"), vec![Edit::replace(place, title)]))
}

/// Whether nothing stands between a heading and the next one, or the end of the page, that readers see or that stands
/// for something: white space, comments, categories and language links are nothing.
fn is_empty(section: &Section, cx: &Context<'_>) -> bool {
    let heading = cx.tree.node(section.heading);
    let siblings = std::iter::successors(heading.next_sibling(), |node| node.next_sibling());
    for node in siblings {
        match node.kind() {
            Kind::Heading => return node.level() <= section.level,
            Kind::Text if node.source().trim().is_empty() => {}
            Kind::Comment | Kind::Category | Kind::Interlanguage | Kind::BehaviourSwitch => {}
            _ => return false,
        }
    }
    true
}

fn about(section: &Section, cx: &Context<'_>, message: String) -> Violation {
    Violation::new(heading_span(section, cx), message).field("section", &*section.title)
}

fn heading_span(section: &Section, cx: &Context<'_>) -> Span {
    let node: NodeRef<'_> = cx.tree.node(section.heading);
    node.span().trim(cx.doc.text())
}
