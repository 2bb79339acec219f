//! The format of MediaWiki's parser tests: blocks of sections that `!!` starts.

use std::collections::HashMap;

use crate::case::{Case, Expected, TITLE, node_language};

/// Sections with expected HTML, the best first: MediaWiki's own parser, both parsers, Parsoid.
const HTML: [&str; 7] = [
    "html/php",
    "html/*",
    "html",
    "html/",
    "html/parsoid",
    "html/parsoid+integrated",
    "html/parsoid+standalone",
];

/// Options that have something else done than to show the page.
const OTHER_OUTPUT: [&str; 6] = ["pst", "msg", "preload", "section", "replace", "comment"];

/// Options that put facts of the page before its HTML, unless the case has a section of its own for them.
const MORE_OUTPUT: [&str; 8] =
    ["cat", "ill", "showmedia", "property", "extension", "extlinks", "showflags", "iwl"];

/// Settings under which the same wikitext means something else than on other wikis: raw HTML, links to languages as
/// links like others.
const SETTINGS: [&str; 2] = ["wgrawhtml", "wginterwikimagic"];

/// The cases of one file.
pub(crate) fn cases(file: &str, text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut sections: HashMap<String, String> = HashMap::new();
    let mut current = None;
    let mut settings = String::new();
    for line in text.split('\n') {
        let Some(word) = line.strip_prefix("!!") else {
            if let Some(section) = current.as_ref().and_then(|name| sections.get_mut(name)) {
                section.push_str(line);
                section.push('\n');
            }
            continue;
        };
        let word = word.trim().to_lowercase();
        match word.as_str() {
            "test" | "article" | "hooks" | "functionhooks" => sections.clear(),
            "end" | "endarticle" | "endhooks" | "endfunctionhooks" => {
                if sections.contains_key("version") || sections.len() == 1 && settings.is_empty() {
                    settings = sections.get("options").cloned().unwrap_or_default();
                }
                cases.extend(case(file, &sections, &settings));
                sections.clear();
            }
            _ => {}
        }
        sections.insert(word.clone(), String::new());
        current = Some(word);
    }
    cases
}

/// One case, with the settings of its file.
fn case(file: &str, sections: &HashMap<String, String>, settings: &str) -> Option<Case> {
    let name = sections.get("test")?.trim().to_owned();
    let wikitext = sections.get("wikitext").or(sections.get("input"))?;
    let wikitext = wikitext.strip_suffix('\n').unwrap_or(wikitext).to_owned();
    let options = sections.get("options").map(String::as_str).unwrap_or_default();
    let value = |key: &str| option(options, key);
    let default = if file.starts_with("wikiparser-node") { node_language(&wikitext) } else { "en" };
    let language = value("language").unwrap_or(default.to_owned());
    let converted =
        value("variant").or(value("htmlvariantlanguage")).is_some_and(|variant| variant != language);
    Some(Case {
        file: file.to_owned(),
        name,
        wikitext,
        expected: expected(sections, settings),
        title: value("title").unwrap_or(TITLE.to_owned()),
        language,
        converted,
    })
}

fn expected(sections: &HashMap<String, String>, settings: &str) -> Expected {
    let section = |name: &str| sections.get(name).map(String::as_str).unwrap_or_default();
    let (options, config) = (section("options"), section("config"));
    let has_facts = sections.keys().any(|name| name.starts_with("metadata"));
    if option(options, "disabled").is_some() {
        return Expected::Nothing("the case is switched off");
    }
    let shows_facts = !has_facts && MORE_OUTPUT.iter().any(|word| option(options, word).is_some());
    if shows_facts || OTHER_OUTPUT.iter().any(|word| option(options, word).is_some()) {
        return Expected::Nothing("the case has something else done than to show the page");
    }
    let is_set = |name: &&str| option(config, name).or(option(options, name)).is_some();
    if SETTINGS.iter().any(is_set) {
        return Expected::Nothing("the case changes a setting that the grammar depends on");
    }
    let Some(name) = HTML.iter().find(|name| sections.contains_key(**name)) else {
        return Expected::Nothing("no expected HTML");
    };
    let modes = option(options, "parsoid").filter(|modes| !modes.is_empty());
    let reads = match modes.or(option(settings, "parsoid-compatible")) {
        Some(modes) if !modes.is_empty() => modes.contains("wt2html"),
        _ => true,
    };
    if !reads && *name != "html/php" {
        return Expected::Nothing("the case tests how HTML is written as wikitext");
    }
    Expected::Html(sections[*name].clone())
}

/// The value of an option, empty where it has none: `key`, `key=word`, `key=[[title]]`, `key="text"`, `key={…}`.
fn option(options: &str, key: &str) -> Option<String> {
    let lower = options.to_lowercase();
    let mut from = 0;
    while let Some(found) = lower.get(from..)?.find(key) {
        let (start, end) = (from + found, from + found + key.len());
        from = end;
        let is_word = |sign: char| sign.is_alphanumeric();
        if lower[..start].ends_with(is_word) || lower[end..].starts_with(is_word) || inside(&lower[..start]) {
            continue;
        }
        let Some(value) = options[end..].trim_start().strip_prefix('=').map(str::trim_start) else {
            return Some(String::new());
        };
        let until = |from: usize, close: &str| {
            let value = &value[from..];
            value[..value.find(close).unwrap_or(value.len())].to_owned()
        };
        return Some(match value {
            _ if value.starts_with("[[") => until(2, "]]"),
            _ if value.starts_with('"') => until(1, "\""),
            _ if value.starts_with('{') => until(0, "}"),
            _ => value.split_whitespace().next().unwrap_or_default().to_owned(),
        });
    }
    None
}

/// Whether the text ends within brackets or braces.
fn inside(text: &str) -> bool {
    let count = |signs: &[char]| text.matches(|sign| signs.contains(&sign)).count();
    count(&['[', '{']) > count(&[']', '}'])
}
