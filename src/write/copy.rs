use std::io::{self, Read, Write};

use super::{Problem, Splice};

/// Copies a file, which is at its start, with splices in the place of what they replace.
pub fn copy(old: impl Read, splices: &[Splice], out: &mut impl Write) -> Result<(), Problem> {
    let mut copier = Copier { old, at: 0, buffer: vec![0; 64 * 1024].into_boxed_slice() };
    splices.iter().try_for_each(|splice| copier.splice(splice, out))?;
    copier.copy(u64::MAX, out)?;
    out.flush().map_err(Problem::Write)
}

struct Copier<R> {
    old: R,
    /// How many bytes of `old` were read.
    at: u64,
    buffer: Box<[u8]>,
}

impl<R: Read> Copier<R> {
    /// Copies what stands before a splice, and writes its new text.
    fn splice(&mut self, splice: &Splice, out: &mut impl Write) -> Result<(), Problem> {
        let between = splice.at.offset.checked_sub(self.at).ok_or(Problem::Changed)?;
        if self.copy(between, out)? < between {
            return Err(Problem::Changed);
        }
        let mut old = vec![0; splice.old.len()];
        self.old.read_exact(&mut old).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Problem::Changed,
            _ => Problem::Read(error),
        })?;
        self.at += old.len() as u64;
        if old != splice.old.as_bytes() {
            return Err(Problem::Changed);
        }
        out.write_all(splice.new.as_bytes()).map_err(Problem::Write)
    }

    /// Copies `count` bytes, or fewer if the file ends; says how many.
    fn copy(&mut self, count: u64, out: &mut impl Write) -> Result<u64, Problem> {
        let mut copied = 0;
        while copied < count {
            let wanted = self.buffer.len().min(usize::try_from(count - copied).unwrap_or(usize::MAX));
            match self.old.read(&mut self.buffer[..wanted]) {
                Ok(0) => break,
                Ok(read) => {
                    out.write_all(&self.buffer[..read]).map_err(Problem::Write)?;
                    copied += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Problem::Read(error)),
            }
        }
        self.at += copied;
        Ok(copied)
    }
}
