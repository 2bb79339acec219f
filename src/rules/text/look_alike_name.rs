//! `rules/text/look-alike-name.md`

use std::collections::HashMap;

use super::look_alike_titles::{Name, look_alikes};
use super::looks::{are_one_when_saved, difference, looks, sketch};
use crate::engine::{Context, Interest, Rule};
use crate::facts::references::NamedRef;
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::syntax::Kind;

/// Finds names that look the same and are not.
pub struct LookAlikeName;

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
            for names in look_alikes(kind, cx) {
                report(&names, are, cx);
            }
        }
    }
}

/// Reference names that are used by a name of the same looks.
fn references(cx: &mut Context<'_>) {
    let references = cx.facts.references();
    let mut sketched: Vec<(u64, &NamedRef)> =
        references.names().iter().map(|named| (sketch(&named.name), named)).collect();
    sketched.sort_by_key(|(sketch, _)| *sketch);
    let mut by_looks: HashMap<(&str, String), Vec<&NamedRef>> = HashMap::new();
    for alike in sketched.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        for (_, named) in alike {
            by_looks.entry((&named.group, looks(&named.name))).or_default().push(named);
        }
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
