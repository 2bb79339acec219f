//! Which of a document's findings are reported when another version of it is known. In these texts `!` is a finding,
//! and `!` in a line with `see N` has a label on line N.

use proptest::prelude::*;
use wikivet::changes::{Version, new_findings};
use wikivet::finding::Finding;
use wikivet::source::{Document, InputKind, Origin, Span};

fn read(text: &str) -> (Document, Vec<Finding>) {
    let doc = Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned());
    let mut start = 0;
    let lines: Vec<Span> = text
        .split_inclusive('\n')
        .map(|line| {
            start += line.len();
            Span::of(start - line.len()..start).trim(text)
        })
        .collect();
    let find = |(at, _)| {
        let finding = Finding::new(Span::of(at..at + 1), "a message");
        let line = doc.lines().line_of(at as u32);
        match doc.slice(lines[line]).rsplit_once("see ") {
            Some((_, number)) => finding.label(lines[number.parse::<usize>().unwrap() - 1], "here"),
            None => finding,
        }
    };
    let findings = text.match_indices('!').map(find).collect();
    (doc, findings)
}

/// The lines, from 1, of the findings that are reported.
fn reported(old: &str, new: &str) -> Vec<u32> {
    let (old, new) = (read(old), read(new));
    let is_new =
        new_findings(Version { doc: &old.0, findings: &old.1 }, Version { doc: &new.0, findings: &new.1 });
    let findings = new.1.iter().zip(is_new).filter(|(_, is_new)| *is_new);
    findings.map(|(finding, _)| new.0.position(finding.span.start).line).collect()
}

#[test]
fn what_was_there_is_not_reported_wherever_it_stands_now() {
    assert_eq!(reported("a\n!\nb\n", "x\ny\na\n!\nb\n"), [0; 0]);
    assert_eq!(reported("!", "!"), [0; 0]);
}

#[test]
fn what_touches_a_changed_line_is_reported_though_it_was_there() {
    assert_eq!(reported("a !\nb !\n", "A !\nb !\n"), [1]);
}

#[test]
fn one_more_of_an_equal_finding_is_one_new_and_that_which_was_put_in() {
    assert_eq!(reported("!\na\n!\nb\n", "!\na\n!!\nb\n"), [3, 3]);
    assert_eq!(reported("a !\nb !\n", "a !\nx !\nb !\n"), [2]);
    assert_eq!(reported("a\nb !\nc !\n", "new !\na\nb !\nc !\n"), [1]);
}

#[test]
fn of_equal_findings_on_lines_that_did_not_change_those_without_an_old_place_are_new() {
    // The rule finds more in the new version though nothing changed there: an edit elsewhere opened something.
    let (old_doc, _) = read("a !\nb !\nc !\n");
    let (new_doc, findings) = read("a !\nb !\nc !\nd\n");
    let old = [findings[2].clone()];
    let is_new = new_findings(
        Version { doc: &old_doc, findings: &old },
        Version { doc: &new_doc, findings: &findings },
    );
    assert_eq!(is_new, [true, true, false]);
}

#[test]
fn what_a_baseline_took_away_counts_as_there() {
    // Three are alike; the first two are in a baseline, and two of the three were there.
    let (doc, findings) = read("a !\nb !\nc !\n");
    let left = [Finding { ordinal: 2, ..findings[2].clone() }];
    let old = Version { doc: &doc, findings: &findings[..2] };
    assert_eq!(new_findings(old, Version { doc: &doc, findings: &left }), [true]);
}

#[test]
fn a_label_on_a_changed_line_reports_the_finding() {
    assert_eq!(reported("! see 3\na\nb\n", "! see 3\na\nB\n"), [1]);
    assert_eq!(reported("! see 3\na\nb\n", "! see 3\nA\nb\n"), [0; 0]);
}

#[test]
fn a_label_beside_a_deleted_line_reports_the_finding() {
    assert_eq!(reported("! see 3\na\n* b\n* c\n", "! see 3\na\n* b\n"), [1]);
    assert_eq!(reported("! see 2\na\nb\nc\n", "! see 2\na\nb\n"), [0; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn at_least_as_many_are_reported_as_there_are_more(old in "([a!]|\n){0,30}", new in "([a!]|\n){0,30}") {
        let count = |text: &str| text.matches('!').count();
        prop_assert!(reported(&old, &new).len() >= count(&new).saturating_sub(count(&old)));
    }

    #[test]
    fn against_itself_nothing_is_reported_and_against_nothing_all(text in "([a!]|\n){0,30}") {
        prop_assert_eq!(reported(&text, &text), [0; 0]);
        prop_assert_eq!(reported("", &text).len(), text.matches('!').count());
    }
}
