use std::fs::{self, File};
use std::path::Path;

use wikivet::write::{Filter, Problem, Replacement, System, Target};

use super::{documents_of, edits, folder, rewritten};

/// Replaces `one` by `two` in the only document of a file; `before_end` happens before the file is replaced.
fn replace_one(path: &Path, before_end: impl FnOnce()) -> Result<(), Problem> {
    let doc = &documents_of(path)[0];
    let new = rewritten(doc, &edits(doc, &[("one", "two")])).unwrap();
    let mut replacement = Replacement::new(path, doc.origin.file, &System)?;
    new.splices.iter().try_for_each(|splice| replacement.splice(splice))?;
    before_end();
    Box::new(replacement).finish()
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
    replace_one(&path, || ()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] two");
    assert_eq!(names(&folder), ["a.wiki"]);
}

#[test]
fn a_file_that_somebody_else_writes_in_between_is_left_to_them() {
    let folder = folder("changed");
    let path = folder.join("a.wiki");
    fs::write(&path, "[[A]] one").unwrap();
    let error = replace_one(&path, || fs::write(&path, "[[B]] one, and more").unwrap()).unwrap_err();
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
    assert!(matches!(Replacement::new(&path, state, &System).err(), Some(Problem::Changed)));
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
            replace_one(&path, || ()).unwrap();
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
        replace_one(&link, || ()).unwrap();
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
        replace_one(&file, || ()).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "[[A]] two");
        assert_eq!(fs::read_to_string(&other).unwrap(), "[[A]] one");
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let path = folder("read-only").join("a.wiki");
        fs::write(&path, "[[A]] one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(replace_one(&path, || ()), Err(Problem::ReadOnly(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] one");
    }

    #[test]
    fn what_is_not_a_file_is_refused() {
        let error = Replacement::new(Path::new("/dev/null"), None, &System).err().unwrap();
        assert!(matches!(error, Problem::NotAFile), "{error}");
    }
}

#[test]
fn a_filter_copies_what_it_does_not_change() {
    let path = folder("filter").join("a.wiki");
    fs::write(&path, "[[A]] one, and more").unwrap();
    let doc = &documents_of(&path)[0];
    let new = rewritten(doc, &edits(doc, &[("one", "two")])).unwrap();
    let mut out = Vec::new();
    let mut filter = Box::new(Filter::new(File::open(&path).unwrap(), &mut out));
    filter.splice(&new.splices[0]).unwrap();
    (filter as Box<dyn Target + '_>).finish().unwrap();
    assert_eq!(out, b"[[A]] two, and more");
    assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] one, and more");
}
