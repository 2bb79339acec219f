use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::Disk;

/// Puts a file with this content at `path`, in one step; makes it if there is none. Symbolic links are followed.
///
/// Whatever fails, the old file is still there, or none.
pub fn write_whole(path: &Path, text: impl AsRef<[u8]>, disk: &dyn Disk) -> io::Result<()> {
    // A new file gets the permissions that others get, which a temporary one does not.
    let is_new = match File::create_new(path) {
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(error) => return Err(error),
    };
    let written = put(path, text.as_ref(), disk);
    if is_new && written.is_err() {
        // What went wrong is said; that the empty file stays as well adds nothing.
        let _ = fs::remove_file(path);
    }
    written
}

fn put(path: &Path, text: &[u8], disk: &dyn Disk) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    // Nobody replaces a file here that they could not write.
    let mut current = File::options().write(true).open(&path)?;
    let old = current.metadata()?;
    if !old.is_file() {
        // A device or a pipe is written to; a file in its place would take it away from everybody.
        return disk.write(&mut current, text);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = disk.create(folder)?;
    disk.write(file.as_file_mut(), text)?;
    disk.keep_permissions(file.as_file(), &old)?;
    disk.sync(file.as_file())?;
    disk.replace(file, &path)?;
    disk.sync_folder(folder);
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::write_whole;
    use crate::write::System;

    #[test]
    fn a_device_stays_a_device() {
        // Not the one that all programs use, should this ever fail.
        let device = std::path::Path::new("/dev/full");
        if !device.exists() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink(device, &link).unwrap();
        assert!(write_whole(&link, "text", &System).is_err(), "nothing can be written to it");
        assert!(!device.is_file());
    }
}
