//! The GitHub Action and the GitLab job: their files are what GitHub and GitLab expect, and their scripts run wikivet
//! with what they were given.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::tools::{tool, yaml};
use crate::{path_with, root, said, script};

#[test]
fn files_for_ci_match_the_published_schemas() {
    let Some(program) = tool("check-jsonschema") else { return };
    for (schema, file) in [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "examples/repository/.github/workflows/wikivet.yml"),
        ("vendor.gitlab-ci", "ci/gitlab.yml"),
        ("vendor.gitlab-ci", "examples/repository/.gitlab-ci.yml"),
    ] {
        let output = Command::new(&program)
            .args(["--builtin-schema", schema, "--data-transform", "gitlab-ci"])
            .arg(root().join(file))
            .output()
            .unwrap();
        assert!(output.status.success(), "{file}: {}", said(&output));
    }
}

#[test]
fn the_action_gives_wikivet_its_inputs_as_they_are() {
    let Some(action) = Action::read() else { return };
    let inputs = [
        ("paths", "articles\nwith space; touch hit\n$(touch hit)\n"),
        ("since", "main`touch hit`"),
        ("baseline", "a \"b\".jsonl"),
        ("sarif", "out.sarif"),
        ("args", "--fail-on=warning  --output=html:*.html $(touch hit)\n--threads 2"),
    ];
    let folder = TempDir::new().unwrap();
    let output = action.run("Lint", &inputs, folder.path(), 0);
    assert!(output.status.success(), "{}", said(&output));
    let given = fs::read_to_string(folder.path().join("given")).unwrap();
    let given: Vec<&str> = given.lines().collect();
    assert_eq!(
        given,
        [
            "lint",
            "--format=github",
            "--output=sarif:out.sarif",
            "--since=main`touch hit`",
            "--baseline=a \"b\".jsonl",
            "--fail-on=warning",
            "--output=html:*.html",
            "$(touch",
            "hit)",
            "--threads",
            "2",
            "--",
            "articles",
            "with space; touch hit",
            "$(touch hit)",
        ]
    );
    assert!(!folder.path().join("hit").exists(), "an input was run");
}

#[test]
fn the_action_keeps_the_exit_code() {
    let Some(action) = Action::read() else { return };
    for code in 0..=2 {
        let folder = TempDir::new().unwrap();
        let output = action.run("Lint", &[], folder.path(), code);
        assert_eq!(output.status.code(), Some(code));
        let outputs = fs::read_to_string(folder.path().join("outputs")).unwrap();
        assert_eq!(outputs, format!("exit-code={code}\n"));
        let given = fs::read_to_string(folder.path().join("given")).unwrap();
        assert_eq!(
            given.lines().collect::<Vec<_>>(),
            ["lint", "--format=github", "--output=sarif:wikivet.sarif", "--", "."]
        );
    }
}

#[test]
fn the_action_installs_what_it_is_asked_for() {
    let Some(action) = Action::read() else { return };
    let source = format!("install --locked --path {}", root().display());
    for (version, given) in [
        ("source", source.as_str()),
        ("1.2.3", "install --locked --version 1.2.3 wikivet"),
        ("1; touch hit", "install --locked --version 1; touch hit wikivet"),
        ("installed", "--version"),
    ] {
        let folder = TempDir::new().unwrap();
        let output = action.run("Install wikivet", &[("version", version)], folder.path(), 0);
        assert!(output.status.success(), "{}", said(&output));
        let words = fs::read_to_string(folder.path().join("given")).unwrap().replace('\n', " ");
        assert_eq!(words.trim(), given);
        assert!(!folder.path().join("hit").exists());
    }
}

#[test]
fn no_script_of_the_action_holds_an_expression() {
    let Some(action) = Action::read() else { return };
    for step in action.steps() {
        assert!(!step["run"].as_str().unwrap().contains("${{"), "{step}");
    }
}

#[test]
fn the_gitlab_job_reports_what_a_merge_request_brings() {
    let Some(job) = yaml(&root().join("ci/gitlab.yml")) else { return };
    let lines = |key: &str| -> String {
        job["wikivet"][key]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| format!("{}\n", line.as_str().unwrap()))
            .collect()
    };
    let folder = TempDir::new().unwrap();
    stand_ins(folder.path(), 1);
    let run = |base: Option<&str>| {
        let mut command = Command::new("bash");
        command
            .args(["-eo", "pipefail", "-c", &format!("{}{}", lines("before_script"), lines("script"))])
            .current_dir(folder.path())
            .env("PATH", path_with(&folder.path().join("bin")))
            .env_remove("CI_MERGE_REQUEST_DIFF_BASE_SHA")
            .env("WIKIVET_VERSION", "0.1.0")
            .env("WIKIVET_PATHS", "articles *.wiki")
            .env("WIKIVET_ARGS", "--fail-on warning")
            .envs(base.map(|base| ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)));
        assert_eq!(command.status().unwrap().code(), Some(1), "the exit code is wikivet's");
        fs::read_to_string(folder.path().join("given")).unwrap().replace('\n', " ")
    };
    let outputs = "lint --output=gitlab:gl-code-quality-report.json --output=junit:wikivet-junit.xml --output=html:wikivet.html";
    let rest = "--fail-on warning -- articles *.wiki ";
    assert_eq!(run(None), format!("{outputs} {rest}"));
    assert_eq!(run(Some("abc")), format!("{outputs} --since=abc {rest}"));
}

/// The action's file.
pub(crate) struct Action(Value);

impl Action {
    pub(crate) fn read() -> Option<Action> {
        yaml(&root().join("action.yml")).map(Action)
    }

    fn steps(&self) -> &[Value] {
        self.0["runs"]["steps"].as_array().unwrap()
    }

    /// Runs a step with stand-ins for cargo and wikivet that exit with `code`.
    fn run(&self, step: &str, inputs: &[(&str, &str)], folder: &Path, code: i32) -> Output {
        stand_ins(folder, code);
        self.run_with(&folder.join("bin"), step, inputs, folder)
    }

    /// Runs a step in a folder as the runner does, with `programs` found first.
    pub(crate) fn run_with(
        &self,
        programs: &Path,
        step: &str,
        inputs: &[(&str, &str)],
        folder: &Path,
    ) -> Output {
        let step = self.steps().iter().find(|found| found["name"] == step).unwrap();
        let defaults = self.0["inputs"].as_object().unwrap();
        let mut values: BTreeMap<String, &str> =
            defaults.iter().map(|(name, input)| (name.clone(), input["default"].as_str().unwrap())).collect();
        values.extend(inputs.iter().map(|&(name, value)| (name.to_owned(), value)));
        let value = |expression: &Value| {
            let name = expression
                .as_str()
                .unwrap()
                .strip_prefix("${{ inputs.")
                .unwrap()
                .strip_suffix(" }}")
                .unwrap();
            values[name]
        };
        let environment = step["env"].as_object().unwrap();
        Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()])
            .current_dir(folder)
            .envs(environment.iter().map(|(name, expression)| (name, value(expression))))
            .env("PATH", path_with(programs))
            .env("GITHUB_ACTION_PATH", root())
            .env("GITHUB_OUTPUT", folder.join("outputs"))
            .output()
            .unwrap()
    }
}

/// A cargo and a wikivet that note what they are given, one word a line, in `given`; wikivet exits with `code`, but for
/// `--version`.
fn stand_ins(folder: &Path, code: i32) {
    let note = "#!/bin/sh\nprintf '%s\\n' \"$@\" > given\n";
    script(&folder.join("bin/cargo"), note);
    script(&folder.join("bin/wikivet"), &format!("{note}[ \"$1\" = --version ] || exit {code}\n"));
}
