//! From bytes to documents: kinds of input, dumps, positions in the container, failures, order.

use std::convert::Infallible;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use wikivet::input::{Input, InputError, Piece, Problem, Settings, Skip, expand, read};
use wikivet::runner::{Item, run};
use wikivet::source::{ContainerPosition, Document, InputKind, Span};

/// All pieces of an input, decoded; skipped pages are left out.
fn documents(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Document, InputError>> {
    pieces(name, bytes, &Settings::default())
        .into_iter()
        .filter_map(|piece| match piece {
            Ok(Piece::Document(raw)) => Some(raw.decode()),
            Ok(Piece::Skipped(_)) => None,
            Err(error) => Some(Err(error)),
        })
        .collect()
}

fn pieces(name: &str, bytes: impl Into<Vec<u8>>, settings: &Settings) -> Vec<Result<Piece, InputError>> {
    read(name, Cursor::new(bytes.into()), settings).collect()
}

/// The only document of an input.
fn document(name: &str, bytes: impl Into<Vec<u8>>) -> Document {
    let mut all = documents(name, bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

/// What is wrong with an input that gives nothing else.
fn problem(name: &str, bytes: impl Into<Vec<u8>>) -> Problem {
    let mut all = documents(name, bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap_err().problem
}

/// A page of a dump; `text` is raw XML.
fn page(title: &str, text: &str) -> String {
    format!(
        "  <page>\n    <title>{title}</title>\n    <ns>0</ns>\n    <id>7</id>\n    <revision>\n      <id>8</id>\n      \
         <contributor><username>A</username><id>9</id></contributor>\n      <model>wikitext</model>\n      \
         <text bytes=\"1\" xml:space=\"preserve\">{text}</text>\n    </revision>\n  </page>\n"
    )
}

/// A dump of these pages.
fn dump(pages: &[String]) -> String {
    format!(
        "<mediawiki xml:lang=\"en\">\n  <siteinfo><dbname>enwiki</dbname></siteinfo>\n{}</mediawiki>\n",
        pages.concat()
    )
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

mod kinds {
    use super::*;

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
}

mod dumps {
    use super::*;

    #[test]
    fn a_page_brings_what_the_dump_says_of_it() {
        let doc = document("d.xml", dump(&[page("AT&amp;T", "a &lt;b&gt;")]));
        let origin = &doc.origin;
        assert_eq!(doc.text(), "a <b>");
        assert_eq!((origin.page.as_deref(), origin.namespace), (Some("AT&T"), 0));
        assert_eq!((origin.page_id, origin.revision_id), (Some(7), Some(8)));
        assert_eq!((origin.wiki.as_deref(), origin.language.as_deref()), (Some("enwiki"), Some("en")));
        assert_eq!((origin.input, origin.redirect, origin.compressed), (InputKind::Dump, false, false));
    }

    #[test]
    fn redirects_and_other_namespaces_are_told() {
        let page = page("T", "a").replace("<ns>0</ns>", "<ns>10</ns><redirect title=\"B\" />");
        let doc = document("d.xml", dump(&[page]));
        assert_eq!((doc.origin.namespace, doc.origin.redirect), (10, true));
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
        let empty = page("A", "")
            .replace(" bytes=\"1\" xml:space=\"preserve\"></text>", " xml:space=\"preserve\" />");
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
            let doc =
                document("a.txt", format!("AT&amp;T\n      <text xml:space=\"preserve\">a &lt;b{rest}"));
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
}

mod failures {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf_8_are_named_by_their_place() {
        let problem = problem("a.wiki", b"caf\xE9 au lait");
        assert!(matches!(problem, Problem::Utf8 { offset: 3, byte: 0xE9, .. }), "{problem}");
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
        assert!(matches!(error.problem, Problem::Utf8 { offset, .. } if offset == at as u64));
        assert_eq!(all[2].as_ref().unwrap().text(), "c");
    }

    #[test]
    fn binary_files_are_refused() {
        assert!(matches!(problem("a.wiki", b"ab\0"), Problem::Binary { offset: 2 }));
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
        assert!(matches!(problem("d.xml.bz2", &packed[..packed.len() - 20]), Problem::Io(_)));
    }

    #[test]
    fn an_xml_file_of_something_else_is_no_dump() {
        assert!(matches!(problem("a.xml", "<svg></svg>"), Problem::NotADump));
    }

    #[test]
    fn a_missing_file_is_a_failure_that_names_it() {
        let (items, _) = run_all(&[PathBuf::from("no/such.wiki")], 2);
        assert_eq!(items, ["failed no/such.wiki: no such file or directory"]);
    }
}

mod positions {
    use super::*;

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
}

mod running {
    use super::*;
    use std::cell::Cell;
    use std::io::Read;
    use std::rc::Rc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_inputs_whatever_the_number_of_threads() {
        let folder = folder("order");
        let pages: Vec<String> =
            (0..200).map(|number| page(&format!("P{number}"), &"x".repeat(number))).collect();
        std::fs::write(folder.join("b.xml"), dump(&pages)).unwrap();
        std::fs::write(folder.join("a.wiki"), "A").unwrap();
        let paths = [folder.join("b.xml"), folder.join("none.wiki"), folder.clone()];
        let (one, _) = run_all(&paths, 1);
        let (eight, _) = run_all(&paths, 8);
        assert_eq!(one.len(), 202);
        assert!(one[0].starts_with("P0 ") && one[199].starts_with("P199 "), "{one:?}");
        assert_eq!(one, eight);
    }

    #[test]
    fn few_documents_of_a_long_dump_are_held_at_a_time() {
        let pages: Vec<String> = (0..10_000).map(|number| page(&format!("P{number}"), "x")).collect();
        let path = folder("memory").join("long.xml");
        std::fs::write(&path, dump(&pages)).unwrap();
        let (items, most_held) = run_all(&[path], 4);
        assert_eq!(items.len(), 10_000);
        assert!(most_held <= 20, "{most_held} documents were held at a time");
    }

    #[test]
    fn a_dump_is_not_read_ahead_of_the_page_that_is_asked_for() {
        struct Counted(Cursor<Vec<u8>>, Rc<Cell<usize>>);
        impl Read for Counted {
            fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
                let count = self.0.read(out)?;
                self.1.set(self.1.get() + count);
                Ok(count)
            }
        }
        let pages: Vec<String> = (0..10_000).map(|number| page(&format!("P{number}"), "x")).collect();
        let consumed = Rc::new(Cell::new(0));
        let reader = Counted(Cursor::new(dump(&pages).into_bytes()), Rc::clone(&consumed));
        let mut pieces = read("long.xml", reader, &Settings::default());
        pieces.next().unwrap().unwrap();
        assert!(consumed.get() <= 64 * 1024, "{} bytes were read for the first page", consumed.get());
    }

    #[test]
    fn a_panic_is_a_failure_of_that_document() {
        let folder = folder("panic");
        std::fs::write(folder.join("a.wiki"), "panic").unwrap();
        std::fs::write(folder.join("b.wiki"), "b").unwrap();
        for threads in [1, 2] {
            let (items, _) = run_all(std::slice::from_ref(&folder), threads);
            assert!(items[0].contains("a.wiki") && items[0].contains("a word of the panic"), "{items:?}");
            assert_eq!(items[1], "- b");
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let path = folder("sink").join("d.xml");
        std::fs::write(&path, dump(&[page("A", "a"), page("B", "b"), page("C", "c")])).unwrap();
        let mut seen = 0;
        let result = run(
            expand(&[path]),
            &Settings::default(),
            2,
            |_| (),
            |_| {
                seen += 1;
                if seen == 2 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((result, seen), (Err("full"), 2));
    }

    /// Reads `paths` on some threads: what came, and how many documents were held at a time.
    pub(super) fn run_all(paths: &[PathBuf], threads: usize) -> (Vec<String>, usize) {
        let (held, most_held) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut items = Vec::new();
        let work = |doc: &Document| {
            most_held.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            if doc.origin.page.as_deref() == Some("P0") {
                std::thread::sleep(Duration::from_millis(50));
            }
            assert_ne!(doc.text(), "panic", "a word of the panic");
            doc.text().to_owned()
        };
        let sink = |item| {
            items.push(match item {
                Item::Document(doc, text) => {
                    held.fetch_sub(1, Ordering::SeqCst);
                    format!("{} {text}", doc.origin.page.as_deref().unwrap_or("-"))
                }
                Item::Skipped(page) => format!("skipped {page:?}"),
                Item::Failed(failure) => format!("failed {failure}"),
            });
            Ok::<(), Infallible>(())
        };
        let Ok(()) = run(expand(paths), &Settings::default(), threads, work, sink);
        (items, most_held.into_inner())
    }
}

use running::run_all;

mod folders {
    use super::*;

    #[test]
    fn a_folder_stands_for_its_wikitext_files_and_dumps_in_order() {
        let folder = folder("walk");
        for name in
            ["b.wiki", "a.mw", "c.xml.bz2", "notes.txt", "sub/d.wikitext", ".hidden/e.wiki", "out/f.wiki"]
        {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        std::fs::write(folder.join(".gitignore"), "out/\n").unwrap();
        assert_eq!(names(&folder, &[&folder]), ["a.mw", "b.wiki", "c.xml.bz2", "sub/d.wikitext"]);
        let named = [&folder.join("notes.txt"), &folder.join("b.wiki"), &folder, &folder.join("out/f.wiki")];
        let expected = ["notes.txt", "b.wiki", "a.mw", "c.xml.bz2", "sub/d.wikitext", "out/f.wiki"];
        assert_eq!(names(&folder, &named), expected);
    }

    #[test]
    fn a_dash_is_standard_input() {
        assert!(matches!(expand(&[PathBuf::from("-")])[..], [Ok(Input::Stdin)]));
    }

    fn names(folder: &Path, paths: &[&PathBuf]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|&path| path.clone()).collect();
        expand(&paths)
            .into_iter()
            .map(|input| match input {
                Ok(Input::File(path)) => path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(),
                other => panic!("{other:?}"),
            })
            .collect()
    }
}

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("input").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
