//! Lists the files under `rules/data/`, so that a new wiki, language or template schema needs no code, each as JSON, which
//! is read in a fifth of the time; the words that tell which of the languages may have written a date, so that few of
//! them have to be read; and which signs are letters, numbers, or changed by normal forms, as Unicode has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Folders under `rules/data/`, and the tables that hold their files by name.
const TABLES: [(&str, &str); 4] =
    [("", "FILES"), ("wikis", "WIKIS"), ("languages", "LANGUAGES"), ("templates", "TEMPLATES")];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules/data");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let (data, out) = (Path::new(&root).join("rules/data"), Path::new(&out));
    let mut code = String::new();
    for (folder, table) in TABLES {
        write_table(&mut code, table, &data.join(folder), &out.join("data").join(folder))?;
    }
    write_date_words(&mut code, &data.join("languages"))?;
    fs::write(out.join("data.rs"), code)?;
    let mut code = String::new();
    write_signs(&mut code, "ALPHABETIC", char::is_alphabetic);
    write_signs(&mut code, "NUMERIC", char::is_numeric);
    write_signs(&mut code, "COMBINING", |sign| canonical_combining_class(sign) != 0);
    let is_sure = |sign| is_nfc_quick(std::iter::once(sign)) == IsNormalized::Yes;
    write_signs(&mut code, "CHANGED_IN_NFC", |sign| !is_sure(sign));
    fs::write(out.join("signs.rs"), code)
}

/// Writes which signs of the Basic Multilingual Plane are of a kind, 64 signs to a number.
fn write_signs(code: &mut String, table: &str, is_of_kind: impl Fn(char) -> bool) {
    let bits = |word: u32| {
        let signs = (0..64).filter(|bit| char::from_u32(64 * word + bit).is_some_and(&is_of_kind));
        signs.fold(0_u64, |bits, bit| bits | 1 << bit)
    };
    let words: Vec<u64> = (0..1024).map(bits).collect();
    let _ = writeln!(code, "static {table}: [u64; 1024] = {words:?};");
}

/// Writes the files of a folder as JSON, and one table of `(name, text)`, sorted by name.
fn write_table(code: &mut String, table: &str, folder: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out)?;
    let _ = writeln!(code, "pub(super) static {table}: &[(&str, &str)] = &[");
    for (name, path) in &files_in(folder)? {
        let json = out.join(name).with_extension("json");
        fs::write(&json, serde_json::to_string(&read(path)?)?)?;
        let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", json.to_string_lossy());
    }
    code.push_str("];\n");
    Ok(())
}

fn read(path: &Path) -> io::Result<toml::Table> {
    let wrong = |error| io::Error::other(format!("{}: {error}", path.display()));
    toml::from_str(&fs::read_to_string(path)?).map_err(wrong)
}

/// Writes `DATE_WORDS`: the first words of the names of months and of the patterns that write months as numbers, in lower
/// case and sorted, each with the languages that have it.
fn write_date_words(code: &mut String, folder: &Path) -> io::Result<()> {
    let mut codes_by_word: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, path) in files_in(folder)? {
        let language = read(&path)?;
        let mut texts = Vec::new();
        strings(language.get("months"), &mut texts);
        let names = texts.len();
        strings(language.get("dates").and_then(|dates| dates.get("patterns")), &mut texts);
        let written = texts.iter().enumerate().filter(|(at, text)| *at < names || text.contains("{m}"));
        // Where a letter is joined to the name, as in Hebrew, no word of a date is known.
        if texts.iter().skip(names).any(|pattern| joins_name(pattern)) {
            codes_by_word.entry(String::new()).or_default().insert(name.clone());
        }
        for (_, text) in written {
            let bare = text.replace("{y}", " ").replace("{m}", " ").replace("{d}", " ");
            let mut words = bare.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
            let word = words.next().unwrap_or_default().to_lowercase();
            codes_by_word.entry(word).or_default().insert(name.clone());
        }
    }
    code.push_str("pub(super) static DATE_WORDS: &[(&str, &[&str])] = &[\n");
    for (word, codes) in &codes_by_word {
        let _ = writeln!(code, "    ({word:?}, &{:?}),", codes.iter().collect::<Vec<_>>());
    }
    code.push_str("];\n");
    Ok(())
}

/// Whether a letter stands directly beside the name of the month in a pattern.
fn joins_name(pattern: &str) -> bool {
    pattern.split_once("{month}").is_some_and(|(before, after)| {
        before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic)
    })
}

/// Adds all strings in a value, however deep.
fn strings(value: Option<&toml::Value>, found: &mut Vec<String>) {
    match value {
        Some(toml::Value::String(text)) => found.push(text.clone()),
        Some(toml::Value::Array(values)) => values.iter().for_each(|value| strings(Some(value), found)),
        Some(toml::Value::Table(table)) => table.values().for_each(|value| strings(Some(value), found)),
        _ => {}
    }
}

/// The names and paths of the TOML files in a folder, sorted.
fn files_in(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
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
    Ok(files)
}
