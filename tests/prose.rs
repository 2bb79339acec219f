//! Text as a reader sees it: what is in it, whose words it is, and where it stands in the source.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use wikivet::facts::Facts;
use wikivet::facts::prose::{BlockKind, LEFT_OUT, Origin as Words};
use wikivet::profile::{Language, Profile};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax;

/// Reads the text of English Wikipedia and hands its facts over.
fn with_facts(text: &str, kind: InputKind, check: impl FnOnce(&Facts<'_>)) {
    let doc = Document::new(Origin::new("example", kind), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    let tree = match kind {
        InputKind::Extract => syntax::plain(doc.text()),
        _ => syntax::parse(doc.text(), &profile.site),
    };
    check(&Facts::new(&doc, &tree, profile, Language::named("en")));
}

/// The kind and the trimmed text of each block.
fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let mut read = Vec::new();
    with_facts(text, InputKind::Wikitext, |facts| {
        read = facts
            .prose()
            .blocks()
            .map(|block| (block.kind(), block.text().trim().replace(LEFT_OUT, "#")))
            .collect();
    });
    read
}

fn one(text: &str) -> String {
    let mut blocks = blocks(text);
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    blocks.remove(0).1
}

/// Whose words the first occurrence of `part` is.
fn words(text: &str, part: &str) -> Words {
    let mut found = None;
    with_facts(text, InputKind::Wikitext, |facts| {
        found = facts.prose().blocks().find_map(|block| Some(block.origins().at(block.text().find(part)?)));
    });
    found.unwrap()
}

#[test]
fn markup_is_out() {
    assert_eq!(
        one("A '''bold''' and ''slanted'' [[page]] and [[page|label]]"),
        "A bold and slanted page and label"
    );
    assert_eq!(one("12&nbsp;May<!-- x --> [[2010]] &amp; more"), "12 May 2010 & more");
    assert_eq!(one("{{nowrap|12 May}} 2010"), "12 May 2010");
}

#[test]
fn what_is_left_out_keeps_words_apart() {
    assert_eq!(one("may{{foo}}2010"), "may#2010");
    assert_eq!(one("see https://example.org/2019-13-04 and"), "see # and");
}

#[test]
fn blocks_are_told_apart() {
    use BlockKind::{Argument, Caption, Cell, Heading, ListItem, Paragraph, Reference};
    let read = blocks(
        "== Head ==\none\ntwo\n\nthree<ref>note</ref> four\n* item\n{|\n|+ title\n| cell\n|}\n[[File:A.jpg|thumb|a picture]]{{foo|value}}",
    );
    let expected = [
        (Heading, "Head"),
        (Paragraph, "one\ntwo"),
        (Paragraph, "three# four"),
        (Reference, "note"),
        (ListItem, "item"),
        (Caption, "title"),
        (Cell, "cell"),
        (Paragraph, "##"),
        (Caption, "a picture"),
        (Argument, "value"),
    ];
    assert_eq!(read, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn lines_of_an_extract_are_blocks() {
    with_facts("one\n\ntwo [[not a link]]\n", InputKind::Extract, |facts| {
        let lines: Vec<&str> = facts.prose().blocks().map(|block| block.text()).collect();
        assert_eq!(lines, ["one", "two [[not a link]]"]);
    });
}

#[test]
fn whose_words_they_are() {
    assert_eq!(words("plain text", "text"), Words::Own);
    assert_eq!(words("the paper ''Daily News'' said", "News"), Words::Title);
    assert_eq!(words("he \"said so\" then", "said"), Words::Quotation);
    assert_eq!(words("<blockquote>as written</blockquote>", "written"), Words::Quotation);
    assert_eq!(words("[https://example.org a label]", "label"), Words::Label);
    assert_eq!(words("{{lang|de|ein Wort}}", "Wort"), Words::Foreign);
    assert_eq!(words("<code>x = 1</code>", "x"), Words::Code);
    assert_eq!(words("{{cite web|title=The Title}}", "Title"), Words::Title);
}

#[test]
fn ranges_lead_back_to_the_source() {
    let text = "on [[12 May|12&nbsp;May]] [[2010]]";
    with_facts(text, InputKind::Wikitext, |facts| {
        let block = facts.prose().block(0).unwrap();
        let at = |part: &str| block.text().find(part).map(|at| at..at + part.len()).unwrap();
        assert_eq!(facts.doc.slice(block.span_of(at("2010"))), "2010");
        assert_eq!(facts.doc.slice(block.span_of(at("12 May"))), "12&nbsp;May");
        assert!(block.is_verbatim(at("2010")));
        assert!(!block.is_verbatim(at("12 May")));
    });
}

#[test]
fn sections_nest() {
    with_facts("a\n== B ==\nb\n=== C ===\nc\n== D ==\nd", InputKind::Wikitext, |facts| {
        let sections = facts.sections();
        let titles: Vec<(&str, u8, Option<usize>)> = sections
            .all
            .iter()
            .map(|section| (section.title.as_str(), section.level, section.parent))
            .collect();
        assert_eq!(titles, [("B", 2, None), ("C", 3, Some(0)), ("D", 2, None)]);
        assert_eq!(facts.doc.slice(sections.all[0].span), "== B ==\nb\n=== C ===\nc\n");
        assert!(sections.at(0).is_none());
        assert_eq!(sections.at(20).map(|section| section.title.as_str()), Some("C"));
    });
}
