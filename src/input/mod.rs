//! The only readers: from paths, folders and standard input to documents.
//!
//! ```text
//! paths ─ expand ─→ inputs ─ open ─→ pieces ─ RawDocument::decode ─→ documents
//!                            │
//!                            └ unpack (compression, UTF-16) → recognise the kind → cut into pages
//! ```
//!
//! Cutting a dump is one thread's work and cheap; decoding a piece, and reading files of one document, is left to whoever
//! lints them. [`crate::runner::run`] does all of it in parallel.

mod container;
mod content;
mod decode;
mod dump;
mod encoding;
mod error;
mod kind;
mod meter;
mod open;
mod piece;
mod unpack;
mod utf16;
mod walk;

pub(crate) use dump::reread;
pub use encoding::Guess;
pub use error::{InputError, Problem};
pub use meter::Meter;
pub use open::{Pieces, open, read};
pub(crate) use open::{is_one_document, size};
pub use piece::{Piece, RawDocument, Skip, SkippedPage};
pub use walk::{Filter, Input, expand, expand_filtered, would_find};

use std::collections::HashMap;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::InputKind;

/// The name that standard input has in reports, unless the user gives another one.
pub const STDIN_NAME: &str = "<stdin>";

/// How inputs are read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The kind of all inputs; none: each is recognised by its name, its first bytes and its markup.
    pub kind: Option<InputKind>,
    /// The kinds of single inputs, by their paths, where nothing is said of all.
    pub kinds: HashMap<PathBuf, InputKind>,
    /// The title of a page whose input does not state one.
    pub title: Option<String>,
    /// The path that standard input stands for: its extension tells the kind, reports show it.
    pub stdin_filename: Option<String>,
    /// A file that holds what standard input gave; it is read in its place.
    pub stdin_copy: Option<PathBuf>,
    /// Who is told how much of the files was read.
    pub meter: Option<Arc<Meter>>,
    /// What files hold, where that is not what stands in them; none: they are opened.
    pub contents: Option<Arc<dyn Contents>>,
}

/// What files hold in another place than on the disk, such as the index of a repository.
pub trait Contents: Debug + Send + Sync {
    /// The content of the file that has this path.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}
