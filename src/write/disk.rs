use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// The steps on the file system that replacing a file is made of. Tests let each of them fail.
pub trait Disk {
    /// Makes a temporary file, which is removed when it is dropped, in the folder of the file that it is to replace.
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        Builder::new().prefix(".wikivet-").tempfile_in(folder)
    }

    /// Writes all bytes to the temporary file.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Gives the temporary file the owner, where the system allows it, and the permissions of the old one.
    fn keep_permissions(&self, file: &File, old: &Metadata) -> io::Result<()> {
        keep_owner(file, old);
        file.set_permissions(old.permissions())
    }

    /// Has the temporary file's bytes written through to the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Puts the temporary file in the place of the old one, in one step.
    fn replace(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        file.persist(path).map(|_| ()).map_err(|error| error.error)
    }

    /// Has the new name written through to the disk.
    fn sync_folder(&self, folder: &Path) {
        // The file is whole with and without it, and some file systems cannot do it.
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// The file system as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Disk for System {}

#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    // Only an administrator may give files away: else the owner is who runs wikivet, and the group is kept if it can be.
    let _ = fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(file, None, Some(old.gid())));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}
