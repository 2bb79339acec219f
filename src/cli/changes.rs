//! What `--since`, `--staged` and `--diff-from` add to `lint`.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};

use super::args::{ChangeArguments, InputArguments, LintArguments};
use super::inputs::paths;
use crate::changes::{Pages, Since};
use crate::config::Configs;
use crate::git::{Change, History, Index, Places, Repository};
use crate::input::{self, Input, InputError};
use crate::plan::Narrow;
use crate::report;

/// What is read if nothing is named: what git knows is in files.
const HERE: &str = ".";

/// What the arguments ask to compare.
pub(super) enum Asked<'a> {
    Nothing,
    Git(GitChanges),
    /// The earlier version of the one file that is read.
    File(&'a Path),
}

/// What git says of the files.
pub(super) struct GitChanges {
    repository: Repository,
    /// By place in the work tree.
    changes: HashMap<PathBuf, Change>,
    is_staged: bool,
}

/// What is compared.
pub(super) struct Comparison {
    /// Leaves what an edit brought.
    pub(super) narrow: Box<dyn Narrow>,
    /// The inputs that changed; none if that is not known before they are read.
    changed: Option<HashSet<Input>>,
}

/// Finds out what the arguments ask to compare, of git if need be.
pub(super) fn ask(arguments: &LintArguments) -> anyhow::Result<Asked<'_>> {
    let ChangeArguments { since, staged, diff_from } = &arguments.changes;
    if let Some(revision) = since {
        return GitChanges::since(revision).context("--since").map(Asked::Git);
    }
    if *staged {
        ensure!(
            !arguments.fix.fix,
            "--staged --fix: what is staged is in the index, and only files are changed; run `wikivet lint --fix`, and \
             `git add` the files again"
        );
        return GitChanges::staged().context("--staged").map(Asked::Git);
    }
    Ok(diff_from.as_deref().map_or(Asked::Nothing, Asked::File))
}

impl Asked<'_> {
    /// What is compared of the inputs. `reading` is changed to read what is to be linted.
    pub(super) fn comparison(
        &self,
        inputs: &[Result<Input, InputError>],
        reading: &mut input::Settings,
    ) -> anyhow::Result<Option<Comparison>> {
        match self {
            Asked::Nothing => Ok(None),
            Asked::Git(changes) => changes.comparison(inputs, reading).map(Some),
            Asked::File(file) => with_file(file, inputs, reading).context("--diff-from").map(Some),
        }
    }
}

impl Comparison {
    /// The inputs that changed, and how many did not.
    pub(super) fn select(
        &self,
        mut inputs: Vec<Result<Input, InputError>>,
    ) -> (Vec<Result<Input, InputError>>, u64) {
        let all = inputs.len();
        if let Some(changed) = &self.changed {
            inputs.retain(|input| input.as_ref().map_or(true, |input| changed.contains(input)));
        }
        let unchanged = all - inputs.len();
        (inputs, unchanged as u64)
    }
}

/// Compares with an earlier version of the one input.
fn with_file(
    file: &Path,
    inputs: &[Result<Input, InputError>],
    reading: &input::Settings,
) -> anyhow::Result<Comparison> {
    let old = if file.as_os_str() == "-" { Input::Stdin } else { Input::File(file.to_owned()) };
    let name = file.to_string_lossy();
    ensure!(!file.is_dir(), "`{}` is a folder; name the earlier version of one file", report::escape(&name));
    let [Ok(new)] = inputs else { bail!("one file is compared with its earlier version; name that one") };
    ensure!(*new != old, "this is the file that is to be linted; name its earlier version");
    let pages: Pages = input::open(&old, reading).collect::<Result<_, _>>()?;
    Ok(Comparison { narrow: Box::new(Since::new(pages)), changed: None })
}

impl GitChanges {
    /// Of the files of the work tree, since the commit where the history of `HEAD` and of a revision part.
    fn since(revision: &str) -> anyhow::Result<Self> {
        let repository = Repository::at(Path::new(HERE))?;
        let changes = repository.changed_since(&repository.merge_base(revision)?)?;
        Ok(GitChanges::new(repository, changes, false))
    }

    /// Of the files of the index, since `HEAD`.
    fn staged() -> anyhow::Result<Self> {
        let repository = Repository::at(Path::new(HERE))?;
        let changes = repository.staged()?;
        Ok(GitChanges::new(repository, changes, true))
    }

    fn new(repository: Repository, changes: Vec<Change>, is_staged: bool) -> Self {
        let changes = changes.into_iter().map(|change| (change.path.clone(), change)).collect();
        GitChanges { repository, changes, is_staged }
    }

    /// The inputs that the arguments name, and those that are in the index only.
    pub(super) fn inputs(
        &self,
        arguments: &InputArguments,
        configs: &Arc<Configs>,
    ) -> Vec<Result<Input, InputError>> {
        let paths = paths(arguments, HERE);
        let mut inputs = input::expand_filtered(&paths, configs);
        if self.is_staged {
            let mut gone: Vec<PathBuf> =
                paths.iter().filter(|path| path.is_dir()).flat_map(|folder| self.gone(folder)).collect();
            gone.retain(|path| input::would_find(path, configs.as_ref()));
            gone.sort();
            gone.dedup();
            inputs.extend(gone.into_iter().map(|path| Ok(Input::Found(path))));
        }
        inputs
    }

    /// The files of a folder that are in the index, but not in the work tree.
    fn gone(&self, folder: &Path) -> Vec<PathBuf> {
        let root = self.repository.root();
        let Some(place) = Places::new(root).of_folder(folder) else { return Vec::new() };
        let changes = self.changes.keys().filter(|path| fs::symlink_metadata(root.join(path)).is_err());
        let path_of = |path: &PathBuf| {
            let path = folder.join(path.strip_prefix(&place).ok()?);
            Some(path.strip_prefix(HERE).map(Path::to_owned).unwrap_or(path))
        };
        changes.filter_map(path_of).collect()
    }

    fn comparison(
        &self,
        inputs: &[Result<Input, InputError>],
        reading: &mut input::Settings,
    ) -> anyhow::Result<Comparison> {
        let mut places = Places::new(self.repository.root());
        let mut changed = HashSet::new();
        let (mut objects, mut contents) = (HashMap::new(), HashMap::new());
        for input in inputs.iter().flatten() {
            let (Input::File(path) | Input::Found(path)) = input else {
                bail!("git knows no earlier version of standard input; name files, or use --diff-from")
            };
            let Some(place) = places.of(path) else {
                let (path, root) = (path.to_string_lossy(), self.repository.root().to_string_lossy());
                bail!("`{}` is not in the repository `{}`", report::escape(&path), report::escape(&root));
            };
            let change = self.changes.get(&place);
            if let Some(Change { old, new, .. }) = change {
                objects.insert(path.to_string_lossy().into_owned(), old.clone());
                contents.insert(path.clone(), new.clone());
            }
            // A named file that is not there is said to be missing when it is opened.
            let is_missing = || matches!(input, Input::File(_)) && fs::symlink_metadata(path).is_err();
            if change.is_some() || is_missing() {
                changed.insert(input.clone());
            }
        }
        let blobs = Arc::new(self.repository.blobs());
        let history = History::new(blobs.clone(), objects, reading.clone());
        if self.is_staged {
            reading.contents = Some(Arc::new(Index::new(blobs, contents)));
        }
        Ok(Comparison { narrow: Box::new(Since::new(history)), changed: Some(changed) })
    }
}
