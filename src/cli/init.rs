use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::config::{ATTRIBUTES, FILE_NAME, STARTER, cleaned, shown};
use crate::report::escape;

/// Writes a configuration to start from, and the line of `.gitattributes` for baselines if it is missing.
pub(super) fn run(folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let path = folder.join(FILE_NAME);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    match file.and_then(|mut file| file.write_all(STARTER.as_bytes())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already; `wikivet config` shows what it says", shown(&cleaned(&path)))
        }
        result => result.with_context(|| format!("cannot write {}", path.display()))?,
    }
    writeln!(out, "wrote {}", escape(&shown(&cleaned(&path))))?;
    let path = folder.join(".gitattributes");
    if add_line(&path).with_context(|| format!("cannot write {}", path.display()))? {
        writeln!(out, "added `{ATTRIBUTES}` to {}", escape(&shown(&cleaned(&path))))?;
    }
    Ok(())
}

/// Appends the line; whether it was missing.
fn add_line(path: &Path) -> io::Result<bool> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        text => text?,
    };
    let is_line = |line: &[u8]| line.trim_ascii() == ATTRIBUTES.as_bytes();
    if text.split(|&byte| byte == b'\n').any(is_line) {
        return Ok(false);
    }
    let joint = if text.is_empty() || text.ends_with(b"\n") { "" } else { "\n" };
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    writeln!(file, "{joint}{ATTRIBUTES}")?;
    Ok(true)
}
