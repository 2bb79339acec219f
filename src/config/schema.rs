//! The JSON schema of `wikivet.toml`, for editors.

use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value, json};

use super::check::AUTO;
use super::keys::{FileKeys, OverrideKeys, PathKeys, RuleKeys};
use super::read::{OVERRIDES, RULES};
use crate::engine::{Page, Registry, RuleEntry, peer_tools};
use crate::profile::{Language, Profile};

/// Keys whose values are lists of selectors.
const SELECTORS: [&str; 3] = ["select", "extend-select", "ignore"];

/// The schema, with the rules of wikivet itself and their options.
pub fn schema() -> Value {
    let registry = Registry::built_in();
    let rules = json!({ "$ref": "#/$defs/rules" });
    let mut of_paths = properties::<PathKeys>();
    choices(&mut of_paths, "wiki", Profile::names());
    choices(&mut of_paths, "language", Language::codes());
    of_paths.insert(RULES.to_owned(), rules);
    let mut of_file = properties::<FileKeys>();
    of_file.extend(of_paths.clone());
    let overrides = json!({
        "description": "What holds for some paths only; a later one wins.",
        "type": "array",
        "items": { "$ref": "#/$defs/override" },
    });
    of_file.insert(OVERRIDES.to_owned(), overrides);
    let mut of_override = properties::<OverrideKeys>();
    of_override.extend(of_paths);
    let of_rules: Map<String, Value> =
        registry.rules().iter().map(|entry| (entry.page.name.to_owned(), rule(entry))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wikivet.toml",
        "description": "The configuration of wikivet.",
        "type": "object",
        "properties": of_file,
        "additionalProperties": false,
        // Whoever has rules of his own, or takes over others', has names that are not known here.
        "if": { "not": { "anyOf": [{ "required": ["extends"] }, { "required": ["rule-folders"] }] } },
        "then": {
            "properties": named(json!({ "items": { "properties": named(Value::Null) } })),
        },
        "$defs": {
            "override": {
                "type": "object",
                "properties": of_override,
                "required": ["paths"],
                "additionalProperties": false,
            },
            "rules": {
                "description": "What is said of single rules: a severity, and options.",
                "type": "object",
                "properties": of_rules,
                "additionalProperties": { "type": "object", "properties": properties::<RuleKeys>() },
            },
            "selector": { "anyOf": [
                { "enum": selectors(registry) },
                { "pattern": format!("^({}):.+$", peer_tools().collect::<Vec<_>>().join("|")) },
            ] },
        },
    })
}

/// The properties of keys that a type reads.
fn properties<T: JsonSchema>() -> Map<String, Value> {
    let mut schema = Value::from(schema_for!(T));
    let Some(Value::Object(mut properties)) = schema.get_mut("properties").map(Value::take) else {
        return Map::new();
    };
    // What is left out of a file is not the same as the `null` that TOML does not have.
    for property in properties.values_mut().filter_map(Value::as_object_mut) {
        property.retain(|key, value| key != "default" || !value.is_null());
    }
    properties
}

fn choices<'n>(properties: &mut Map<String, Value>, key: &str, names: impl Iterator<Item = &'n str>) {
    if let Some(property) = properties.get_mut(key).and_then(Value::as_object_mut) {
        property.insert("enum".to_owned(), std::iter::once(AUTO).chain(names).collect());
    }
}

/// What can be said of one rule.
fn rule(entry: &RuleEntry) -> Value {
    let mut said = properties::<RuleKeys>();
    let options = entry.options().map(Value::from).unwrap_or_default();
    if let Some(options) = options.get("properties").and_then(Value::as_object) {
        for (name, option) in options {
            let mut option = option.clone();
            nullable(&mut option);
            said.insert(name.clone(), option);
        }
    }
    json!({
        "description": entry.page.summary,
        "type": "object",
        "properties": said,
        "additionalProperties": false,
    })
}

/// Takes out of an option's schema that it can be `null`.
fn nullable(option: &mut Value) {
    let Some(option) = option.as_object_mut() else { return };
    option.retain(|key, value| key != "default" || !value.is_null());
    if let Some(Value::Array(any)) = option.get_mut("anyOf") {
        any.retain(|one| one.get("type").is_none_or(|kind| kind != "null"));
    }
    if let Some(Value::Array(kinds)) = option.get_mut("type") {
        kinds.retain(|kind| kind != "null");
    }
    if let Some(Value::Array(values)) = option.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
}

/// The names that selectors have of themselves.
fn selectors(registry: &Registry) -> Vec<&str> {
    let mut names: Vec<&str> = registry.pages().flat_map(|page: &Page| [page.name, page.group]).collect();
    names.push("all");
    names.sort_unstable();
    names.dedup();
    names
}

/// That selectors of all keys are known, with what is to be said of overrides.
fn named(overrides: Value) -> Value {
    let selector = json!({ "$ref": "#/$defs/selector" });
    let mut properties: Map<String, Value> =
        SELECTORS.iter().map(|&key| (key.to_owned(), json!({ "items": selector }))).collect();
    properties.insert(RULES.to_owned(), json!({ "propertyNames": selector }));
    if !overrides.is_null() {
        properties.insert("safety".to_owned(), json!({ "propertyNames": selector }));
        properties.insert(OVERRIDES.to_owned(), overrides);
    }
    properties.into()
}
