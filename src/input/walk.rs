use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::error::{InputError, Problem};
use super::kind::is_found_in_folders;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder. If it is XML of another kind, it is nothing to read.
    Found(PathBuf),
    /// Standard input.
    Stdin,
}

/// The files that paths stand for, in the order of the paths, each once.
///
/// A file stands for itself, `-` for standard input, a folder for the wikitext files and dumps in it, sorted by name,
/// without hidden ones and those that a `.gitignore` or `.ignore` names.
/// A path that is missing is an input all the same: it fails when it is opened.
pub fn expand(paths: &[PathBuf]) -> Vec<Result<Input, InputError>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            found.extend(walk(path));
        } else {
            found.push(Ok(Input::File(path.clone())));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| match input {
        Ok(Input::File(path) | Input::Found(path)) => {
            seen.insert(path.strip_prefix(".").unwrap_or(path).to_owned())
        }
        Ok(Input::Stdin) => seen.insert(PathBuf::from("-")),
        Err(_) => true,
    });
    found
}

fn walk(folder: &Path) -> impl Iterator<Item = Result<Input, InputError>> {
    let named = folder.to_string_lossy().into_owned();
    WalkBuilder::new(folder).require_git(false).sort_by_file_name(Ord::cmp).build().filter_map(move |entry| {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
                (is_file && is_found_in_folders(path)).then(|| Ok(Input::Found(path.to_owned())))
            }
            Err(error) => Some(Err(InputError::new(&named, Problem::Walk(error)))),
        }
    })
}
