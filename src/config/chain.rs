//! A configuration file with all that it extends.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::keys::ConfigFile;
use super::problem::{ConfigError, ConfigText, Place, Problem};
use super::read::read;

/// One file of a chain.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) text: Arc<ConfigText>,
    pub(super) keys: ConfigFile,
}

impl Link {
    /// The place of a key or value of the file.
    pub(super) fn place<T>(&self, value: &Spanned<T>) -> Place {
        Place { file: Arc::clone(&self.text), span: value.span() }
    }

    /// A path that the file names, which is relative to the file.
    pub(super) fn path(&self, named: &str) -> PathBuf {
        cleaned(&self.text.path.parent().unwrap_or(Path::new("")).join(named))
    }
}

/// Reads a file and all that it extends: what is extended comes first, each file once. With it comes everything that is
/// wrong with the names and types of keys in the files.
///
/// # Errors
///
/// That `path` cannot be read.
pub(super) fn load(path: &Path) -> Result<(Vec<Link>, Vec<Problem>), ConfigError> {
    let mut loader = Loader::default();
    let text =
        fs::read_to_string(path).map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
    loader.add(path, text);
    Ok((loader.chain, loader.problems))
}

#[derive(Default)]
struct Loader {
    chain: Vec<Link>,
    problems: Vec<Problem>,
    /// The files that are being read, each extended by the one before it.
    open: Vec<PathBuf>,
}

impl Loader {
    fn add(&mut self, path: &Path, text: String) {
        let path = cleaned(path);
        let text = Arc::new(ConfigText { name: shown(&path), path: path.clone(), text });
        let (keys, problems) = read(&text);
        self.problems.extend(problems);
        let link = Link { text, keys };
        self.open.push(path);
        for named in link.keys.file.extends.iter().flat_map(Spanned::get_ref) {
            if let Err(message) = self.extend(&link.path(named.get_ref())) {
                self.problems.push(Problem { place: link.place(named), message, note: None });
            }
        }
        self.open.pop();
        self.chain.push(link);
    }

    fn extend(&mut self, path: &Path) -> Result<(), String> {
        if let Some(first) = self.open.iter().position(|open| open == path) {
            let mut circle: Vec<String> = self.open.iter().skip(first).map(|open| shown(open)).collect();
            circle.push(shown(path));
            return Err(format!("`{}` extends itself: {}", shown(path), circle.join(" → ")));
        }
        if self.chain.iter().any(|link| link.text.path == path) {
            return Ok(());
        }
        let text =
            fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", shown(path)))?;
        self.add(path, text);
        Ok(())
    }
}

/// An absolute path without `.` and `..`, as the names in it say.
pub(crate) fn cleaned(path: &Path) -> PathBuf {
    // Without a current folder a path stays as it was named.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// A path as people are told of it: relative to the current folder where it is below, or in a folder above; with `/`.
pub(crate) fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let path = match path.strip_prefix(&current) {
        Ok(below) => below.to_owned(),
        Err(_) => above(path, &current).unwrap_or_else(|| path.to_owned()),
    };
    match path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/") {
        here if here.is_empty() => ".".to_owned(),
        path => path,
    }
}

/// The way to something in a folder above another one, if that is not the root.
fn above(path: &Path, folder: &Path) -> Option<PathBuf> {
    let (parent, name) = (path.parent()?, path.file_name()?);
    let down = folder.strip_prefix(parent).ok().filter(|_| parent.parent().is_some())?;
    let mut up: PathBuf = down.components().map(|_| Component::ParentDir).collect();
    up.push(name);
    Some(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_a_folder_above_is_named_by_the_way_there_and_one_elsewhere_by_its_whole_path() {
        let way = |path, folder| above(Path::new(path), Path::new(folder));
        assert_eq!(way("/wiki/wikivet.toml", "/wiki/articles/de"), Some("../../wikivet.toml".into()));
        assert_eq!(way("/other/wikivet.toml", "/wiki/articles"), None);
        assert_eq!(way("/wikivet.toml", "/wiki"), None);
    }
}
