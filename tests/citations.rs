//! The checklist in `docs/citations.md`: every message of the citation module, with the rules that say the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use wikivet::engine::Registry;

/// What is said of a message that no rule says so far.
const NOT_YET: &str = "Not told yet.";

#[derive(serde::Deserialize)]
struct Peers {
    cs1: Vec<String>,
}

/// `UPDATE_CITATIONS=1` writes the column of rules.
#[test]
fn the_checklist_of_the_citation_module_names_each_message_with_its_rules_or_a_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let peers = std::fs::read_to_string(folder.join("rules/data/peers.toml")).expect("the data of peers");
    let peers: Peers = toml::from_str(&peers).expect("ids by tool");
    let path = folder.join("docs/citations.md");
    let page = std::fs::read_to_string(&path).expect("the checklist");

    let updated = with_rules(&page);
    if std::env::var_os("UPDATE_CITATIONS").is_some() {
        std::fs::write(&path, &updated).expect("the checklist can be written");
    } else {
        assert_eq!(page, updated, "run with UPDATE_CITATIONS=1");
    }

    let rows: BTreeMap<&str, (&str, &str)> =
        rows(&updated).map(|(id, rules, why)| (id, (rules, why))).collect();
    for id in &peers.cs1 {
        let (rules, why) = rows.get(id.as_str()).unwrap_or_else(|| panic!("`{id}` is not in the checklist"));
        assert!(!rules.is_empty() || !why.is_empty(), "`{id}` has neither a rule nor a reason");
    }
    assert_eq!(rows.len(), peers.cs1.len(), "the checklist has rows of ids that are not known");
}

/// The page with the rules of each row as the rules' own pages have them.
fn with_rules(page: &str) -> String {
    let registry = Registry::built_in();
    let mut by_id: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for rule in registry.rules() {
        for id in rule.page.also.iter().filter(|(tool, _)| tool.as_str() == "cs1").flat_map(|(_, ids)| ids) {
            by_id.entry(id.as_str()).or_default().push(format!("`{}`", rule.page.name));
        }
    }
    let mut text = String::new();
    for line in page.lines() {
        match row(line) {
            Some((id, _, why)) => {
                let mut rules = by_id.get(id).cloned().unwrap_or_default();
                rules.sort_unstable();
                let why = match (rules.is_empty(), why) {
                    (true, "") => NOT_YET,
                    (false, NOT_YET) => "",
                    _ => why,
                };
                let _ = writeln!(text, "| `{id}` | {} | {why} |", rules.join(", "));
            }
            None => text.extend([line, "\n"]),
        }
    }
    text
}

fn rows(page: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    page.lines().filter_map(row)
}

/// The id of a message, the rules, and what there is to say about them.
fn row(line: &str) -> Option<(&str, &str, &str)> {
    let mut cells = line.strip_prefix("| `")?.strip_suffix(" |")?.split(" | ");
    let id = cells.next()?.strip_suffix('`')?;
    Some((id, cells.next()?.trim(), cells.next()?.trim()))
}
