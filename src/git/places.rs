use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The places of paths in a work tree, from its root.
#[derive(Debug)]
pub struct Places {
    root: PathBuf,
    /// The places of folders, by their paths as they were given.
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl Places {
    /// Places in the work tree of this root.
    pub fn new(root: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        Places { root, folders: HashMap::new() }
    }

    /// Where a file is, or would be if it were there, with links followed; none if that is elsewhere.
    pub fn of(&mut self, path: &Path) -> Option<PathBuf> {
        if path.is_symlink() {
            return self.inside(&fs::canonicalize(path).ok()?);
        }
        let folder = path.parent()?;
        if !self.folders.contains_key(folder) {
            self.folders.insert(folder.to_owned(), self.of_folder(folder));
        }
        Some(self.folders.get(folder)?.as_ref()?.join(path.file_name()?))
    }

    /// Where a folder is, or would be; none if that is elsewhere.
    pub fn of_folder(&self, folder: &Path) -> Option<PathBuf> {
        let real = |path: &Path| match path.as_os_str().is_empty() {
            true => fs::canonicalize("."),
            false => fs::canonicalize(path),
        };
        let (upper, real) = folder.ancestors().find_map(|upper| Some((upper, real(upper).ok()?)))?;
        self.inside(&real.join(folder.strip_prefix(upper).ok()?))
    }

    fn inside(&self, path: &Path) -> Option<PathBuf> {
        path.strip_prefix(&self.root).ok().map(Path::to_owned)
    }
}
