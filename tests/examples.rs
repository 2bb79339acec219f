//! The examples of how to use the crate do what they say.

use std::process::Command;

/// What an example prints. Cargo builds it, unless it already has, as it does for `cargo test`.
fn printed(name: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", name, "--"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap_or_else(|error| panic!("{error}"));
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
    let path = article("links", "[[Rome|the ''city'']] [[Category:Cities]] [http://a.b c] http://d.e");
    assert_eq!(
        printed("links", &[&path]),
        "wikilink\tRome\tthe ''city''\ncategory\tCategory:Cities\t\nexternal-link\thttp://a.b\tc\n\
         bare-url\thttp://d.e\t\n"
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
