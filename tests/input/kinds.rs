use std::io::Write;

use wikivet::input::{Piece, Settings};
use wikivet::source::{ContainerPosition, InputKind};

use crate::{bzip2, document, dump, page, pieces, utf16};

#[test]
fn an_extension_tells_wikitext_also_where_there_is_no_markup() {
    let doc = document("a.wiki", "just words");
    assert_eq!((doc.origin.input, doc.text()), (InputKind::Wikitext, "just words"));
}

#[test]
fn markup_tells_wikitext_from_an_extract_in_other_files() {
    assert_eq!(document("a.txt", "A [[city]].").origin.input, InputKind::Wikitext);
    assert_eq!(document("a.txt", "A city.").origin.input, InputKind::Extract);
}

#[test]
fn the_kind_can_be_set() {
    let settings = Settings { kind: Some(InputKind::Extract), ..Settings::default() };
    let Ok(Piece::Document(raw)) = pieces("a.wiki", "[[a]]", &settings).remove(0) else { panic!() };
    assert_eq!(raw.origin().input, InputKind::Extract);
}

#[test]
fn a_title_is_for_inputs_that_have_none() {
    let settings = Settings { title: Some("T".to_owned()), ..Settings::default() };
    let title = |name, text: &str| match pieces(name, text, &settings).remove(0) {
        Ok(Piece::Document(raw)) => raw.origin().page.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(title("a.wiki", "a").as_deref(), Some("T"));
    assert_eq!(title("a.xml", &dump(&[page("Own", "a")])).as_deref(), Some("Own"));
    assert_eq!(title("a.xml", "<text>a</text>").as_deref(), Some("T"));
}

#[test]
fn an_empty_file_is_a_clean_article() {
    for name in ["a.wiki", "a.txt", "a.xml"] {
        assert_eq!(document(name, "").text(), "");
    }
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_article_and_counts_in_the_file() {
    let doc = document("a.wiki", "\u{FEFF}abc");
    assert_eq!(doc.text(), "abc");
    let start = ContainerPosition { offset: 3, line: 1, column: 2 };
    assert_eq!(doc.container_position(0), Some(start));
}

#[test]
fn utf_16_is_decoded_and_has_no_positions_in_the_file() {
    for doc in
        [document("a.wiki", utf16("ü [[𝄞]]")), document("a.xml", utf16(&dump(&[page("A", "ü [[𝄞]]")])))]
    {
        assert_eq!(doc.text(), "ü [[𝄞]]");
        assert_eq!(doc.container_position(0), None);
    }
}

#[test]
fn compressed_files_are_recognised_by_their_bytes() {
    let streams = [bzip2(b"{{a"), bzip2(b"}}")].concat();
    let doc = document("a.wiki", streams);
    assert_eq!((doc.text(), doc.origin.compressed), ("{{a}}", true));
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"{{a}}").unwrap();
    assert_eq!(document("-", encoder.finish().unwrap()).text(), "{{a}}");
}
