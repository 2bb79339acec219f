use proptest::prelude::*;
use wikivet::source::{ContainerPosition, Span};

use crate::{document, documents, dump, page};

#[test]
fn a_span_that_ends_with_a_decoded_character_ends_after_its_entity() {
    let doc = document("d.xml", "<text>a&lt;b</text>");
    let place = doc.container_span(Span::new(0, 2)).unwrap();
    assert_eq!((place.start.offset, place.end.offset), (6, 11));
}

/// One character of an article, written one of the ways that a container may have it.
fn written() -> impl Strategy<Value = (char, String)> {
    let character = prop_oneof![Just('<'), Just('&'), Just('\n'), Just('"'), Just('a'), any::<char>()]
        .prop_filter("not a character of XML", |c| !c.is_control() || *c == '\n');
    (character, 0..4).prop_map(|(character, way)| {
        let raw = match (character, way) {
            ('<', 0..=1) => "&lt;".to_owned(),
            ('&', 0..=1) => "&amp;".to_owned(),
            ('\n', 0) => "\r\n".to_owned(),
            ('\n', 1) => "\n".to_owned(),
            (other, 0..=1) if !matches!(other, '<' | '&') => other.to_string(),
            (other, 2) if other != '\r' => format!("<![CDATA[{other}]]>"),
            (other, _) => format!("<!-- x -->&#x{:x};", u32::from(other)),
        };
        (character, raw)
    })
}

proptest! {
    #[test]
    fn every_character_leads_back_to_what_it_was_decoded_from(
        characters in proptest::collection::vec(written(), 0..60),
        mark in any::<bool>(),
    ) {
        let expected: String = characters.iter().map(|(character, _)| character).collect();
        let raw: String = characters.iter().map(|(_, raw)| raw.as_str()).collect();
        let mark = if mark { "\u{FEFF}" } else { "" };
        let container = format!("{mark}{}", dump(&[page("Ä", "a\r\nb"), page("B", &raw)]));
        let doc = documents("d.xml", container.as_str()).pop().unwrap().unwrap();
        prop_assert_eq!(doc.text(), expected.as_str());
        for (offset, character) in doc.text().char_indices() {
            let span = Span::of(offset..offset + character.len_utf8());
            let place = doc.container_span(span).unwrap();
            let raw = &container[place.start.offset as usize..place.end.offset as usize];
            let again = document("d.xml", format!("<text>{raw}</text>"));
            prop_assert_eq!(again.text(), character.to_string());
            prop_assert!(!raw.contains("<!"), "{}", raw);
            prop_assert_eq!(doc.container_position(span.start), Some(place.start));
            prop_assert_eq!(place.start, count(&container, place.start.offset));
            prop_assert_eq!(place.end, count(&container, place.end.offset));
        }
    }
}

/// The position of an offset, counted from the start.
fn count(container: &str, offset: u64) -> ContainerPosition {
    let before = &container[..offset as usize];
    let line = before.rsplit('\n').next().unwrap();
    ContainerPosition {
        offset,
        line: before.matches('\n').count() as u64 + 1,
        column: line.chars().count() as u64 + 1,
    }
}
