use std::fs::Metadata;
use std::time::SystemTime;

/// What a file was like at a moment: if any of it differs later, the file has changed or is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileState {
    length: u64,
    modified: Option<SystemTime>,
    /// Device and number; none on systems that do not tell.
    identity: Option<(u64, u64)>,
}

impl FileState {
    /// The state that the file system tells.
    pub fn of(metadata: &Metadata) -> Self {
        FileState { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}
