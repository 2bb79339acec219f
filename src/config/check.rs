//! What a file says of rules, wikis and languages, checked against those that there are.

use std::collections::BTreeSet;

use toml::Spanned;

use super::chain::Link;
use super::keys::{PathKeys, RuleSection, Section, Words};
use super::problem::Problem;
use crate::engine::{OptionTable, Registry, SelectError, in_words_of_toml, nearest, rules_named};
use crate::profile::{Language, Profile};

/// What stands for finding a wiki or a language out.
pub(super) const AUTO: &str = "auto";

/// Checks the names and options of one file. Ids of other tools without a rule are warnings.
pub(super) fn check(
    link: &Link,
    registry: &'static Registry,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) {
    let mut checker = Checker { link, registry, problems, warnings };
    checker.section(&link.keys.base);
    for (_, section) in &link.keys.overrides {
        checker.section(section);
    }
    for selector in link.keys.file.safety.iter().flat_map(|safety| safety.keys()) {
        checker.selector(selector);
    }
}

struct Checker<'c> {
    link: &'c Link,
    registry: &'static Registry,
    problems: &'c mut Vec<Problem>,
    warnings: &'c mut Vec<Problem>,
}

impl Checker<'_> {
    fn section(&mut self, section: &Section) {
        let PathKeys { wiki, language, select, extend_select, ignore, .. } = &section.keys;
        if let Some(wiki) = wiki.as_ref().filter(|wiki| wiki.get_ref() != AUTO) {
            // Only the names are needed here, no profile is read.
            self.known(wiki, "wiki", Profile::names().collect());
        }
        if let Some(language) = language.as_ref().filter(|language| language.get_ref() != AUTO) {
            self.known(language, "language", Language::codes().collect());
        }
        for selector in [select, extend_select, ignore].into_iter().flatten().flat_map(Words::get_ref) {
            self.selector(selector);
        }
        for rule in &section.rules {
            self.rule(rule);
        }
    }

    fn known(&mut self, given: &Spanned<String>, what: &str, names: Vec<&str>) {
        if names.contains(&given.get_ref().as_str()) {
            return;
        }
        let note = match nearest(given.get_ref(), names.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("known are {}", names.join(", ")),
        };
        self.problem(given, format!("nothing is known of the {what} `{}`", given.get_ref()), Some(note));
    }

    /// The rules that a selector names.
    fn selector(&mut self, selector: &Spanned<String>) -> Vec<&'static str> {
        match rules_named(self.registry, selector.get_ref()) {
            Ok((rules, _)) => {
                if rules.is_empty() {
                    let message = format!("wikivet has no rule for `{}` yet", selector.get_ref());
                    self.warnings.push(Problem { place: self.link.place(selector), message, note: None });
                }
                rules
            }
            Err(SelectError::Unknown { selector: name, nearest }) => {
                let message = format!("there is no rule, group or peer id `{name}`");
                let note = nearest.map_or_else(|| self.groups(), |name| format!("did you mean `{name}`?"));
                self.problem(selector, message, Some(note));
                Vec::new()
            }
        }
    }

    /// What can be named instead of something that is near no name.
    fn groups(&self) -> String {
        let groups: BTreeSet<&str> = self.registry.pages().map(|page| page.group).collect();
        let groups: Vec<&str> = groups.into_iter().collect();
        format!("groups are {}; `wikivet rules` lists the rules", groups.join(", "))
    }

    fn rule(&mut self, section: &RuleSection) {
        let rules = self.selector(&section.name);
        let Some((option, _)) = section.options.first() else { return };
        let [rule] = rules.as_slice() else {
            if !rules.is_empty() {
                let message =
                    format!("`{}` is several rules, which have no option in common", section.name.get_ref());
                self.problem(option, message, None);
            }
            return;
        };
        let Some(entry) = self.registry.rule(rule) else { return };
        for (name, value) in &section.options {
            if !entry.page.options.contains(&name.get_ref().as_str()) {
                self.unknown_option(rule, name, &entry.page.options);
                continue;
            }
            let one = OptionTable::from_iter([(name.get_ref().clone(), value.get_ref().clone())]);
            if let Err(error) = entry.make(one) {
                let message =
                    format!("option `{}` of `{rule}`: {}", name.get_ref(), in_words_of_toml(error.message()));
                self.problem(value, message, None);
            }
        }
    }

    fn unknown_option(&mut self, rule: &str, name: &Spanned<String>, options: &[&str]) {
        let own = name.get_ref();
        let (of_file, _) = super::read::key_names();
        let note = if let Some(near) = nearest(own, options.iter().copied().chain(["severity"])) {
            format!("did you mean `{near}`?")
        } else if of_file.contains(own) {
            "what is for all rules stands above the first table".to_owned()
        } else if options.is_empty() {
            "it has none but `severity`".to_owned()
        } else {
            format!(
                "it has {}",
                options.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            )
        };
        self.problem(name, format!("rule `{rule}` has no option `{own}`"), Some(note));
    }

    fn problem<T>(&mut self, at: &Spanned<T>, message: String, note: Option<String>) {
        self.problems.push(Problem { place: self.link.place(at), message, note });
    }
}
