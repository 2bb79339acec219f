use std::io;

/// Why a file, or one page of it, was not written; it is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", .page.as_ref().map_or_else(|| path.clone(), |page| format!("{path}#{page}")))]
pub struct WriteError {
    /// The path as it was given.
    pub path: String,
    /// The title of the page, where the rest of the file could be written.
    pub page: Option<String>,
    /// What is wrong, and what can be done.
    pub problem: Problem,
}

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file is compressed.
    #[error("not fixed: the file is compressed; unpack it and fix the unpacked file")]
    Compressed,
    /// The file is not UTF-8.
    #[error("not fixed: the file is UTF-16; convert it first, for example with `iconv -f UTF-16 -t UTF-8`")]
    Transcoded,
    /// The edits cannot be expressed in the container so that reading it again gives the fixed text.
    #[error(
        "not fixed: with its fixes the text would be read as another one, from near byte {offset} on; make them by hand"
    )]
    Inexact {
        /// Where the first edit stands, in bytes from 0 of the file.
        offset: u64,
    },
    /// Something that is not a file: a pipe, a device.
    #[error("not fixed: this is not a regular file; fix standard input with `--fix -`")]
    NotAFile,
    /// The file must not be written.
    #[error("not fixed: the file cannot be written: {0}; change its permissions")]
    ReadOnly(io::Error),
    /// No file can be made beside it.
    #[error("not fixed: no temporary file can be made in its folder: {0}; change the folder's permissions")]
    Folder(io::Error),
    /// Not all of the file could be read.
    #[error("not fixed: not all of the file could be read")]
    Unread,
    /// Somebody has written the file since it was read.
    #[error("not fixed: the file has changed since it was read; run wikivet again")]
    Changed,
    /// The file cannot be read again.
    #[error("not fixed: the file cannot be read again: {0}")]
    Read(io::Error),
    /// The new text cannot be written.
    #[error("not fixed: cannot write: {0}")]
    Write(io::Error),
    /// The new file cannot take the place of the old one.
    #[error("not fixed: the new file cannot take the place of the old one: {0}")]
    Replace(io::Error),
}
