//! What holds for the tree of any text: it is lossless, and made in linear work.

mod syntax_inputs;

use proptest::prelude::*;
use syntax_inputs::hostile;
use wikivet::profile::Profile;
use wikivet::syntax::{Kind, Tree, parse, parse_counted};

fn tree(text: &str) -> Tree<'_> {
    parse(text, &Profile::neutral().site)
}

/// Panics unless the leaves tile the text, every span lies on character boundaries, children tile their parent,
/// and only the document may be empty.
fn assert_lossless(text: &str) {
    let tree = tree(text);
    let mut at = 0;
    for node in tree.nodes() {
        let span = node.span().range();
        assert!(text.get(span.clone()).is_some(), "{:?} {span:?} is not on boundaries", node.kind());
        assert!(!span.is_empty() || node.kind() == Kind::Document, "{:?} at {span:?} is empty", node.kind());
        if node.is_leaf() && !text.is_empty() {
            assert_eq!(span.start, at, "{:?} leaves a gap", node.kind());
            at = span.end;
        }
        if let Some(parent) = node.parent() {
            assert!(parent.span().contains(node.span()), "{:?} reaches out of its parent", node.kind());
        }
        let mut reached = span.start;
        for child in node.children() {
            assert_eq!(child.parent().map(|parent| parent.id()), Some(node.id()));
            assert_eq!(child.span().range().start, reached);
            reached = child.span().range().end;
        }
        assert!(node.is_leaf() || reached == span.end, "{:?} is longer than its children", node.kind());
    }
    assert_eq!(at, text.len());
}

/// The steps that a parse takes.
fn work(text: &str) -> u64 {
    parse_counted(text, &Profile::neutral().site).1
}

/// Panics unless twice the input is at most 2.2 times the work.
fn assert_linear(once: &str, twice: &str) {
    let (one, two) = (work(once), work(twice));
    let shown: String = once.chars().take(40).collect();
    assert!(10 * two <= 22 * one + 1000, "{one} steps, then {two}: {shown:?}");
}

/// Pieces of markup in any order: what a fuzzer would take long to find.
fn markup(parts: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "{{",
        "}}",
        "{{{",
        "}}}",
        "[[",
        "]]",
        "[",
        "]",
        "|",
        "||",
        "!",
        "!!",
        "=",
        "==",
        "\n",
        "\n=",
        "\n==",
        "\n{|",
        "\n|}",
        "\n|-",
        "\n|",
        "\n!",
        "\n|+",
        "\n*",
        "\n#",
        "\n:",
        "\n;",
        "\n----",
        "\n ",
        " ",
        "''",
        "'''",
        "'''''",
        "'",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<li>",
        "<td>",
        "<br>",
        "<br/>",
        "<ref>",
        "<ref name=a>",
        "<ref name=\"a\"/>",
        "</ref>",
        "<nowiki>",
        "</nowiki>",
        "<gallery>",
        "</gallery>",
        "<!--",
        "-->",
        "http://",
        "[http://a ",
        "a",
        "x y",
        "é",
        "日本",
        "\u{a0}",
        "&nbsp;",
        "&",
        "__TOC__",
        "__",
        "~~~~",
        "ISBN 0306406152",
        "File:",
        "Category:",
        "#if:",
        ":",
        ";",
        "{{!}}",
        "-{",
        "}-",
        "#REDIRECT",
        "/",
        ">",
        "<",
        "\r\n",
        "\0",
    ]);
    prop::collection::vec(part, parts).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn leaves_tile_any_text(text in "\\PC*") {
        assert_lossless(&text);
    }

    #[test]
    fn leaves_tile_any_markup(text in markup(0..40)) {
        assert_lossless(&text);
    }

    #[test]
    fn any_markup_repeated_is_read_in_linear_work(unit in markup(1..6)) {
        assert_linear(&unit.repeat(100), &unit.repeat(200));
    }

    #[test]
    fn any_markup_nested_is_read_in_linear_work(open in markup(1..4), close in markup(1..4)) {
        let nested = |depth| open.repeat(depth) + "a" + &close.repeat(depth);
        assert_linear(&nested(100), &nested(200));
    }
}

#[test]
fn hostile_inputs_are_read_in_linear_work() {
    for (once, twice) in hostile(20_000).iter().zip(hostile(40_000)) {
        assert_linear(once, &twice);
    }
}

#[test]
fn leaves_tile_hostile_inputs() {
    for text in hostile(2000) {
        assert_lossless(&text);
    }
}

#[test]
fn leaves_tile_the_empty_text() {
    assert_lossless("");
}
