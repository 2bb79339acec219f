//! The configuration of each file: the nearest upwards, looked up once for each folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::chain::cleaned;
use super::configuration::Configuration;
use super::problem::{ConfigError, Problem};
use crate::input::Filter;

/// The name of configuration files.
pub const FILE_NAME: &str = "wikivet.toml";

/// Where configuration comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The nearest file upwards from each file that is linted.
    #[default]
    Nearest,
    /// One file for all.
    File(PathBuf),
    /// Nowhere.
    Nothing,
}

/// The configurations of a run.
pub struct Configs {
    /// That of all files, unless it is looked up.
    fixed: Option<Option<Arc<Configuration>>>,
    force_exclude: bool,
    found: Mutex<Found>,
}

/// What was looked up so far.
#[derive(Default)]
struct Found {
    /// By folder, as absolute path.
    folders: HashMap<PathBuf, Option<Arc<Configuration>>>,
    /// The same by folder as it was named, with the absolute path.
    named: HashMap<PathBuf, (PathBuf, Option<Arc<Configuration>>)>,
    problems: Vec<Problem>,
    unreadable: Option<ConfigError>,
}

impl Configs {
    /// The configurations that come from a source. `force_exclude` leaves files out that were named, too.
    ///
    /// # Errors
    ///
    /// That the one file cannot be used. The patterns in it are relative to the current folder.
    pub fn new(source: &Source, force_exclude: bool) -> Result<Configs, ConfigError> {
        let fixed = match source {
            Source::Nearest => None,
            Source::Nothing => Some(None),
            Source::File(path) => Some(Some(Arc::new(Configuration::read(path, &cleaned(Path::new(".")))?))),
        };
        Ok(Configs { fixed, force_exclude, found: Mutex::default() })
    }

    /// The configuration of a file, and its absolute path. What cannot be used is said by [`Configs::check`].
    pub fn of_file(&self, path: &Path) -> (PathBuf, Option<Arc<Configuration>>) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let (folder, configuration) = self.of_folder(folder);
        (path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name)), configuration)
    }

    /// Whether a file or a folder is left out where it is found: a folder that is left out takes all with it.
    pub fn excludes(&self, path: &Path) -> bool {
        let (path, _) = self.of_file(path);
        path.ancestors().any(|inner| {
            let (_, configuration) = self.of_file(inner);
            let is_folder = inner != path || inner.is_dir();
            configuration.is_some_and(|configuration| configuration.excludes(inner, is_folder))
        })
    }

    /// Says what is wrong with any of the files that were looked at so far.
    ///
    /// # Errors
    ///
    /// All that is wrong.
    pub fn check(&self) -> Result<(), ConfigError> {
        let mut found = self.lock();
        if let Some(error) = found.unreadable.take() {
            return Err(error);
        }
        let problems = std::mem::take(&mut found.problems);
        if problems.is_empty() { Ok(()) } else { Err(ConfigError::Problems(problems)) }
    }

    /// The configurations that were found so far, in no order.
    pub fn found(&self) -> Vec<Arc<Configuration>> {
        let mut all: Vec<Arc<Configuration>> = match &self.fixed {
            Some(fixed) => fixed.iter().cloned().collect(),
            None => self.lock().folders.values().flatten().cloned().collect(),
        };
        all.sort_by(|a, b| a.folder.cmp(&b.folder));
        all.dedup_by(|a, b| a.folder == b.folder);
        all
    }

    /// The configuration of the files of a folder, as it was named, and the folder's absolute path.
    fn of_folder(&self, named: &Path) -> (PathBuf, Option<Arc<Configuration>>) {
        let mut found = self.lock();
        if let Some(known) = found.named.get(named) {
            return known.clone();
        }
        let folder = cleaned(if named.as_os_str().is_empty() { Path::new(".") } else { named });
        let configuration = match &self.fixed {
            Some(fixed) => fixed.clone(),
            None => found.look_up(&folder),
        };
        found.named.insert(named.to_owned(), (folder.clone(), configuration.clone()));
        (folder, configuration)
    }

    fn lock(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Found {
    /// The configuration in a folder, or in the nearest one above.
    fn look_up(&mut self, folder: &Path) -> Option<Arc<Configuration>> {
        let mut passed = Vec::new();
        let mut configuration = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.folders.get(folder) {
                configuration = known.clone();
                break;
            }
            passed.push(folder);
            let file = folder.join(FILE_NAME);
            if file.is_file() {
                configuration = self.read(&file, folder);
                break;
            }
        }
        for folder in passed {
            self.folders.insert(folder.to_owned(), configuration.clone());
        }
        configuration
    }

    fn read(&mut self, file: &Path, folder: &Path) -> Option<Arc<Configuration>> {
        match Configuration::read(file, folder) {
            Ok(configuration) => return Some(Arc::new(configuration)),
            // A file that several others extend is read for each of them.
            Err(ConfigError::Problems(problems)) => {
                for problem in problems {
                    if !self.problems.contains(&problem) {
                        self.problems.push(problem);
                    }
                }
            }
            Err(error) => self.unreadable = Some(error),
        }
        None
    }
}

impl Filter for Configs {
    fn enters(&self, path: &Path, is_folder: bool) -> bool {
        let (path, configuration) = self.of_file(path);
        configuration.is_none_or(|configuration| !configuration.excludes(&path, is_folder))
    }

    fn includes(&self, path: &Path) -> bool {
        let (path, configuration) = self.of_file(path);
        configuration.is_some_and(|configuration| configuration.includes(&path))
    }

    fn takes_named(&self, path: &Path) -> bool {
        let (_, configuration) = self.of_file(path);
        let is_forced = self.force_exclude
            || configuration.is_some_and(|configuration| configuration.is_exclude_forced());
        !is_forced || !self.excludes(path)
    }
}
