//! What the README shows is what the tool says.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::fs;
use std::path::Path;
use std::process::Command;

use wikivet::engine::rules;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn the_report_shown_is_a_part_of_the_real_one() {
    let readme = readme();
    let shown = readme.split("```text\n").nth(1).unwrap().split("\n```").next().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("fixtures/founding/001_a804bf67c3d3c3fd.txt")
        .output()
        .unwrap();
    let real = String::from_utf8(output.stdout).unwrap();
    assert!(shown.split("\n\n").count() > 5);
    for part in shown.split("\n\n").filter(|&part| part != "[…]") {
        assert!(real.contains(part), "the README shows what is not in the report:\n{part}");
    }
}

#[test]
fn every_rule_is_listed_with_its_summary() {
    let readme = readme();
    for entry in rules() {
        let page = &entry.page;
        let row = format!("| [`{0}`](rules/{1}/{0}.md) | {2} |", page.name, page.group, page.summary);
        assert!(readme.contains(&row), "the README's table of rules lacks\n{row}");
    }
}
