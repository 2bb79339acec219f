//! `--staged`: what is new in the index.

use std::fs;

use super::repository::{empty, prepared, repository, said};

#[test]
fn the_content_of_the_index_is_linted_and_not_that_of_the_work_tree() {
    let Some(repository) = repository() else { return };
    repository.edit("a.wiki", "Middle.", "Middle, 31 April 1990.");
    repository.git(&["add", "a.wiki"]);
    repository.write("a.wiki", "Nothing is wrong here.\n");
    repository.edit("b.wiki", "Born 31", "Born on 31");
    let said = repository.lint(&["--staged"]);
    assert_eq!(said.findings, ["a.wiki:3 date-impossible"], "{said:?}");
    assert_eq!(said.summary["unchanged"], 2);
}

#[test]
fn what_is_gone_from_the_work_tree_is_linted_all_the_same() {
    let Some(repository) = repository() else { return };
    repository.write("s/c.wiki", "Born 31 June 1990.\n");
    repository.write("s/notes.txt", "Born 31 June 1990.\n");
    repository.git(&["add", "s"]);
    fs::remove_dir_all(repository.path("s")).unwrap();
    assert_eq!(repository.lint(&["--staged"]).findings, ["s/c.wiki:1 date-impossible"]);
    assert_eq!(repository.lint(&["--staged", "a.wiki"]).findings, [""; 0]);
}

#[test]
fn before_the_first_commit_all_is_new() {
    let Some(repository) = empty(&[]) else { return };
    repository.write("a.wiki", "Born 31 June 1990.\n");
    assert_eq!(repository.lint(&["--staged"]).findings, [""; 0], "nothing is staged yet");
    repository.git(&["add", "a.wiki"]);
    assert_eq!(repository.lint(&["--staged"]).findings, ["a.wiki:1 date-impossible"]);
}

#[test]
fn what_is_only_intended_to_be_added_is_not_staged() {
    let Some(repository) = repository() else { return };
    repository.write("c.wiki", "Born 31 June 1990.\n");
    repository.git(&["add", "--intent-to-add", "c.wiki"]);
    assert_eq!(repository.lint(&["--staged"]).findings, [""; 0]);
}

#[test]
fn a_conflict_is_a_failure_of_its_file() {
    let Some(repository) = repository() else { return };
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.edit("a.wiki", "Middle.", "One middle.");
    repository.commit("one");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.edit("a.wiki", "Middle.", "Another middle.");
    repository.commit("another");
    let merge = prepared("git", &repository.root).args(["merge", "--quiet", "topic"]).output().unwrap();
    assert!(!merge.status.success());
    repository.edit("b.wiki", "Born 31", "Born on 31");
    repository.git(&["add", "b.wiki"]);
    let said = repository.lint(&["--staged"]);
    assert_eq!(said.code, 2);
    assert_eq!(said.findings, ["b.wiki:1 date-impossible"], "all else is linted");
    assert!(said.stderr.contains("a.wiki: cannot be read: a merge left several versions"), "{said:?}");
}

#[test]
fn nothing_is_fixed_in_the_index() {
    let Some(repository) = repository() else { return };
    let said = repository.lint(&["--staged", "--fix"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("--staged --fix: what is staged is in the index"), "{said:?}");
}

/// A hook that runs wikivet and keeps what it says.
fn install_hook(root: &std::path::Path) {
    let hook = format!(
        "#!/bin/sh\n'{}' lint --staged --select date-impossible --language en --format json > .git/said.json\n",
        env!("CARGO_BIN_EXE_wikivet")
    );
    let path = root.join(".git/hooks/pre-commit");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, hook).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
#[cfg(unix)]
fn in_a_hook_the_index_of_the_commit_counts() {
    let Some(repository) = repository() else { return };
    install_hook(&repository.root);
    let commit = |arguments: &[&str]| {
        let mut command = prepared("git", &repository.root);
        let output =
            command.args(["commit", "--quiet", "--message", "edit"]).args(arguments).output().unwrap();
        let report = fs::read(repository.path(".git/said.json")).unwrap();
        (output.status.success(), said(std::process::Output { stdout: report, ..output }).findings)
    };
    repository.edit("a.wiki", "Middle.", "Middle, 31 April 1990.");
    repository.edit("b.wiki", "Born 31", "Born on 31");
    let both = ["a.wiki:3 date-impossible", "b.wiki:1 date-impossible"].map(str::to_owned).to_vec();
    assert_eq!(commit(&["--all"]), (false, both), "an index of its own is made for --all");
    assert_eq!(commit(&["a.wiki"]), (false, vec!["a.wiki:3 date-impossible".to_owned()]), "and for paths");
    repository.edit("a.wiki", ", 31 April 1990", "!");
    assert_eq!(commit(&["a.wiki"]), (true, Vec::new()));
}

#[test]
#[cfg(unix)]
fn what_a_filter_keeps_is_read_as_it_stands_in_the_work_tree() {
    let Some(repository) = repository() else { return };
    repository.git(&["config", "filter.turned.clean", "rev"]);
    repository.git(&["config", "filter.turned.smudge", "rev"]);
    repository.write(".gitattributes", "*.mw filter=turned\n");
    repository.write("s/c.mw", "Born 31 June 1990.\n");
    repository.commit("turned");
    assert_eq!(repository.git(&["cat-file", "blob", "HEAD:s/c.mw"]), ".0991 enuJ 13 nroB\n");
    repository.write("s/c.mw", "Born 31 June 1990.\nDied 30 February 2000.\n");
    for option in ["--since=HEAD", "--staged"] {
        repository.git(&["add", "--all"]);
        let said = repository.lint_in("s", &[option], &[]);
        assert_eq!(said.findings, ["c.mw:2 date-impossible"], "{option}: {said:?}");
    }
}
