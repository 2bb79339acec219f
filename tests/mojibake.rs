//! Damage and its repair, measured on the labelled cases of the corpus.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where its world is not as it should be"
)]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Deserialize;
use wikivet::profile::Encodings;
use wikivet::value::mojibake::find_damage;

#[derive(Deserialize)]
struct Case {
    label: String,
    original: String,
    fixed: String,
    #[serde(rename = "fixed-encoding")]
    decoded: Option<String>,
    expect: Option<String>,
}

impl Case {
    /// What stood there, before any clean-up that has nothing to do with encodings.
    fn wanted(&self) -> &str {
        self.decoded.as_deref().unwrap_or(&self.fixed)
    }
}

/// A folder of the corpus, or a message that it is not there.
fn corpus(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("WIKIVET_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("corpus").join(name);
    if !path.is_dir() {
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

fn cases(set: &str) -> Option<Vec<Case>> {
    let text = fs::read_to_string(corpus("mojibake")?.join(format!("ftfy-{set}.json"))).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn repair(text: &str) -> String {
    let mut repaired = String::new();
    let mut at = 0;
    for damage in find_damage(text, Encodings::known()) {
        repaired.push_str(&text[at..damage.span.start as usize]);
        repaired.push_str(&damage.repaired);
        at = damage.span.end as usize;
    }
    repaired + &text[at..]
}

#[test]
fn labelled_damage_is_found_and_repaired_and_sound_text_is_left_alone() {
    let (mut damaged, mut found, mut exact) = (0, 0, 0);
    for set in ["in-the-wild", "synthetic", "language-names", "negative"] {
        let Some(cases) = cases(set) else { return };
        for case in cases.iter().filter(|case| case.expect.as_deref() != Some("fail")) {
            let repaired = repair(&case.original);
            if case.wanted() == case.original {
                assert_eq!(repaired, case.original, "a false alarm: {}", case.label);
                continue;
            }
            damaged += 1;
            found += usize::from(repaired != case.original);
            exact += usize::from(repaired == case.wanted());
            if repaired != case.wanted() {
                println!("{}\n  read   {}\n  wanted {}", case.label, repaired, case.wanted());
            }
        }
    }
    println!("{damaged} damaged, {found} found, {exact} repaired exactly");
    assert!(found * 100 >= damaged * 95, "{found} of {damaged} found");
    assert!(exact * 100 >= damaged * 90, "{exact} of {damaged} repaired exactly");
}

/// Some lines of real articles in each language, with letters beyond ASCII and without URLs.
fn real_lines() -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut articles: Vec<PathBuf> = fs::read_dir(corpus("articles")?)
        .unwrap()
        .flat_map(|language| fs::read_dir(language.unwrap().path()).unwrap())
        .map(|article| article.unwrap().path())
        .collect();
    articles.sort();
    for article in articles {
        let text = fs::read_to_string(article).unwrap();
        let fit = |line: &&str| (30..250).contains(&line.len()) && !line.is_ascii() && !line.contains("://");
        lines.extend(text.lines().filter(fit).step_by(40).map(str::to_owned));
    }
    Some(lines)
}

#[test]
fn real_lines_read_in_a_wrong_encoding_are_found_and_repaired() {
    let Some(lines) = real_lines() else { return };
    for label in ["windows-1252", "windows-1251", "windows-1250", "windows-1254", "macintosh", "koi8-r"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (mut found, mut exact) = (0, 0);
        for line in &lines {
            let (damaged, _) = encoding.decode_without_bom_handling(line.as_bytes());
            let repaired = repair(&damaged);
            found += usize::from(repaired != damaged);
            exact += usize::from(repaired == *line);
        }
        println!("{label}: {found} of {} found, {exact} repaired exactly", lines.len());
        assert!(found * 100 >= lines.len() * 96, "{label}: {found} of {} found", lines.len());
        assert!(exact * 100 >= lines.len() * 80, "{label}: {exact} of {} repaired exactly", lines.len());
    }
}
