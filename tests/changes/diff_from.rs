//! `--diff-from FILE`: two versions of an article, and no git.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use super::repository::{Said, lint, prepared, said};

const OLD: &str = "First.\nBorn 31 June 1990.\nLast.\n";
const NEW: &str = "First.\nBorn 31 June 1990.\nLast, 30 February 2000.\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Said {
    lint(folder, arguments, &[])
}

#[test]
fn what_is_new_since_the_earlier_version_is_reported() {
    let folder = folder(&[("old.txt", OLD), ("new.wiki", NEW)]);
    let said = run(folder.path(), &["--diff-from", "old.txt", "new.wiki"]);
    assert_eq!(said.findings, ["new.wiki:3 date-impossible"], "{said:?}");
    assert_eq!(said.summary["unchanged"], 1);
}

#[test]
fn the_earlier_version_is_read_as_the_same_kind_whatever_its_name_says() {
    // Without an extension, a text with so little markup would be an extract.
    let old = format!("<center>a\n\n{}\n", "words ".repeat(100));
    let folder = folder(&[("old", &old), ("new.wiki", &format!("{old}more\n"))]);
    let said = run(folder.path(), &["--select", "syntax,html", "--diff-from", "old", "new.wiki"]);
    assert_eq!((said.findings.len(), said.summary["unchanged"].as_u64()), (0, Some(1)), "{said:?}");
}

#[test]
fn either_version_may_be_standard_input() {
    let folder = folder(&[("old.wiki", OLD), ("new.wiki", NEW)]);
    for (piped, paths, name) in [(NEW, ["old.wiki", "-"], "<stdin>"), (OLD, ["-", "new.wiki"], "new.wiki")] {
        let mut child = prepared(env!("CARGO_BIN_EXE_wikivet"), folder.path())
            .args(["lint", "--language", "en", "--format", "json", "--diff-from"])
            .args(paths)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(piped.as_bytes()).unwrap();
        let said = said(child.wait_with_output().unwrap());
        assert_eq!(said.findings, [format!("{name}:3 date-impossible")], "{said:?}");
    }
}

#[test]
fn a_page_of_a_dump_is_compared_with_that_of_its_title() {
    let page = |title: &str, text: &str| {
        format!("<page><title>{title}</title><revision><text>{text}</text></revision></page>")
    };
    let old = format!("<mediawiki>{}{}</mediawiki>", page("A", OLD), page("B", OLD));
    let new = format!("<mediawiki>{}{}</mediawiki>", page("B", OLD), page("A", NEW));
    let folder = folder(&[("old.xml", &old), ("new.xml", &new)]);
    assert_eq!(
        run(folder.path(), &["--diff-from", "old.xml", "new.xml"]).findings,
        ["new.xml#A:3 date-impossible"]
    );
}

#[test]
fn what_cannot_be_compared_is_said_and_fails() {
    let folder = folder(&[("old.wiki", OLD), ("new.wiki", NEW)]);
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (arguments, message) in [
        (["--diff-from", "missing.wiki", "new.wiki"], "missing.wiki: no such file"),
        (["--diff-from", "folder", "new.wiki"], "`folder` is a folder"),
        (["--diff-from", "new.wiki", "new.wiki"], "name its earlier version"),
        (["--diff-from", "old.wiki", "."], "one file is compared"),
        (["--diff-from", "-", "-"], "name its earlier version"),
    ] {
        let said = run(folder.path(), &arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.stderr.contains(message), "{arguments:?}: {said:?}");
    }
}
