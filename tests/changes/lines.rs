//! Which lines of a text are as they were, and which spans touch a change.

use proptest::prelude::*;
use wikivet::changes::Lines;
use wikivet::source::{Document, InputKind, Origin, Span};

fn document(text: &str) -> Document {
    Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned())
}

/// The parts of the new text that touch a change, of all that are named.
fn touched<'p>(old: &str, new: &str, parts: &[&'p str]) -> Vec<&'p str> {
    let (doc, lines) = (document(new), Lines::between(old, new));
    let touches = |part: &&&str| {
        let start = new.find(**part).unwrap();
        lines.touches(&doc, Span::of(start..start + part.len()))
    };
    parts.iter().filter(touches).copied().collect()
}

#[test]
fn a_span_touches_the_lines_that_were_edited_or_put_in() {
    assert_eq!(touched("a\nb\nc\n", "a\nB\nc\nd\n", &["a", "B", "c", "d"]), ["B", "d"]);
    assert_eq!(touched("", "a\nb", &["a", "b"]), ["a", "b"]);
    assert_eq!(touched("a\nb\n", "a\nb\n", &["a", "b", "a\nb\n"]), [""; 0]);
}

#[test]
fn a_span_of_several_lines_touches_a_change_within() {
    assert_eq!(touched("a\nb\nc\nd", "a\nB\nc\nd", &["a\nB\nc", "c\nd"]), ["a\nB\nc"]);
}

#[test]
fn where_lines_were_deleted_what_covers_or_borders_the_place_touches_it() {
    let parts = ["* a\n* c", "* a", "* c", "text", "* c\n* d"];
    assert_eq!(
        touched("text\n* a\n* b\n* c\n* d\n", "text\n* a\n* c\n* d\n", &parts),
        ["* a\n* c", "* a", "* c", "* c\n* d"]
    );
    assert_eq!(touched("* a\n* b\n* c\n", "* a\n* b\n", &["a", "* a\n* b", "* a"]), ["* a\n* b"]);
    assert_eq!(touched("* a\n* b\n* c\n", "* b\n* c\n", &["* b\n* c", "b", "c"]), ["* b\n* c"]);
    assert_eq!(
        touched("* a\r\n* b\r\n* c\r\n", "* a\r\n* c\r\n", &["* a", "a", "* c", "c"]),
        ["* a", "a", "* c"]
    );
}

#[test]
fn what_stands_inside_of_a_line_beside_a_deletion_does_not_touch_it() {
    assert_eq!(touched("see a b c\nx\nsee d e f\n", "see a b c\nsee d e f\n", &["b", "e"]), [""; 0]);
}

#[test]
fn line_ends_do_not_count() {
    assert_eq!(touched("a\nb\n", "a\r\nb\r\n", &["a", "b"]), [""; 0]);
    assert_eq!(touched("a\nb\n", "a\nb", &["a", "b"]), [""; 0]);
    assert_eq!(touched("a\nb", "a\r\nc\r\n", &["a", "c"]), ["c"]);
}

const PARAGRAPH: &str = "a paragraph that is long enough to be known";

#[test]
fn a_block_that_moved_is_not_changed_with_the_short_lines_around_its_long_one() {
    let old = format!("one\n|-\n{PARAGRAPH}\n|}}\ntwo\nthree\nfour\nfive\nsix\n");
    let new = format!("one\ntwo\nthree\nfour\nfive\nsix\n|-\n{PARAGRAPH}\n|}}\n");
    assert_eq!(touched(&old, &new, &["|-", PARAGRAPH, "|}"]), [""; 0]);
    assert_eq!(Lines::between(&old, &new).origin(6), Some(1));
}

#[test]
fn what_covers_the_edge_of_a_block_that_moved_touches_it() {
    let old = format!("{PARAGRAPH}\none\ntwo\nthree\n");
    let new = format!("one\ntwo\n{PARAGRAPH}\nthree\n");
    let around = format!("{PARAGRAPH}\nthree");
    assert_eq!(touched(&old, &new, &["two", PARAGRAPH, &around]), [&around]);
}

#[test]
fn a_copy_is_new_and_so_is_a_short_line_that_is_gone_elsewhere() {
    let new = format!("{PARAGRAPH}\nx\n{PARAGRAPH} \n{PARAGRAPH}\n");
    let lines = Lines::between(&format!("{PARAGRAPH}\nx\n"), &new);
    assert_eq!([0, 1, 2, 3].map(|line| lines.origin(line).is_some()), [true, true, false, false]);
    assert_eq!(touched("short\na\nb\nc\nd\n", "a\nb\nc\nd\nshort\n", &["short"]), ["short"]);
}

#[test]
fn texts_that_differ_in_too_many_lines_are_compared_at_their_ends_only() {
    let text = |salt: usize| -> String {
        let middle = (0..100_001)
            .map(|line| if line == 50_000 { "same\n".to_owned() } else { format!("{salt} {line}\n") });
        format!("start\n{}end\n", middle.collect::<String>())
    };
    assert_eq!(touched(&text(1), &text(2), &["start", "2 7\n", "same", "end"]), ["2 7\n", "same"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_line_that_was_there_is_equal_to_its_origin_and_none_is_the_origin_of_two(
        old in "([abx]|long line number [1-4] of the text|\r?\n){0,30}",
        new in "([abx]|long line number [1-4] of the text|\r?\n){0,30}",
    ) {
        let content = |text: &str| -> Vec<String> { text.split_inclusive('\n').map(|line| line.trim_end_matches(['\r', '\n']).to_owned()).collect() };
        let (old_lines, new_lines) = (content(&old), content(&new));
        let lines = Lines::between(&old, &new);
        let mut origins: Vec<usize> = Vec::new();
        for (index, line) in new_lines.iter().enumerate() {
            if let Some(origin) = lines.origin(index) {
                prop_assert_eq!(line, &old_lines[origin]);
                origins.push(origin);
            }
        }
        origins.sort_unstable();
        prop_assert!(origins.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn nothing_touches_a_change_between_a_text_and_itself(text in "([ab]|\r?\n){0,30}", start in 0u32..60, len in 0u32..60) {
        let doc = document(&text);
        let end = (start + len).min(text.len() as u32);
        let span = Span::new(start.min(end), end);
        prop_assert!(!Lines::between(&text, &text).touches(&doc, span));
    }
}
