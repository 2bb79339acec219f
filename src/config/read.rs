//! The text of one configuration file → its keys, with everything that is wrong about their names and types.

use std::ops::Range;
use std::sync::Arc;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue, Deserializer, ValueDeserializer};

use super::keys::{ConfigFile, FileKeys, OverrideKeys, PathKeys, RuleKeys, RuleSection, Section};
use super::problem::{ConfigText, Place, Problem};
use crate::engine::{in_words_of_toml, nearest};

type Entry<'t> = (Spanned<DeString<'t>>, Spanned<DeValue<'t>>);

/// Tables among the keys, which are read entry by entry.
pub(super) const RULES: &str = "rules";
pub(super) const OVERRIDES: &str = "overrides";

/// The names of the keys of a file, and of those that can be in an override.
pub(super) fn key_names() -> (Vec<String>, Vec<String>) {
    let mut file = names::<FileKeys>();
    file.extend(names::<PathKeys>());
    file.extend([RULES.to_owned(), OVERRIDES.to_owned()]);
    let mut some = names::<OverrideKeys>();
    some.extend(names::<PathKeys>());
    some.push(RULES.to_owned());
    (file, some)
}

/// Reads a file. What is wrong in it is left out and said; the rest is there.
pub(super) fn read(file: &Arc<ConfigText>) -> (ConfigFile, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let mut reader = Reader { file, problems: Vec::new() };
    for error in errors {
        let end = file.text.len();
        let span = error.span().unwrap_or(end..end);
        let rest = file.text.get(span.start..).unwrap_or_default();
        let is_missing = rest.is_empty() || rest.starts_with(['\n', '\r']);
        let is_value = error.message().starts_with("string values must be quoted");
        let message = if is_missing && is_value { "a value is missing here" } else { error.message() };
        reader.problem(span, message, None);
    }
    // What is left of a file that is no TOML says nothing about what was meant.
    let read =
        if reader.problems.is_empty() { reader.file(table.into_inner()) } else { ConfigFile::default() };
    (read, reader.problems)
}

struct Reader<'t> {
    file: &'t Arc<ConfigText>,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn file(&mut self, table: DeTable<'t>) -> ConfigFile {
        let mut entries: Vec<Entry<'_>> = table.into_iter().collect();
        let rules = take(&mut entries, RULES);
        let overrides = take(&mut entries, OVERRIDES);
        let (known, _) = key_names();
        self.refuse_unknown(&mut entries, &known, "a key of `wikivet.toml`");
        for (name, value) in &mut entries {
            if name.get_ref().as_ref() == "extends" && value.get_ref().is_str() {
                let span = value.span();
                let one = std::mem::replace(value.get_mut(), DeValue::Boolean(false));
                let mut list = DeArray::new();
                list.push(Spanned::new(span.clone(), one));
                *value = Spanned::new(span, DeValue::Array(list));
            }
        }
        let (of_file, of_paths) = split(entries, &names::<FileKeys>());
        ConfigFile {
            file: self.keys(of_file),
            base: Section { keys: self.keys(of_paths), rules: self.rules(rules) },
            overrides: self.overrides(overrides),
        }
    }

    fn overrides(&mut self, entry: Option<Entry<'t>>) -> Vec<(OverrideKeys, Section)> {
        let Some((_, value)) = entry else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            self.problem(span, "`overrides` is a list of tables: each begins with `[[overrides]]`", None);
            return Vec::new();
        };
        items.into_iter().filter_map(|item| self.one_override(item)).collect()
    }

    fn one_override(&mut self, item: Spanned<DeValue<'t>>) -> Option<(OverrideKeys, Section)> {
        let span = item.span();
        let DeValue::Table(table) = item.into_inner() else {
            self.problem(span, "an override is a table", None);
            return None;
        };
        let mut entries: Vec<Entry<'_>> = table.into_iter().collect();
        let rules = take(&mut entries, RULES);
        let (of_whole_file, rest) = split(entries, &names::<FileKeys>());
        for (name, _) in of_whole_file {
            let message =
                format!("`{}` holds for the whole file and cannot be said of some paths", name.get_ref());
            self.problem(name.span(), &message, Some("put it above the first table".to_owned()));
        }
        entries = rest;
        let (_, known) = key_names();
        self.refuse_unknown(&mut entries, &known, "a key of an override");
        let (of_override, of_paths) = split(entries, &names::<OverrideKeys>());
        let has_paths = !of_override.is_empty();
        let keys: OverrideKeys = self.keys(of_override);
        if !has_paths {
            self.problem(span, "the override does not say for which `paths` it is", None);
        }
        Some((keys, Section { keys: self.keys(of_paths), rules: self.rules(rules) }))
    }

    fn rules(&mut self, entry: Option<Entry<'t>>) -> Vec<RuleSection> {
        let Some((_, value)) = entry else { return Vec::new() };
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.problem(span, "`rules` is a table with one table for each rule", None);
            return Vec::new();
        };
        table.into_iter().filter_map(|(name, value)| self.rule(owned(name), value)).collect()
    }

    fn rule(&mut self, name: Spanned<String>, value: Spanned<DeValue<'t>>) -> Option<RuleSection> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            let note = format!("write `{} = {{ severity = \"…\" }}`", name.get_ref());
            self.problem(span, "what is said of a rule is a table", Some(note));
            return None;
        };
        let (keys, options) = split(table.into_iter().collect(), &names::<RuleKeys>());
        let keys = self.keys(keys);
        let own = |(name, value): Entry<'t>| {
            let span = value.span();
            // Every value of TOML is one.
            let value = toml::Value::deserialize(ValueDeserializer::from(value)).ok()?;
            Some((owned(name), Spanned::new(span, value)))
        };
        Some(RuleSection { name, keys, options: options.into_iter().filter_map(own).collect() })
    }

    /// Reads typed keys. Each is tried alone first, so that all that are wrong are said.
    fn keys<T: DeserializeOwned + Default>(&mut self, mut entries: Vec<Entry<'t>>) -> T {
        entries.retain(|entry| match deserialize::<T>(vec![entry.clone()]) {
            Ok(_) => true,
            Err(error) => {
                let span = error.span().unwrap_or_else(|| entry.1.span());
                self.problem(span, &in_words_of_toml(error.message()), None);
                false
            }
        });
        deserialize(entries).unwrap_or_default()
    }

    fn refuse_unknown(&mut self, entries: &mut Vec<Entry<'t>>, known: &[String], what: &str) {
        entries.retain(|(name, _)| {
            let own = name.get_ref().as_ref();
            if known.iter().any(|known| known == own) {
                return true;
            }
            let near = nearest(own, known.iter().map(String::as_str));
            let note = near.map(|near| format!("did you mean `{near}`?"));
            self.problem(name.span(), &format!("`{own}` is not {what}"), note);
            false
        });
    }

    fn problem(&mut self, span: Range<usize>, message: &str, note: Option<String>) {
        let place = Place { file: Arc::clone(self.file), span };
        self.problems.push(Problem { place, message: message.to_owned(), note });
    }
}

/// The names of the keys that a type reads.
pub(super) fn names<T: JsonSchema>() -> Vec<String> {
    let schema = schema_for!(T);
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

fn deserialize<T: DeserializeOwned>(entries: Vec<Entry<'_>>) -> Result<T, toml::de::Error> {
    let table: DeTable<'_> = entries.into_iter().collect();
    T::deserialize(Deserializer::from(Spanned::new(0..0, table)))
}

fn take<'t>(entries: &mut Vec<Entry<'t>>, name: &str) -> Option<Entry<'t>> {
    let place = entries.iter().position(|(own, _)| own.get_ref() == name)?;
    Some(entries.swap_remove(place))
}

/// Those entries that have one of the names, and the others.
fn split<'t>(entries: Vec<Entry<'t>>, names: &[String]) -> (Vec<Entry<'t>>, Vec<Entry<'t>>) {
    entries.into_iter().partition(|(own, _)| names.iter().any(|name| name == own.get_ref().as_ref()))
}

fn owned(name: Spanned<DeString<'_>>) -> Spanned<String> {
    Spanned::new(name.span(), name.into_inner().into_owned())
}
