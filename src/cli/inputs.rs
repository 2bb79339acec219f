use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use super::args::InputArguments;
use super::complain;
use super::planning::kind;
use crate::config::Configs;
use crate::engine::nearest;
use crate::input::{self, Input, InputError};
use crate::profile::{Language, Profile};

/// Refuses the name of a wiki that nothing is known of.
pub(super) fn check_wiki(wiki: Option<&str>) -> anyhow::Result<()> {
    if let Some(wiki) = wiki.filter(|&name| name != "auto" && Profile::named(name).is_none()) {
        bail!("--wiki: nothing is known of `{wiki}`{}", hint(wiki, Profile::names()));
    }
    Ok(())
}

/// Refuses the code of a language that nothing is known of.
pub(super) fn check_language(language: Option<&str>) -> anyhow::Result<()> {
    if let Some(language) = language.filter(|&code| code != "auto" && Language::named(code).is_none()) {
        bail!("--language: nothing is known of `{language}`{}", hint(language, Language::codes()));
    }
    Ok(())
}

fn hint<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    match nearest(wanted, names.iter().copied()) {
        Some(name) => format!("; did you mean `{name}`?"),
        None => format!("; known are {}", names.join(", ")),
    }
}

/// The inputs that the arguments name, as configuration has it. Without any, it is standard input if something can come
/// from there, else this folder.
pub(super) fn inputs(arguments: &InputArguments, configs: &Arc<Configs>) -> Vec<Result<Input, InputError>> {
    let default = if grep_cli::is_readable_stdin() { "-" } else { "." };
    input::expand_filtered(&paths(arguments, default), configs)
}

/// The paths that the arguments name, or `default`.
pub(super) fn paths<'a>(arguments: &'a InputArguments, default: &str) -> Cow<'a, [PathBuf]> {
    match arguments.paths.as_slice() {
        [] => vec![PathBuf::from(default)].into(),
        paths => paths.into(),
    }
}

/// Whether standard input is read although the arguments do not name it.
pub(super) fn is_stdin_implied(arguments: &InputArguments, inputs: &[Result<Input, InputError>]) -> bool {
    arguments.paths.is_empty() && matches!(inputs, [Ok(Input::Stdin)])
}

/// Says so if there is nothing to read.
pub(super) fn warn_of_nothing(arguments: &InputArguments, inputs: &[Result<Input, InputError>]) {
    let named = &arguments.paths;
    match inputs {
        [] if !named.is_empty() && named.iter().all(|path| path.is_file()) => {
            complain("nothing to read: the configuration excludes what was named");
        }
        [] => complain(
            "warning: no wikitext file and no dump was found; see PATH in --help for what folders are searched for",
        ),
        _ => {}
    }
}

/// How the inputs are read.
pub(super) fn reading(arguments: &InputArguments) -> input::Settings {
    input::Settings {
        kind: arguments.input.and_then(kind),
        title: arguments.title.clone(),
        stdin_filename: arguments.stdin_filename.clone(),
        ..input::Settings::default()
    }
}

/// The number of threads: as given, else one for each core.
pub(super) fn threads(given: Option<u16>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    given.map_or_else(cores, usize::from)
}
