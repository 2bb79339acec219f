//! Programs that read reports, installed by their package managers into the folder of the build.
//! Where that fails the test says that it was skipped.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// What is installed, with fixed versions so that a test says the same tomorrow.
const PYTHON: [&str; 3] = ["junitparser==5.0.3", "lxml", "sarif-tools==3.0.5"];
const NODE: [&str; 1] = ["danger-plugin-lint-report@1.8.1"];

static PYTHON_FOLDER: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let folder = folder("python");
    let python = folder.join("bin/python");
    let install = || {
        run("python3", &["-m", "venv", &folder.to_string_lossy()])?;
        run(&python.to_string_lossy(), &[["-m", "pip", "install", "--quiet"].as_slice(), &PYTHON].concat())
    };
    installed(&folder, "the reading of reports by Python packages", install)
});

static NODE_FOLDER: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let folder = folder("node");
    let prefix = folder.to_string_lossy().into_owned();
    let quiet = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", &prefix];
    installed(&folder, "the reading of a Checkstyle report by a Node package", || {
        run("npm", &[quiet.as_slice(), &NODE].concat())
    })
});

/// Runs a Python script on a report; none where its packages cannot be had.
pub(crate) fn python(script: &str, report: &str, arguments: &[&str]) -> Option<String> {
    let python = PYTHON_FOLDER.as_ref()?.join("bin/python");
    Some(read(Command::new(python).args(["-c", script]), report, arguments))
}

/// Runs a script of Node on a report; none where its packages cannot be had.
pub(crate) fn node(script: &str, report: &str) -> Option<String> {
    let folder = NODE_FOLDER.as_ref()?;
    Some(read(Command::new("node").current_dir(folder).args(["-e", script]), report, &[]))
}

/// Gives a program the name of a file with a report, and takes what it prints.
fn read(command: &mut Command, report: &str, arguments: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(report.as_bytes()).unwrap();
    let Output { status, stdout, stderr } = command.arg(file.path()).args(arguments).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumers").join(name)
}

/// The folder once all is installed in it, which it tells by a file.
fn installed(folder: &Path, what: &str, install: impl FnOnce() -> Result<(), String>) -> Option<PathBuf> {
    let mark = folder.join("complete");
    if !mark.exists() {
        fs::create_dir_all(folder).unwrap();
        if let Err(reason) = install() {
            // Not `println!`, which is kept back when a test passes.
            let _ = writeln!(std::io::stderr(), "\nskipped: {what}: {reason}");
            return None;
        }
        fs::write(mark, "").unwrap();
    }
    Some(folder.to_owned())
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    let last = String::from_utf8_lossy(&output.stderr).trim().lines().last().unwrap_or_default().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("{program}: {last}")) }
}
