//! From bytes to documents: kinds of input, dumps, positions in the container, failures, order.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod corpus;
mod dumps;
mod failures;
mod folders;
mod kinds;
mod positions;
mod running;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use wikivet::input::{InputError, Piece, Problem, Settings, read};
use wikivet::source::Document;

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

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("input").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
