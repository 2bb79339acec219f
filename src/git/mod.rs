//! What git knows of the files: which of them changed, and what they held before. It asks the program `git`, and reads.
//!
//! All commands run in one folder with the environment as it is, so that the variables that hooks get
//! (`GIT_DIR`, `GIT_INDEX_FILE`) count, and so do the user's configuration, work trees, alternates and partial clones.

mod blobs;
mod command;
mod diff;
mod error;
mod filters;
mod history;
mod places;

pub use blobs::Blobs;
pub use error::GitError;
pub use history::{History, Index};
pub use places::Places;

use std::path::{Path, PathBuf};

use command::{git, output, to_path};

/// A repository with a work tree.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Where commands run.
    folder: PathBuf,
    root: PathBuf,
}

/// A file that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path, from the root of the work tree.
    pub path: PathBuf,
    /// The object that it was; none for a new file.
    pub old: Option<Object>,
    /// What it is now.
    pub new: Content,
}

/// What git keeps of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its name, a hash.
    pub name: String,
    /// The path, from the root of the work tree, whose filters make of it what is to be read; none if there are none.
    pub filtered_as: Option<PathBuf>,
}

/// What git says of a file's present content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It is in the work tree.
    WorkTree,
    /// It is an object.
    Object(Object),
    /// There are several in the index, since a merge was not resolved.
    Unmerged,
}

impl Repository {
    /// The repository that a folder is in.
    pub fn at(folder: &Path) -> Result<Self, GitError> {
        let mut root = output(git(folder).args(["rev-parse", "--show-toplevel"]))?;
        if root.ends_with(b"\n") {
            root.pop();
        }
        Ok(Repository { folder: folder.to_owned(), root: to_path(root) })
    }

    /// The root of the work tree, with links followed.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn has(&self, revision: &str) -> bool {
        let commit = format!("{revision}^{{commit}}");
        output(git(&self.folder).args(["rev-parse", "--verify", "--quiet", &commit])).is_ok()
    }

    /// The name of the commit where the history of `HEAD` and that of `revision` part.
    pub fn merge_base(&self, revision: &str) -> Result<String, GitError> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains("..") {
            return Err(GitError::NotARevision(revision.to_owned()));
        }
        let found = output(git(&self.folder).args(["merge-base", revision, "HEAD"]));
        match found {
            Ok(name) => Ok(String::from_utf8_lossy(&name).trim_end().to_owned()),
            // It has nothing to say where it looked and found nothing.
            Err(GitError::Failed { ref said, .. }) if said.is_empty() => {
                Err(GitError::NoMergeBase { revision: revision.to_owned(), is_shallow: self.is_shallow() })
            }
            Err(GitError::Failed { said, .. }) if self.is_shallow() => {
                Err(GitError::Unknown { revision: revision.to_owned(), said })
            }
            Err(GitError::Failed { .. }) if !self.has("HEAD") => Err(GitError::NoCommit),
            Err(GitError::Failed { .. }) if !self.has(revision) => {
                Err(GitError::NoSuchRevision(revision.to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    /// The files of the work tree that differ from a commit, and those that git does not know and does not ignore.
    pub fn changed_since(&self, commit: &str) -> Result<Vec<Change>, GitError> {
        let mut changes = diff::parse(&output(diff(&self.folder).args([commit, "--"]))?, false);
        let mut list = git(&self.folder);
        list.args(["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"]);
        let untracked = output(&mut list)?;
        // A name that ends with a slash is that of another repository.
        let files =
            untracked.split(|&byte| byte == 0).filter(|name| !name.is_empty() && !name.ends_with(b"/"));
        changes.extend(files.map(|name| Change {
            path: to_path(name.to_vec()),
            old: None,
            new: Content::WorkTree,
        }));
        filters::mark(self, &mut changes)?;
        Ok(changes)
    }

    /// The files of the index that differ from `HEAD`, or all of them before the first commit.
    pub fn staged(&self) -> Result<Vec<Change>, GitError> {
        let mut changes = diff::parse(&output(diff(&self.folder).arg("--cached"))?, true);
        filters::mark(self, &mut changes)?;
        Ok(changes)
    }

    /// The contents of objects.
    pub fn blobs(&self) -> Blobs {
        Blobs::new(self.folder.clone())
    }

    fn is_shallow(&self) -> bool {
        output(git(&self.folder).args(["rev-parse", "--is-shallow-repository"]))
            .is_ok_and(|answer| answer.starts_with(b"true"))
    }
}

/// `git diff` that gives the names of objects, whatever the configuration says.
fn diff(folder: &Path) -> std::process::Command {
    let mut diff = git(folder);
    diff.args(["-c", "diff.relative=false", "diff", "--raw", "-z", "--no-abbrev", "--no-color"]);
    diff.args(["--find-renames", "--no-ext-diff", "--ignore-submodules=all"]);
    diff
}
