use std::path::{Path, PathBuf};

use wikivet::input::{Input, expand};

use crate::folder;
use crate::running::run_all;

#[test]
fn a_folder_stands_for_its_wikitext_files_and_dumps_in_order() {
    let folder = folder("walk");
    for name in ["b.wiki", "a.mw", "c.xml.bz2", "notes.txt", "sub/d.wikitext", ".hidden/e.wiki", "out/f.wiki"]
    {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    std::fs::write(folder.join(".gitignore"), "out/\n").unwrap();
    assert_eq!(names(&folder, &[&folder]), ["a.mw", "b.wiki", "c.xml.bz2", "sub/d.wikitext"]);
    let named = [&folder.join("notes.txt"), &folder.join("b.wiki"), &folder, &folder.join("out/f.wiki")];
    let expected = ["notes.txt", "b.wiki", "a.mw", "c.xml.bz2", "sub/d.wikitext", "out/f.wiki"];
    assert_eq!(names(&folder, &named), expected);
}

#[test]
fn a_dash_is_standard_input() {
    assert!(matches!(expand(&[PathBuf::from("-")])[..], [Ok(Input::Stdin)]));
}

fn names(folder: &Path, paths: &[&PathBuf]) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(|&path| path.clone()).collect();
    expand(&paths)
        .into_iter()
        .map(|input| match input {
            Ok(Input::File(path) | Input::Found(path)) => {
                path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn xml_of_another_kind_is_a_failure_only_where_it_was_named() {
    let folder = folder("xml");
    std::fs::write(folder.join("pom.xml"), "<project></project>").unwrap();
    assert_eq!(run_all(std::slice::from_ref(&folder), 1).0, [""; 0]);
    let named = run_all(&[folder.join("pom.xml")], 1).0;
    assert!(named[0].contains("is not a MediaWiki export"), "{named:?}");
}
