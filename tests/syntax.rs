//! The grammar: what any text gives, and what each construct gives.

use proptest::prelude::*;
use wikivet::profile::Profile;
use wikivet::syntax::{Kind, Tree, parse};

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
            assert_eq!(child.parent().unwrap().id(), node.id());
            assert_eq!(child.span().range().start, reached);
            reached = child.span().range().end;
        }
        assert!(node.is_leaf() || reached == span.end, "{:?} is longer than its children", node.kind());
    }
    assert_eq!(at, text.len());
}

/// Markup in every order: what a fuzzer would take long to find.
fn markup() -> impl Strategy<Value = String> {
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
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn leaves_tile_any_text(text in "\\PC*") {
        assert_lossless(&text);
    }

    #[test]
    fn leaves_tile_any_markup(text in markup()) {
        assert_lossless(&text);
    }
}

#[test]
fn leaves_tile_the_empty_text() {
    assert_lossless("");
}
