use std::cell::Cell;
use std::convert::Infallible;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wikivet::input::{Meter, Settings, expand, read};
use wikivet::runner::{Item, run};
use wikivet::source::Document;

use crate::{dump, folder, page};

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
fn small_files_large_ones_dumps_and_missing_ones_come_in_the_order_of_their_names() {
    let folder = folder("small");
    for number in 0..100 {
        let length = if number % 30 == 7 { 100_000 } else { number };
        let text = format!("{number} {}", "x".repeat(length));
        std::fs::write(folder.join(format!("a{number:02}.wiki")), text).unwrap();
    }
    std::fs::write(folder.join("a50b.xml"), dump(&[page("D", "d"), page("E", "e")])).unwrap();
    std::fs::write(folder.join("a60b.wiki"), b"\0").unwrap();
    let paths = [folder.join("none.wiki"), folder];
    let (one, _) = run_all(&paths, 1);
    let (three, _) = run_all(&paths, 3);
    assert_eq!(one.len(), 104);
    assert_eq!((one[52].as_str(), one[53].as_str()), ("D d", "E e"));
    assert!(one[0].starts_with("failed") && one[64].starts_with("failed"), "{} {}", one[0], one[64]);
    assert_eq!(one, three);
}

#[test]
fn a_meter_counts_the_files_that_were_read_and_their_bytes() {
    let folder = folder("meter");
    std::fs::write(folder.join("a.wiki"), "12345").unwrap();
    std::fs::write(folder.join("b.xml"), dump(&[page("B", "b")])).unwrap();
    let bytes: u64 = ["a.wiki", "b.xml"].iter().map(|name| folder.join(name).metadata().unwrap().len()).sum();
    let meter = Arc::new(Meter::default());
    let settings = Settings { meter: Some(Arc::clone(&meter)), ..Settings::default() };
    let Ok(()) = run(expand(&[folder]), &settings, 2, |_| (), |_| Ok::<(), Infallible>(()));
    assert_eq!((meter.files(), meter.bytes()), (2, bytes));
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
pub(crate) fn run_all(paths: &[PathBuf], threads: usize) -> (Vec<String>, usize) {
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
