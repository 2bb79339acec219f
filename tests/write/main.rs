//! Fixed documents written back: bytes kept, containers re-encoded, files replaced as a whole, patches that apply.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod commands;
mod containers;
mod failures;
mod files;
mod patches;
mod properties;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use wikivet::fix::Edit;
use wikivet::input::{Input, Piece, Settings, open, read};
use wikivet::source::{Document, Span};
use wikivet::write::{Problem, Rewritten, Splice, rewrite};

/// The documents of a file's bytes.
fn documents(name: &str, bytes: &[u8]) -> Vec<Document> {
    read(name, Cursor::new(bytes.to_vec()), &Settings::default()).map(decoded).collect()
}

/// The documents of a file, with its state.
fn documents_of(path: &Path) -> Vec<Document> {
    open(&Input::File(path.to_owned()), &Settings::default()).map(decoded).collect()
}

fn decoded(piece: Result<Piece, wikivet::input::InputError>) -> Document {
    match piece.unwrap() {
        Piece::Document(raw) => raw.decode().unwrap(),
        Piece::Skipped(page) => panic!("{page:?}"),
    }
}

/// The edits that replace each of some texts, at its first place after the one before.
fn edits(doc: &Document, replacements: &[(&str, &str)]) -> Vec<Edit> {
    let mut at = 0;
    let find = |&(from, to): &(&str, &str)| {
        let start = at + doc.text()[at..].find(from).unwrap();
        at = start + from.len();
        Edit::replace(Span::of(start..at), to)
    };
    replacements.iter().map(find).collect()
}

/// A text after edits of it.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut new = text.to_owned();
    edits.iter().rev().for_each(|edit| new.replace_range(edit.span.range(), &edit.text));
    new
}

fn rewritten(doc: &Document, edits: &[Edit]) -> Result<Rewritten, Problem> {
    rewrite(doc, edits, &edited(doc.text(), edits))
}

/// The bytes after splices of them.
fn spliced(bytes: &[u8], splices: &[Splice]) -> Vec<u8> {
    let mut new = bytes.to_vec();
    for splice in splices.iter().rev() {
        let start = splice.at.offset as usize;
        let replaced: Vec<u8> = new.splice(start..splice.end() as usize, splice.new.bytes()).collect();
        assert_eq!(replaced, splice.old.as_bytes());
    }
    new
}

/// A file after replacements in its only document.
fn fixed(name: &str, bytes: &[u8], replacements: &[(&str, &str)]) -> String {
    let doc = &documents(name, bytes)[0];
    let new = rewritten(doc, &edits(doc, replacements)).unwrap();
    let bytes = spliced(bytes, &new.splices);
    let again = &documents(name, &bytes)[0];
    assert_eq!(new.doc.text(), again.text());
    String::from_utf8(bytes).unwrap()
}

/// The diff of a file and what splices make of it.
fn patch(name: &str, path: &Path, splices: &[Splice]) -> String {
    let mut out = Vec::new();
    wikivet::write::patch(name, fs::File::open(path).unwrap(), splices, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("write").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The splices of a whole dump, each page edited by `edit`, and the texts of the pages afterwards.
fn dump_splices(
    documents: Vec<Document>,
    edit: impl Fn(&Document) -> Vec<Edit>,
) -> (Vec<Splice>, Vec<String>) {
    let mut splices = Vec::new();
    let mut texts = Vec::new();
    for doc in documents {
        let new = rewritten(&doc, &edit(&doc)).unwrap();
        splices.extend(new.splices);
        texts.push(new.doc.text().to_owned());
    }
    (splices, texts)
}
