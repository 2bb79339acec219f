use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{NaiveDate, Utc};

use super::args::{InputArguments, RuleArguments};
use super::complain;
use super::inputs::{check_language, check_wiki, reading};
use super::values::{FailOn, InputArgument, SeverityArgument};
use crate::config::{CommandLine, Configs, FILE_NAME, Planned, Source};
use crate::engine::{self, Registry};
use crate::finding::Severity;
use crate::fix::Policy;
use crate::input::{self, Input, InputError, STDIN_NAME};
use crate::plan::Plans;
use crate::source::InputKind;

/// What is read, how, and by which rules it is judged.
pub(super) struct Planning {
    pub(super) inputs: Vec<Result<Input, InputError>>,
    pub(super) reading: input::Settings,
    pub(super) plans: Plans,
}

/// Finds the configuration of each of the inputs that `find` gives. `policy` says by the rules that are known what the
/// command line says of fixes.
pub(super) fn plan(
    arguments: &InputArguments,
    said: &CommandLine,
    today: Option<NaiveDate>,
    find: impl FnOnce(&Arc<Configs>) -> Vec<Result<Input, InputError>>,
    policy: impl Fn(&'static Registry) -> anyhow::Result<Policy>,
) -> anyhow::Result<Planning> {
    check_wiki(said.wiki.as_deref())?;
    check_language(said.language.as_deref())?;
    let configs = configs(arguments)?;
    let inputs = find(&configs);
    let stdin = arguments.stdin_filename.as_deref().unwrap_or(STDIN_NAME);
    let mut paths: Vec<&Path> = inputs
        .iter()
        .flatten()
        .map(|input| match input {
            Input::File(path) | Input::Found(path) => path.as_path(),
            Input::Stdin => Path::new(stdin),
        })
        .collect();
    if paths.is_empty() {
        // What is said is checked, whether there is anything to read or not.
        paths.push(Path::new(STDIN_NAME));
    }
    for path in &paths {
        configs.of_file(path);
    }
    configs.check()?;
    check_selectors(&configs, said)?;
    let today = self::today(today);
    let Planned { plans, kinds } = configs.plan(paths.into_iter(), said, |effective| {
        let policy = policy(effective.registry)?;
        anyhow::Ok(effective.plan(today, &policy)?)
    })?;
    let reading = input::Settings { kinds, ..reading(arguments) };
    Ok(Planning { inputs, reading, plans })
}

/// What arguments say that a configuration can say as well.
pub(super) fn command_line(input: &InputArguments, rules: Option<&RuleArguments>) -> CommandLine {
    let words = |get: fn(&RuleArguments) -> &Vec<String>| rules.map(get).cloned().unwrap_or_default();
    CommandLine {
        wiki: input.wiki.clone(),
        language: rules.and_then(|rules| rules.language.clone()),
        input: input.input.map(kind),
        select: words(|rules| &rules.select),
        extend_select: words(|rules| &rules.extend_select),
        ignore: words(|rules| &rules.ignore),
        min_severity: rules.and_then(|rules| rules.min_severity).map(severity),
        fail_on: rules.and_then(|rules| rules.fail_on).map(fail_on),
    }
}

/// Where the configuration comes from, by the arguments.
pub(super) fn configs(arguments: &InputArguments) -> anyhow::Result<Arc<Configs>> {
    let source = match &arguments.config {
        Some(path) => Source::File(path.clone()),
        None if arguments.no_config => Source::Nothing,
        None => Source::Nearest,
    };
    Ok(Configs::new(&source, arguments.force_exclude)?.into())
}

/// The rules that the configuration of the current folder knows.
pub(super) fn registry_here() -> anyhow::Result<&'static Registry> {
    let configs = Configs::new(&Source::Nearest, false)?;
    let (_, configuration) = configs.of_file(Path::new(FILE_NAME));
    configs.check()?;
    Ok(configuration.map_or_else(Registry::built_in, |configuration| configuration.registry))
}

/// Refuses selectors that no registry of the run knows, and warns of ids of other tools without a rule.
pub(super) fn check_selectors(configs: &Configs, said: &CommandLine) -> anyhow::Result<()> {
    let found = configs.found();
    for configuration in &found {
        for warning in &configuration.warnings {
            complain(&format!("warning: {}: {}", warning.place, warning.message));
        }
    }
    let mut registries: Vec<&'static Registry> =
        found.iter().map(|configuration| configuration.registry).collect();
    registries.push(Registry::built_in());
    for selector in said.select.iter().chain(&said.extend_select).chain(&said.ignore) {
        let mut answers = registries.iter().map(|registry| engine::rules_named(registry, selector));
        let first = answers.next().context("there are rules")?;
        let known = answers.fold(first, |known, other| if known.is_ok() { known } else { other });
        if known?.0.is_empty() {
            complain(&format!("warning: wikivet has no rule for `{selector}` yet"));
        }
    }
    Ok(())
}

/// The kind of input; none for `auto`.
pub(super) fn kind(argument: InputArgument) -> Option<InputKind> {
    match argument {
        InputArgument::Auto => None,
        InputArgument::Wikitext => Some(InputKind::Wikitext),
        InputArgument::Dump => Some(InputKind::Dump),
        InputArgument::Extract => Some(InputKind::Extract),
    }
}

fn severity(severity: SeverityArgument) -> Severity {
    match severity {
        SeverityArgument::Info => Severity::Info,
        SeverityArgument::Warning => Severity::Warning,
        SeverityArgument::Error => Severity::Error,
    }
}

/// The severity; none for `never`.
fn fail_on(fail_on: FailOn) -> Option<Severity> {
    match fail_on {
        FailOn::Never => None,
        FailOn::Info => Some(Severity::Info),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Error => Some(Severity::Error),
    }
}

/// The day that counts as today: the one that is given, or the day it is in UTC.
pub(super) fn today(given: Option<NaiveDate>) -> NaiveDate {
    given.unwrap_or_else(|| Utc::now().date_naive())
}
