use std::collections::{HashMap, VecDeque};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Blobs, Content, Object};
use crate::changes::{Before, Pages};
use crate::input::{self, Contents, InputError};
use crate::source::{Document, InputKind};

/// How many dumps are kept at once: where one ends, some threads are still in it while others have begun the next.
const DUMPS: usize = 2;

/// What files were in a commit.
#[derive(Debug)]
pub struct History {
    blobs: Arc<Blobs>,
    /// The object that each file was, by its name in reports; none for a new file.
    objects: HashMap<String, Option<Object>>,
    reading: input::Settings,
    /// The pages of dumps by their names, the latest one last.
    dumps: Mutex<VecDeque<(String, Arc<Pages>)>>,
}

impl History {
    /// A history of files by their names in reports; it reads as the files are read.
    pub fn new(
        blobs: Arc<Blobs>,
        objects: HashMap<String, Option<Object>>,
        reading: input::Settings,
    ) -> Self {
        History { blobs, objects, reading, dumps: Mutex::default() }
    }

    /// The pages of a dump, which is read only once while its pages are asked for.
    fn dump(&self, path: &str, object: &Object) -> io::Result<Arc<Pages>> {
        let mut dumps = self.dumps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pages)) = dumps.iter().find(|(name, _)| name == path) {
            return Ok(pages.clone());
        }
        let pages = Arc::new(self.pages(path, object, InputKind::Dump)?);
        dumps.push_back((path.to_owned(), pages.clone()));
        if dumps.len() > DUMPS {
            dumps.pop_front();
        }
        Ok(pages)
    }

    /// The documents of a file as it was. What cannot be read of it was not text, so that all of it is new.
    fn pages(&self, path: &str, object: &Object, kind: InputKind) -> io::Result<Pages> {
        let content = Cursor::new(self.blobs.read(object).map_err(io::Error::other)?);
        let reading = input::Settings { kind: Some(kind), contents: None, ..self.reading.clone() };
        Ok(input::read(path, content, &reading).filter_map(Result::ok).collect())
    }
}

impl Before for History {
    fn before(&self, doc: &Document) -> Result<Option<Document>, InputError> {
        let path = &doc.origin.path;
        let Some(object) = self.objects.get(path).and_then(Option::as_ref) else { return Ok(None) };
        let found = match doc.origin.input {
            InputKind::Dump => self.dump(path, object).map(|pages| pages.of(doc)),
            kind => self.pages(path, object, kind).map(|pages| pages.of(doc)),
        };
        found.map_err(|error| InputError { path: path.clone(), page: None, problem: error.into() })
    }
}

/// The contents of files in the index.
#[derive(Debug)]
pub struct Index {
    blobs: Arc<Blobs>,
    contents: HashMap<PathBuf, Content>,
}

impl Index {
    /// The index of files by the paths that they are read by.
    pub fn new(blobs: Arc<Blobs>, contents: HashMap<PathBuf, Content>) -> Self {
        Index { blobs, contents }
    }
}

impl Contents for Index {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.contents.get(path) {
            Some(Content::Object(object)) => self.blobs.read(object).map_err(io::Error::other),
            Some(Content::Unmerged) => Err(io::Error::other(
                "a merge left several versions of it in the index; resolve the conflict and `git add` the file",
            )),
            Some(Content::WorkTree) => std::fs::read(path),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
