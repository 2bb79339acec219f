//! The example repository is what `docs/ci.md` says of it.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::jobs::Action;
use crate::{git, git_output, repository, root, said, script, wikivet, write};

const BASELINE: &str = "wikivet-baseline.jsonl";
const TOWER: &str = "articles/Tower.wiki";
const BRIDGE: &str = "articles/Mill Bridge.wiki";

/// The example, as a git repository of its own.
fn example() -> TempDir {
    let from = root().join("examples/repository");
    let files = ["wikivet.toml", ".gitattributes", BASELINE, TOWER, BRIDGE, "archive/Tower.wiki"];
    let files = files.map(|name| (name, fs::read_to_string(from.join(name)).unwrap()));
    repository(&files.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn lint(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .arg("lint")
        .args(["--format=compact"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap()
}

/// The files and rules of findings in the form `compact`.
fn found(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let place = |line: &str| {
        let (path, rest) = line.split_once(':')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{path} {rule}"))
    };
    text.lines().filter_map(place).collect()
}

#[test]
fn what_the_baseline_knows_passes_and_what_is_excluded_is_not_linted() {
    let example = example();
    let output = lint(&example, &["."]);
    assert_eq!((found(&output).len(), output.status.code()), (0, Some(0)), "{}", said(&output));
    let output = lint(&example, &["--no-baseline", "."]);
    assert_eq!(found(&output), [format!("{TOWER} date-impossible"), format!("{TOWER} obsolete-tag")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let output = lint(&example, &[".", "--write-baseline"]);
    assert!(output.status.success(), "{}", said(&output));
    let known = fs::read_to_string(root().join("examples/repository").join(BASELINE)).unwrap();
    assert_eq!(
        fs::read_to_string(example.path().join(BASELINE)).unwrap(),
        known,
        "the example is not as it is written"
    );
}

#[test]
fn a_pull_request_answers_for_what_it_brings() {
    let example = example();
    let base = git(example.path(), &["rev-parse", "HEAD"]);
    let bridge = fs::read_to_string(example.path().join(BRIDGE)).unwrap();
    write(
        &example.path().join(BRIDGE),
        &bridge.replace("30 June 1990", "30 June 1990 and closed on 31 June 2020"),
    );
    git(example.path(), &["commit", "--all", "--quiet", "--message=close it"]);
    let output = lint(&example, &["--since", &base, "."]);
    assert_eq!(found(&output), [format!("{BRIDGE} date-impossible")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn the_action_makes_annotations_and_files_to_keep() {
    let Some(action) = Action::read() else { return };
    let example = example();
    let inputs = [("args", "--no-baseline --output=html:wikivet.html")];
    let output = action.run_with(&wikivet(), "Lint", &inputs, example.path());
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("::error file=articles/Tower.wiki,line=1,"), "{}", said(&output));
    assert_eq!(output.status.code(), Some(1));
    let sarif = fs::read_to_string(example.path().join("wikivet.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
    let html = fs::read_to_string(example.path().join("wikivet.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
}

#[test]
fn a_hook_without_pre_commit_reports_what_the_commit_brings() {
    let example = example();
    let docs = fs::read_to_string(root().join("docs/ci.md")).unwrap();
    let hook = docs.split("```sh\n").find(|block| block.starts_with("#!/bin/sh")).unwrap();
    let (hook, _) = hook.split_once("```").unwrap();
    script(&example.path().join(".git/hooks/pre-commit"), hook);
    write(&example.path().join(BRIDGE), "It was opened on 31 June 1990.\n");
    git(example.path(), &["add", BRIDGE]);
    let output = git_output(example.path(), &["commit", "--message=change"]);
    assert!(!output.status.success() && !said(&output).contains(TOWER), "{}", said(&output));
    write(&example.path().join(BRIDGE), "It was opened on 30 June 1990.\n");
    git(example.path(), &["add", BRIDGE]);
    git(example.path(), &["commit", "--message=change"]);
}
