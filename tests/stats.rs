//! What is counted of an article, and the forms in which `wikivet stats` gives it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;
use wikivet::profile::{Language, Profile};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::stats::{ExternalLinks, Headings, Links, Prose, Quality, References, Stats, Tables};
use wikivet::syntax::{parse, plain};

/// The numbers of a text on English Wikipedia.
fn stats(text: &str) -> Stats {
    let doc = Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    Stats::of(&doc, &parse(doc.text(), &profile.site), profile, None)
}

#[test]
fn prose_is_what_a_reader_reads_without_footnotes_tables_and_templates() {
    let text =
        "== Title ==\n'''Rome''' is [[city|a city]].<ref>note</ref>{{nbsp}}Old\n* item 1\n{|\n| cell\n|}";
    assert_eq!(
        stats(text).prose,
        Prose { words: 7, characters: "Rome is a city.Olditem 1".len() as u64, sentences: 2 }
    );
}

#[test]
fn text_is_counted_in_bytes_characters_and_lines() {
    let Stats { bytes, characters, lines, .. } = stats("é\nb");
    assert_eq!((bytes, characters, lines), (4, 3, 2));
    assert_eq!((stats("a\n").lines, stats("").lines), (1, 0));
}

#[test]
fn headings_of_the_page_are_counted_by_level() {
    let headings = stats("== a ==\n=== b ===\n== c ==\n<nowiki>== d ==</nowiki>").headings;
    assert_eq!(headings, Headings { total: 3, by_level: [0, 2, 1, 0, 0, 0] });
}

#[test]
fn footnotes_are_counted_by_kind_and_by_what_they_hold() {
    let text = "a<ref name=x>{{cite web|url=http://a.org/b|title=t}}</ref> b<ref name=x />\
                c<ref>[http://c.org d]</ref> e<ref name=y />\
                <references><ref name=y>f</ref></references>";
    let references = References {
        footnotes: 3,
        named: 2,
        list_defined: 1,
        uses: 2,
        reused: 1,
        with_citation: 1,
        with_link: 1,
        without_link: 1,
    };
    assert_eq!(stats(text).references, references);
}

#[test]
fn citations_are_counted_by_url_and_archived_copy() {
    let text = "{{cite web|url=http://a.org/b|title=t}}\
                {{Cite_web|url=http://a.org/c|title=t|archive-url=http://web.archive.org/web/2010/http://a.org/c}}\
                {{cite book|title=t}}";
    let citations = stats(text).citations;
    assert_eq!((citations.total, citations.with_url, citations.archived), (3, 2, 1));
    assert_eq!(citations.templates.most_frequent(), [("Cite web", 2), ("Cite book", 1)]);
}

#[test]
fn links_are_counted_by_kind_and_host() {
    let text = "[[a]] [[b|c]] [[File:d.png]] [[Category:e]]\n[[de:f]]\n<gallery>\ng.png\n</gallery>\n\
                [http://www.bbc.co.uk/h i] http://news.bbc.co.uk/j {{cite web|url=http://k.org|title=t}} <!-- [[l]] -->";
    let Stats { links, external_links, .. } = stats(text);
    assert_eq!(links, Links { internal: 2, files: 2, categories: 1, interlanguage: 1 });
    let ExternalLinks { total, bracketed, bare, in_templates, hosts, .. } = external_links;
    assert_eq!((total, bracketed, bare, in_templates), (3, 1, 1, 1));
    assert_eq!(hosts.most_frequent(), [("bbc.co.uk", 2), ("k.org", 1)]);
}

#[test]
fn a_url_in_the_text_of_a_template_is_a_link_before_and_behind_the_argument_that_takes_one() {
    let links = |text: &str| {
        let ExternalLinks { bare, bracketed, in_templates, .. } = stats(text).external_links;
        (bare, bracketed, in_templates)
    };
    assert_eq!(
        links("{{cite web|publisher=http://a.org|url=http://b.org|title=[http://c.org d]}}"),
        (1, 1, 1)
    );
    let nested = "{{cite web|title={{x|http://a.org}}|url=http://b.org}} http://c.org";
    assert_eq!(links(nested), (2, 0, 1));
}

#[test]
fn tables_are_counted_by_size() {
    let rows = "|-\n| a || b || c\n".repeat(6);
    let tables = stats(&format!("{{|\n| a\n|}}\n{{|\n{rows}|}}")).tables;
    let expected =
        Tables { total: 2, rows: 7, cells: 19, by_rows: [1, 1, 0, 0, 0], most_rows: 6, most_columns: 3 };
    assert_eq!(tables, expected);
}

#[test]
fn templates_are_counted_by_title() {
    let templates = stats("{{main|a}} {{Main_}} {{Template:main}} {{#if:a|b}} {{{c}}} {{m{{n}}}}").templates;
    assert_eq!(templates.most_frequent(), [("Main", 3), ("N", 1)]);
}

#[test]
fn sums_are_those_of_the_documents() {
    let parts = ["== a ==\n[[b]] {{c}}", "[http://d.org e] {{c}}\n{|\n| f\n|}"];
    let mut sum = Stats::default();
    parts.iter().for_each(|part| sum.add(&stats(part)));
    let whole = stats(&parts.join("\n"));
    assert_eq!(sum.documents, 2);
    assert_eq!((sum.headings, sum.links, sum.tables), (whole.headings, whole.links, whole.tables));
    assert_eq!(sum.templates.most_frequent(), [("C", 2)]);
    assert_eq!(sum.external_links.hosts.most_frequent(), [("d.org", 1)]);
}

/// Reads JSON and checks it against a part of the published schema.
fn valid(json: &str, part: &str) -> Value {
    let value: Value = serde_json::from_str(json).unwrap();
    let schema = serde_json::from_str(include_str!("../docs/stats.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("stats.schema.json", schema).unwrap();
    let schema = compiler.compile(&format!("stats.schema.json#{part}"), &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&value, schema) {
        panic!("{error:#}\n{json}");
    }
    value
}

/// What the command prints of two articles and a file that cannot be read, in a form.
fn command(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.wiki"), "== a ==\n{{b}} {{c}} {{c}} http://d.org").unwrap();
    fs::write(folder.path().join("b.wiki"), "{{b}}").unwrap();
    fs::write(folder.path().join("c.wiki"), b"\xff").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wikivet"));
    let output = command
        .args(["stats", "--wiki", "enwiki"])
        .args(arguments)
        .arg(".")
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "a file could not be read");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn json_is_one_object_as_its_schema_says() {
    let value = valid(&command(&["--format", "json", "--top", "1"]), "");
    assert_eq!(value["documents"].as_array().unwrap().len(), 2);
    assert_eq!(value["failures"].as_array().unwrap().len(), 1);
    let templates = serde_json::json!({ "total": 4, "distinct": 2, "top": [{ "name": "B", "count": 2 }] });
    assert_eq!(value["total"]["templates"], templates);
    let total = valid(&command(&["--format", "json", "--total"]), "");
    assert_eq!(total["documents"], Value::Array(Vec::new()));
}

#[test]
fn a_line_of_jsonl_is_a_document_a_failure_or_the_total() {
    let lines = command(&["--format", "jsonl"]);
    let types: Vec<Value> = lines.lines().map(|line| valid(line, "/$defs/line")["type"].clone()).collect();
    assert_eq!(types, ["document", "document", "failure", "total"]);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = command(&["--threads", "1"]);
    assert_eq!(one, command(&["--threads", "4"]));
    assert!(one.starts_with("    bytes "), "{one}");
}

/// The numbers of an extract in English.
fn extract_stats(text: &str) -> Stats {
    let doc = Document::new(Origin::new("a.txt", InputKind::Extract), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    Stats::of(&doc, &plain(doc.text()), profile, Language::named("en"))
}

#[test]
fn quality_of_an_extract_counts_what_was_lost_and_what_was_left() {
    let text = "Bonn () is a city.[1][2] It has an area of . See [[Rome]].\n\n\nHistory\n\n\n\nCulture\n\n\
                It has twins in:\n\n[1] A. Lee.\n\n[2]";
    let quality = Quality {
        emptied_brackets: 1,
        lost_values: 1,
        lost_lists: 1,
        empty_sections: 1,
        residue: 1,
        markers: 2,
        notes: 2,
        empty_notes: 1,
        ..Quality::default()
    };
    assert_eq!(extract_stats(text).quality, quality);
}

#[test]
fn columns_of_an_extract_that_lost_all_their_cells_are_counted() {
    let text = "  Flag   Town   Since\n  ------ ------ ------\n         Rome   1990\n         Oslo   1991\n         Bari   1992\n";
    let quality = extract_stats(text).quality;
    assert_eq!((quality.lost_columns, quality.empty_cells, quality.gaps()), (1, 3, 1));
}

#[test]
fn quality_of_wikitext_counts_empty_cells_sections_and_halves_of_markup() {
    let text = "== A ==\n=== B ===\n== C ==\nTwins:\n== D ==\nBonn () is [[a city.\n{|\n! x\n|-\n|\n|}";
    let Quality { emptied_brackets, lost_lists, empty_sections, empty_cells, residue, .. } =
        stats(text).quality;
    assert_eq!((emptied_brackets, lost_lists, empty_sections, empty_cells, residue), (1, 1, 1, 1, 1));
}

#[test]
fn sentences_end_with_a_mark_before_white_space_and_no_small_letter() {
    let sentences = |text: &str| stats(text).prose.sentences;
    assert_eq!(sentences("It is 3.5 km long. \"Is it?\" Yes, i.e. very long... so"), 3);
    assert_eq!(sentences("東京です。大阪です"), 2);
}
