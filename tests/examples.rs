//! The examples of how to use the crate do what they say.

use std::env::consts::EXE_EXTENSION;
use std::process::Command;

/// What an example prints. `cargo test` builds all examples; before `cargo test --test examples` they have to be built by
/// `cargo build --examples`. They are in the folder beside the one of this test.
fn printed(name: &str, arguments: &[&str]) -> String {
    let test = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    let built = test.ancestors().nth(2).unwrap_or(&test);
    let example = built.join("examples").join(name).with_extension(EXE_EXTENSION);
    let output = Command::new(&example)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("`cargo build --examples` makes {}: {error}", example.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Writes an article for an example to read.
fn article(name: &str, text: &str) -> String {
    let path = format!("{}/{name}.wiki", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path
}

#[test]
fn links_of_a_page() {
    let path = article(
        "links",
        "[[Rom|die ''Stadt'']] [[Haus]]ümer [[:Kategorie:A]] [[Kategorie:Ort]] [[Datei:a.png|mini|alt=b|Ein Bild]] \
         [http://a.b c] http://d.e",
    );
    assert_eq!(
        printed("links", &["dewiki", &path]),
        "wikilink\tRom\tdie ''Stadt''\nwikilink\tHaus\tHausümer\nwikilink\t:Kategorie:A\tKategorie:A\n\
         category\tKategorie:Ort\t\nfile\tDatei:a.png\tEin Bild\nexternal-link\thttp://a.b\tc\n\
         bare-url\thttp://d.e\thttp://d.e\n"
    );
}

#[test]
fn citations_of_a_page() {
    let path = article(
        "citations",
        "a<ref>{{cite web |title=B \"C\" |url=http://d.e |date=May 2019}}</ref> {{flag|F}}",
    );
    assert_eq!(
        printed("citations", &["enwiki", &path]),
        "start,end,template,title,url,date\n6,62,\"cite web\",\"B \"\"C\"\"\",\"http://d.e\",\"May 2019\"\n"
    );
}
