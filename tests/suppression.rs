//! What comments in an article suppress, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use wikivet::engine::{Linter, Registry};
use wikivet::finding::Finding;
use wikivet::fix::{self, Policy};
use wikivet::lint::{self, Linted};
use wikivet::source::{Document, InputKind, Origin};

const DATE: &str = "It was opened on 31 June 1990.";

fn lint_as(kind: InputKind, text: &str, rules: &[&str]) -> Linted {
    let doc = Document::new(Origin::new("a", kind), text.to_owned());
    lint::document(&doc, &linter(rules), &settings())
}

fn linter(rules: &[&str]) -> Linter {
    Linter::new(Registry::built_in(), |page| rules.contains(&page.name), &HashMap::new()).unwrap()
}

fn settings() -> lint::Settings {
    lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() }
}

/// The lines, from 1, on which impossible dates are reported.
fn lines(text: &str) -> Vec<u32> {
    lines_of(InputKind::Wikitext, text)
}

fn lines_of(kind: InputKind, text: &str) -> Vec<u32> {
    let doc = Document::new(Origin::new("a", kind), text.to_owned());
    let found = lint_as(kind, text, &["date-impossible"]).outcome.findings;
    found.iter().map(|finding| doc.position(finding.span.start).line).collect()
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_comment_is_not_unused_where_its_rule_does_not_know_what_it_uses() {
    let unused = |text: &str, wiki: Option<&str>| {
        let doc = Document::new(Origin::new("a", InputKind::Wikitext), text.to_owned());
        let linter = Linter::new(Registry::built_in(), |page| page.default, &HashMap::new()).unwrap();
        let settings = lint::Settings { wiki: wiki.map(str::to_owned), ..settings() };
        let found = lint::document(&doc, &linter, &settings).outcome.findings;
        found.iter().any(|finding| finding.rule == "suppression-unused")
    };
    for (place, name) in [
        ("It flooded on 31 June 1991.", "date-impossible"),
        ("It flooded on 31 June 1991.", "date"),
        ("It flooded on 31 June 1991.", "all"),
        ("Foo {{cite web|title=A|url=http://e.org|deadurl=yes}}", "cite-deprecated-param"),
        ("[[Kategorie:A]] [[Kategorie:A]]", "category-duplicate"),
    ] {
        let text = format!("{place} <!-- wikivet-ignore {name} -->\n");
        assert!(!unused(&text, None), "{text}");
    }
    assert!(unused("A <!-- wikivet-ignore date-impossible -->\n", Some("enwiki")));
    assert!(unused("A <!-- wikivet-ignore ref-empty -->\n", None));
}

#[test]
fn a_comment_alone_on_its_line_covers_the_next_line() {
    assert_eq!(lines(&format!("<!-- wikivet-ignore date-impossible -->\n{DATE}\n{DATE}")), [3]);
    assert_eq!(lines(&format!("{DATE}\n \t<!-- wikivet-ignore all --> \n{DATE}")), [1]);
    assert_eq!(lines(&format!("<!-- wikivet-ignore all\n-- of two lines -->\n{DATE}")), [] as [u32; 0]);
    assert_eq!(lines(&format!("<!-- wikivet-ignore all -->\r\n{DATE}\r\n{DATE}")), [3]);
}

#[test]
fn comments_on_lines_that_follow_each_other_cover_the_same_line() {
    let comments =
        "<!-- wikivet-ignore ref-empty -->\n<!-- wikivet-ignore date --> <!-- wikivet-ignore table -->";
    assert_eq!(lines(&format!("<!-- wikivet-ignore date -->\n{comments}\n{DATE}\n{DATE}")), [5]);
    assert_eq!(lines(&format!("{comments}\n\n{DATE}")), [4]);
}

#[test]
fn a_comment_beside_text_covers_its_own_line() {
    assert_eq!(lines(&format!("{DATE} <!-- wikivet-ignore date-impossible -->\n{DATE}")), [2]);
    assert_eq!(lines(&format!("a <!-- wikivet-ignore all\n--> {DATE}\n{DATE}")), [3]);
}

#[test]
fn a_range_ends_where_it_is_said_to() {
    let range = |end: &str| format!("{DATE}\n<!-- wikivet-ignore-start date -->\n{DATE}\n\n{end}\n\n{DATE}");
    assert_eq!(lines(&range("<!-- wikivet-ignore-end date -->")), [1, 7]);
    assert_eq!(lines(&range("<!-- wikivet-ignore-end -->")), [1, 7]);
    assert_eq!(lines(&range("<!-- wikivet-ignore-end date-impossible -->")), [1]);
}

#[test]
fn a_comment_for_the_file_covers_what_stands_before_it() {
    assert_eq!(
        lines(&format!("{DATE}\n{DATE} <!-- wikivet-ignore-file cs1:err_bad_date -->")),
        [] as [u32; 0]
    );
}

#[test]
fn what_is_opaque_or_not_closed_holds_no_comments_for_wikivet() {
    for text in [
        "<nowiki>\n<!-- wikivet-ignore-file all -->\n</nowiki>",
        "<pre>\n<!-- wikivet-ignore-file all -->\n</pre>",
        "<syntaxhighlight lang=html>\n<!-- wikivet-ignore-file all -->\n</syntaxhighlight>",
    ] {
        assert_eq!(lines(&format!("{DATE}\n{text}")), [1], "{text}");
    }
    assert_eq!(lines(&format!("{DATE}\n<!-- wikivet-ignore-file all")), [1]);
}

#[test]
fn comments_work_in_templates_references_tables_and_lists() {
    for text in [
        "{{cite web|title=a|date=31 June 1990 <!-- wikivet-ignore all -->}}",
        "{{a\n|b=c\n<!-- wikivet-ignore all -->\n|d={{dts|1990|6|31}}\n}}",
        "a<ref>\n<!-- wikivet-ignore all -->\n{{cite web|title=a|date=31 June 1990}}</ref>",
        "{|\n! a\n|-\n<!-- wikivet-ignore all -->\n| {{dts|1990|6|31}}\n|}",
        "* a\n<!-- wikivet-ignore all -->\n* 31 June 1990",
    ] {
        assert_eq!(lines(text), [] as [u32; 0], "{text}");
        let without = text.replace("wikivet-ignore", "ignore");
        assert_eq!(lines(&without).len(), 1, "{without}");
    }
}

#[test]
fn extracts_and_dumps_have_them_too() {
    for kind in [InputKind::Extract, InputKind::Dump] {
        assert_eq!(lines_of(kind, &format!("<!-- wikivet-ignore date -->\n{DATE}\n{DATE}")), [3]);
    }
}

#[test]
fn an_extract_s_comments_for_wikivet_are_no_markup_that_was_left() {
    let rules = ["extract-markup-left", "date-impossible", "suppression-unused"];
    let text = format!(
        "<!-- wikivet-ignore date -- [[quoted]] on 31 June\n2001 &amp; ''meant'' so -->\n{DATE} <!-- b -->"
    );
    let found = lint_as(InputKind::Extract, &text, &rules).outcome.findings;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(&text[found[0].span.range()], "<!-- b -->");
}

#[test]
fn what_is_suppressed_is_counted_and_numbered_and_not_fixed() {
    let line = "<center>a</center>\n";
    let text = format!("{line}<!-- wikivet-ignore obsolete-tag -->\n{line}{line}");
    let linted = lint_as(InputKind::Wikitext, &text, &["obsolete-tag"]);
    assert_eq!(linted.outcome.left_out.suppressed, 1);
    let ordinals: Vec<u32> = linted.outcome.findings.iter().map(|finding| finding.ordinal).collect();
    assert_eq!(ordinals, [0, 2], "the fingerprints of others stay as they are");

    let text = "a <strike>b</strike> <!-- wikivet-ignore obsolete-tag -->\n<strike>c</strike>";
    let doc = Document::new(Origin::new("a", InputKind::Wikitext), text.to_owned());
    let (linter, settings) = (linter(&["obsolete-tag"]), settings());
    let fixed = fix::document(&doc, &linter, &settings, &Policy::default());
    assert_eq!(
        fixed.document.unwrap().text(),
        "a <strike>b</strike> <!-- wikivet-ignore obsolete-tag -->\n<s>c</s>"
    );
}

#[test]
fn what_a_suppressed_finding_stood_for_is_reported_by_itself() {
    let rules = ["unclosed-html-tag", "obsolete-tag"];
    let found = |names: &str| {
        let text = format!("<!-- wikivet-ignore {names} -->\n<center>a");
        lint_as(InputKind::Wikitext, &text, &rules).outcome
    };
    let one = found("unclosed-html-tag");
    assert_eq!((names(&one.findings), one.left_out.suppressed), (vec!["obsolete-tag"], 1));
    let other = found("obsolete-tag");
    assert_eq!(names(&other.findings), ["unclosed-html-tag"]);
    assert!(other.findings[0].also_rules.is_empty());
    let both = found("html");
    assert_eq!((both.findings.len(), both.left_out.suppressed), (0, 1));
}

#[test]
fn more_than_are_reported_are_counted_without_what_is_suppressed() {
    let text = format!("{}<!-- wikivet-ignore-end -->\n{DATE}\n", format!("{DATE}\n\n").repeat(1007));
    let text = format!("<!-- wikivet-ignore-start date -->\n{text}");
    let outcome = lint_as(InputKind::Wikitext, &text, &["date-impossible"]).outcome;
    assert_eq!((outcome.findings.len(), outcome.left_out.suppressed), (1, 1007));
}

#[test]
fn what_is_not_needed_is_said_only_of_rules_that_ran() {
    let text = "<!-- wikivet-ignore date-impossible, heading-empty -->\na\n<!-- wikivet-ignore date -->\na";
    let said = |rules: &[&str]| {
        let found = lint_as(InputKind::Wikitext, text, rules).outcome.findings;
        found.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(said(&["suppression-unused"]), [] as [&str; 0]);
    let one = "no finding of `heading-empty` on line 2 needs this comment";
    assert_eq!(said(&["suppression-unused", "heading-empty"]), [one]);
    let all: Vec<&str> = Registry::built_in().pages().map(|page| page.name).collect();
    assert_eq!(said(&all).len(), 2);
}

#[test]
fn of_two_comments_that_cover_a_finding_the_narrower_one_is_needed() {
    let text = format!(
        "<!-- wikivet-ignore-file date -->\n<!-- wikivet-ignore-start date-impossible -->\n{DATE} <!-- wikivet-ignore date-impossible -->\n<!-- wikivet-ignore-end -->"
    );
    let rules: Vec<&str> = Registry::built_in().pages().map(|page| page.name).collect();
    let found = lint_as(InputKind::Wikitext, &text, &rules).outcome.findings;
    let found: Vec<&Finding> = found.iter().filter(|finding| finding.rule == "suppression-unused").collect();
    let starts: Vec<u32> = found.iter().map(|finding| finding.span.start).collect();
    assert_eq!(starts, [0, 34]);
}

#[test]
fn a_range_with_a_misspelt_name_does_not_take_the_place_of_another_one() {
    let text = |end: &str| {
        format!(
            "<!-- wikivet-ignore-start date-imposible -->\n<!-- wikivet-ignore-start date-impossible -->\n{DATE}\n{end}\n{DATE}"
        )
    };
    assert_eq!(lines(&text("<!-- wikivet-ignore-end date-impossible -->")), [5]);
    assert_eq!(lines(&text("<!-- wikivet-ignore-end date-imposible -->")), [] as [u32; 0]);
}

#[test]
fn a_comment_that_is_not_needed_at_the_end_goes_with_the_line_end_before_it() {
    for (end, rest) in [("\n", "a"), ("\r\n", "a"), (" ", "a")] {
        let text = format!("a{end}<!-- wikivet-ignore-file date-impossible -->");
        let doc = Document::new(Origin::new("a", InputKind::Wikitext), text);
        let linter = linter(&["date-impossible", "suppression-unused"]);
        let fixed = fix::document(&doc, &linter, &settings(), &Policy::default());
        assert_eq!(fixed.document.unwrap().text(), rest, "{end:?}");
    }
}

#[test]
fn redirects_have_no_findings_about_comments() {
    let text = "#REDIRECT [[a]]\n<!-- wikivet-ignore -->";
    assert!(lint_as(InputKind::Wikitext, text, &["suppression-malformed"]).outcome.findings.is_empty());
}

/// Lines with a fault or none, each of which can stand beside any other.
const LINES: [&str; 9] = [
    "It was opened on 31 June 1990.",
    "<strike>old</strike>, on 30 February 1991",
    "* <center>31 June 1990</center>",
    "",
    "{{cite web|title=a|date=31 June 1990}}",
    "{|\n! a !! b\n|-\n| {{dts|1990|13|4}} || <tt>b</tt>\n|}",
    "a<ref>{{cite web|title=a|accessdate=31 June 1990}}</ref><ref></ref>",
    "== 31 June 1990 ==",
    "<nowiki>a</nowiki> <br/ > <font>b</font>",
];

const RULES: [&str; 4] = ["date-impossible", "obsolete-tag", "ref-empty", "br-malformed"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What a comment on a line of its own covers is gone, and nothing else is another one or elsewhere.
    #[test]
    fn a_comment_line_changes_nothing_but_what_it_covers(
        lines in proptest::collection::vec(0..LINES.len(), 1..12),
        place in any::<prop::sample::Index>(),
        rule in 0..RULES.len(),
    ) {
        let text = lines.iter().map(|&line| LINES[line]).collect::<Vec<_>>().join("\n");
        let mut all: Vec<&str> = text.split('\n').collect();
        let at = place.index(all.len());
        let comment = format!("<!-- wikivet-ignore {} -->", RULES[rule]);
        all.insert(at, &comment);
        let places = |text: &str| {
            let doc = Document::new(Origin::new("a", InputKind::Wikitext), text.to_owned());
            let found = lint::document(&doc, &linter(&RULES), &settings()).outcome.findings;
            let place = |finding: &Finding| {
                let start = doc.position(finding.span.start);
                (start.line as usize, start.column, finding.rule, finding.message.clone(), finding.ordinal)
            };
            found.iter().map(place).collect::<Vec<_>>()
        };
        let mut expected = places(&text);
        expected.retain(|(line, _, of, ..)| (*line, *of) != (at + 1, RULES[rule]));
        for (line, ..) in &mut expected {
            *line += usize::from(*line > at);
        }
        prop_assert_eq!(places(&all.join("\n")), expected);
    }
}
