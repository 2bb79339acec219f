//! Baselines in git: branches that each change the file are merged, and what comes of it is a baseline.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

/// A repository with two articles, a configuration and a baseline, all committed on the branch `main`.
struct Repository(tempfile::TempDir);

/// Three faults, two of them alike.
const BRIDGE: &str =
    "It was opened on 31 June 1990.\n\nIt was closed on 31 June 1991.\n\nIt fell on 30 February 1992.\n";
const TOWER: &str = "{{dts|2019|13|4}}\n";

impl Repository {
    /// None where there is no git.
    fn new(attributes: &str) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            let _ = writeln!(std::io::stderr(), "\nskipped: there is no git");
            return None;
        }
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.write("wikivet.toml", "wiki = \"enwiki\"\nbaseline = \"wikivet-baseline.jsonl\"\n");
        repository.write(".gitattributes", attributes);
        repository.write("bridge.wiki", BRIDGE);
        repository.write("tower.wiki", TOWER);
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.baseline(&["--write-baseline"]);
        repository.commit();
        Some(repository)
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn try_git(&self, arguments: &[&str]) -> Output {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        Command::new("git").current_dir(self.folder()).args(identity).args(arguments).output().unwrap()
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=a"]);
    }

    /// Changes an article and its baseline on a new branch from `main`.
    fn branch(&self, name: &str, article: &str, text: &str, option: &str) {
        self.git(&["checkout", "--quiet", "-b", name, "main"]);
        self.write(article, text);
        self.baseline(&[option]);
        self.commit();
    }

    /// Adds a finding to the end of an article on the branch `one`, another one to its start on the branch `two`.
    fn two_branches(&self) {
        let one = format!("{BRIDGE}\n{{{{dts|1990|14|1}}}}\n");
        self.branch("one", "bridge.wiki", &one, "--write-baseline");
        let two = format!("It was built on 31 April 1890.\n\n{BRIDGE}");
        self.branch("two", "bridge.wiki", &two, "--write-baseline");
    }

    fn lint(&self, arguments: &[&str]) -> Output {
        self.lint_in(".", arguments)
    }

    fn lint_in(&self, folder: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wikivet"))
            .current_dir(self.folder().join(folder))
            .args(["lint", "."])
            .args(arguments)
            .output()
            .unwrap()
    }

    fn baseline(&self, arguments: &[&str]) {
        let output = self.lint(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder().join("wikivet-baseline.jsonl")).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

#[test]
fn branches_that_add_and_prune_findings_merge_to_a_baseline() {
    let Some(repository) = Repository::new("wikivet-baseline.jsonl merge=union\n") else { return };
    assert_eq!(repository.lines().len(), 4);
    let fixed = BRIDGE.replace("31 June 1990", "30 June 1990");
    repository.branch("fixes", "bridge.wiki", &fixed, "--prune-baseline");
    assert_eq!(repository.lines().len(), 3);
    let more = format!("{TOWER}\nIt was built on 31 April 1890.\n");
    repository.branch("adds", "tower.wiki", &more, "--write-baseline");
    assert_eq!(repository.lines().len(), 5);
    repository.git(&["merge", "--quiet", "--no-edit", "fixes"]);
    let output = repository.lint(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    repository.baseline(&["--prune-baseline"]);
    assert_eq!(repository.lines().len(), 4);
    assert!(repository.lint(&[]).status.success());
}

#[test]
fn two_branches_that_each_add_findings_merge_to_a_baseline_of_all() {
    let Some(repository) = Repository::new("wikivet-baseline.jsonl merge=union\n") else { return };
    repository.two_branches();
    repository.git(&["merge", "--quiet", "--no-edit", "one"]);
    assert_eq!(repository.lines().len(), 6);
    let output = repository.lint(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn without_the_attribute_a_conflict_is_said_with_its_line() {
    let Some(repository) = Repository::new("") else { return };
    repository.two_branches();
    repository.try_git(&["merge", "--quiet", "--no-edit", "one"]);
    let place = repository.lines().iter().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
    let output = repository.lint(&[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains(&format!("line {place}: a merge left its conflict here")), "{said}");
}

#[test]
fn mending_one_of_three_alike_brings_none_of_the_others_back() {
    let Some(repository) = Repository::new("") else { return };
    let faults = ["31 June 1990", "31 June 1991", "31 June 1992"];
    let text =
        |faults: &[&str]| faults.iter().map(|fault| format!("It was {fault}.\n\n")).collect::<String>();
    repository.write("bridge.wiki", &text(&faults));
    repository.baseline(&["--write-baseline"]);
    for left in [&faults[1..], &[faults[0], faults[2]], &faults[..2]] {
        repository.write("bridge.wiki", &format!("More text before it.\n\n{}", text(left)));
        let output = repository.lint(&[]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("1 finding of the baseline is fixed"), "{said}");
    }
    repository.write("bridge.wiki", &text(&["31 June 1989", faults[0], faults[1], faults[2]]));
    assert_eq!(repository.lint(&[]).status.code(), Some(1), "a fourth one is new");
}

#[test]
fn an_article_has_one_name_from_wherever_and_however_it_is_named() {
    let Some(repository) = Repository::new("") else { return };
    let folder = repository.folder();
    fs::create_dir(folder.join("sub")).unwrap();
    let absolute = folder.join("bridge.wiki").display().to_string();
    for (started_in, path) in [
        (".", "bridge.wiki"),
        (".", "./bridge.wiki"),
        (".", ".//sub/..//bridge.wiki"),
        ("sub", "../bridge.wiki"),
        ("sub", "../../*/bridge.wiki"),
        ("sub", &absolute),
    ] {
        let path = path.replace('*', &folder.file_name().unwrap().to_string_lossy());
        let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
            .current_dir(folder.join(started_in))
            .args(["lint", &path])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("3 findings are in the baseline"), "{path} in {started_in}: {said}");
    }
}

#[test]
fn files_of_one_name_in_two_folders_that_share_a_baseline_are_told_apart() {
    let Some(repository) = Repository::new("") else { return };
    for folder in ["de", "fr"] {
        fs::create_dir(repository.folder().join(folder)).unwrap();
        repository.write(&format!("{folder}/wikivet.toml"), "extends = \"../wikivet.toml\"\n");
        repository.write(&format!("{folder}/tower.wiki"), TOWER);
    }
    repository.baseline(&["--write-baseline"]);
    let all = repository.lines();
    assert_eq!(all.len(), 6);
    repository.write("de/tower.wiki", "It stands.\n");
    for option in ["--prune-baseline", "--write-baseline"] {
        assert!(repository.lint_in("fr", &[option]).status.success());
        assert_eq!(repository.lines(), all, "{option}");
    }
    assert!(repository.lint_in("de", &["--prune-baseline"]).status.success());
    assert_eq!(repository.lines().len(), 5);
    assert!(repository.lint_in("fr", &[]).status.success());
}

#[test]
fn what_is_gone_is_pruned_only_from_folders_that_were_linted() {
    let Some(repository) = Repository::new("") else { return };
    fs::create_dir(repository.folder().join("sub")).unwrap();
    repository.write("sub/tower.wiki", TOWER);
    fs::remove_file(repository.folder().join("tower.wiki")).unwrap();
    repository.baseline(&["--write-baseline", "--no-config", "--wiki=enwiki"]);
    assert_eq!(repository.lines().len(), 4, "one is gone, one came");
    let elsewhere = ["--no-config", "--wiki=enwiki", "--write-baseline=../wikivet-baseline.jsonl"];
    assert!(repository.lint_in("sub", &elsewhere).status.success());
    assert_eq!(repository.lines().len(), 5, "names are relative to another folder there");
    fs::remove_file(repository.folder().join("bridge.wiki")).unwrap();
    assert!(repository.lint_in("sub", &["--prune-baseline"]).status.success());
    assert_eq!(repository.lines().len(), 5);
    repository.baseline(&["--prune-baseline"]);
    assert_eq!(repository.lines().len(), 1);
}

#[test]
fn rules_that_do_not_know_what_they_use_prune_nothing() {
    let Some(repository) = Repository::new("") else { return };
    let all = repository.lines();
    for options in [&["--wiki=neutral"][..], &["--wiki=neutral", "--language=ja"], &["--language=ja"]] {
        let output = repository.lint(&[&["--prune-baseline"], options].concat());
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(!said.contains("of the baseline"), "{options:?}: {said}");
        assert_eq!(repository.lines(), all, "{options:?}");
    }
}

#[test]
fn findings_of_a_text_without_a_name_are_not_written_down() {
    let Some(repository) = Repository::new("") else { return };
    let write = |options: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
            .current_dir(repository.folder())
            .args(["lint", "-", "--write-baseline"])
            .args(options)
            .stdin(fs::File::open(repository.folder().join("tower.wiki")).unwrap())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = write(&[]);
    assert_eq!(code, Some(2));
    assert!(said.contains("say with --stdin-filename which file it is"), "{said}");
    assert_eq!(write(&["--stdin-filename=tower.wiki"]).0, Some(0));
    assert_eq!(repository.lines().len(), 4);
}
