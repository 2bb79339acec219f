//! Lists the files under `rules/data/`, so that a new wiki, language or template schema needs no code.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// Folders under `rules/data/`, and the tables that hold their files by name.
const TABLES: [(&str, &str); 3] =
    [("wikis", "WIKIS"), ("languages", "LANGUAGES"), ("templates", "TEMPLATES")];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules/data");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut code = String::new();
    for (folder, table) in TABLES {
        let path = Path::new(&root).join("rules/data").join(folder);
        write_table(&mut code, table, &path)?;
    }
    fs::write(Path::new(&out).join("data.rs"), code)
}

/// Writes one table of `(name, text)`, sorted by name.
fn write_table(code: &mut String, table: &str, folder: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                files.push((name, path));
            }
        }
    }
    files.sort();
    let _ = writeln!(code, "pub(super) static {table}: &[(&str, &str)] = &[");
    for (name, path) in &files {
        let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", path.to_string_lossy());
    }
    code.push_str("];\n");
    Ok(())
}
