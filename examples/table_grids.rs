//! Writes what wikivet reads of each table of the corpus, for `tests/oracle/grids.py` to compare with MediaWiki's pages.
//!
//! ```text
//! cargo run --release --example table_grids -- FOLDER
//! ```
//!
//! For each document with tables FOLDER gets `N.wiki`, its text, and a line in `grids.jsonl`: its name, language and
//! tables that stand in no template, each with the rows' cells as `[column, colspan, rowspan, header]`.

#[path = "../tests/support/corpus.rs"]
mod corpus;

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use wikivet::facts::Facts;
use wikivet::facts::tables::{Table, TableCell};
use wikivet::profile::choose;
use wikivet::source::{Document, InputKind};
use wikivet::syntax::{self, Kind, Tree};

#[expect(clippy::print_stdout, reason = "an aid for the terminal")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args().nth(1).ok_or("the name of a folder is missing")?.into();
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let corpus = corpus::folder().ok_or("without the corpus there is nothing to read")?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (documents, failures) = corpus::each(&corpus, threads, grids);
    let mut lines = String::new();
    let with_tables = documents.into_iter().flatten();
    for (number, (text, grids)) in with_tables.enumerate() {
        fs::write(folder.join(format!("{number}.wiki")), text)?;
        lines.push_str(&format!("{grids}\n"));
    }
    fs::write(folder.join("grids.jsonl"), &lines)?;
    println!("{} documents with tables, {} failures", lines.lines().count(), failures.len());
    Ok(())
}

/// The text and the tables of a document, if it has some.
fn grids(doc: &Document) -> Option<(String, serde_json::Value)> {
    if doc.origin.input == InputKind::Extract {
        return None;
    }
    let choice = choose(doc, None, None);
    let tree = syntax::parse(doc.text(), &choice.profile.site);
    let facts = Facts::new(doc, &tree, choice.profile, choice.language);
    let tables = facts.tables().iter().filter(|table| !is_in_template(table, &tree));
    let tables: Vec<_> = tables.map(|table| grid(table, doc)).collect();
    let page = match &doc.origin.page {
        Some(title) => format!("{}#{title}", doc.origin.path),
        None => doc.origin.path.clone(),
    };
    let language = choice.language.map(|language| language.code.as_str());
    (!tables.is_empty())
        .then(|| (doc.text().to_owned(), json!({ "page": page, "language": language, "tables": tables })))
}

fn grid(table: &Table, doc: &Document) -> serde_json::Value {
    let cell = |cell: &TableCell| json!([cell.column, cell.colspan, cell.rowspan, cell.is_header]);
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<_> = table.cells_of(row).iter().map(cell).collect();
        json!({ "line": doc.position(row.span.start).line, "open": row.is_open, "cells": cells })
    });
    json!({
        "line": doc.position(table.span.start).line,
        "kind": format!("{:?}", table.kind()),
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// Whether a template, a link or a reference holds a table, so that a page may show it elsewhere or not at all.
fn is_in_template(table: &Table, tree: &Tree<'_>) -> bool {
    let held = |node| {
        tree.node(node).ancestors().any(|node| {
            matches!(
                node.kind(),
                Kind::Template | Kind::ParserFunction | Kind::Parameter | Kind::Reference | Kind::File
            )
        })
    };
    table.node.is_some_and(held)
}
