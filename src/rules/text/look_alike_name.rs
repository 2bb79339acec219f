//! `rules/text/look-alike-name.md`

use std::borrow::Cow;
use std::collections::HashMap;

use super::looks::{are_one_when_saved, difference, looks, title};
use crate::engine::{Context, Interest, Rule};
use crate::facts::references::NamedRef;
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Category, Kind, KindSet, Link, Template};

/// Finds names that look the same and are not.
pub struct LookAlikeName;

/// A name, and where it is used.
struct Name {
    name: String,
    places: Vec<Span>,
}

impl Rule for LookAlikeName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.doc.text().is_ascii() {
            return;
        }
        references(cx);
        for (kind, are) in [
            (Kind::Wikilink, "lead to two pages"),
            (Kind::Category, "are two categories"),
            (Kind::Template, "are two templates"),
        ] {
            for names in look_alikes(names_of(kind, cx)) {
                report(&names, are, cx);
            }
        }
    }
}

/// Reference names that are used by a name of the same looks.
fn references(cx: &mut Context<'_>) {
    let references = cx.facts.references();
    let mut by_looks: HashMap<(&str, String), Vec<&NamedRef>> = HashMap::new();
    for named in references.names() {
        by_looks.entry((&named.group, looks(&named.name))).or_default().push(named);
    }
    let mut alike: Vec<_> = by_looks.into_values().filter(|names| names.len() > 1).collect();
    alike.sort_by_key(|names| names.first().and_then(|named| tags(named).min()));
    for names in alike {
        let Some(defined) = names.iter().find(|named| !named.definitions.is_empty()) else { continue };
        let Some(definition) = defined.definitions.first().and_then(|&at| references.tags().get(at)) else {
            continue;
        };
        for named in names.iter().filter(|named| named.name != defined.name) {
            let (name, other) = (shown(&named.name), shown(&defined.name));
            let is_undefined = named.definitions.is_empty();
            let (message, severity) = if are_one_when_saved(&named.name, &defined.name) {
                (in_two_forms(&name, &other), Severity::Warning)
            } else if is_undefined {
                let message =
                    format!("ref name `{name}` has no content: it is not `{other}`, which looks the same");
                (message, Severity::Error)
            } else {
                let message =
                    format!("ref names `{name}` and `{other}` look the same and are two references");
                (message, Severity::Warning)
            };
            let help = difference(&named.name, &defined.name);
            for tag in tags(named).filter_map(|at| references.tags().get(at)) {
                let finding = Finding::new(tag.place, &message).severity(severity);
                let finding = finding.label(definition.place, format!("`{other}` has its content here"));
                cx.report(finding.help(&help).cluster(&message));
            }
        }
    }
}

fn in_two_forms(name: &str, other: &str) -> String {
    format!("`{name}` and `{other}` are one name in two normal forms, until the page is saved")
}

fn tags(named: &NamedRef) -> impl Iterator<Item = usize> {
    named.definitions.iter().chain(&named.uses).copied()
}

/// The names that nodes of a kind lead to, each with its places, as MediaWiki compares them.
fn names_of(kind: Kind, cx: &Context<'_>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut by_title: HashMap<String, usize> = HashMap::new();
    // Most names are written again and again.
    let mut as_written: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for node in cx.tree.nodes_of(KindSet::of(&[kind])) {
        let (name, place) = match kind {
            Kind::Template => match Template::cast(node) {
                Some(template) => (template.literal_name().unwrap_or_default(), node.child(Kind::Name)),
                None => continue,
            },
            Kind::Category => match Category::cast(node) {
                Some(category) => (category.name(), node.child(Kind::Target)),
                None => continue,
            },
            _ => match Link::cast(node) {
                Some(link) => (link.page(), node.child(Kind::Target)),
                None => continue,
            },
        };
        let Some(place) = place.map(|place| place.span().trim(cx.doc.text())) else { continue };
        // Articles on letters link to those that look like them.
        if name.chars().nth(1).is_none() {
            continue;
        }
        let at = match as_written.get(&name) {
            Some(&at) => at,
            None => {
                let title = title(&name);
                let at = *by_title.entry(title.clone()).or_insert(names.len());
                if at == names.len() {
                    names.push(Name { name: title, places: Vec::new() });
                }
                as_written.insert(name, at);
                at
            }
        };
        names[at].places.push(place);
    }
    names
}

/// The names of each group that looks the same, the one that is used most first.
fn look_alikes(names: Vec<Name>) -> Vec<Vec<Name>> {
    if names.iter().all(|name| name.name.is_ascii()) {
        return Vec::new();
    }
    let mut groups: Vec<Vec<Name>> = Vec::new();
    let mut by_looks: HashMap<String, usize> = HashMap::new();
    for name in names {
        let at = *by_looks.entry(looks(&name.name)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(name),
            None => groups.push(vec![name]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_by_key(|name| std::cmp::Reverse(name.places.len())));
    groups
}

fn report(names: &[Name], are: &str, cx: &mut Context<'_>) {
    let [first, others @ ..] = names else { return };
    let Some(&label) = first.places.first() else { return };
    for other in others {
        let (name, like) = (shown(&other.name), shown(&first.name));
        let message = match are_one_when_saved(&other.name, &first.name) {
            true => in_two_forms(&name, &like),
            false => format!("`{name}` and `{like}` look the same and {are}"),
        };
        let help = difference(&other.name, &first.name);
        for place in &other.places {
            let finding = Finding::new(*place, &message).severity(Severity::Warning).cluster(&message);
            cx.report(finding.label(label, "the other one").help(&help));
        }
    }
}
