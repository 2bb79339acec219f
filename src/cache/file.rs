use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

use super::Key;
use crate::write::{System, write_whole};

/// What every file of results begins with.
const MAGIC: &[u8] = b"wikivet cache\n";

/// The bytes of an entry before its result: key, day, length.
const HEAD: usize = 16 + 4 + 4;

/// Why a file of results cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// It cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is something else, which must not be written over.
    #[error("{}: this file is no cache of wikivet; name another one", .0.display())]
    NotACache(PathBuf),
}

/// A file of results that was read.
#[derive(Debug, Default)]
pub(super) struct Contents {
    bytes: Vec<u8>,
    /// Key → the day it was last asked for, and where its result stands in `bytes`.
    places: HashMap<Key, (i32, Range<usize>)>,
}

impl Contents {
    pub(super) fn get(&self, key: &Key) -> Option<&[u8]> {
        self.bytes.get(self.places.get(key)?.1.clone())
    }

    /// Key, day and result of each entry.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Key, i32, &[u8])> {
        let entry = |(key, (day, place)): (_, &(i32, Range<usize>))| {
            (key, *day, self.bytes.get(place.clone()).unwrap_or_default())
        };
        self.places.iter().map(entry)
    }
}

/// Reads a file of results; empty if it is not there, of another build, or damaged.
pub(super) fn read(path: &Path) -> Result<Contents, CacheError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Contents::default()),
        Err(error) => return Err(CacheError::Read { path: path.to_owned(), error }),
    };
    if !bytes.is_empty() && !bytes.starts_with(MAGIC) {
        return Err(CacheError::NotACache(path.to_owned()));
    }
    let places = places(&bytes).unwrap_or_default();
    Ok(Contents { bytes, places })
}

/// Puts entries into a file, in one step.
pub(super) fn write(path: &Path, entries: &[(Key, i32, &[u8])]) -> io::Result<()> {
    let mut body = Vec::new();
    for (key, day, result) in entries {
        let Ok(length) = u32::try_from(result.len()) else { continue };
        body.extend_from_slice(key);
        body.extend_from_slice(&day.to_le_bytes());
        body.extend_from_slice(&length.to_le_bytes());
        body.extend_from_slice(result);
    }
    let parts = [MAGIC, &build(), &Sha256::digest(&body), &body];
    write_whole(path, parts.concat(), &System)
}

/// Where the entries stand in a file; none if it is of another build, or not as it was written.
fn places(bytes: &[u8]) -> Option<HashMap<Key, (i32, Range<usize>)>> {
    let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(&build())?;
    let (sum, body) = rest.split_at_checked(32)?;
    if sum != Sha256::digest(body).as_slice() {
        return None;
    }
    let mut places = HashMap::new();
    let mut at = bytes.len() - body.len();
    while at < bytes.len() {
        let (head, rest) = bytes.get(at..)?.split_at_checked(HEAD)?;
        let (key, head) = head.split_first_chunk::<16>()?;
        let (day, length) = head.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length.first_chunk()?) as usize;
        rest.get(..length)?;
        let start = at + HEAD;
        places.insert(*key, (i32::from_le_bytes(*day), start..start + length));
        at = start + length;
    }
    Some(places)
}

/// Which build of the program this is: its version, and length and time of its file, since a result depends on all of
/// its rules and data.
fn build() -> [u8; 32] {
    let program = env::current_exe().and_then(fs::metadata);
    let state = program.map(|program| {
        let time = program.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (program.len(), time)
    });
    Sha256::digest(format!("{} {:?}", env!("CARGO_PKG_VERSION"), state.ok())).into()
}
