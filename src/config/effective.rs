//! What holds for one file: everything that was said of it, in the order in which it wins.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use super::chain::{Link, shown};
use super::check::AUTO;
use super::command_line::CommandLine;
use super::configuration::Configuration;
use super::keys::{Section, Words};
use super::problem::Place;
use crate::engine::{Registry, RuleSettings, Selection, Selectors, Specificity, rules_named};
use crate::finding::Severity;
use crate::fix::Safety;
use crate::source::InputKind;

/// Who said something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SetBy {
    /// Nobody.
    #[default]
    Default,
    /// An argument of the command line: `--wiki`.
    CommandLine(&'static str),
    /// A configuration file.
    File(Place),
}

impl fmt::Display for SetBy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetBy::Default => out.write_str("default"),
            SetBy::CommandLine(argument) => out.write_str(argument),
            SetBy::File(place) => write!(out, "{place}"),
        }
    }
}

/// A value, and who said it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who said it.
    pub by: SetBy,
}

impl<T> Setting<T> {
    pub(super) fn new(value: T, by: SetBy) -> Self {
        Setting { value, by }
    }

    /// Another value that the same one said.
    pub(super) fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Setting<U> {
        Setting { value: change(&self.value), by: self.by.clone() }
    }
}

/// What was said of one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// The severity that takes the place of its page's.
    pub severity: Option<Setting<Severity>>,
    /// Its options.
    pub options: BTreeMap<String, Setting<toml::Value>>,
}

/// Selectors of one place, and who said each.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// What replaces everything before.
    pub select: Option<Setting<Vec<String>>>,
    /// What is added.
    pub extend_select: Vec<Setting<String>>,
    /// What runs as well since a severity was said of it.
    pub switched_on: Vec<Setting<String>>,
    /// What is taken away.
    pub ignore: Vec<Setting<String>>,
}

/// What holds for one file.
pub struct Effective {
    /// The rules that are known.
    pub registry: &'static Registry,
    /// The folder of the configuration, if there is one.
    pub folder: Option<PathBuf>,
    /// The names of the configuration's files, that which was found first.
    pub files: Vec<String>,
    /// Patterns of files in folders that are read besides wikitext files and dumps.
    pub include: Setting<Vec<String>>,
    /// Patterns of files and folders that are left out.
    pub exclude: Setting<Vec<String>>,
    /// Whether files that were named are left out as well.
    pub force_exclude: Setting<bool>,
    /// Folders of pages of a user's own rules.
    pub rule_folders: Setting<Vec<String>>,
    /// The wiki's name; none to find it out.
    pub wiki: Setting<Option<String>>,
    /// The language's code; none to find it out.
    pub language: Setting<Option<String>>,
    /// The kind of input; none to find it out.
    pub input: Setting<Option<InputKind>>,
    /// The least severity that is shown; none for warnings, errors, and what was asked for.
    pub min_severity: Setting<Option<Severity>>,
    /// The least severity that fails a run; none for nothing.
    pub fail_on: Setting<Option<Severity>>,
    /// The selectors, what wins last.
    pub layers: Vec<Layer>,
    /// Which rules run.
    pub selection: Selection,
    /// What was said of single rules.
    pub rules: BTreeMap<&'static str, RuleSetting>,
    /// What the fixes of rules count as.
    pub safety: BTreeMap<&'static str, Setting<Safety>>,
    /// The names of the bot that runs wikivet.
    pub bots: Setting<Vec<String>>,
    /// Whether a page is left as it is if all of its fixes are cosmetic.
    pub no_cosmetic_only: Setting<bool>,
    /// The file of known findings.
    pub baseline: Setting<Option<PathBuf>>,
}

impl Effective {
    /// What holds for a file, whose path is absolute.
    pub fn new(configuration: Option<&Configuration>, path: &Path, command_line: &CommandLine) -> Effective {
        let registry = configuration.map_or_else(Registry::built_in, |configuration| configuration.registry);
        let mut effective = Effective {
            registry,
            folder: configuration.map(|configuration| configuration.folder.clone()),
            files: configuration.map(Configuration::files).into_iter().flatten().map(str::to_owned).collect(),
            include: Setting::default(),
            exclude: Setting::default(),
            force_exclude: Setting::default(),
            rule_folders: Setting::default(),
            wiki: Setting::default(),
            language: Setting::default(),
            input: Setting::default(),
            min_severity: Setting::default(),
            fail_on: Setting::new(Some(Severity::Error), SetBy::Default),
            layers: Vec::new(),
            selection: Selection::default(),
            rules: BTreeMap::new(),
            safety: BTreeMap::new(),
            bots: Setting::default(),
            no_cosmetic_only: Setting::default(),
            baseline: Setting::default(),
        };
        if let Some(configuration) = configuration {
            let matching = configuration.overrides_for(path);
            for (index, link) in configuration.chain.iter().enumerate() {
                effective.file(link);
                effective.section(link, &link.keys.base);
                for (_, place) in matching.iter().filter(|(of, _)| *of == index) {
                    if let Some((_, section)) = link.keys.overrides.get(*place) {
                        effective.section(link, section);
                    }
                }
            }
        }
        effective.command_line(command_line);
        let layers: Vec<Selectors> = effective.layers.iter().map(Layer::selectors).collect();
        // The selectors of files were checked when they were read, those of the command line before.
        effective.selection = Selection::layered(registry, &layers).unwrap_or_default();
        effective
    }

    /// What was said of rules, as a linter takes it.
    pub fn rule_settings(&self) -> HashMap<String, RuleSettings> {
        let settings = |said: &RuleSetting| RuleSettings {
            options: said.options.iter().map(|(name, said)| (name.clone(), said.value.clone())).collect(),
            severity: said.severity.as_ref().map(|said| said.value),
        };
        self.rules.iter().map(|(&name, said)| (name.to_owned(), settings(said))).collect()
    }

    fn file(&mut self, link: &Link) {
        let keys = &link.keys.file;
        for (said, setting) in [
            (&keys.include, &mut self.include),
            (&keys.exclude, &mut self.exclude),
            (&keys.bots, &mut self.bots),
        ] {
            if let Some(said) = said {
                *setting = Setting::new(words(said), SetBy::File(link.place(said)));
            }
        }
        for (said, setting) in [
            (&keys.force_exclude, &mut self.force_exclude),
            (&keys.no_cosmetic_only, &mut self.no_cosmetic_only),
        ] {
            if let Some(said) = said {
                *setting = Setting::new(*said.get_ref(), SetBy::File(link.place(said)));
            }
        }
        if let Some(said) = &keys.rule_folders {
            // Rules of several files are all known.
            self.rule_folders.value.extend(words(said).iter().map(|folder| shown(&link.path(folder))));
            self.rule_folders.by = SetBy::File(link.place(said));
        }
        if let Some(said) = &keys.baseline {
            self.baseline = Setting::new(Some(link.path(said.get_ref())), SetBy::File(link.place(said)));
        }
        let mut said: HashMap<&'static str, (Specificity, Setting<Safety>)> = HashMap::new();
        for (selector, safety) in keys.safety.iter().flatten() {
            let Ok((rules, specificity)) = rules_named(self.registry, selector.get_ref()) else { continue };
            let setting = Setting::new((*safety.get_ref()).into(), SetBy::File(link.place(safety)));
            for rule in rules {
                if said.get(rule).is_none_or(|(known, _)| *known <= specificity) {
                    said.insert(rule, (specificity, setting.clone()));
                }
            }
        }
        self.safety.extend(said.into_iter().map(|(rule, (_, setting))| (rule, setting)));
    }

    fn section(&mut self, link: &Link, section: &Section) {
        let keys = &section.keys;
        let not_auto = |said: &String| (said != AUTO).then(|| said.clone());
        if let Some(said) = &keys.wiki {
            self.wiki = Setting::new(not_auto(said.get_ref()), SetBy::File(link.place(said)));
        }
        if let Some(said) = &keys.language {
            self.language = Setting::new(not_auto(said.get_ref()), SetBy::File(link.place(said)));
        }
        if let Some(said) = &keys.input {
            self.input = Setting::new(said.get_ref().kind(), SetBy::File(link.place(said)));
        }
        if let Some(said) = &keys.min_severity {
            self.min_severity = Setting::new(Some((*said.get_ref()).into()), SetBy::File(link.place(said)));
        }
        if let Some(said) = &keys.fail_on {
            self.fail_on = Setting::new(said.get_ref().severity(), SetBy::File(link.place(said)));
        }
        let each = |said: &Option<Words>| -> Vec<Setting<String>> {
            let words = said.iter().flat_map(Words::get_ref);
            words.map(|word| Setting::new(word.get_ref().clone(), SetBy::File(link.place(word)))).collect()
        };
        let select = keys.select.as_ref();
        let mut layer = Layer {
            select: select.map(|said| Setting::new(words(said), SetBy::File(link.place(said)))),
            extend_select: each(&keys.extend_select),
            switched_on: Vec::new(),
            ignore: each(&keys.ignore),
        };
        self.rules_of(link, section, &mut layer);
        self.layers.push(layer);
    }

    /// What a section says of single rules; the more specific selector wins in it.
    fn rules_of(&mut self, link: &Link, section: &Section, layer: &mut Layer) {
        let mut severities: HashMap<&'static str, (Specificity, Setting<Severity>)> = HashMap::new();
        for rule in &section.rules {
            let Ok((rules, specificity)) = rules_named(self.registry, rule.name.get_ref()) else { continue };
            for (option, value) in &rule.options {
                for name in &rules {
                    let setting = Setting::new(value.get_ref().clone(), SetBy::File(link.place(value)));
                    self.rules.entry(name).or_default().options.insert(option.get_ref().clone(), setting);
                }
            }
            let Some(said) = &rule.keys.severity else { continue };
            let by = SetBy::File(link.place(said));
            let selector = Setting::new(rule.name.get_ref().clone(), by.clone());
            let Some(severity) = said.get_ref().severity() else {
                layer.ignore.push(selector);
                continue;
            };
            if specificity == Specificity::Rule {
                layer.switched_on.push(selector);
            }
            for name in rules {
                if severities.get(name).is_none_or(|(known, _)| *known <= specificity) {
                    severities.insert(name, (specificity, Setting::new(severity, by.clone())));
                }
            }
        }
        for (name, (_, severity)) in severities {
            self.rules.entry(name).or_default().severity = Some(severity);
        }
    }

    fn command_line(&mut self, said: &CommandLine) {
        let not_auto = |said: &String| (said != AUTO).then(|| said.clone());
        if let Some(wiki) = &said.wiki {
            self.wiki = Setting::new(not_auto(wiki), SetBy::CommandLine("--wiki"));
        }
        if let Some(language) = &said.language {
            self.language = Setting::new(not_auto(language), SetBy::CommandLine("--language"));
        }
        if let Some(input) = said.input {
            self.input = Setting::new(input, SetBy::CommandLine("--input"));
        }
        if let Some(severity) = said.min_severity {
            self.min_severity = Setting::new(Some(severity), SetBy::CommandLine("--min-severity"));
        }
        if let Some(severity) = said.fail_on {
            self.fail_on = Setting::new(severity, SetBy::CommandLine("--fail-on"));
        }
        let each = |words: &[String], argument| -> Vec<Setting<String>> {
            // A rule of one folder's own is not known in others.
            let known = words.iter().filter(|word| rules_named(self.registry, word).is_ok());
            known.map(|word| Setting::new(word.clone(), SetBy::CommandLine(argument))).collect()
        };
        let select = each(&said.select, "--select").into_iter().map(|word| word.value).collect();
        self.layers.push(Layer {
            select: (!said.select.is_empty()).then(|| Setting::new(select, SetBy::CommandLine("--select"))),
            extend_select: each(&said.extend_select, "--extend-select"),
            switched_on: Vec::new(),
            ignore: each(&said.ignore, "--ignore"),
        });
    }
}

impl Layer {
    fn selectors(&self) -> Selectors {
        let values = |said: &[Setting<String>]| said.iter().map(|said| said.value.clone()).collect();
        Selectors {
            select: self.select.as_ref().map(|said| said.value.clone()),
            extend_select: values(&self.extend_select),
            switched_on: values(&self.switched_on),
            ignore: values(&self.ignore),
        }
    }
}

fn words(said: &Words) -> Vec<String> {
    said.get_ref().iter().map(|word| word.get_ref().clone()).collect()
}
