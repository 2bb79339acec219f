use wikivet::input::{Piece, Settings, Skip};
use wikivet::source::{ContainerPosition, InputKind};

use crate::{document, documents, dump, page, pieces};

#[test]
fn a_page_brings_what_the_dump_says_of_it() {
    let doc = document("d.xml", dump(&[page("AT&amp;T", "a &lt;b&gt;")]));
    let origin = &doc.origin;
    assert_eq!(doc.text(), "a <b>");
    assert_eq!((origin.page.as_deref(), origin.namespace), (Some("AT&T"), Some(0)));
    assert_eq!((origin.page_id, origin.revision_id), (Some(7), Some(8)));
    assert_eq!((origin.wiki.as_deref(), origin.language.as_deref()), (Some("enwiki"), Some("en")));
    assert_eq!((origin.input, origin.redirect, origin.compressed), (InputKind::Dump, false, false));
}

#[test]
fn redirects_and_other_namespaces_are_told() {
    let page = page("T", "a").replace("<ns>0</ns>", "<ns>10</ns><redirect title=\"B\" />");
    let doc = document("d.xml", dump(&[page]));
    assert_eq!((doc.origin.namespace, doc.origin.redirect), (Some(10), true));
}

#[test]
fn the_last_revision_of_a_page_is_taken() {
    let revisions = page("A", "old")
        .replace("</revision>", "</revision><revision><id>11</id><text>new</text></revision>");
    let doc = document("d.xml", dump(&[revisions]));
    assert_eq!((doc.text(), doc.origin.revision_id), ("new", Some(11)));
}

#[test]
fn pages_of_another_content_model_or_without_text_are_skipped() {
    let css = page("A", "a").replace("<model>wikitext", "<model>css");
    let deleted = page("B", "")
        .replace("<text bytes=\"1\" xml:space=\"preserve\"></text>", "<text deleted=\"deleted\" />");
    let reasons: Vec<Skip> = pieces("d.xml", dump(&[css, deleted]), &Settings::default())
        .into_iter()
        .map(|piece| match piece {
            Ok(Piece::Skipped(page)) => page.reason,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(reasons, [Skip::ContentModel("css".to_owned()), Skip::NoText]);
}

#[test]
fn an_empty_page_is_a_document() {
    let empty =
        page("A", "").replace(" bytes=\"1\" xml:space=\"preserve\"></text>", " xml:space=\"preserve\" />");
    assert_eq!(document("d.xml", dump(&[empty])).text(), "");
}

#[test]
fn a_comment_in_the_frame_or_in_an_edit_summary_starts_no_text() {
    let tricky =
        page("A", "a").replace("<model>", "<!-- <text>no</text> --><comment>&lt;text></comment><model>");
    assert_eq!(document("d.xml", dump(&[tricky])).text(), "a");
}

#[test]
fn a_fragment_is_a_title_line_and_a_text_that_may_be_cut_off() {
    for rest in ["</text>", "</text>\n    <sha1>x</sha1>\n  </revision>\n</page>", ""] {
        let doc = document("a.txt", format!("AT&amp;T\n      <text xml:space=\"preserve\">a &lt;b{rest}"));
        assert_eq!((doc.text(), doc.origin.page.as_deref()), ("a <b", Some("AT&T")));
        let start = ContainerPosition { offset: 42, line: 2, column: 34 };
        assert_eq!(doc.container_position(0), Some(start));
    }
}

#[test]
fn pages_without_a_frame_are_read() {
    let pages = format!("{}{}", page("A", "a"), page("B", "b"));
    let texts: Vec<String> =
        documents("-", pages).into_iter().map(|doc| doc.unwrap().text().to_owned()).collect();
    assert_eq!(texts, ["a", "b"]);
}

#[test]
fn old_dumps_tell_the_namespace_by_the_prefix_of_the_title() {
    let namespaces =
        "<siteinfo><namespaces><namespace key=\"0\" /><namespace key=\"1\">Diskussion</namespace>";
    let page = |title| page(title, "a").replace("<ns>0</ns>", "");
    let xml = dump(&[page("Diskussion:A"), page("Film: B")]).replace("<siteinfo>", namespaces);
    let numbers: Vec<i32> =
        documents("d.xml", xml).into_iter().map(|doc| doc.unwrap().origin.namespace.unwrap_or(0)).collect();
    assert_eq!(numbers, [1, 0]);
}

#[test]
fn a_title_that_is_not_utf8_is_a_failure_and_never_another_title() {
    let mut xml = b"<mediawiki><page><title>Caf".to_vec();
    xml.push(0xe9);
    xml.extend_from_slice(b"</title><revision><text>a</text></revision></page></mediawiki>");
    let problems: Vec<String> = documents("d.xml", xml)
        .into_iter()
        .filter_map(|doc| doc.err())
        .map(|error| error.to_string())
        .collect();
    assert!(problems.len() == 1 && problems[0].contains("is not UTF-8: byte 27"), "{problems:?}");
}
