//! The only writer: documents that were fixed go back into the files they were cut out of.
//!
//! ```text
//! edits of a document ─ rewrite ─→ splices of its container ─┬─ replace → the file, replaced as a whole
//!                                                            ├─ copy    → a stream
//!                                                            └─ patch   → a unified diff
//! ```
//!
//! [`rewrite()`] does no I/O and can run anywhere. The others take the splices of all documents of one file, in the
//! order of the file, and read the old file once along with them: memory is bounded by what is edited.
//!
//! # What is kept
//!
//! - Every byte outside of the edits, but for the length and the digests that an export states of an edited page.
//! - Line ends: a new line ends as the line before it does.
//! - Permissions, and the owner where the system allows it. Symbolic links are followed. A file with several hard
//!   links becomes one of its own: the other names keep the old text. Access control lists and extended attributes are
//!   not kept.
//! - A file that has changed since it was read, or that cannot be written back exactly, stays as it is.
//!
//! A crash at any moment leaves the old file or the new one under its name, at worst with a hidden temporary file
//! beside it.

mod copy;
mod digest;
mod disk;
mod error;
mod line_ends;
mod patch;
mod replace;
mod rewrite;
mod splice;
mod whole;
mod xml;

pub use copy::copy;
pub use disk::{Disk, System};
pub use error::{Problem, WriteError};
pub use patch::patch;
pub use replace::replace;
pub use rewrite::{Rewritten, check, rewrite};
pub use splice::Splice;
pub use whole::write_whole;
