//! Configuration: the examples of its documentation are read, and the JSON schema is current and as strict as the
//! reader. `UPDATE_SCHEMA=1` writes the schema anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use wikivet::config::{ConfigError, Configuration, schema};

/// The problems that the reader has with a configuration; none if it can be used.
fn refusal(text: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wikivet.toml");
    fs::write(&path, text).unwrap();
    match Configuration::read(&path, folder.path()) {
        Ok(_) => None,
        Err(ConfigError::Problems(problems)) => {
            Some(problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>().join("; "))
        }
        Err(error) => panic!("{error}"),
    }
}

fn compiled() -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", schema()).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    (schemas, index)
}

fn checked_in(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

#[test]
fn the_schema_is_current() {
    let path = checked_in("wikivet.schema.json");
    let now = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &now).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == now,
        "UPDATE_SCHEMA=1 cargo test --test config writes it anew"
    );
}

#[test]
fn the_examples_of_the_documentation_are_taken_by_reader_and_schema() {
    let page = fs::read_to_string(checked_in("configuration.md")).unwrap();
    let examples: Vec<&str> =
        page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 5);
    let (schemas, index) = compiled();
    for example in examples {
        let own: String =
            example.lines().filter(|line| !line.starts_with("extends")).collect::<Vec<_>>().join("\n");
        assert_eq!(refusal(&own), None, "{example}");
        let value: Value = toml::from_str(example).unwrap();
        schemas.validate(&value, index).unwrap_or_else(|error| panic!("{example}\n{error}"));
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses_too() {
    let (schemas, index) = compiled();
    for (wrong, says) in [
        ("selct = ['date']", "`selct` is not a key"),
        ("wiki = 3", "integer `3` where a string is expected"),
        ("wiki = 'enwikki'", "nothing is known of the wiki"),
        ("language = 'xx'", "nothing is known of the language"),
        ("input = 'html'", "`html` is not one of"),
        ("select = 'date'", "where a list is expected"),
        ("select = ['dates']", "no rule, group or peer id `dates`"),
        ("min-severity = 'fatal'", "`fatal` is not one of"),
        ("fail-on = 'off'", "`off` is not one of"),
        ("force-exclude = 'yes'", "where `true` or `false` is expected"),
        ("safety = { mojibake = 'sure' }", "`sure` is not one of"),
        ("safety = { mojibak = 'safe' }", "no rule, group or peer id `mojibak`"),
        ("rules = ['date']", "`rules` is a table"),
        ("[rules]\nmojibake = 'off'", "what is said of a rule is a table"),
        ("[rules.mojibak]\nseverity = 'off'", "no rule, group or peer id `mojibak`"),
        ("[rules.mojibake]\nseverity = 'none'", "`none` is not one of"),
        ("[rules.mojibake]\nshare = 3", "has no option `share`"),
        ("[rules.table-cell-empty]\nfilled-percent = 101", "101 is out of range 0–100"),
        ("[rules.table-cell-empty]\nignore-columns = 'Notes'", "where a list is expected"),
        ("[rules.date-declared-format]\nstyle = 'ymd'", "`ymd` is not `dmy` or `mdy`"),
        ("overrides = 3", "`overrides` is a list of tables"),
        ("[[overrides]]\nselect = ['date']", "does not say for which `paths`"),
        ("[[overrides]]\npaths = ['a']\nexclude = []", "holds for the whole file"),
        ("[[overrides]]\npaths = ['a']\nselct = []", "`selct` is not a key of an override"),
        ("[[overrides]]\npaths = ['a']\nselect = ['dates']", "no rule, group or peer id `dates`"),
    ] {
        let said = refusal(wrong).unwrap_or_else(|| panic!("the reader takes {wrong}"));
        assert!(said.contains(says), "{wrong}: {said}");
        let value: Value = toml::from_str(wrong).unwrap();
        assert!(schemas.validate(&value, index).is_err(), "the schema takes {wrong}");
    }
}

#[test]
fn who_has_rules_of_his_own_may_name_them() {
    let (schemas, index) = compiled();
    let value: Value = toml::from_str("rule-folders = ['rules']\nselect = ['our-rule']").unwrap();
    schemas.validate(&value, index).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_pattern_with_a_bracket_that_is_never_closed_is_refused() {
    let refused = |text| refusal(text).unwrap_or_default();
    assert!(refused("include = ['de/[']").starts_with("`de/[` is no pattern: unclosed character class"));
    assert!(refused("exclude = ['![a']").starts_with("`![a` is no pattern: unclosed character class"));
    assert_eq!(refusal("exclude = ['[ab].wiki', '\\[draft', '#[', '{a,b}']"), None);
}

#[test]
fn a_value_that_is_missing_or_of_another_kind_is_said_in_plain_words() {
    assert_eq!(refusal("wiki = \nlanguage = 'en'").as_deref(), Some("a value is missing here"));
    assert_eq!(refusal("[rules.mojibake]\nseverity = 3").as_deref(), Some("a string is expected here"));
}
