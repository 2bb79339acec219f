use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of the files of a run was read so far; standard input does not count.
#[derive(Debug, Default)]
pub struct Meter {
    bytes: AtomicU64,
    files: AtomicU64,
}

impl Meter {
    /// How many bytes were read, before decompression.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How many files were read to where their reader stopped.
    pub fn files(&self) -> u64 {
        self.files.load(Ordering::Relaxed)
    }
}

/// A reader of a file that tells a meter.
pub(super) struct Metered<R> {
    inner: R,
    meter: Arc<Meter>,
}

impl<R> Metered<R> {
    pub(super) fn new(inner: R, meter: Arc<Meter>) -> Self {
        Metered { inner, meter }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.meter.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R> Drop for Metered<R> {
    fn drop(&mut self) {
        self.meter.files.fetch_add(1, Ordering::Relaxed);
    }
}
