use std::io;

/// Why git could not say what is asked.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("the program `git` was not found; install it, or compare two files with --diff-from")]
    Missing,
    /// It could not be started, or its answer could not be read.
    #[error("git cannot be used: {0}")]
    Io(#[from] io::Error),
    /// It says that something is wrong.
    #[error("`git {command}` failed: {said}")]
    Failed {
        /// The command's name.
        command: String,
        /// What it wrote to standard error; empty if it had nothing to say.
        said: String,
    },
    /// What would be read as an option, as a range or as nothing.
    #[error("`{0}` is not a revision; name one branch, tag or commit")]
    NotARevision(String),
    /// A revision that is not in a repository whose history is cut off.
    #[error("{said}; this clone is shallow, so the history of `{revision}` may not be in it: {FETCH}")]
    Unknown {
        /// As it was given.
        revision: String,
        /// What git says.
        said: String,
    },
    /// A name that the repository has nothing of.
    #[error(
        "there is no branch, tag or commit `{0}` here; `git branch --all` lists the branches, and `git fetch` brings those of the remote"
    )]
    NoSuchRevision(String),
    /// A repository in which nothing was committed yet.
    #[error("nothing is committed here yet, so nothing can be compared; lint without --since")]
    NoCommit,
    /// Two histories that share nothing.
    #[error(
        "`{revision}` and HEAD have no common commit{}",
        if *is_shallow { format!(" here, since this clone is shallow: {FETCH}") } else { ", so nothing can be compared".to_owned() }
    )]
    NoMergeBase {
        /// As it was given.
        revision: String,
        /// Whether the history is cut off.
        is_shallow: bool,
    },
    /// An object that the index or a commit names is not there.
    #[error("git does not have the object {0}")]
    NoObject(String),
    /// The answer is not what `git cat-file --batch` writes.
    #[error("git gave an answer that cannot be read: `{0}`")]
    Answer(String),
}

/// What to do about a history that is cut off.
const FETCH: &str = "fetch all of it with `git fetch --unshallow`, or check it out with `fetch-depth: 0` (GitHub) or `GIT_DEPTH: 0` (GitLab)";
