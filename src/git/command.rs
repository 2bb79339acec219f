use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::GitError;

/// Variables that would change what a path given to git means.
const PATHSPECS: [&str; 4] =
    ["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

/// A git that runs in a folder and changes nothing.
pub(super) fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).stdin(Stdio::null());
    PATHSPECS.iter().for_each(|name| {
        git.env_remove(name);
    });
    // Reading may refresh the index: not while a hook or a commit holds its lock.
    git.env("GIT_OPTIONAL_LOCKS", "0");
    git
}

/// What a command writes.
pub(super) fn output(command: &mut Command) -> Result<Vec<u8>, GitError> {
    let output = command.output().map_err(start)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(failed(command, &output.stderr))
}

/// That a command failed, with what it wrote to standard error.
pub(super) fn failed(command: &Command, stderr: &[u8]) -> GitError {
    GitError::Failed { command: name(command), said: said(stderr) }
}

/// Why git was not started.
pub(super) fn start(error: io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::Missing,
        _ => error.into(),
    }
}

/// The first word of a command that is no option.
fn name(command: &Command) -> String {
    let mut arguments = command.get_args().map(|argument| argument.to_string_lossy());
    let mut name = arguments.next();
    while name.as_deref() == Some("-c") {
        name = arguments.nth(1);
    }
    name.unwrap_or_default().into_owned()
}

/// What git says is wrong, in one line.
fn said(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| line.strip_prefix("fatal: ").unwrap_or(line));
    lines.collect::<Vec<_>>().join(" ")
}

/// The path that git's bytes name.
#[cfg(unix)]
pub(super) fn to_path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    std::ffi::OsString::from_vec(bytes).into()
}

/// The bytes that name a path to git.
#[cfg(unix)]
pub(super) fn to_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().to_vec()
}

/// The bytes that name a path to git.
#[cfg(not(unix))]
pub(super) fn to_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

/// The path that git's bytes name: it writes UTF-8 where the system's names are not bytes.
#[cfg(not(unix))]
pub(super) fn to_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
