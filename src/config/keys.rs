//! The keys of `wikivet.toml`, typed. Their doc comments are the descriptions in the JSON schema.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use toml::Spanned;

use crate::finding::Severity;
use crate::fix::Safety;
use crate::source::InputKind;

/// A list of names or patterns, each with its place.
pub(super) type Words = Spanned<Vec<Spanned<String>>>;

/// Keys that hold for a whole file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FileKeys {
    /// A configuration file to start from, or a list of them, of which a later one wins; relative to this file.
    #[schemars(schema_with = "one_or_more")]
    pub(super) extends: Option<Words>,
    /// Files to lint in folders besides wikitext files and dumps, as patterns of `.gitignore`.
    #[schemars(with = "Vec<String>")]
    pub(super) include: Option<Words>,
    /// Files and folders to leave out, as patterns of `.gitignore`.
    #[schemars(with = "Vec<String>")]
    pub(super) exclude: Option<Words>,
    /// Whether files that were named are left out as well if `exclude` says so, as hooks need it.
    #[schemars(with = "bool")]
    pub(super) force_exclude: Option<Spanned<bool>>,
    /// Folders with pages of rules of your own, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub(super) rule_folders: Option<Words>,
    /// The file of known findings that are not reported, relative to this file.
    #[schemars(with = "String")]
    pub(super) baseline: Option<Spanned<String>>,
    /// The names of the bot that runs wikivet, as in `{{bots|deny=NAME}}`.
    #[schemars(with = "Vec<String>")]
    pub(super) bots: Option<Words>,
    /// Whether fixing leaves a page as it is if all of its fixes are cosmetic.
    #[schemars(with = "bool")]
    pub(super) no_cosmetic_only: Option<Spanned<bool>>,
    /// How far the fixes of rules are trusted: a rule, group, `all` or id of another tool, and what its fixes count as.
    #[schemars(with = "BTreeMap<String, SafetyKey>")]
    pub(super) safety: Option<BTreeMap<Spanned<String>, Spanned<SafetyKey>>>,
}

/// Keys that can be said of a whole file, or of some paths in an override.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PathKeys {
    /// The wiki that articles are from, such as `enwiki`; `auto` finds it out, `neutral` knows none.
    #[schemars(with = "String")]
    pub(super) wiki: Option<Spanned<String>>,
    /// The language of articles, such as `en`; `auto` takes the wiki's, or what the text shows.
    #[schemars(with = "String")]
    pub(super) language: Option<Spanned<String>>,
    /// The kind of input; `auto` finds it out for each file.
    #[schemars(with = "InputKey")]
    pub(super) input: Option<Spanned<InputKey>>,
    /// The only rules that run: names, groups, `all`, or ids of other tools (`cw:2`).
    #[schemars(with = "Vec<String>")]
    pub(super) select: Option<Words>,
    /// Rules that run as well.
    #[schemars(with = "Vec<String>")]
    pub(super) extend_select: Option<Words>,
    /// Rules that do not run.
    #[schemars(with = "Vec<String>")]
    pub(super) ignore: Option<Words>,
    /// The least severity that is shown.
    #[schemars(with = "SeverityKey")]
    pub(super) min_severity: Option<Spanned<SeverityKey>>,
    /// The least severity with which a finding makes wikivet exit with code 1.
    #[schemars(with = "FailOnKey")]
    pub(super) fail_on: Option<Spanned<FailOnKey>>,
}

/// Where an override holds.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OverrideKeys {
    /// The files that the override is for, as patterns of `.gitignore`.
    #[schemars(with = "Vec<String>")]
    pub(super) paths: Option<Words>,
}

/// The key of a rule's table that every rule has.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RuleKeys {
    /// The severity of the rule's findings; `off` switches the rule off, every other one on.
    #[schemars(with = "RuleSeverity")]
    pub(super) severity: Option<Spanned<RuleSeverity>>,
}

/// The schema of a string or a list of strings; the reader makes a list of a string.
fn one_or_more(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [String::json_schema(generator), Vec::<String>::json_schema(generator)] })
}

/// What a kind of input is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum InputKey {
    Auto,
    Wikitext,
    Dump,
    Extract,
}

impl InputKey {
    /// The kind; none for `auto`.
    pub(super) fn kind(self) -> Option<InputKind> {
        match self {
            InputKey::Auto => None,
            InputKey::Wikitext => Some(InputKind::Wikitext),
            InputKey::Dump => Some(InputKind::Dump),
            InputKey::Extract => Some(InputKind::Extract),
        }
    }
}

/// What a severity is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum SeverityKey {
    Info,
    Warning,
    Error,
}

impl From<SeverityKey> for Severity {
    fn from(key: SeverityKey) -> Self {
        match key {
            SeverityKey::Info => Severity::Info,
            SeverityKey::Warning => Severity::Warning,
            SeverityKey::Error => Severity::Error,
        }
    }
}

/// A severity, or that nothing fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum FailOnKey {
    Info,
    Warning,
    Error,
    Never,
}

impl FailOnKey {
    /// The severity; none for `never`.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            FailOnKey::Info => Some(Severity::Info),
            FailOnKey::Warning => Some(Severity::Warning),
            FailOnKey::Error => Some(Severity::Error),
            FailOnKey::Never => None,
        }
    }
}

/// A severity, or that a rule does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum RuleSeverity {
    Off,
    Info,
    Warning,
    Error,
}

impl RuleSeverity {
    /// The severity; none for `off`.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            RuleSeverity::Off => None,
            RuleSeverity::Info => Some(Severity::Info),
            RuleSeverity::Warning => Some(Severity::Warning),
            RuleSeverity::Error => Some(Severity::Error),
        }
    }
}

/// What fixes count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum SafetyKey {
    Safe,
    Suggested,
    Manual,
}

impl From<SafetyKey> for Safety {
    fn from(key: SafetyKey) -> Self {
        match key {
            SafetyKey::Safe => Safety::Safe,
            SafetyKey::Suggested => Safety::Suggested,
            SafetyKey::Manual => Safety::Manual,
        }
    }
}

/// What is said of one rule. Its options are read when it is known which rules there are.
#[derive(Debug)]
pub(super) struct RuleSection {
    /// The rule as it was named.
    pub(super) name: Spanned<String>,
    pub(super) keys: RuleKeys,
    pub(super) options: Vec<(Spanned<String>, Spanned<toml::Value>)>,
}

/// What is said of all files, or of those of an override.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) keys: PathKeys,
    pub(super) rules: Vec<RuleSection>,
}

/// One configuration file, without what it extends.
#[derive(Debug, Default)]
pub(super) struct ConfigFile {
    pub(super) file: FileKeys,
    pub(super) base: Section,
    pub(super) overrides: Vec<(OverrideKeys, Section)>,
}
