use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Disk, Problem, Splice, copy};
use crate::source::FileState;

/// Puts a file with splices in it in the place of the file at `path`, which was in `state` when it was read.
///
/// Symbolic links are followed. Whatever fails, the old file is still there, and nothing else.
pub fn replace(
    path: &Path,
    state: Option<FileState>,
    splices: &[Splice],
    disk: &dyn Disk,
) -> Result<(), Problem> {
    let state = state.ok_or(Problem::NotAFile)?;
    let path = &fs::canonicalize(path).map_err(Problem::Read)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let old = open(path)?;
    let permissions = old.metadata().map_err(Problem::Read)?;
    if FileState::of(&permissions) != state {
        return Err(Problem::Changed);
    }
    let file = disk.create(folder).map_err(Problem::Folder)?;
    let mut out = BufWriter::with_capacity(64 * 1024, Temporary { disk, file });
    copy(old, splices, &mut out)?;
    let file = out.into_inner().map_err(|error| Problem::Write(error.into_error()))?.file;
    disk.keep_permissions(file.as_file(), &permissions).map_err(Problem::Write)?;
    disk.sync(file.as_file()).map_err(Problem::Write)?;
    if FileState::of(&fs::metadata(path).map_err(Problem::Read)?) != state {
        return Err(Problem::Changed);
    }
    disk.replace(file, path).map_err(Problem::Replace)?;
    disk.sync_folder(folder);
    Ok(())
}

/// Opens a file that may be written, though it is only read: nobody replaces a file here that they could not write.
fn open(path: &Path) -> Result<File, Problem> {
    let metadata = fs::metadata(path).map_err(Problem::Read)?;
    if !metadata.is_file() {
        return Err(Problem::NotAFile);
    }
    if metadata.permissions().readonly() {
        return Err(Problem::ReadOnly(io::ErrorKind::PermissionDenied.into()));
    }
    OpenOptions::new().read(true).write(true).open(path).map_err(Problem::ReadOnly)
}

/// The temporary file, written by way of the [`Disk`].
struct Temporary<'d> {
    disk: &'d dyn Disk,
    file: NamedTempFile,
}

impl Write for Temporary<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file: &mut File = self.file.as_file_mut();
        self.disk.write(file, bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
