use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::copy::Copier;
use super::{Disk, Problem, Splice, Target};
use crate::source::FileState;

/// A file's new content on its way to take the place of the old one.
pub struct Replacement<'d> {
    disk: &'d dyn Disk,
    /// The file itself, behind symbolic links.
    path: PathBuf,
    state: FileState,
    copier: Copier,
    out: BufWriter<Temporary<'d>>,
}

impl<'d> Replacement<'d> {
    /// Starts to replace the file at `path`, which was in `state` when it was read.
    pub fn new(path: &Path, state: Option<FileState>, disk: &'d dyn Disk) -> Result<Self, Problem> {
        let path = fs::canonicalize(path).map_err(Problem::Read)?;
        let state = state.ok_or(Problem::NotAFile)?;
        let metadata = fs::metadata(&path).map_err(Problem::Read)?;
        if !metadata.is_file() {
            return Err(Problem::NotAFile);
        }
        if metadata.permissions().readonly() {
            return Err(Problem::ReadOnly(io::ErrorKind::PermissionDenied.into()));
        }
        let writable = OpenOptions::new().read(true).write(true).open(&path).map_err(Problem::ReadOnly)?;
        if FileState::of(&writable.metadata().map_err(Problem::Read)?) != state {
            return Err(Problem::Changed);
        }
        let file = disk.create(folder(&path)).map_err(Problem::Folder)?;
        let out = BufWriter::with_capacity(64 * 1024, Temporary { disk, file });
        Ok(Replacement { disk, path, state, copier: Copier::new(writable), out })
    }
}

impl Target for Replacement<'_> {
    fn splice(&mut self, splice: &Splice) -> Result<(), Problem> {
        self.copier.splice(splice, &mut self.out)
    }

    fn finish(self: Box<Self>) -> Result<(), Problem> {
        let Replacement { disk, path, state, copier, mut out } = *self;
        copier.finish(&mut out)?;
        let temporary = out.into_inner().map_err(|error| Problem::Write(error.into_error()))?.file;
        let old = fs::metadata(&path).map_err(Problem::Read)?;
        disk.keep_permissions(temporary.as_file(), &old).map_err(Problem::Write)?;
        disk.sync(temporary.as_file()).map_err(Problem::Write)?;
        if FileState::of(&fs::metadata(&path).map_err(Problem::Read)?) != state {
            return Err(Problem::Changed);
        }
        disk.replace(temporary, &path).map_err(Problem::Replace)?;
        disk.sync_folder(folder(&path));
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
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
