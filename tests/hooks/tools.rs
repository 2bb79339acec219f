//! Programs of other people that read what is made for them: pre-commit and check-jsonschema, in an environment of
//! their own that is made once and kept beside the tests' other temporary files.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The folder of the programs, if they can be had.
static PROGRAMS: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hooks-tools");
    let programs = folder.join("bin");
    let have = |name: &str| runs(Command::new(programs.join(name)).arg("--version"));
    if !have("pre-commit") || !have("check-jsonschema") {
        let _ = std::fs::remove_dir_all(&folder);
        if !runs(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            || !runs(Command::new(programs.join("pip")).args([
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "pre-commit>=4,<5",
                "check-jsonschema>=0.37,<1",
            ]))
        {
            return None;
        }
    }
    Some(programs)
});

/// A program, or none where it cannot be installed, which is said.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let program = PROGRAMS.as_ref().map(|programs| programs.join(name));
    if program.is_none() {
        let _ = writeln!(std::io::stderr(), "\nskipped: {name} cannot be installed here");
    }
    program
}

/// A YAML file as JSON, read by the library that pre-commit reads it with.
pub(crate) fn yaml(path: &Path) -> Option<serde_json::Value> {
    let script =
        "import sys, json, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), sys.stdout)";
    let output = Command::new(tool("python3")?).args(["-c", script]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
