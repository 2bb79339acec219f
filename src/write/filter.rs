use std::fs::File;
use std::io::Write;

use super::copy::Copier;
use super::{Problem, Splice, Target};

/// Copies a file to a stream, with the splices in it.
pub struct Filter<W> {
    copier: Copier,
    out: W,
}

impl<W: Write> Filter<W> {
    /// `old` is at its start.
    pub fn new(old: File, out: W) -> Self {
        Filter { copier: Copier::new(old), out }
    }
}

impl<W: Write> Target for Filter<W> {
    fn splice(&mut self, splice: &Splice) -> Result<(), Problem> {
        self.copier.splice(splice, &mut self.out)
    }

    fn finish(self: Box<Self>) -> Result<(), Problem> {
        let Filter { copier, mut out } = *self;
        copier.finish(&mut out)?;
        out.flush().map_err(Problem::Write)
    }
}
