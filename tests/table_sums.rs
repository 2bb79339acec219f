//! Wrong sums are found where a number of a right table is changed, and the finding points to what was changed.
//!
//! The tables are those of the corpus; skipped with a message where it is absent.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

#[path = "support/corpus.rs"]
mod corpus;

use wikivet::facts::Facts;
use wikivet::facts::relations::{Number, Relations, WrongSum};
use wikivet::profile::Choice;
use wikivet::source::{Document, Span};
use wikivet::{engine, lint};

/// About how many numbers of a table are changed, one at a time.
const CHANGES: usize = 8;

/// What came of the changes.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    changed: usize,
    /// A sum that the number is in is said to be wrong.
    found: usize,
    /// The number itself is said to be wrong.
    told: usize,
    /// Another number is said to be wrong.
    mistaken: usize,
}

#[test]
fn more_than_half_of_changed_numbers_are_found_and_no_other_one_is_blamed() {
    let Some(folder) = corpus::folder() else { return };
    let settings = corpus::settings();
    let (tallies, failures) = corpus::each(&folder, 2, |doc| of_document(doc, &settings.choose(doc)));
    assert!(failures.is_empty(), "{failures:#?}");
    let all = tallies.into_iter().fold(Tally::default(), |all, one| Tally {
        changed: all.changed + one.changed,
        found: all.found + one.found,
        told: all.told + one.told,
        mistaken: all.mistaken + one.mistaken,
    });
    // What the rule's page says, with room for tables that are read better one day.
    assert!(all.changed >= 200, "{all:?}");
    assert!(all.found * 100 >= all.changed * 55, "{all:?}");
    assert!(all.told * 100 >= all.changed * 4, "{all:?}");
    assert!(all.mistaken * 100 <= all.changed, "{all:?}");
}

fn of_document(doc: &Document, choice: &Choice) -> Tally {
    let mut tally = Tally::default();
    if engine::namespace(doc, choice.profile) != 0 {
        return tally;
    }
    let tree = lint::parse(doc, choice);
    let facts = Facts::new(doc, &tree, choice.profile, choice.language);
    for table in facts.tables().iter() {
        let Some(node) = table.node else { continue };
        let place = facts.tree.node(node).span();
        let text = doc.slice(place);
        let alone = |text: String| Document::new(doc.origin.clone(), text);
        let right = with_relations(&alone(text.to_owned()), choice, |relations| {
            let is_right = relations.sums.is_empty();
            if is_right { relations.proved.clone() } else { Vec::new() }
        });
        let step = (right.len() / CHANGES).max(1);
        for number in right.iter().step_by(step) {
            let Some((changed, span)) = change(text, number) else { continue };
            tally.changed += 1;
            with_relations(&alone(changed), choice, |relations| {
                let touches = |wrong: &&WrongSum| {
                    let parts = wrong.parts.iter().map(|part| part.number.span);
                    let culprit = wrong.culprit.as_ref().map(|culprit| culprit.number.span);
                    parts.chain([wrong.stated.span]).chain(culprit).any(|place| place == span)
                };
                let Some(wrong) = relations.sums.iter().find(touches) else { return };
                tally.found += 1;
                match &wrong.culprit {
                    Some(culprit) if culprit.number.span == span => tally.told += 1,
                    Some(_) => tally.mistaken += 1,
                    None => {}
                }
            });
        }
    }
    tally
}

fn with_relations<T>(doc: &Document, choice: &Choice, look: impl FnOnce(&Relations) -> T) -> T {
    let tree = lint::parse(doc, choice);
    look(Facts::new(doc, &tree, choice.profile, choice.language).relations())
}

/// The text with the last digit but one of a number raised by one, or its only one, and where the number stands then.
fn change(text: &str, number: &Number) -> Option<(String, Span)> {
    let written = number.span.range();
    let digits: Vec<(usize, char)> =
        text.get(written.clone())?.char_indices().filter(|(_, sign)| sign.is_ascii_digit()).collect();
    let &(at, digit) = digits.get(digits.len().checked_sub(1)?.saturating_sub(1))?;
    let other = char::from_digit((digit.to_digit(10)? + 1) % 10, 10)?;
    let at = written.start + at;
    let mut changed = text.to_owned();
    changed.replace_range(at..at + 1, &other.to_string());
    Some((changed, number.span))
}
