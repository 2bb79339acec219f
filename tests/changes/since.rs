//! `--since REV`: what is new in the work tree.

use super::repository::{empty, git_in, lint, prepared, repository, said};

const IMPOSSIBLE: &str = "date-impossible";

/// `path:line`, each with the rule on impossible dates.
fn impossible(places: &[&str]) -> Vec<String> {
    places.iter().map(|place| format!("{place} {IMPOSSIBLE}")).collect()
}

#[test]
fn only_files_that_changed_are_read_and_only_what_touches_a_change_is_reported() {
    let Some(repository) = repository() else { return };
    repository.edit("a.wiki", "First line.", "First line, 31 April 1990.");
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!(said.findings, impossible(&["a.wiki:1"]), "{said:?}");
    assert_eq!(said.code, 1);
    assert_eq!(said.summary["documents"], 1);
    assert_eq!(said.summary["unchanged"], 2);
    assert_eq!(said.summary["unchanged_files"], 1);
}

#[test]
fn an_old_fault_in_an_edited_line_is_reported() {
    let Some(repository) = repository() else { return };
    repository.edit("a.wiki", "Born 31", "Born in Rome on 31");
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["a.wiki:2"]));
}

#[test]
fn edits_elsewhere_and_files_that_are_gone_report_nothing() {
    let Some(repository) = repository() else { return };
    repository.edit("a.wiki", "Middle.", "A new middle.");
    std::fs::remove_file(repository.path("b.wiki")).unwrap();
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!((said.code, said.findings.len()), (0, 0), "{said:?}");
}

#[test]
fn without_a_change_nothing_is_read() {
    let Some(repository) = repository() else { return };
    let said = repository.lint(&["--since", "HEAD", "a.wiki"]);
    assert_eq!((said.code, said.summary["documents"].as_u64()), (0, Some(0)), "{said:?}");
    assert_eq!(said.summary["unchanged_files"], 1);
    let output = prepared(env!("CARGO_BIN_EXE_wikivet"), &repository.root)
        .args(["lint", "--since", "HEAD"])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "no article changed\n");
}

#[test]
fn the_comparison_is_with_the_commit_where_the_histories_part() {
    let Some(repository) = repository() else { return };
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.edit("a.wiki", "Middle.", "Middle, 31 April 1990.");
    repository.commit("on the branch");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.edit("b.wiki", "Died 31 September 2000.", "Died.");
    repository.commit("meanwhile");
    repository.git(&["checkout", "--quiet", "topic"]);
    let said = repository.lint(&["--since", "main"]);
    assert_eq!(said.findings, impossible(&["a.wiki:3"]), "b.wiki is not older on the branch: {said:?}");
}

#[test]
fn a_deleted_item_makes_a_fault_where_the_number_is_stated() {
    let Some(repository) = empty(&[]) else { return };
    repository
        .write("a.wiki", "There are three bridges:\n* Alpha Bridge\n* Beta Bridge\n* Gamma Bridge\n\nEnd.\n");
    repository.commit("three");
    assert_eq!(repository.lint(&[]).findings, [""; 0]);
    repository.edit("a.wiki", "* Gamma Bridge\n", "");
    let expected = ["a.wiki:1 stated-count-mismatch"];
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, expected, "it is new");
    repository.commit("two");
    repository.edit("a.wiki", "* Beta Bridge\n", "");
    repository.write("a.wiki", "There are three bridges:\n* Alpha Bridge\n* Gamma Bridge\n* Delta Bridge\n* Epsilon Bridge\n\nEnd.\n");
    repository.commit("four");
    repository.edit("a.wiki", "* Epsilon Bridge\n", "* Epsilon Bridge\n* Zeta Bridge\n");
    assert_eq!(
        repository.lint(&["--since", "HEAD"]).findings,
        expected,
        "it was there, and its list changed"
    );
}

#[test]
fn a_paragraph_that_moved_brings_nothing_new() {
    let Some(repository) = repository() else { return };
    let long = "It was opened on 31 June 1990 by the mayor of the town.\n";
    repository.write("m.wiki", &format!("{long}\none\n\ntwo\n\nthree\n\nfour\n"));
    repository.commit("long");
    repository.write("m.wiki", &format!("one\n\ntwo\n\nthree\n\nfour\n\n{long}"));
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!((said.findings.len(), said.summary["unchanged"].as_u64()), (0, Some(1)), "{said:?}");
}

#[test]
fn a_file_that_git_does_not_know_is_new_unless_it_is_ignored() {
    let Some(repository) = repository() else { return };
    repository.write(".gitignore", "ignored.wiki\n");
    repository.write("new/c.wiki", "Born 31 June 1990.\n");
    repository.write("ignored.wiki", "Born 31 June 1990.\n");
    let paths = ["--since", "HEAD", "new/c.wiki", "ignored.wiki"];
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["new/c.wiki:1"]));
    assert_eq!(repository.lint(&paths).findings, impossible(&["new/c.wiki:1"]));
    repository.git(&["add", "--intent-to-add", "new/c.wiki"]);
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["new/c.wiki:1"]));
}

#[test]
fn a_renamed_file_is_compared_with_what_it_was_and_a_copied_one_is_new() {
    let Some(repository) = repository() else { return };
    repository.git(&["mv", "a.wiki", "moved.wiki"]);
    repository.edit("moved.wiki", "Last line.", "Last line, 31 April 1990.");
    let text = std::fs::read_to_string(repository.path("b.wiki")).unwrap();
    repository.write("copy.wiki", &text);
    repository.git(&["add", "--all"]);
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!(said.findings, impossible(&["copy.wiki:1", "copy.wiki:4", "moved.wiki:5"]), "{said:?}");
}

#[test]
fn paths_narrow_what_is_read() {
    let Some(repository) = repository() else { return };
    repository.write("s/c.wiki", "Born 31 June 1990.\n");
    repository.edit("a.wiki", "Middle.", "Middle, 31 April 1990.");
    assert_eq!(repository.lint(&["--since", "HEAD", "s"]).findings, impossible(&["s/c.wiki:1"]));
    let said = repository.lint_in("s", &["--since", "HEAD"], &[]);
    assert_eq!(said.findings, impossible(&["c.wiki:1"]), "a folder stands for itself");
    let said = repository.lint_in("s", &["--since", "HEAD", ".."], &[]);
    assert_eq!(said.findings, impossible(&["../a.wiki:3", "../s/c.wiki:1"]));
}

#[test]
#[cfg(unix)]
fn names_may_hold_anything() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let Some(repository) = repository() else { return };
    let names: [&[u8]; 5] =
        [b"with space.wiki", b"line\nend.wiki", b"quote\".wiki", "жé \\.wiki".as_bytes(), b"-- \xff.wiki"];
    for name in names {
        repository.write(OsStr::from_bytes(name), "Born 31 June 1990.\nEnd.\n");
    }
    repository.commit("odd names");
    for name in names {
        repository.write(OsStr::from_bytes(name), "Born 31 June 1990.\nEnd.\nDied 30 February 2000.\n");
    }
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!(said.findings.len(), names.len(), "{said:?}");
    assert!(said.findings.iter().all(|finding| finding.ends_with(":3 date-impossible")), "{said:?}");
}

#[test]
fn changes_of_line_ends_and_modes_alone_report_nothing() {
    let Some(repository) = repository() else { return };
    let text = std::fs::read_to_string(repository.path("a.wiki")).unwrap();
    repository.write("a.wiki", &text.replace('\n', "\r\n"));
    repository.git(&["update-index", "--chmod=+x", "b.wiki"]);
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!((said.findings.len(), said.summary["unchanged"].as_u64()), (0, Some(2)), "{said:?}");
}

#[test]
fn a_work_tree_with_cr_lf_is_compared_with_what_git_keeps() {
    let Some(repository) = repository() else { return };
    repository.git(&["config", "core.autocrlf", "true"]);
    std::fs::remove_file(repository.path("a.wiki")).unwrap();
    repository.git(&["checkout", "--quiet", "--", "a.wiki"]);
    repository.edit("a.wiki", "Middle.\r\n", "Middle, 31 April 1990.\r\n");
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["a.wiki:3"]));
}

#[test]
fn pages_of_a_dump_are_compared_by_their_titles() {
    let Some(repository) = repository() else { return };
    let page = |title: &str, text: &str| {
        format!("<page><title>{title}</title><ns>0</ns><revision><text>{text}</text></revision></page>\n")
    };
    let dump = |pages: &[String]| format!("<mediawiki>\n{}</mediawiki>\n", pages.concat());
    let (one, two) = ("Born 31 June 1990.\nOne.", "Born 31 June 1990.\nTwo.");
    repository.write("d.xml", &dump(&[page("One", one), page("Two", two)]));
    repository.commit("dump");
    let edited = format!("{one}\nDied 30 February 2000.");
    repository
        .write("d.xml", &dump(&[page("New", "30 February 2000"), page("Two", two), page("One", &edited)]));
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!(said.findings, impossible(&["d.xml#New:1", "d.xml#One:3"]), "{said:?}");
    assert_eq!(said.summary["unchanged"], 2);
}

#[test]
fn only_what_is_reported_is_fixed() {
    let Some(repository) = repository() else { return };
    let line = "see [[Rome|Rome]] and more\n";
    repository.write("f.wiki", &format!("{line}a\nb\n"));
    repository.commit("to fix");
    repository.write("f.wiki", &format!("{line}a\nb\n{line}"));
    let mut command = prepared(env!("CARGO_BIN_EXE_wikivet"), &repository.root);
    let output = command
        .args(["lint", "--select", "link", "--fix", "--since", "HEAD", "--format", "json", "f.wiki"])
        .output()
        .unwrap();
    let fixed = std::fs::read_to_string(repository.path("f.wiki")).unwrap();
    assert_eq!(fixed, format!("{line}a\nb\nsee [[Rome]] and more\n"), "{output:?}");
}

#[test]
fn a_baseline_applies_as_well() {
    let Some(repository) = repository() else { return };
    repository.lint(&["--write-baseline", "known.jsonl", "a.wiki"]);
    repository.edit("a.wiki", "Born 31", "Born on 31");
    repository.edit("a.wiki", "Middle.", "Middle, 30 February 2000.");
    let said = repository.lint(&["--since", "HEAD", "--baseline", "known.jsonl"]);
    assert_eq!(said.findings, impossible(&["a.wiki:3"]), "{said:?}");
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["a.wiki:2", "a.wiki:3"]));
}

#[test]
fn a_linked_work_tree_has_a_state_of_its_own() {
    let Some(repository) = repository() else { return };
    repository.git(&["worktree", "add", "--quiet", "-b", "topic", "../linked"]);
    let linked = repository.root.parent().unwrap().join("linked");
    std::fs::write(
        linked.join("b.wiki"),
        "Born 31 June 1990.\n\n\nDied 31 September 2000.\n30 February 2000\n",
    )
    .unwrap();
    assert_eq!(lint(&linked, &["--since", "main"], &[]).findings, impossible(&["b.wiki:5"]));
}

#[test]
fn submodules_and_links_are_passed_over() {
    let (Some(repository), Some(inner)) = (repository(), repository()) else { return };
    let url = inner.root.to_str().unwrap();
    repository.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "inner"]);
    repository.commit("with a submodule");
    repository.edit("inner/a.wiki", "Middle.", "31 April 1990.");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.wiki", repository.path("link.wiki")).unwrap();
    let said = repository.lint(&["--since", "HEAD"]);
    assert_eq!((said.code, said.findings.len()), (0, 0), "{said:?}");
}

#[test]
fn a_repository_of_sha_256_is_read_as_well() {
    let Some(repository) = empty(&["--object-format=sha256"]) else { return };
    repository.write("a.wiki", "Born 31 June 1990.\n");
    repository.commit("first");
    repository.write("a.wiki", "Born 31 June 1990.\nDied 30 February 2000.\n");
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["a.wiki:2"]));
}

#[test]
fn in_a_shallow_clone_it_says_how_to_fetch_the_rest() {
    let Some(repository) = repository() else { return };
    repository.git(&["branch", "old"]);
    repository.edit("a.wiki", "Middle.", "Middle!");
    repository.commit("second");
    let shallow = repository.root.parent().unwrap().join("shallow");
    let url = format!("file://{}", repository.root.display());
    let parent = repository.root.parent().unwrap();
    git_in(parent, &["clone", "--quiet", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    for (revision, fact) in
        [("origin/old", "no common commit"), ("origin/gone", "Not a valid object name origin/gone")]
    {
        let said = lint(&shallow, &["--since", revision], &[]);
        assert_eq!(said.code, 2);
        assert!(said.stderr.contains(fact), "{said:?}");
        assert!(
            said.stderr.contains("git fetch --unshallow") && said.stderr.contains("fetch-depth: 0"),
            "{said:?}"
        );
    }
}

#[test]
fn what_cannot_be_compared_is_said_and_fails() {
    let Some(repository) = repository() else { return };
    repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    repository.git(&["commit", "--quiet", "--message", "unrelated"]);
    repository.git(&["init", "--quiet", "--bare", "../bare"]);
    let outside = repository.root.parent().unwrap();
    let cases: [(&std::path::Path, &[&str], &str); 8] = [
        (&repository.root, &["--since", "main"], "`main` and HEAD have no common commit"),
        (&repository.root, &["--since", "nosuch"], "there is no branch, tag or commit `nosuch` here"),
        (&repository.root, &["--since", "--output=x"], "`--output=x` is not a revision"),
        (&repository.root, &["--since", ""], "`` is not a revision"),
        (&repository.root, &["--since", "main..HEAD"], "name one branch, tag or commit"),
        (&repository.root, &["--since", "HEAD", "-"], "no earlier version of standard input"),
        (outside, &["--since", "HEAD"], "not a git repository"),
        (&outside.join("bare"), &["--staged"], "must be run in a work tree"),
    ];
    for (folder, arguments, message) in cases {
        let said = lint(folder, arguments, &[]);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.stderr.contains(message), "{arguments:?}: {said:?}");
    }
    std::fs::write(outside.join("elsewhere.wiki"), "text").unwrap();
    let said = repository.lint(&["--since", "HEAD", "../elsewhere.wiki"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("is not in the repository"), "{said:?}");
}

#[test]
fn a_file_whose_earlier_version_cannot_be_had_fails_and_is_not_fixed() {
    let Some(repository) = repository() else { return };
    let text = "see [[Rome|Rome]]\nEnd.\n";
    repository.write("f.wiki", text);
    repository.commit("to fix");
    let object = repository.git(&["rev-parse", "HEAD:f.wiki"]);
    let (folder, file) = object.trim().split_at(2);
    repository.write("f.wiki", &format!("{text}{text}"));
    repository.edit("b.wiki", "Born 31", "Born on 31");
    // What is in the index, git need not compare by its content.
    repository.git(&["add", "--all"]);
    std::fs::remove_file(repository.path(".git/objects").join(folder).join(file)).unwrap();
    let said = repository.lint(&["--since", "HEAD", "--extend-select", "link", "--fix"]);
    assert_eq!((said.code, said.findings), (2, impossible(&["b.wiki:1"])), "all else is linted");
    assert!(said.stderr.contains("f.wiki: cannot be read: git does not have the object"), "{}", said.stderr);
    assert_eq!(std::fs::read_to_string(repository.path("f.wiki")).unwrap(), format!("{text}{text}"));
}

#[test]
fn of_a_file_that_was_no_text_all_is_new() {
    let Some(repository) = repository() else { return };
    std::fs::write(repository.path("c.wiki"), b"Born 31 June 1990 in a caf\xe9.\n").unwrap();
    repository.commit("Latin-1");
    repository.write("c.wiki", "Born 31 June 1990 in a café.\n");
    assert_eq!(repository.lint(&["--since", "HEAD"]).findings, impossible(&["c.wiki:1"]));
}

#[test]
fn a_file_that_is_not_there_fails() {
    let Some(repository) = repository() else { return };
    let said = repository.lint(&["--since", "HEAD", "typo.wiki"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("typo.wiki: no such file"), "{said:?}");
}

#[test]
fn without_git_it_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = prepared(env!("CARGO_BIN_EXE_wikivet"), folder.path())
        .args(["lint", "--since", "main"])
        .env("PATH", folder.path())
        .output()
        .unwrap();
    let said = said(output);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("the program `git` was not found; install it"), "{said:?}");
}
