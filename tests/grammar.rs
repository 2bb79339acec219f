//! `docs/grammar.md` leaves no kind of node out, and what it says is tested is.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use wikivet::syntax::Kind;

/// Kinds that stand for what is missing: the second column of the table says where.
const MISSING: [Kind; 2] = [Kind::Unclosed, Kind::Stray];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the tables of what is read: construct, read as, where something is missing, tested against.
fn rows(page: &str) -> Vec<[String; 4]> {
    // A bar in code does not separate.
    let parts = page.split('`').enumerate();
    let shielded: Vec<String> = parts
        .map(|(index, part)| if index % 2 == 1 { part.replace('|', "¦") } else { part.to_owned() })
        .collect();
    let shielded = shielded.join("`");
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let (_, tables) = shielded.split_once("| construct | read as |").unwrap_or_default();
    let (tables, _) = tables.split_once("\n| construct | why |").unwrap_or((tables, ""));
    let rows = tables.lines().skip(1).filter(|line| line.starts_with("| ")).map(cells);
    rows.map(|cells| {
        <[String; 4]>::try_from(cells)
            .unwrap_or_else(|cells| panic!("a row has other than four cells: {cells:?}"))
    })
    .filter(|[first, ..]| first != "construct")
    .collect()
}

/// What stands in backticks.
fn code(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_kind_of_node_has_a_construct() {
    let rows = rows(&read("docs/grammar.md"));
    let read_as: HashSet<&str> = rows.iter().flat_map(|[_, read_as, ..]| code(read_as)).collect();
    let missing: HashSet<&str> = rows.iter().flat_map(|[_, _, missing, _]| code(missing)).collect();
    for kind in Kind::ALL {
        let column = if MISSING.contains(&kind) { &missing } else { &read_as };
        assert!(
            column.contains(kind.name()),
            "docs/grammar.md has nothing that is read as `{}`",
            kind.name()
        );
    }
}

#[test]
fn every_construct_is_tested_by_a_test_that_exists() {
    let files = ["syntax.rs", "syntax_constructs.rs", "syntax_links.rs", "syntax_meetings.rs"];
    let tests = files.map(|file| read(&format!("tests/{file}"))).concat();
    let counts = read("tests/conformance/counts.tsv");
    let features: HashSet<&str> = counts.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    let articles = read("docs/agreement.md");
    let rows = rows(&read("docs/grammar.md"));
    assert!(rows.len() > 40, "the tables are read");
    for [construct, _, _, tested] in rows {
        let mut resolved = 0;
        for name in code(&tested) {
            let is_there =
                tests.contains(&format!("    {name}:\n")) || tests.contains(&format!("fn {name}("));
            assert!(is_there, "there is no test {name}");
            resolved += 1;
        }
        for feature in tested.split(", ").filter_map(|part| part.strip_prefix("conformance: ")) {
            assert!(features.contains(feature), "conformance does not compare {feature}");
            resolved += 1;
        }
        for feature in tested.split(", ").filter_map(|part| part.strip_prefix("articles: ")) {
            let is_there = articles.contains(&format!("\n| {feature} | "));
            assert!(is_there, "docs/agreement.md does not compare {feature}");
            resolved += 1;
        }
        assert!(
            resolved == tested.split(", ").count(),
            "{construct} is tested by what has no name: {tested}"
        );
    }
}
