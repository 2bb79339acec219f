//! Runs every example block of every rule page. `UPDATE_RULES=1` rewrites the `findings` blocks instead.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use wikivet::engine::{self, Interest, OptionTable, Page, Registry, RuleEntry};
use wikivet::examples::{self, Examples, Fault};

fn main() {
    let arguments = Arguments::from_args();
    let update = std::env::var_os("UPDATE_RULES").is_some();
    let mut trials = vec![
        Trial::test("every page can be read", || match engine::page_errors().as_slice() {
            [] => Ok(()),
            errors => Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into()),
        }),
        Trial::test("every page has a check and every check a page", pages_and_checks),
        Trial::test("names are kebab case, unique, and absorbed rules exist", names),
    ];
    let registry = Registry::built_in();
    for entry in registry.rules() {
        let page = &entry.page;
        let of_page = Examples { registry, page };
        trials.push(Trial::test(
            format!("{}::examples are there and use what the front matter says", page.name),
            move || sections(of_page),
        ));
        trials.push(Trial::test(format!("{}::states what it uses", page.name), move || {
            of_page.check_uses().map_err(fail)
        }));
        trials.push(Trial::test(format!("{}::options are those of the check", page.name), || options(entry)));
        if update {
            rewrite(of_page);
        }
        for (index, example) in examples::examples(page.body).into_iter().enumerate() {
            let section = if example.is_bad { "Bad" } else { "Good" };
            let name = format!("{}::{section}::{}", page.name, index + 1);
            trials.push(Trial::test(name, move || of_page.check(&example).map_err(fail)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn rules_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn page_path(page: &Page) -> PathBuf {
    rules_folder().join(page.group).join(format!("{}.md", page.name))
}

fn pages_and_checks() -> Result<(), Failed> {
    for group in fs::read_dir(rules_folder())? {
        let group = group?.path();
        if !group.is_dir() || group.ends_with("data") {
            continue;
        }
        for page in fs::read_dir(&group)? {
            let page = page?.path();
            let name = page.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            if Registry::built_in().rule(name).is_none() {
                return Err(format!("{} has no check in the registry", page.display()).into());
            }
        }
    }
    Ok(())
}

fn names() -> Result<(), Failed> {
    let mut seen = HashMap::new();
    for entry in Registry::built_in().rules() {
        let name = entry.page.name;
        if !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(format!("{name} is not kebab case").into());
        }
        if seen.insert(name, ()).is_some() {
            return Err(format!("{name} stands twice in the registry").into());
        }
        for (tool, ids) in &entry.page.also {
            if let Some(id) = ids.iter().find(|id| !engine::peer_ids(tool).contains(id)) {
                return Err(format!("{name}: `{tool}:{id}` is not in rules/data/peers.toml").into());
            }
        }
        // WPCleaner took the numbers of CheckWiki over.
        let numbers = |tool: &str| entry.page.also.get(tool).cloned().unwrap_or_default();
        if let Some(id) = numbers("cw").iter().find(|id| !numbers("wpc").contains(id)) {
            return Err(format!("{name}: `cw:{id}` is `wpc:{id}` as well").into());
        }
        for absorbed in &entry.page.absorbs {
            if Registry::built_in().rule(absorbed).is_none() {
                return Err(format!("{name} absorbs {absorbed}, which is no rule").into());
            }
        }
        if entry.make(OptionTable::new())?.interest() == Interest::default() {
            return Err(format!("{name} wants to see nothing").into());
        }
    }
    Ok(())
}

fn sections(examples: Examples) -> Result<(), Failed> {
    let page = examples.page;
    if !examples::examples(page.body).iter().any(|example| !example.is_bad) {
        return Err("no example under Good".into());
    }
    let heading = |title: &str| page.body.lines().any(|line| line == format!("## {title}"));
    for title in ["Why", "Evidence"] {
        if !heading(title) {
            return Err(format!("no section {title}").into());
        }
    }
    if page.since.is_empty() {
        return Err("the front matter does not say since when there is the rule".into());
    }
    examples.check_front_matter().map_err(fail)
}

/// The options of a page are those that the check reads, with their defaults.
fn options(entry: &RuleEntry) -> Result<(), Failed> {
    let schema = entry.options().map(serde_json::Value::from).unwrap_or_default();
    let none = serde_json::Map::new();
    let known = schema["properties"].as_object().unwrap_or(&none);
    let names: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    let said: BTreeSet<&str> = entry.page.options.iter().copied().collect();
    if names != said {
        return Err(format!("the page has the options {said:?}, the check {names:?}").into());
    }
    for (name, option) in known {
        let default = match &option["default"] {
            serde_json::Value::Null => "Default: none.".to_owned(),
            value => format!("Default: `{value}`."),
        };
        if !entry.page.body.contains(&format!("### `{name}`\n\n{default}\n")) {
            return Err(format!("`{name}` is to begin with `{default}`").into());
        }
        if option["description"].as_str().is_none() {
            return Err(format!("`{name}` has no description in the schema").into());
        }
    }
    Ok(())
}

fn fail(fault: Fault) -> Failed {
    fault.to_string().into()
}

/// Writes what is found now into the page's `findings` blocks.
fn rewrite(examples: Examples) {
    let path = page_path(examples.page);
    if let Ok(text) = fs::read_to_string(&path) {
        let written = text.replace(examples.page.body, &examples.rewritten());
        if written != text {
            let _ = fs::write(&path, written);
        }
    }
}
