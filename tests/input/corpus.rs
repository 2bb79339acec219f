//! The readers on real dumps, articles and extracts. Skipped with a message where the corpus is absent.

use std::convert::Infallible;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use wikivet::input::{Input, InputError, Problem, Settings, expand};
use wikivet::runner::{Failure, Item, run};
use wikivet::source::{Document, InputKind, Span};

/// A folder of the data that is shared between projects, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("WIKIVET_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

/// What `work` makes of every page of the inputs, and the failures.
fn all<T: Send>(
    inputs: Vec<Result<Input, InputError>>,
    work: impl Fn(&Document) -> T + Sync,
) -> (Vec<Item<T>>, Vec<Failure>) {
    let (mut items, mut failures) = (Vec::new(), Vec::new());
    let Ok(()) = run(inputs, &Settings::default(), 2, work, |item| {
        match item {
            Item::Failed(failure) => failures.push(failure),
            other => items.push(other),
        }
        Ok::<(), Infallible>(())
    });
    (items, failures)
}

/// All files below a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn dumps_give_as_many_pages_articles_and_redirects_as_their_list_says() {
    let Some(corpus) = shared("corpus") else { return };
    let list = std::fs::read_to_string(corpus.join("README.md")).unwrap();
    let mut rows = 0;
    for line in list.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, pages, articles, redirects, ..] = cells[..] else { continue };
        let path = corpus.join("dumps").join(format!("{name}.xml.bz2"));
        let (Ok(pages), true) = (pages.replace(',', "").parse::<usize>(), path.exists()) else { continue };
        let (items, failures) = all(expand(&[path]), |doc| (doc.origin.namespace, doc.origin.redirect));
        let is = |wanted: &dyn Fn(i32, bool) -> bool| {
            items
                .iter()
                .filter(|item| matches!(item, Item::Document(_, (ns, redirect)) if wanted(ns.unwrap_or(0), *redirect)))
                .count()
        };
        assert!(failures.is_empty(), "{name}: {failures:?}");
        assert_eq!(items.len(), pages, "pages of {name}");
        assert_eq!(
            is(&|ns, redirect| ns == 0 && !redirect),
            articles.parse::<usize>().unwrap(),
            "articles of {name}"
        );
        assert_eq!(is(&|_, redirect| redirect), redirects.parse::<usize>().unwrap(), "redirects of {name}");
        rows += 1;
    }
    assert_eq!(rows, 18, "dumps in the list");
}

#[test]
fn a_dump_in_utf_16_is_read_like_any_other() {
    let Some(path) = shared("corpus/common/encoding/bgwiki-utf16le-bom.xml.bz2") else { return };
    let (items, failures) = all(expand(&[path]), |doc| doc.text().contains("[["));
    assert!(failures.is_empty(), "{failures:?}");
    assert!(items.iter().any(|item| matches!(item, Item::Document(_, true))));
}

#[test]
fn a_dump_that_is_cut_off_gives_its_whole_pages_and_a_failure() {
    let Some(path) = shared("corpus/common/encoding/ukwiki-truncated-mid-page.xml.bz2") else { return };
    let (items, failures) = all(expand(&[path]), |_| ());
    assert!(!items.is_empty());
    assert!(matches!(&failures[..], [Failure::Input(InputError { problem: Problem::Truncated { .. }, .. })]));
}

#[test]
fn articles_are_recognised_as_wikitext_whatever_their_name() {
    let Some(folder) = shared("corpus/articles") else { return };
    assert_kinds(&files(&folder), InputKind::Wikitext);
}

#[test]
fn extracts_are_recognised_as_such() {
    let Some(folder) = shared("corpus/plaintext") else { return };
    let (extracts, seeds) = (files(&folder), shared("seeds").map(|seeds| files(&seeds)).unwrap_or_default());
    let is_extract = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "txt");
    assert_kinds(&extracts.iter().filter(is_extract).cloned().collect::<Vec<_>>(), InputKind::Extract);
    for seed in seeds {
        let is_fragment = seed.to_string_lossy().contains("/001_");
        assert_kinds(&[seed], if is_fragment { InputKind::Dump } else { InputKind::Extract });
    }
}

/// Reads all files under a name that tells nothing.
fn assert_kinds(paths: &[PathBuf], expected: InputKind) {
    assert!(!paths.is_empty());
    for path in paths {
        let file = std::fs::File::open(path).unwrap();
        for piece in wikivet::input::read("article", file, &Settings::default()) {
            let Ok(wikivet::input::Piece::Document(raw)) = piece else { panic!("{path:?}: {piece:?}") };
            assert_eq!(raw.origin().input, expected, "{path:?}");
        }
    }
}

#[test]
fn every_character_of_the_founding_fragment_leads_back_to_its_file() {
    let Some(folder) = shared("seeds") else { return };
    let path = files(&folder).into_iter().find(|path| path.to_string_lossy().contains("/001_")).unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    let (items, _) = all(vec![Ok(Input::File(path))], |_| ());
    let [Item::Document(doc, ())] = &items[..] else { panic!("{items:?}") };
    assert_eq!(doc.origin.page.as_deref(), Some("Foreign relations of Azerbaijan"));
    assert!(doc.text().starts_with("{{Merge from|") && doc.text().contains("<center>"));
    let unescape = |raw: &str| match raw {
        "&lt;" => "<".to_owned(),
        "&gt;" => ">".to_owned(),
        "&quot;" => "\"".to_owned(),
        "&amp;" => "&".to_owned(),
        other => other.to_owned(),
    };
    for (offset, character) in doc.text().char_indices() {
        let place = doc.container_span(Span::of(offset..offset + character.len_utf8())).unwrap();
        let raw = &file[place.start.offset as usize..place.end.offset as usize];
        assert_eq!(unescape(raw), character.to_string());
        let line = file.lines().nth(place.start.line as usize - 1);
        if offset % 997 == 0 && character != '\n' {
            let there: String = line.unwrap().chars().skip(place.start.column as usize - 1).collect();
            assert!(there.starts_with(raw), "{there:?} does not start with {raw:?}");
        }
    }
}
