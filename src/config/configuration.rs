//! The configuration of the files below one folder: a file with all that it extends, checked against the rules.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::chain::{Link, load, shown};
use super::check::check;
use super::keys::Words;
use super::patterns::Patterns;
use super::problem::{ConfigError, Problem};
use crate::engine::Registry;
use crate::own_rules;

/// A configuration that files can be linted by.
pub struct Configuration {
    /// The folder that its patterns, and the names of files in fingerprints, are relative to.
    pub folder: PathBuf,
    /// The rules that are known.
    pub registry: &'static Registry,
    /// What is extended comes first.
    pub(super) chain: Vec<Link>,
    /// The patterns of each override of each file.
    overrides: Vec<Vec<Patterns>>,
    include: Patterns,
    exclude: Patterns,
    /// Where ids of other tools stand for which there is no rule.
    pub warnings: Vec<Problem>,
}

impl Configuration {
    /// Reads a configuration file whose patterns are relative to a folder.
    ///
    /// # Errors
    ///
    /// That the file cannot be read, or everything that is wrong with it.
    pub fn read(path: &Path, folder: &Path) -> Result<Configuration, ConfigError> {
        let (chain, mut problems) = load(path)?;
        let registry = registry(&chain, &mut problems);
        let mut patterns = |link: &Link, words: Option<&Words>| {
            let words = words.map(|words| words.get_ref().as_slice()).unwrap_or_default();
            Patterns::new(folder, words).unwrap_or_else(|wrong| {
                let problem = |(word, message): (&Spanned<String>, String)| Problem {
                    place: link.place(word),
                    message,
                    note: None,
                };
                problems.extend(wrong.into_iter().map(problem));
                Patterns::default()
            })
        };
        let mut overrides = Vec::new();
        for link in &chain {
            let of_link = link.keys.overrides.iter().map(|(keys, _)| patterns(link, keys.paths.as_ref()));
            overrides.push(of_link.collect());
        }
        let last = |get: fn(&Link) -> Option<&Words>| {
            chain.iter().rev().find_map(|link| get(link).map(|words| (link, words)))
        };
        let include = last(|link| link.keys.file.include.as_ref());
        let include = include.map(|(link, words)| patterns(link, Some(words))).unwrap_or_default();
        let exclude = last(|link| link.keys.file.exclude.as_ref());
        let exclude = exclude.map(|(link, words)| patterns(link, Some(words))).unwrap_or_default();
        let mut warnings = Vec::new();
        for link in &chain {
            check(link, registry, &mut problems, &mut warnings);
        }
        if !problems.is_empty() {
            problems.sort_by(|a, b| key(a).cmp(&key(b)));
            return Err(ConfigError::Problems(problems));
        }
        let folder = folder.to_owned();
        Ok(Configuration { folder, registry, chain, overrides, include, exclude, warnings })
    }

    /// The folders with pages of own rules.
    pub fn rule_folders(&self) -> Vec<PathBuf> {
        let of_link = |link: &'_ Link| {
            let folders = link.keys.file.rule_folders.iter().flat_map(Words::get_ref);
            folders.map(|folder| link.path(folder.get_ref())).collect::<Vec<_>>()
        };
        self.chain.iter().flat_map(of_link).collect()
    }

    /// Whether a file in a folder is read though its name does not say what it is.
    pub fn includes(&self, path: &Path) -> bool {
        self.relative(path).is_some_and(|path| self.include.matches_within(path))
    }

    /// Whether a file or a folder that was found is left out. What a folder holds is not asked about once it is.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.relative(path).is_some_and(|path| self.exclude.matches(path, is_folder))
    }

    /// Whether files that were named are left out as well.
    pub fn is_exclude_forced(&self) -> bool {
        self.chain
            .iter()
            .rev()
            .find_map(|link| link.keys.file.force_exclude.as_ref())
            .is_some_and(|forced| *forced.get_ref())
    }

    /// Which overrides hold for a file, in the order in which they win.
    pub(super) fn overrides_for(&self, path: &Path) -> Vec<(usize, usize)> {
        let Some(path) = self.relative(path) else { return Vec::new() };
        let mut matching = Vec::new();
        for (link, patterns) in self.overrides.iter().enumerate() {
            let of_link = patterns.iter().enumerate().filter(|(_, patterns)| patterns.matches_within(path));
            matching.extend(of_link.map(|(index, _)| (link, index)));
        }
        matching
    }

    /// An absolute path as one relative to the folder of the configuration.
    fn relative<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.folder).ok()
    }

    /// The names of the files that the configuration is made of, that which was found first.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.chain.iter().rev().map(|link| link.text.name.as_str())
    }
}

/// What problems are sorted by: the file, and the place in it.
fn key(problem: &Problem) -> (&str, usize) {
    (&problem.place.file.name, problem.place.span.start)
}

/// The rules that there are, with those of the folders that the files name.
fn registry(chain: &[Link], problems: &mut Vec<Problem>) -> &'static Registry {
    let mut pages = Vec::new();
    for link in chain {
        let folders = link.keys.file.rule_folders.iter().flat_map(Words::get_ref);
        for folder in folders {
            match own_rules::find(&link.path(folder.get_ref())) {
                Ok(found) => pages.extend(found),
                Err((path, error)) => {
                    let message = format!("cannot read `{}`: {error}", shown(&path));
                    problems.push(Problem { place: link.place(folder), message, note: None });
                }
            }
        }
    }
    if pages.is_empty() {
        return Registry::built_in();
    }
    own_rules::registry(&pages).unwrap_or_else(|found| {
        problems.extend(found);
        Registry::built_in()
    })
}
