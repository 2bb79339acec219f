//! The hooks, run by pre-commit itself when something is committed.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::tools::tool;
use crate::{git, git_output, repository, root, said, write};

const CLEAN: &str = "It was opened on 30 June 1990.\n";
const FAULTY: &str = "It was opened on 31 June 1990.\n";

/// A repository where pre-commit runs `wikivet-system` with arguments, and the repository that has the hook.
fn hooked(arguments: &str) -> Option<(TempDir, TempDir)> {
    let program = tool("pre-commit")?;
    let manifest = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = repository(&[(".pre-commit-hooks.yaml", &manifest)]);
    let revision = git(hooks.path(), &["rev-parse", "HEAD"]);
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {revision}\n    hooks:\n      - id: wikivet-system\n        args: [{arguments}]\n",
        hooks.path().display()
    );
    let settings = "wiki = \"enwiki\"\nexclude = [\"/old/\"]\n";
    let articles = repository(&[(".pre-commit-config.yaml", &config), ("wikivet.toml", settings)]);
    let output = Command::new(program)
        .arg("install")
        .current_dir(articles.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    Some((articles, hooks))
}

/// Commits a text as `name`; whether it was taken, and what was said.
fn commit(repository: &Path, name: &str, text: &str) -> (bool, String) {
    write(&repository.join(name), text);
    git(repository, &["add", name]);
    let output = git_output(repository, &["commit", "--message=change"]);
    (output.status.success(), said(&output))
}

#[test]
fn a_fault_is_not_committed_and_what_is_clean_is() {
    let Some((articles, _hooks)) = hooked("") else { return };
    let (taken, said) = commit(articles.path(), "Mill Bridge.wiki", FAULTY);
    assert!(!taken, "{said}");
    assert!(said.contains("error[date-impossible]") && said.contains("Mill Bridge.wiki:1:18"), "{said}");
    let (taken, said) = commit(articles.path(), "Mill Bridge.wiki", CLEAN);
    assert!(taken && said.contains("Passed"), "{said}");
    let (taken, said) = commit(articles.path(), "notes.txt", FAULTY);
    assert!(taken && said.contains("Skipped"), "{said}");
}

#[test]
fn what_is_staged_is_linted_and_not_what_is_in_the_work_tree() {
    let Some((articles, _hooks)) = hooked("") else { return };
    let article = articles.path().join("Bridge.wiki");
    write(&article, FAULTY);
    git(articles.path(), &["add", "Bridge.wiki"]);
    write(&article, CLEAN);
    let output = git_output(articles.path(), &["commit", "--message=change"]);
    assert!(!output.status.success(), "{}", said(&output));
    assert_eq!(fs::read_to_string(&article).unwrap(), CLEAN, "what is not staged is put back");
}

#[test]
fn what_the_configuration_excludes_is_left_alone() {
    let Some((articles, _hooks)) = hooked("") else { return };
    let (taken, said) = commit(articles.path(), "old/Bridge.wiki", FAULTY);
    assert!(taken, "{said}");
}

#[test]
fn a_hook_that_fixes_changes_the_file_and_stops_the_commit() {
    let Some((articles, _hooks)) = hooked("--fix") else { return };
    let text = "It is <strike>40</strike> 38 metres high.\n";
    let (taken, said) = commit(articles.path(), "Tower.wiki", text);
    assert!(!taken && said.contains("files were modified by this hook"), "{said}");
    let fixed = fs::read_to_string(articles.path().join("Tower.wiki")).unwrap();
    assert_eq!(fixed, "It is <s>40</s> 38 metres high.\n");
    let (taken, said) = commit(articles.path(), "Tower.wiki", &fixed);
    assert!(taken, "{said}");
}

#[test]
fn both_hooks_are_what_pre_commit_expects() {
    let Some(program) = tool("pre-commit") else { return };
    let manifest = root().join(".pre-commit-hooks.yaml");
    let output = Command::new(program).arg("validate-manifest").arg(&manifest).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let hooks = crate::tools::yaml(&manifest).unwrap();
    let hooks = hooks.as_array().unwrap();
    for (hook, id, language) in [(&hooks[0], "wikivet", "rust"), (&hooks[1], "wikivet-system", "system")] {
        assert_eq!((&hook["id"], &hook["language"]), (&id.into(), &language.into()));
    }
    for key in ["entry", "files", "types", "args", "require_serial"] {
        assert_eq!(hooks[0][key], hooks[1][key], "{key}");
    }
}
