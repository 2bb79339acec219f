use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;

use super::command::{failed, git, start, to_bytes, to_path};
use super::{Change, Content, GitError, Repository};

/// The attributes that make another text of an object than that which git keeps; line ends do not count.
const ATTRIBUTES: [&str; 2] = ["filter", "working-tree-encoding"];

/// What `git check-attr` says of an attribute that has no value.
const NONE: [&[u8]; 3] = [b"unspecified", b"unset", b"set"];

/// Says of changed files which filters make what stands in the work tree, such as that of large files.
pub(super) fn mark(repository: &Repository, changes: &mut [Change]) -> Result<(), GitError> {
    let filtered = filtered(repository, changes)?;
    for Change { path, old, new } in changes.iter_mut().filter(|change| filtered.contains(&change.path)) {
        let new = match new {
            Content::Object(object) => Some(object),
            Content::WorkTree | Content::Unmerged => None,
        };
        for object in old.iter_mut().chain(new) {
            object.filtered_as = Some(path.clone());
        }
    }
    Ok(())
}

/// The paths of the changed files that have one of the attributes.
fn filtered(repository: &Repository, changes: &[Change]) -> Result<HashSet<PathBuf>, GitError> {
    if changes.is_empty() {
        return Ok(HashSet::new());
    }
    let mut command = git(&repository.folder);
    command.args(["check-attr", "-z", "--stdin"]).args(ATTRIBUTES);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(start)?;
    let paths: Vec<u8> = changes
        .iter()
        .flat_map(|change| [to_bytes(&repository.root.join(&change.path)), vec![0]])
        .flatten()
        .collect();
    let requests = child.stdin.take();
    let output = thread::scope(|scope| {
        // Beside reading: it answers before it has read all. If it ends early, its exit code says so.
        scope.spawn(move || requests.map(|mut requests| requests.write_all(&paths)));
        child.wait_with_output()
    })?;
    if !output.status.success() {
        return Err(failed(&command, &output.stderr));
    }
    let mut fields = output.stdout.split(|&byte| byte == 0);
    let mut found = HashSet::new();
    while let (Some(path), Some(_), Some(value)) = (fields.next(), fields.next(), fields.next()) {
        if !NONE.contains(&value) {
            found.extend(to_path(path.to_vec()).strip_prefix(&repository.root).map(PathBuf::from));
        }
    }
    Ok(found)
}
