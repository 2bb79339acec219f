//! `docs/stability.md` says what is so.

use std::fs;
use std::process::Command;

use wikivet::report::Format;

#[test]
fn what_is_promised_names_the_formats_the_schema_and_the_rust_version_of_this_version() {
    let text = fs::read_to_string("docs/stability.md").unwrap();
    for format in Format::ALL {
        assert!(text.contains(&format!("`{format}`")), "{format} is neither promised nor not");
    }
    let cargo: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let rust = cargo["package"]["rust-version"].as_str().unwrap();
    assert!(text.contains(&format!("minimum Rust version is {rust};")), "Rust {rust}");

    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.wiki");
    fs::write(&article, "").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["--format", "json"])
        .arg(&article)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(text.contains(&format!("the member `schema`, a number; it is {}.", report["schema"])));
}
