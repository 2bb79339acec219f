//! What holds for the tree of any text: it is lossless, and made in linear work.

mod properties;
mod syntax_inputs;

use properties::markup::PIECES;
use properties::tree::{assert_linear, assert_lossless};
use properties::views;
use proptest::prelude::*;
use syntax_inputs::hostile;
use wikivet::profile::{Profile, Site};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax::{Kind, parse};

fn site() -> &'static Site {
    &Profile::neutral().site
}

/// Pieces of markup in any order: what a fuzzer would take long to find.
fn markup(parts: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), parts).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn leaves_tile_any_text(text in "\\PC*") {
        assert_lossless(&text, site());
    }

    #[test]
    fn leaves_tile_any_markup(text in markup(0..40)) {
        assert_lossless(&text, site());
    }

    #[test]
    fn views_of_any_markup_give_places_in_their_node(text in markup(0..40)) {
        views::assert_sound(&Document::new(Origin::new("a", InputKind::Wikitext), text), site());
    }

    #[test]
    fn any_markup_repeated_is_read_in_linear_work(unit in markup(1..6)) {
        assert_linear(&unit.repeat(100), &unit.repeat(200), site());
    }

    #[test]
    fn any_markup_nested_is_read_in_linear_work(open in markup(1..4), close in markup(1..4)) {
        let nested = |depth| open.repeat(depth) + "a" + &close.repeat(depth);
        assert_linear(&nested(100), &nested(200), site());
    }

    #[test]
    fn line_ends_of_two_bytes_change_no_markup(text in markup(0..12)) {
        let kinds = |text: &str| -> Vec<Kind> {
            let tree = parse(text, site());
            let says = tree.nodes().filter(|node| node.kind() != Kind::Text && !node.source().trim().is_empty());
            says.map(|node| node.kind()).collect()
        };
        prop_assert_eq!(kinds(&text), kinds(&text.replace('\n', "\r\n")));
    }

    #[test]
    fn any_markup_repeated_between_other_is_read_in_linear_work(
        start in markup(0..4),
        unit in markup(1..4),
        end in markup(0..4),
    ) {
        let between = |times| start.clone() + &unit.repeat(times) + &end;
        assert_linear(&between(100), &between(200), site());
    }
}

#[test]
fn hostile_inputs_are_read_in_linear_work() {
    let with_variants = &Profile::named("zhwiki").unwrap().site;
    for (once, twice) in hostile(20_000).iter().zip(hostile(40_000)) {
        assert_linear(once, &twice, site());
        assert_linear(once, &twice, with_variants);
    }
}

#[test]
fn leaves_tile_hostile_inputs() {
    for text in hostile(2000) {
        assert_lossless(&text, site());
    }
}

#[test]
fn leaves_tile_the_empty_text() {
    assert_lossless("", site());
}
