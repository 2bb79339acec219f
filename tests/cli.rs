//! The command line: cases as files under `tests/cmd/`, exit codes included. `TRYCMD=overwrite` rewrites them.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fs;
use std::process::{Command, Stdio};

#[test]
fn command_line_cases() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").env("NO_COLOR", "1").run();
}

#[test]
fn findings_go_to_several_outputs_in_their_own_forms() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("bridge.wiki");
    fs::write(&article, "The bridge was opened on 31 June 1990.").unwrap();
    let (json, lines) = (folder.path().join("a.json"), folder.path().join("b.txt"));
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["--language", "en", "--format", "compact"])
        .args(["--output", &format!("json:{}", json.display()), "--output", &lines.display().to_string()])
        .arg(&article)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let parsed: serde_json::Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    assert_eq!(parsed["findings"][0]["rule"], "date-impossible");
    assert_eq!(fs::read(lines).unwrap(), output.stdout, "without a format of its own a file gets --format's");
}

#[test]
fn standard_input_is_read_when_it_is_piped() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["--language", "en", "--format", "compact", "--stdin-filename", "bridge.wiki"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"It was opened on 31 June 1990.").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("bridge.wiki:1:18: error[date-impossible]"), "{said}");
}

#[test]
fn without_paths_a_run_that_nothing_is_piped_into_lints_the_folder_and_an_empty_pipe_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bridge.wiki"), "It was opened on 31 June 1990.").unwrap();
    let run = |stdin: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wikivet"));
        command.args(["--language", "en", "--format", "compact"]).current_dir(folder.path()).stdin(stdin);
        // The writing end of a pipe is closed before anything is read.
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
    };
    let nothing = run(Stdio::null());
    assert_eq!(nothing.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&nothing.stdout).split(": ").next(), Some("bridge.wiki:1:18"));
    let empty = run(Stdio::piped());
    assert_eq!(empty.status.code(), Some(2));
    assert!(String::from_utf8(empty.stderr).unwrap().contains("standard input is empty"));
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_wikivet")).args(["completions", shell]).output().unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8(output.stdout).unwrap().contains("explain"), "{shell}");
    }
}

/// What a run in a folder writes to standard output, with its exit code.
fn run_in(folder: &std::path::Path, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wikivet"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    (
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
    )
}

#[test]
fn a_severity_of_info_hides_findings_unless_the_rule_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bridge.wiki"), "It was opened on 31 June 1990.").unwrap();
    let run = |config: &str, arguments: &[&str]| {
        fs::write(folder.path().join("wikivet.toml"), config).unwrap();
        let lint = ["lint", "--language", "en", "--format", "compact", "bridge.wiki"];
        run_in(folder.path(), &[&lint, arguments].concat()).0
    };
    let lowered = "[rules.date-impossible]\nseverity = \"info\"\n";
    let asked = format!("extend-select = [\"date-impossible\"]\n{lowered}");
    assert!(!run(lowered, &[]).contains("date-impossible"));
    assert!(run(lowered, &["--min-severity", "info"]).contains("info[date-impossible]"));
    assert!(run(lowered, &["--extend-select", "date-impossible"]).contains("info[date-impossible]"));
    assert!(run(&asked, &[]).contains("info[date-impossible]"));
}

#[test]
fn own_rules_are_learnt_from_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let (page, _) = run_in(folder.path(), &["explain", "own-rules"]);
    assert!(page.starts_with("# Rules of your own\n"), "{page}");
    let (said, code) = run_in(folder.path(), &["init", "--rule", "words-of-praise"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("say `rule-folders = [\"wiki-rules\"]` in wikivet.toml"), "{said}");
    let (said, code) = run_in(folder.path(), &["test", "wiki-rules"]);
    assert_eq!((said.as_str(), code), ("1 page, 2 examples: all as written\n", Some(0)));
    fs::write(folder.path().join("wikivet.toml"), "rule-folders = [\"wiki-rules\"]").unwrap();
    let (page, _) = run_in(folder.path(), &["explain", "words-of-praise"]);
    assert!(page.contains("## Check\n\n```toml\n[check]\nmessage = "), "{page}");
    let (said, code) = run_in(folder.path(), &["init", "--rule", "date-impossible"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("there is a rule `date-impossible` already"), "{said}");
}

#[test]
fn lines_of_faults_are_those_of_the_page_after_it_was_updated() {
    let folder = tempfile::tempdir().unwrap();
    let page = "+++\n[check]\ntext.words = ['a']\n+++\n# A\n\nB\n\n## Bad\n\n```wikitext\nx a\n```\n\n\
        ```findings\n```\n\n## Good\n\n```wikitext\nan a\n```\n";
    fs::write(folder.path().join("one.md"), page).unwrap();
    let (said, code) = run_in(folder.path(), &["test", "--update", "one.md"]);
    let line = 1 + fs::read_to_string(folder.path().join("one.md"))
        .unwrap()
        .lines()
        .position(|line| line == "an a")
        .unwrap();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with(&format!("one.md:{line}: ")), "{said}");
}

#[test]
fn the_ending_of_a_file_names_its_format_and_a_format_alone_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bridge.wiki"), "It was opened on 31 June 1990.").unwrap();
    let run = |output: &str| {
        run_in(folder.path(), &["lint", "--language", "en", "--output", output, "bridge.wiki"])
    };
    let written = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    for (name, start) in
        [("a.sarif", "{"), ("a.CSV", "path,"), ("a.html", "<!DOCTYPE html>"), ("a.txt", "bridge.wiki · ")]
    {
        run(name);
        assert!(written(name).starts_with(start), "{}", written(name));
    }
    run("compact:b.json");
    assert!(written("b.json").starts_with("bridge.wiki:1:18: "), "{}", written("b.json"));
    let (said, code) = run("sarif");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("write sarif:FILE, or ./sarif for a file of this name"), "{said}");
    assert!(!folder.path().join("sarif").exists());
}

#[test]
fn a_file_under_two_names_is_linted_once() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("bridge.wiki");
    fs::write(&article, "It was opened on 31 June 1990.").unwrap();
    fs::create_dir(folder.path().join("de")).unwrap();
    let whole = article.to_str().unwrap();
    let names =
        ["lint", "--language", "en", "--format", "csv", "bridge.wiki", whole, "./de/../bridge.wiki", "."];
    let (said, _) = run_in(folder.path(), &names);
    assert_eq!(said.matches("date-impossible").count(), 1, "{said}");
}

#[test]
fn of_nothing_that_could_be_read_no_numbers_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (said, code) = run_in(folder.path(), &["stats", "missing.wiki"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("wikivet: ") && !said.contains("documents"), "{said}");
}
