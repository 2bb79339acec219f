use std::io::{self, BufRead, Read};

use crate::source::ContainerPosition;

/// How much is read at once of what is long.
const CAPACITY: usize = 64 * 1024;

/// How much is read of the beginning, which shows what it is; the rest of one document is read into its place.
const BEGINNING: usize = 8 * 1024;

/// No more bytes than this are reserved for a size that is only claimed.
const MAX_RESERVED: u64 = 64 * 1024 * 1024;

/// A buffered reader that can look ahead and knows its place.
pub(super) struct Container<R> {
    inner: R,
    buffer: Vec<u8>,
    /// The bytes of `buffer` that are read and not consumed.
    start: usize,
    end: usize,
    position: ContainerPosition,
}

impl<R: Read> Container<R> {
    pub(super) fn new(inner: R) -> Self {
        Container { inner, buffer: vec![0; BEGINNING], start: 0, end: 0, position: ContainerPosition::START }
    }

    /// The place of the next byte.
    pub(super) fn position(&self) -> ContainerPosition {
        self.position
    }

    /// The bytes that were read from below and not consumed.
    pub(super) fn buffered(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// All that was not consumed, at most `limit` bytes; `size` is how many there will be, where that is known.
    pub(super) fn into_rest(self, limit: u64, size: u64) -> io::Result<Vec<u8>> {
        let mut rest = Vec::with_capacity(size.min(limit).min(MAX_RESERVED) as usize);
        rest.extend_from_slice(self.buffered());
        self.inner.take(limit.saturating_sub(rest.len() as u64)).read_to_end(&mut rest)?;
        Ok(rest)
    }

    /// The next bytes, without consuming them: at least `count`, unless fewer are left. At most 32 kB can be asked for.
    pub(super) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.end - self.start < count && self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end < count && (self.position.offset > 0 || count > self.buffer.len()) {
            self.buffer.resize(CAPACITY, 0);
        }
        while self.end < count {
            match self.inner.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.buffered())
    }
}

impl<R: Read> BufRead for Container<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.start + amount).min(self.end);
        advance(&mut self.position, &self.buffer[self.start..end]);
        self.start = end;
    }
}

impl<R: Read> Read for Container<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Moves a place over bytes that stand there.
pub(super) fn advance(position: &mut ContainerPosition, bytes: &[u8]) {
    position.offset += bytes.len() as u64;
    let mut last_line = bytes;
    if let Some(newline) = memchr::memrchr(b'\n', bytes) {
        position.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        position.column = 1;
        last_line = &bytes[newline + 1..];
    }
    position.column += last_line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow pipe does.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut out[..1])
        }
    }

    #[test]
    fn looking_ahead_consumes_nothing_and_does_not_depend_on_how_the_bytes_arrive() {
        let mut container = Container::new(Drip(b"abcdef"));
        assert_eq!(container.peek(3).unwrap(), b"abc");
        container.consume(2);
        assert_eq!(container.peek(4).unwrap(), b"cdef");
        assert_eq!(container.peek(9).unwrap(), b"cdef");
        assert_eq!(container.position().offset, 2);
    }

    #[test]
    fn lines_end_at_lf_and_columns_count_characters() {
        let mut container = Container::new("a\r\nbü𝄞c".as_bytes());
        container.peek(10).unwrap();
        container.consume(6);
        assert_eq!(container.position(), ContainerPosition { offset: 6, line: 2, column: 3 });
        container.consume(4);
        assert_eq!(container.position(), ContainerPosition { offset: 10, line: 2, column: 4 });
    }
}
