//! What the README shows is what the tool says. `UPDATE_README=1 cargo test --test readme` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wikivet::engine::{Page, Registry};

/// The findings that the README shows, by the starts of their first lines.
const SHOWN: [&str; 5] = [
    "warning[stated-count-mismatch]",
    "warning[table-cell-empty]",
    "warning[unclosed-html-tag]",
    "error[invalid-url]",
    "error[ref-name-conflict]",
];

#[test]
fn the_report_shown_is_a_part_of_the_real_one() {
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("fixtures/founding/001_a804bf67c3d3c3fd.txt")
        .output()
        .unwrap();
    let real = String::from_utf8(output.stdout).unwrap();
    let parts: Vec<&str> = real.split("\n\n").collect();
    let mut shown = vec![parts[0]];
    shown.extend(SHOWN.map(|start| *parts.iter().find(|part| part.starts_with(start)).unwrap()));
    shown.extend(["[…]", parts[parts.len() - 1].trim_end()]);
    holds("```text\n", &shown.join("\n\n"), "\n```");
}

#[test]
fn every_rule_is_listed_with_its_summary() {
    let mut pages: Vec<&Page> = Registry::built_in().pages().collect();
    pages.sort_by_key(|page| (page.group, page.name));
    let row =
        |page: &&Page| format!("| [`{0}`](rules/{1}/{0}.md) | {2} |", page.name, page.group, page.summary);
    let rows: Vec<String> = pages.iter().map(row).collect();
    holds("| rule | finds |\n|---|---|\n", &rows.join("\n"), "\n\n");
}

/// The README has `expected` between the first `before` and the `after` that follows; or it is written there.
fn holds(before: &str, expected: &str, after: &str) {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (head, rest) = readme.split_once(before).unwrap();
    let (held, tail) = rest.split_once(after).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{head}{before}{expected}{after}{tail}")).unwrap();
    } else {
        assert_eq!(held, expected);
    }
}
