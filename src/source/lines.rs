/// A place as people and most formats count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub column: u32,
}

/// Bytes between two places whose column is known, so that a place in a line of megabytes costs no more than others.
const BLOCK: usize = 1024;

/// The starts of a text's lines. A line ends at LF; a CR before it is not part of the line's text.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// The number of characters that start before each block of the text.
    characters: Vec<u32>,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1))
            .collect();
        let mut total = 0;
        let characters = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let before = total;
                total += count_characters(block);
                before
            })
            .collect();
        LineIndex { starts, characters }
    }

    /// The number of lines; an empty text has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: even an empty text has one line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The line, from 0, that holds a byte offset.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The byte offset at which a line, counted from 0, starts.
    pub fn start_of(&self, line: usize) -> Option<u32> {
        self.starts.get(line).copied()
    }

    /// Line and column of a byte offset of `text`, which is the text the index was made of.
    pub fn position(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.characters_before(text, offset) - self.characters_before(text, start);
        LineColumn { line: line as u32 + 1, column: column + 1 }
    }

    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let offset = (offset as usize).min(text.len());
        let block = (offset / BLOCK).min(self.characters.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or(0) + count_characters(rest)
    }
}

/// The number of characters that start in a piece of UTF-8 text. Counted in bytes where they cannot overflow, since
/// the compiler then adds many at once.
fn count_characters(bytes: &[u8]) -> u32 {
    let starts = |piece: &[u8]| piece.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|piece| u32::from(starts(piece))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_the_characters_before_it_in_its_line_also_across_blocks() {
        let text = format!("é\n{}b\r\nc", "aü€𝄞".repeat(1000));
        let index = LineIndex::new(&text);
        let mut expected = LineColumn { line: 1, column: 1 };
        for (offset, character) in text.char_indices() {
            assert_eq!(index.position(&text, offset as u32), expected);
            expected.column += 1;
            if character == '\n' {
                expected = LineColumn { line: expected.line + 1, column: 1 };
            }
        }
        assert_eq!(index.position(&text, text.len() as u32), expected);
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(LineIndex::new("").position("", 0), LineColumn { line: 1, column: 1 });
    }
}
