//! Rounds of fixes over findings that are made up.

use super::document::make_all;
use super::*;
use crate::baseline::Compared;
use crate::engine::Outcome;
use crate::finding::Finding;
use crate::lint::Linted;
use crate::source::{Document, InputKind, Origin};

/// A rule that writes `new` for each `old`.
type Replace = (&'static str, &'static str, &'static str);

fn doc(text: &str) -> Document {
    Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned())
}

fn linted(mut findings: Vec<Finding>) -> Linted {
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    let outcome = Outcome { findings, ..Outcome::default() };
    Linted { profile: "neutral", language: None, namespace: 0, outcome, compared: Compared::default() }
}

/// What the rules find.
fn find(doc: &Document, rules: &[Replace], change: &dyn Fn(Fix) -> Fix) -> Linted {
    let mut findings = Vec::new();
    for &(rule, old, new) in rules {
        for (at, found) in doc.text().match_indices(old) {
            let span = Span::of(at..at + found.len());
            let fix = change(Fix::replace(format!("write `{new}`"), span, new, Safety::Safe));
            findings.push(Finding { rule, ..Finding::new(span, "a message").fix(fix) });
        }
    }
    linted(findings)
}

fn fix_as(text: &str, rules: &[Replace], policy: &Policy, change: &dyn Fn(Fix) -> Fix) -> (String, Fixed) {
    fix_asking(text, rules, policy, change, &mut |_| Answer::Apply)
}

fn fix_asking(
    text: &str,
    rules: &[Replace],
    policy: &Policy,
    change: &dyn Fn(Fix) -> Fix,
    ask: &mut dyn FnMut(Question<'_>) -> Answer,
) -> (String, Fixed) {
    let doc = doc(text);
    let lint = |doc: &Document| find(doc, rules, change);
    let fixed = make_all(&doc, lint(&doc), &lint, policy, ask);
    let after = fixed.document.as_ref().map_or(text, Document::text).to_owned();
    (after, fixed)
}

fn fix(text: &str, rules: &[Replace]) -> (String, Fixed) {
    fix_as(text, rules, &Policy::default(), &|fix| fix)
}

#[test]
fn fixes_that_overlap_are_made_in_later_rounds() {
    let (text, fixed) = fix("abc abc", &[("one", "ab", "x"), ("two", "xc", "y"), ("three", "bc", "z")]);
    assert_eq!((text.as_str(), &fixed.end), ("y y", &End::Settled));
    let made: Vec<_> = fixed.applied.iter().map(|fix| (fix.rule, fix.span.map(Span::range))).collect();
    assert_eq!(made, [("one", Some(0..2)), ("one", Some(4..6)), ("two", None), ("two", None)]);
    assert_eq!(fixed.edits, [Edit::replace(Span::new(0, 3), "y"), Edit::replace(Span::new(4, 7), "y")]);
}

#[test]
fn of_a_group_one_fix_is_made_before_the_text_is_judged_anew() {
    let judge = |doc: &Document| {
        let found: Vec<_> = doc.text().match_indices('a').collect();
        let finding = |&(at, _): &(usize, &str)| {
            let span = Span::of(at..at + 1);
            let fix = Fix::new("a title", vec![Edit::delete(span)], Safety::Safe).group("a");
            Finding { rule: "twice", ..Finding::new(span, "`a` stands twice").fix(fix) }
        };
        linted(if found.len() > 1 { found.iter().map(finding).collect() } else { Vec::new() })
    };
    let doc = doc("a b a");
    let fixed = make_all(&doc, judge(&doc), &judge, &Policy::default(), &mut |_| Answer::Apply);
    assert_eq!(fixed.document.unwrap().text(), " b a");
}

#[test]
fn fixes_that_undo_each_other_are_not_made_and_their_rules_are_named() {
    let (text, fixed) = fix("a x", &[("there", "a", "b"), ("back", "b", "a"), ("other", "x", "y")]);
    assert_eq!(text, "b y");
    assert_eq!(fixed.end, End::Loop { rules: vec!["back", "there"] });
    let (text, fixed) = fix("a", &[("there", "a", "b"), ("back", "b", "a")]);
    assert_eq!((text.as_str(), fixed.applied.len(), fixed.document.is_none()), ("a", 0, true));
}

#[test]
fn what_leaves_its_finding_where_it_was_is_not_made_and_its_rule_is_named() {
    let (text, fixed) = fix("a b a", &[("grows", "a", "ab"), ("other", "b a", "c a")]);
    assert_eq!((text.as_str(), fixed.applied.len()), ("a c a", 1));
    assert_eq!(fixed.end, End::Runaway { rules: vec!["grows"] });
    assert_eq!(fixed.edits, [Edit::replace(Span::new(2, 3), "c")]);
}

#[test]
fn what_grows_without_end_is_taken_back_and_its_rules_are_named() {
    let rules = [("before", "a", "xa"), ("there", "[", "(b"), ("back", "(", "[c"), ("other", "1", "2")];
    let (text, fixed) = fix("1", &rules);
    assert_eq!((text.as_str(), fixed.end), ("2", End::Settled));
    let (text, fixed) = fix("a 1", &rules);
    assert_eq!((text.as_str(), fixed.end), ("xa 2", End::Runaway { rules: vec!["before"] }));
    let (text, fixed) = fix("[ 1", &rules);
    assert_eq!((text.as_str(), fixed.end), ("(b 2", End::Runaway { rules: vec!["back", "there"] }));
}

#[test]
fn whoever_is_asked_is_asked_once_though_a_round_is_taken_back() {
    let mut asked = Vec::new();
    let mut ask = |question: Question<'_>| {
        asked.push(question.fix.title.clone());
        if question.fix.title.contains('z') { Answer::Refuse } else { Answer::Apply }
    };
    let rules = [("grows", "a", "ab"), ("one", "x", "y"), ("two", "w", "z")];
    let (text, fixed) = fix_asking("a x w", &rules, &Policy::default(), &|fix| fix, &mut ask);
    assert_eq!((text.as_str(), fixed.end), ("a y w", End::Runaway { rules: vec!["grows"] }));
    assert_eq!(asked, ["write `ab`", "write `y`", "write `z`"]);
}

#[test]
fn rounds_go_on_while_they_mend_what_was_not_mended_before() {
    let one_a_round = |fix: Fix| fix.group("one a round");
    let text = "a ".repeat(3 * MAX_ROUNDS);
    let (after, fixed) = fix_as(&text, &[("one", "a", "b")], &Policy::default(), &one_a_round);
    assert_eq!((after, fixed.end), (text.replace('a', "b"), End::Settled));
}

#[test]
fn what_makes_the_text_shorter_may_stay_where_it_was() {
    let (text, fixed) = fix(&"a".repeat(2 * MAX_ROUNDS), &[("shorter", "aa", "a")]);
    assert_eq!((text.as_str(), fixed.end), ("a", End::Settled));
}

#[test]
fn more_places_than_are_reported_are_mended() {
    let text = "a ".repeat(5 * crate::engine::MAX_FINDINGS);
    let (after, fixed) = fix(&text, &[("one", "a", "b")]);
    assert_eq!((after, fixed.end), (text.replace('a', "b"), End::Settled));
}

#[test]
fn suggested_fixes_are_made_when_asked_for_and_manual_ones_never() {
    let suggested = |fix: Fix| Fix { safety: Safety::Suggested, ..fix };
    let manual = |fix: Fix| Fix { safety: Safety::Manual, ..fix };
    let rules = [("one", "a", "b")];
    let also = Policy { suggested: true, ..Policy::default() };
    assert_eq!(fix_as("a", &rules, &Policy::default(), &suggested).0, "a");
    assert_eq!(fix_as("a", &rules, &also, &suggested).0, "b");
    assert_eq!(fix_as("a", &rules, &also, &manual).0, "a");
}

#[test]
fn what_the_fixes_of_a_rule_count_as_can_be_raised_and_lowered_but_manual_stays() {
    let count_as = |safety| Policy { safeties: [("one".to_owned(), safety)].into(), ..Policy::default() };
    let rules = [("one", "a", "b")];
    let suggested = |fix: Fix| Fix { safety: Safety::Suggested, ..fix };
    let manual = |fix: Fix| Fix { safety: Safety::Manual, ..fix };
    assert_eq!(fix_as("a", &rules, &count_as(Safety::Safe), &suggested).0, "b");
    assert_eq!(fix_as("a", &rules, &count_as(Safety::Suggested), &|fix| fix).0, "a");
    assert_eq!(fix_as("a", &rules, &count_as(Safety::Safe), &manual).0, "a");
}

#[test]
fn a_document_can_be_left_alone_when_all_its_fixes_are_cosmetic() {
    let policy = Policy { no_cosmetic_only: true, ..Policy::default() };
    let cosmetic = |fix: Fix| if fix.title.contains('b') { fix.cosmetic() } else { fix };
    let rules = [("one", "a", "b"), ("two", "x", "y")];
    let (text, fixed) = fix_as("a a", &rules, &policy, &cosmetic);
    assert_eq!((text.as_str(), fixed.applied.len()), ("a a", 0));
    assert_eq!(fixed.end, End::LeftAlone(LeftAlone::CosmeticOnly { fixes: 2 }));
    assert_eq!(fixed.linted.outcome.findings.len(), 2);
    assert_eq!(fix_as("a x", &rules, &policy, &cosmetic).0, "b y");
}

#[test]
fn what_was_refused_is_not_asked_for_again_though_the_text_moves() {
    let mut asked = Vec::new();
    let mut ask = |question: Question<'_>| {
        asked.push((question.finding.span.start, question.fix.title.clone()));
        if question.fix.title.contains('b') { Answer::Refuse } else { Answer::Apply }
    };
    let rules = [("one", "a", "b"), ("two", "x", "yz"), ("three", "z", "w")];
    let (text, fixed) = fix_asking("x a", &rules, &Policy::default(), &|fix| fix, &mut ask);
    assert_eq!((text.as_str(), fixed.end), ("yw a", End::Settled));
    let expected = [(0, "write `yz`"), (2, "write `b`"), (1, "write `w`")];
    assert_eq!(asked, expected.map(|(at, title)| (at, title.to_owned())));
}

#[test]
fn after_stop_nothing_more_is_made() {
    let mut left = 1;
    let mut ask = |_: Question<'_>| {
        left -= 1;
        if left < 0 { Answer::Stop } else { Answer::Apply }
    };
    let (text, fixed) = fix_asking("a a a", &[("one", "a", "b")], &Policy::default(), &|fix| fix, &mut ask);
    assert_eq!((text.as_str(), fixed.end, fixed.applied.len()), ("b a a", End::Stopped, 1));
}
