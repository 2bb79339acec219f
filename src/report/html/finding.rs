//! A finding, or a cluster of them: what is wrong, where, and what to do.

use maud::{Markup, html};

use super::change::change;
use super::line::lines;
use super::text::message;
use crate::finding::Finding;
use crate::fix::Safety;
use crate::report::place::position;
use crate::report::snippet::{Group, Notes, excerpts, marks};
use crate::source::Document;

/// Columns of a line that are shown around each place. They wrap where the window is narrower.
const COLUMNS: usize = 160;

/// A group of findings as a section of its article; `number` is unique in the report.
pub(super) fn finding(doc: &Document, group: &Group<'_>, number: usize, language: Option<&str>) -> Markup {
    let first = group.first;
    let places = group.others.len() + 1;
    let (file, in_article) = position(doc, first.span.start);
    let notes = Notes::of(doc, group);
    let severity = first.severity.name();
    html! {
        section.finding.(severity) id={ "f" (number) } data-rule=(first.rule) data-severity=(severity)
            data-fix=[safety(group).map(Safety::name)] data-places=[(places > 1).then_some(places)] {
            h4 {
                span.severity { (severity) } " " (message(&first.message))
                @if places > 1 { " " span.places { "(" (places) " places)" } }
            }
            p.where { a href={ "#rule-" (first.rule) } { (first.rule) } " " bdi { (file) } (in_article) }
            (lines(doc, &excerpts(doc, &marks(doc, group), COLUMNS), language))
            @for more in &notes.places { p.more { (more) } }
            @if let Some(help) = notes.help { p.help { b { "help" } " " (message(help)) } }
            @if let (Some((trust, title)), Some(fix)) = (&notes.fix, &first.fix) {
                p.fix { b { "fix" } " " span.trust.(fix.safety.name()) { (trust) } " " (message(title)) }
                (change(doc, fix, language))
            }
            @if !notes.also_rules.is_empty() {
                p.more { "the same place also violates " (notes.also_rules.join(", ")) }
            }
        }
    }
}

/// The safety of the best fix that a group offers.
fn safety(group: &Group<'_>) -> Option<Safety> {
    let safety = |finding: &Finding| finding.fix.as_ref().map(|fix| fix.safety);
    group.others.iter().filter_map(|other| safety(other)).chain(safety(group.first)).max()
}
