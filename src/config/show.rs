//! What holds for one file, for people and for programs.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::chain::shown;
use super::check::AUTO;
use super::effective::{Effective, Layer, SetBy, Setting};
use crate::engine::{Decision, Page};
use crate::finding::Severity;
use crate::report::escape;
use crate::source::InputKind;

/// Where the comments stand that say who said something, if there is room.
const COLUMN: usize = 44;

/// One of the lists of selectors of a layer.
type ListOf = fn(&Layer) -> &Vec<Setting<String>>;

impl Effective {
    /// Writes it as a configuration file, with who said what in comments.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, path: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# What holds for {}", escape(path))?;
        match self.files.as_slice() {
            [] => writeln!(out, "# There is no configuration file.")?,
            files => writeln!(out, "# Configuration: {}", escape(&files.join(", ")))?,
        }
        writeln!(out)?;
        for (key, Setting { value, by }) in self.settings() {
            match value {
                Some(value) => line(out, &format!("{key} = {value}"), &by)?,
                None => writeln!(out, "# {key} is not set")?,
            }
        }
        for (key, words) in [("extend-select", self.added()), ("ignore", self.ignored())] {
            if !words.is_empty() {
                writeln!(out, "{key} = [")?;
                for word in words {
                    line(out, &format!("    {},", quoted(&word.value)), &word.by)?;
                }
                writeln!(out, "]")?;
            }
        }
        for (name, rule) in &self.rules {
            writeln!(out, "\n[rules.{name}]")?;
            if let Some(severity) = &rule.severity {
                line(out, &format!("severity = {}", quoted(severity.value.name())), &severity.by)?;
            }
            for (option, said) in &rule.options {
                line(out, &format!("{option} = {}", said.value), &said.by)?;
            }
        }
        if !self.safety.is_empty() {
            writeln!(out, "\n[safety]")?;
            for (name, safety) in &self.safety {
                line(out, &format!("{name} = {}", quoted(safety.value.name())), &safety.by)?;
            }
        }
        self.write_rules(out)
    }

    /// Which rules run that are off by default, and the other way round.
    fn write_rules(&self, out: &mut dyn Write) -> io::Result<()> {
        let (n_rules, n_run) = (self.registry.rules().len(), self.selection.len());
        writeln!(out, "\n# {n_run} of {n_rules} rules run.")?;
        let of_state = |runs: bool| {
            let pages = self.registry.pages();
            pages.filter(move |page| page.default != runs && self.selection.enables(page.name) == runs)
        };
        for (what, runs) in [("on, by default off", true), ("off, by default on", false)] {
            let mut by: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for page in of_state(runs) {
                by.entry(self.by(page)).or_default().push(page.name);
            }
            for (by, names) in by {
                writeln!(out, "# {what} ({}): {}", escape(&by), names.join(", "))?;
            }
        }
        Ok(())
    }

    /// It as a JSON object.
    pub fn json(&self, path: &str) -> Value {
        let setting =
            |value: Value, by: &dyn std::fmt::Display| json!({ "value": value, "from": by.to_string() });
        let value =
            |toml: &str| toml::from_str::<Map<String, Value>>(&format!("v = {toml}")).ok()?.remove("v");
        let mut settings: Map<String, Value> = Map::new();
        for (key, Setting { value: said, by }) in self.settings() {
            let said = said.and_then(|said| value(&said)).unwrap_or_default();
            settings.insert(key.to_owned(), setting(said, &by));
        }
        for (key, words) in [("extend-select", self.added()), ("ignore", self.ignored())] {
            let words = words.iter().map(|word| setting(word.value.as_str().into(), &word.by)).collect();
            settings.insert(key.to_owned(), Value::Array(words));
        }
        let rule = |page: &Page| {
            let said = self.rules.get(page.name).cloned().unwrap_or_default();
            let default = || Setting::new(page.severity, SetBy::Default);
            let severity = said.severity.unwrap_or_else(default);
            let options = said.options.iter().map(|(name, said)| {
                (name.clone(), setting(serde_json::to_value(&said.value).unwrap_or_default(), &said.by))
            });
            let options: Map<String, Value> = options.collect();
            let safety = self.safety.get(page.name).map(|said| setting(said.value.name().into(), &said.by));
            json!({
                "name": page.name,
                "runs": setting(self.selection.enables(page.name).into(), &self.by(page)),
                "severity": setting(severity.value.name().into(), &severity.by),
                "options": options,
                "safety": safety,
            })
        };
        json!({
            "path": path,
            "files": self.files,
            "folder": self.folder.as_deref().map(shown),
            "settings": settings,
            "rules": self.registry.pages().map(rule).collect::<Vec<_>>(),
        })
    }

    /// The settings in the order of the documentation, as TOML; without a value where nothing is set.
    fn settings(&self) -> Vec<(&'static str, Setting<Option<String>>)> {
        let or_auto = |said: &Option<String>| Some(quoted(said.as_deref().unwrap_or(AUTO)));
        let kind = |kind: &Option<InputKind>| {
            Some(quoted(match kind {
                None => AUTO,
                Some(InputKind::Wikitext) => "wikitext",
                Some(InputKind::Dump) => "dump",
                Some(InputKind::Extract) => "extract",
            }))
        };
        let severity = |severity: &Option<Severity>| severity.map(|severity| quoted(severity.name()));
        let mut select = Setting::default();
        if let Some(said) = self.layers.iter().rev().find_map(|layer| layer.select.as_ref()) {
            select = said.map(|words| Some(list(words)));
        }
        vec![
            ("include", self.include.map(|words| Some(list(words)))),
            ("exclude", self.exclude.map(|words| Some(list(words)))),
            ("force-exclude", self.force_exclude.map(|forced| Some(forced.to_string()))),
            ("wiki", self.wiki.map(or_auto)),
            ("language", self.language.map(or_auto)),
            ("input", self.input.map(kind)),
            ("min-severity", self.min_severity.map(severity)),
            ("fail-on", self.fail_on.map(|said| severity(said).or(Some(quoted("never"))))),
            ("baseline", self.baseline.map(|path| path.as_deref().map(|path| quoted(&shown(path))))),
            ("rule-folders", self.rule_folders.map(|words| Some(list(words)))),
            ("bots", self.bots.map(|words| Some(list(words)))),
            ("no-cosmetic-only", self.no_cosmetic_only.map(|leaves| Some(leaves.to_string()))),
            ("select", select),
        ]
    }

    /// The layers since the last one that starts anew.
    fn last_layers(&self) -> &[Layer] {
        let first = self.layers.iter().rposition(|layer| layer.select.is_some()).unwrap_or(0);
        self.layers.get(first..).unwrap_or_default()
    }

    /// The selectors that add rules.
    fn added(&self) -> Vec<&Setting<String>> {
        self.not_undone(|layer| &layer.extend_select, &[|layer| &layer.ignore])
    }

    /// The selectors that take rules away.
    fn ignored(&self) -> Vec<&Setting<String>> {
        self.not_undone(|layer| &layer.ignore, &[|layer| &layer.extend_select, |layer| &layer.switched_on])
    }

    /// The selectors of one list that no later layer has in one of the others: said in one place, both would mean to ignore.
    fn not_undone(&self, list: ListOf, others: &[ListOf]) -> Vec<&Setting<String>> {
        let mut undone: HashSet<&str> = HashSet::new();
        let mut kept = Vec::new();
        for layer in self.last_layers().iter().rev() {
            kept.extend(list(layer).iter().rev().filter(|said| !undone.contains(said.value.as_str())));
            let of_layer = others.iter().flat_map(|other| other(layer));
            undone.extend(of_layer.map(|said| said.value.as_str()));
        }
        kept.reverse();
        kept
    }

    /// Who said whether a rule runs.
    fn by(&self, page: &Page) -> String {
        let Some(Decision { layer: Some(layer), selector, runs, .. }) = self.selection.decision(page.name)
        else {
            let select = self.last_layers().first().and_then(|layer| layer.select.as_ref());
            return select.map_or_else(|| SetBy::Default.to_string(), |select| select.by.to_string());
        };
        let Some(layer) = self.layers.get(*layer) else { return String::new() };
        let (list, more) =
            if *runs { (&layer.extend_select, &layer.switched_on) } else { (&layer.ignore, &Vec::new()) };
        let said = list.iter().chain(more).find(|said| said.value == *selector).map(|said| &said.by);
        let by = said.or_else(|| layer.select.as_ref().map(|select| &select.by));
        by.map(ToString::to_string).unwrap_or_default()
    }
}

fn line(out: &mut dyn Write, text: &str, by: impl std::fmt::Display) -> io::Result<()> {
    writeln!(out, "{:COLUMN$}  # {}", escape(text), escape(&by.to_string()))
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(words: &[String]) -> String {
    toml::Value::from(words.to_vec()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::CommandLine;

    #[test]
    fn what_is_printed_for_people_is_a_configuration() {
        let command_line = CommandLine { ignore: vec!["date".to_owned()], ..CommandLine::default() };
        let effective = Effective::new(None, std::path::Path::new("/a.wiki"), &command_line);
        let mut out = Vec::new();
        effective.write("a.wiki", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let table: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(table["ignore"].to_string(), "[\"date\"]");
        assert!(text.contains("# --ignore") && text.contains("# default"), "{text}");
    }

    #[test]
    fn what_a_later_layer_takes_back_is_not_printed() {
        let said = |words: &[&str]| -> Vec<Setting<String>> {
            words.iter().map(|&word| Setting::new(word.to_owned(), SetBy::Default)).collect()
        };
        let mut effective = Effective::new(None, std::path::Path::new("/a.wiki"), &CommandLine::default());
        effective.layers = vec![
            Layer { extend_select: said(&["date"]), ignore: said(&["table", "cw:2"]), ..Layer::default() },
            Layer { extend_select: said(&["table"]), ignore: said(&["date"]), ..Layer::default() },
        ];
        let words = |list: Vec<&Setting<String>>| -> Vec<String> {
            list.into_iter().map(|said| said.value.clone()).collect()
        };
        assert_eq!(words(effective.added()), ["table"]);
        assert_eq!(words(effective.ignored()), ["cw:2", "date"]);
    }
}
