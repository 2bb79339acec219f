use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::error::{InputError, Problem};
use super::kind::is_found_in_folders;
use crate::config::cleaned;

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

/// Which files are read, of those that are named and those in folders.
pub trait Filter: Send + Sync {
    /// Whether a file or folder that was found in a folder is looked at.
    fn enters(&self, path: &Path, is_folder: bool) -> bool;

    /// Whether a file that was found in a folder is read though its name is not that of wikitext or a dump.
    fn includes(&self, path: &Path) -> bool;

    /// Whether a file or folder that was named is read.
    fn takes_named(&self, path: &Path) -> bool;
}

/// The filter that leaves nothing out, and adds nothing.
struct Everything;

impl Filter for Everything {
    fn enters(&self, _: &Path, _: bool) -> bool {
        true
    }

    fn includes(&self, _: &Path) -> bool {
        false
    }

    fn takes_named(&self, _: &Path) -> bool {
        true
    }
}

/// The files that paths stand for, in the order of the paths, each once.
///
/// A file stands for itself, `-` for standard input, a folder for the wikitext files and dumps in it, sorted by name,
/// without hidden ones and those that a `.gitignore` or `.ignore` names.
/// A path that is missing is an input all the same: it fails when it is opened.
pub fn expand(paths: &[PathBuf]) -> Vec<Result<Input, InputError>> {
    expand_filtered(paths, &Arc::new(Everything))
}

/// As [`expand`], and as a filter has it.
pub fn expand_filtered<F: Filter + 'static>(
    paths: &[PathBuf],
    filter: &Arc<F>,
) -> Vec<Result<Input, InputError>> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(Ok(Input::Stdin));
            continue;
        }
        if !filter.takes_named(path) {
            continue;
        }
        if path.is_dir() {
            found.extend(walk(path, filter));
        } else {
            found.push(Ok(Input::File(path.clone())));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|input| match input {
        Ok(Input::File(path) | Input::Found(path)) => seen.insert(place(path)),
        Ok(Input::Stdin) => seen.insert(PathBuf::from("-")),
        Err(_) => true,
    });
    found
}

/// Where a file is, as the names in its path say: one that is named in two ways is one file. Links are not followed, so
/// that no file is asked for anything.
fn place(path: &Path) -> PathBuf {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if path.components().all(is_plain) {
        return path.to_owned();
    }
    let whole = cleaned(path);
    let below =
        std::env::current_dir().ok().and_then(|here| whole.strip_prefix(here).ok().map(Path::to_owned));
    below.unwrap_or(whole)
}

/// Whether a file would be found in a folder that was named, if it were there.
pub fn would_find(path: &Path, filter: &impl Filter) -> bool {
    let is_hidden = |part: Component<'_>| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."));
    let above = path.ancestors().filter(|above| !above.as_os_str().is_empty());
    !path.components().any(is_hidden)
        && above.into_iter().all(|inner| filter.enters(inner, inner != path))
        && (is_found_in_folders(path) || filter.includes(path))
}

fn walk<F: Filter + 'static>(
    folder: &Path,
    filter: &Arc<F>,
) -> impl Iterator<Item = Result<Input, InputError>> + use<F> {
    let named = folder.to_string_lossy().into_owned();
    let (enters, filter) = (Arc::clone(filter), Arc::clone(filter));
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).sort_by_file_name(Ord::cmp).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || enters.enters(entry.path(), is_folder)
    });
    walk.build().filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let is_read = is_file && (is_found_in_folders(path) || filter.includes(path));
            is_read.then(|| Ok(Input::Found(path.to_owned())))
        }
        Err(error) => Some(Err(InputError::new(&named, Problem::Walk(error)))),
    })
}
