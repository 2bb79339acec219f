//! A real repository in a temporary folder, and wikivet run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a repository's variables must not bring into a test that is run by a hook.
const INHERITED: [&str; 4] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"];

pub(crate) struct Repository {
    /// Removed when it goes out of scope.
    _folder: TempDir,
    pub(crate) root: PathBuf,
}

/// What a run of wikivet said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    /// One `path:line rule` for each finding.
    pub(crate) findings: Vec<String>,
    /// The `summary` of the report.
    pub(crate) summary: serde_json::Value,
    pub(crate) stderr: String,
}

/// A repository with one commit, in which `a.wiki` and `b.wiki` hold two old faults each; none where there is no git.
pub(crate) fn repository() -> Option<Repository> {
    let repository = empty(&[])?;
    repository
        .write("a.wiki", "First line.\nBorn 31 June 1990.\nMiddle.\nDied 31 September 2000.\nLast line.\n");
    repository.write("b.wiki", "Born 31 June 1990.\n\n\nDied 31 September 2000.\n");
    repository.commit("first");
    Some(repository)
}

/// A repository without a commit.
pub(crate) fn empty(options: &[&str]) -> Option<Repository> {
    if Command::new("git").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "\nskipped: there is no program `git`");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap().join("repository");
    let repository = Repository { _folder: folder, root };
    fs::create_dir(&repository.root).unwrap();
    repository.git(&[&["init", "--quiet", "--initial-branch=main"], options].concat());
    Some(repository)
}

impl Repository {
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root.join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a text that stands in a file once.
    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{text}");
        self.write(name, &text.replace(old, new));
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git_in(&self.root, arguments)
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Runs `wikivet lint` in the root.
    pub(crate) fn lint(&self, arguments: &[&str]) -> Said {
        self.lint_in("", arguments, &[])
    }

    /// Runs `wikivet lint` in a folder with variables.
    pub(crate) fn lint_in(&self, folder: &str, arguments: &[&str], variables: &[(&str, &OsStr)]) -> Said {
        lint(&self.root.join(folder), arguments, variables)
    }
}

pub(crate) fn git_in(folder: &Path, arguments: &[&str]) -> String {
    let output = prepared("git", folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A command that depends on nothing of this machine's user.
pub(crate) fn prepared(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    INHERITED.iter().for_each(|name| {
        command.env_remove(name);
    });
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
        command.env(format!("GIT_{who}_DATE"), "2020-01-01T00:00:00Z");
    }
    command.env("LC_ALL", "C");
    command
}

pub(crate) fn lint(folder: &Path, arguments: &[&str], variables: &[(&str, &OsStr)]) -> Said {
    let mut command = prepared(env!("CARGO_BIN_EXE_wikivet"), folder);
    command.args(["lint", "--select", "date-impossible,stated-count-mismatch", "--language", "en"]);
    command.args(["--format", "json"]).args(arguments).envs(variables.iter().copied());
    said(command.output().unwrap())
}

pub(crate) fn said(output: Output) -> Said {
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let findings = findings.iter().map(|finding| {
        let page = finding["page"].as_str().map(|page| format!("#{page}")).unwrap_or_default();
        format!("{}{page}:{} {}", text(&finding["path"]), finding["start"]["line"], text(&finding["rule"]))
    });
    Said {
        code: output.status.code().unwrap(),
        findings: findings.collect(),
        summary: report["summary"].clone(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
