//! Whatever fails while a file is replaced, its name has the old bytes or the new ones, and nothing is left beside it.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use tempfile::NamedTempFile;
use wikivet::write::{Disk, Problem, System, replace};

use super::{documents_of, edits, folder, rewritten};

const OLD: &str = "[[A]] one, and more\n";
const NEW: &str = "[[A]] two, and more\n";

/// A step that goes wrong.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Create,
    /// The disk is full after so many bytes.
    FullAfter(usize),
    KeepPermissions,
    Sync,
    Replace,
    /// The process ends at the step; the last one is after the new file took its place.
    Crash(Step),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Write,
    KeepPermissions,
    Sync,
    Replace,
    SyncFolder,
}

fn error<T>() -> io::Result<T> {
    Err(io::ErrorKind::StorageFull.into())
}

impl Fault {
    fn crash_at(self, step: Step) {
        if matches!(self, Fault::Crash(at) if at == step) {
            std::process::exit(7);
        }
    }
}

impl Disk for Fault {
    fn create(&self, folder: &Path) -> io::Result<NamedTempFile> {
        if let Fault::Create = self { error() } else { System.create(folder) }
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let room = match *self {
            Fault::FullAfter(room) => room,
            Fault::Crash(Step::Write) => bytes.len() / 2,
            _ => bytes.len(),
        };
        file.write_all(&bytes[..room.min(bytes.len())])?;
        self.crash_at(Step::Write);
        if room < bytes.len() { error() } else { Ok(()) }
    }

    fn keep_permissions(&self, file: &File, old: &Metadata) -> io::Result<()> {
        self.crash_at(Step::KeepPermissions);
        if let Fault::KeepPermissions = self { error() } else { System.keep_permissions(file, old) }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.crash_at(Step::Sync);
        if let Fault::Sync = self { error() } else { System.sync(file) }
    }

    fn replace(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        self.crash_at(Step::Replace);
        if let Fault::Replace = self { error() } else { System.replace(file, path) }
    }

    fn sync_folder(&self, folder: &Path) {
        self.crash_at(Step::SyncFolder);
        System.sync_folder(folder);
    }
}

fn fix(path: &Path, disk: &dyn Disk) -> Result<(), Problem> {
    let doc = &documents_of(path)[0];
    let new = rewritten(doc, &edits(doc, &[("one", "two")])).unwrap();
    replace(path, doc.origin.file, &new.splices, disk)
}

#[test]
fn a_step_that_fails_leaves_the_old_file_alone_in_its_folder() {
    let path = folder("faults").join("a.wiki");
    let steps = [Fault::Create, Fault::KeepPermissions, Fault::Sync, Fault::Replace];
    for fault in steps.into_iter().chain((0..NEW.len()).map(Fault::FullAfter)) {
        fs::write(&path, OLD).unwrap();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        assert!(fix(&path, &fault).is_err(), "{fault:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), OLD, "{fault:?}");
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified, "{fault:?}");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "{fault:?}");
    }
    fix(&path, &Fault::FullAfter(NEW.len())).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), NEW);
}

/// Set for the process that is to end in the middle.
const CRASH: &str = "WIKIVET_TEST_CRASH";

#[test]
fn a_crash_at_any_step_leaves_the_old_file_or_the_new_one() {
    let steps = [Step::Write, Step::KeepPermissions, Step::Sync, Step::Replace, Step::SyncFolder];
    if let Ok(path) = std::env::var(CRASH) {
        let (step, path) = path.split_once(':').unwrap();
        let _ = fix(Path::new(path), &Fault::Crash(steps[step.parse::<usize>().unwrap()]));
        unreachable!("the process has ended");
    }
    for (index, step) in steps.iter().enumerate() {
        let path = folder("crash").join("a.wiki");
        fs::write(&path, OLD).unwrap();
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "failures::a_crash_at_any_step_leaves_the_old_file_or_the_new_one"])
            .env(CRASH, format!("{index}:{}", path.display()))
            .output()
            .unwrap()
            .status;
        assert_eq!(status.code(), Some(7));
        let expected = if *step == Step::SyncFolder { NEW } else { OLD };
        assert_eq!(fs::read_to_string(&path).unwrap(), expected, "{step:?}");
    }
}
