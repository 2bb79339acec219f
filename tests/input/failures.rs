use std::path::PathBuf;

use proptest::prelude::*;
use wikivet::input::Problem;
use wikivet::source::ContainerPosition;

use crate::running::run_all;
use crate::{bzip2, documents, dump, folder, page, problem};

#[test]
fn bytes_that_are_not_utf_8_are_named_by_their_place() {
    let problem = problem("a.wiki", b"caf\xE9 au lait");
    assert!(
        matches!(
            problem,
            Problem::Utf8 { at: ContainerPosition { offset: 3, line: 1, column: 4 }, byte: 0xE9, .. }
        ),
        "{problem}"
    );
}

#[test]
fn a_page_that_is_not_utf_8_does_not_keep_the_others_from_being_read() {
    let mut bytes = dump(&[page("A", "a"), page("B", "caf#"), page("C", "c")]).into_bytes();
    let at = bytes.iter().position(|&byte| byte == b'#').unwrap();
    bytes[at] = 0xE9;
    let all = documents("d.xml", bytes);
    assert_eq!(all.len(), 3);
    let error = all[1].as_ref().unwrap_err();
    assert_eq!(error.page.as_deref(), Some("B"));
    assert!(matches!(error.problem, Problem::Utf8 { at: place, .. } if place.offset == at as u64));
    assert_eq!(all[2].as_ref().unwrap().text(), "c");
}

#[test]
fn binary_files_are_refused() {
    assert!(matches!(
        problem("a.wiki", b"ab\0"),
        Problem::Binary { at: ContainerPosition { offset: 2, .. }, .. }
    ));
}

#[test]
fn other_compressions_are_named_with_the_command_that_undoes_them() {
    let problem = problem("a.xml.xz", b"\xFD7zXZ\0\0\0");
    assert!(problem.to_string().contains("xz -dc"), "{problem}");
}

#[test]
fn a_dump_that_is_cut_off_gives_the_pages_before_and_a_failure() {
    let whole = dump(&[page("A", "a"), page("B", "bcd")]);
    for (cut, element) in
        [("bc", "text"), ("bcd</text>", "page"), ("bcd</text>\n    </revision>\n  </page>", "mediawiki")]
    {
        let end = whole.find(cut).unwrap() + cut.len();
        let mut all = documents("d.xml", &whole[..end]);
        let error = all.pop().unwrap().unwrap_err();
        assert!(
            matches!(error.problem, Problem::Truncated { element: e, offset } if e == element && offset == end as u64)
        );
        assert_eq!(all[0].as_ref().unwrap().text(), "a");
    }
}

#[test]
fn a_compressed_dump_that_is_cut_off_is_a_failure() {
    let packed = bzip2(dump(&[page("A", "a")]).as_bytes());
    assert!(matches!(problem("d.xml.bz2", &packed[..packed.len() - 20]), Problem::CutOff));
}

#[test]
fn an_xml_file_of_something_else_is_no_dump() {
    assert!(matches!(problem("a.xml", "<svg></svg>"), Problem::NotADump));
}

/// The file has a hole instead of most of its bytes, so that it takes no room.
#[cfg(unix)]
#[test]
fn a_text_of_4_gib_is_refused_without_reading_it() {
    let path = folder("large").join("a.wiki");
    std::fs::write(&path, "a".repeat(5000)).unwrap();
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 32).unwrap();
    let (items, _) = run_all(std::slice::from_ref(&path), 1);
    std::fs::remove_file(path).unwrap();
    assert!(items[0].contains("4 GiB"), "{items:?}");
}

#[test]
fn a_missing_file_is_a_failure_that_names_it() {
    let (items, _) = run_all(&[PathBuf::from("no/such.wiki")], 2);
    assert_eq!(items, ["failed no/such.wiki: no such file or directory"]);
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(
        parts in proptest::collection::vec(prop_oneof![
            proptest::sample::select(vec![
                "<mediawiki>", "<page>", "</page>", "<revision>", "<title>", "</title>", "<text>", "<text ", "/>",
                "</text>", "</text", "<![CDATA[", "]]>", "<!--", "-->", "<?", "&lt;", "&#x", ";", "\r", "\n", "ü", "<", ">", "\"",
            ]).prop_map(|part| part.as_bytes().to_vec()),
            proptest::collection::vec(any::<u8>(), 0..3),
        ], 0..40),
        name in proptest::sample::select(vec!["a.xml", "a.wiki", "a.txt"]),
    ) {
        let bytes = parts.concat();
        prop_assert!(!documents(name, bytes).is_empty() || name == "a.xml");
    }
}
