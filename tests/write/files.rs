use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use wikivet::write::{Disk, Problem, System, copy, replace};

use super::{documents, documents_of, edits, folder, rewritten};

/// Replaces `one` by `two` in the only document of a file.
fn replace_one(path: &Path) -> Result<(), Problem> {
    replace_one_with(path, &System)
}

fn replace_one_with(path: &Path, disk: &dyn Disk) -> Result<(), Problem> {
    let doc = &documents_of(path)[0];
    let new = rewritten(doc, &edits(doc, &[("one", "two")])).unwrap();
    replace(path, doc.origin.file, &new.splices, disk)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_and_nothing_is_left_beside_it() {
    let folder = folder("replaced");
    let path = folder.join("a.wiki");
    fs::write(&path, "[[A]] one").unwrap();
    replace_one(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] two");
    assert_eq!(names(&folder), ["a.wiki"]);
}

/// Writes the file while its replacement is on its way.
struct Meddler(PathBuf);

impl Disk for Meddler {
    fn sync(&self, _: &File) -> io::Result<()> {
        fs::write(&self.0, "[[B]] one, and more")
    }
}

#[test]
fn a_file_that_somebody_else_writes_in_between_is_left_to_them() {
    let folder = folder("changed");
    let path = folder.join("a.wiki");
    fs::write(&path, "[[A]] one").unwrap();
    let error = replace_one_with(&path, &Meddler(path.clone())).unwrap_err();
    assert!(matches!(error, Problem::Changed), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "[[B]] one, and more");
    assert_eq!(names(&folder), ["a.wiki"]);
}

#[test]
fn a_file_that_was_replaced_after_it_was_read_is_left_as_it_is() {
    let path = folder("replaced-before").join("a.wiki");
    fs::write(&path, "[[A]] one").unwrap();
    let state = documents_of(&path)[0].origin.file;
    fs::rename(&path, path.with_extension("old")).unwrap();
    fs::write(&path, "[[A]] one").unwrap();
    assert!(matches!(replace(&path, state, &[], &System), Err(Problem::Changed)));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_are_kept() {
        let path = folder("permissions").join("a.wiki");
        for mode in [0o600, 0o664, 0o755] {
            fs::write(&path, "[[A]] one").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let owner = (fs::metadata(&path).unwrap().uid(), fs::metadata(&path).unwrap().gid());
            replace_one(&path).unwrap();
            let metadata = fs::metadata(&path).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o7777, mode);
            assert_eq!((metadata.uid(), metadata.gid()), owner);
        }
    }

    #[test]
    fn a_symbolic_link_stays_one_and_its_file_is_replaced() {
        let folder = folder("link");
        let (file, link) = (folder.join("real/a.wiki"), folder.join("link.wiki"));
        fs::create_dir(folder.join("real")).unwrap();
        fs::write(&file, "[[A]] one").unwrap();
        symlink("real/a.wiki", &link).unwrap();
        replace_one(&link).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "[[A]] two");
        assert_eq!(names(&folder.join("real")), ["a.wiki"]);
    }

    #[test]
    fn other_hard_links_keep_the_old_text() {
        let folder = folder("hard-link");
        let (file, other) = (folder.join("a.wiki"), folder.join("backup.wiki"));
        fs::write(&file, "[[A]] one").unwrap();
        fs::hard_link(&file, &other).unwrap();
        replace_one(&file).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "[[A]] two");
        assert_eq!(fs::read_to_string(&other).unwrap(), "[[A]] one");
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let path = folder("read-only").join("a.wiki");
        fs::write(&path, "[[A]] one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(replace_one(&path), Err(Problem::ReadOnly(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] one");
    }

    #[test]
    fn what_is_not_a_file_is_refused() {
        let error = replace(Path::new("/dev/null"), None, &[], &System).unwrap_err();
        assert!(matches!(error, Problem::NotAFile), "{error}");
    }
}

#[test]
fn a_copy_is_the_old_file_but_for_the_splices() {
    let text = b"[[A]] one, and more";
    let doc = &documents("a.wiki", text)[0];
    let new = rewritten(doc, &edits(doc, &[("one", "two")])).unwrap();
    let mut out = Vec::new();
    copy(&text[..], &new.splices, &mut out).unwrap();
    assert_eq!(out, b"[[A]] two, and more");
    assert!(matches!(copy(&b"[[A]] 1ne"[..], &new.splices, &mut out), Err(Problem::Changed)));
    assert!(matches!(copy(&b"[[A"[..], &new.splices, &mut out), Err(Problem::Changed)));
}
