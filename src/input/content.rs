use std::io::{self, BufRead, Read};

use super::container::Container;
use super::decode::{CDATA_START, COMMENT_START};
use super::open::MAX_DOCUMENT;

/// As many bytes as any mark that is looked for needs.
const LOOK_AHEAD: usize = 32;

/// Reads the raw content of an XML element up to the closing tag of `name`, which stays unread, and says whether there is
/// one. Bytes from [`MAX_DOCUMENT`] on are dropped.
pub(super) fn read_content<R: Read>(
    container: &mut Container<R>,
    name: &str,
    mut out: Option<&mut Vec<u8>>,
) -> io::Result<bool> {
    let closing = format!("</{name}");
    loop {
        let available = container.fill_buf()?;
        let count = match memchr::memchr(b'<', available) {
            None if available.is_empty() => return Ok(false),
            None => available.len(),
            Some(0) => {
                let head = container.peek(LOOK_AHEAD)?;
                if is_tag(head, closing.as_bytes()) {
                    return Ok(true);
                }
                if head.starts_with(CDATA_START.as_bytes()) {
                    copy_through(container, "]]>", &mut out)?;
                    continue;
                }
                if head.starts_with(COMMENT_START.as_bytes()) {
                    copy_through(container, "-->", &mut out)?;
                    continue;
                }
                1
            }
            Some(count) => count,
        };
        take(container, count, &mut out);
    }
}

/// Copies what is there up to and with `mark`, or up to the end.
fn copy_through<R: Read>(
    container: &mut Container<R>,
    mark: &str,
    out: &mut Option<&mut Vec<u8>>,
) -> io::Result<()> {
    let mark = mark.as_bytes();
    loop {
        let available = container.peek(mark.len())?;
        if available.starts_with(mark) {
            take(container, mark.len(), out);
            return Ok(());
        }
        if available.is_empty() {
            return Ok(());
        }
        let next = memchr::memchr(mark[0], &available[1..]).map_or(available.len(), |at| at + 1);
        take(container, next, out);
    }
}

/// Consumes `count` bytes that are in the container's buffer.
fn take<R: Read>(container: &mut Container<R>, count: usize, out: &mut Option<&mut Vec<u8>>) {
    if let Some(out) = out
        && (out.len() as u64) < MAX_DOCUMENT
    {
        out.extend_from_slice(&container.buffered()[..count]);
    }
    container.consume(count);
}

/// Whether `head` starts with a tag of this name, given with its `<` or `</`.
fn is_tag(head: &[u8], tag: &[u8]) -> bool {
    head.strip_prefix(tag)
        .and_then(|after| after.first())
        .is_some_and(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'))
}
