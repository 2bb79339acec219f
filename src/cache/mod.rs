//! Results of earlier runs in one file: a text that was judged before, by the same rules and for the same wiki, is not
//! judged again. `docs/performance.md` says when that pays.
//!
//! What a result depends on is its [`Key`]: the text, what its input states of it, the rules with their severities and
//! options, wiki, language and day. Of another build of the program nothing is taken.

mod file;
mod record;

pub use file::CacheError;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use self::file::{Contents, read, write};
use self::record::Record;
use crate::lint::Linted;
use crate::plan::Plan;
use crate::profile::{Choice, Language, Profile};
use crate::source::Document;

/// A result that no run has asked for in as many days is dropped.
const KEPT_DAYS: i32 = 30;

/// The first 16 bytes of a SHA-256 of all that a result depends on.
type Key = [u8; 16];

/// The results that a file keeps, and those that a run adds.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    kept: Contents,
    today: i32,
    news: Mutex<News>,
}

/// What a run adds.
#[derive(Debug, Default)]
struct News {
    results: HashMap<Key, Vec<u8>>,
    used: HashSet<Key>,
}

impl Cache {
    /// Reads a file of results. One that is not there, of another build, or damaged, is like an empty one; a file that is
    /// something else is an error.
    pub fn open(path: &Path, today: NaiveDate) -> Result<Cache, CacheError> {
        let today = today.num_days_from_ce();
        Ok(Cache { path: path.to_owned(), kept: read(path)?, today, news: Mutex::default() })
    }

    /// Judges a document by its plan, unless the result is known, and says for which wiki and language.
    pub fn lint(&self, doc: &Document, plan: &Plan) -> (Linted, Choice) {
        let key = key(doc, plan);
        if let Some(known) = self.known(&key, doc, plan) {
            self.news().used.insert(key);
            return known;
        }
        let choice = plan.choose(doc);
        let linted = plan.lint(doc, &choice);
        if let Some(bytes) = Record::of(&linted, plan).and_then(|record| record.to_bytes()) {
            self.news().results.insert(key, bytes);
        }
        (linted, choice)
    }

    /// How many different results were known, so that their documents were not judged.
    pub fn hits(&self) -> usize {
        self.news().used.len()
    }

    /// Writes the file anew, if there is anything new in it.
    pub fn save(&self) -> io::Result<()> {
        let news = self.news();
        let kept = self.kept.entries().map(|(key, day, bytes)| {
            let is_used = news.used.contains(key);
            (*key, if is_used { self.today } else { day }, bytes)
        });
        let kept: Vec<(Key, i32, &[u8])> = kept.collect();
        let is_old = |&(_, day, _): &(Key, i32, &[u8])| self.today - day > KEPT_DAYS;
        let days_differ = self.kept.entries().zip(&kept).any(|((_, old, _), (_, new, _))| old != *new);
        if news.results.is_empty() && !days_differ && !kept.iter().any(is_old) {
            return Ok(());
        }
        let mut all: Vec<(Key, i32, &[u8])> = kept.into_iter().filter(|entry| !is_old(entry)).collect();
        all.extend(news.results.iter().map(|(key, bytes)| (*key, self.today, bytes.as_slice())));
        all.sort_unstable_by_key(|&(key, ..)| key);
        write(&self.path, &all)
    }

    fn known(&self, key: &Key, doc: &Document, plan: &Plan) -> Option<(Linted, Choice)> {
        let linted = Record::from_bytes(self.kept.get(key)?)?.linted(doc, plan)?;
        let choice = Choice {
            profile: Profile::named(linted.profile)?,
            language: linted.language.and_then(Language::named),
        };
        Some((linted, choice))
    }

    fn news(&self) -> std::sync::MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(doc: &Document, plan: &Plan) -> Key {
    let mut hash = Sha256::new();
    hash.update(plan.identity());
    let origin = &doc.origin;
    let stated =
        (origin.input, &origin.page, origin.namespace, origin.redirect, &origin.wiki, &origin.language);
    hash.update(format!("{stated:?}\0"));
    hash.update(doc.text());
    let digest: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|index| digest[index])
}
