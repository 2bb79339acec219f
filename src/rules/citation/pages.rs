//! Ranges of pages in citations.

/// Longer numbers are no pages, in digits.
const MAX_DIGITS: usize = 5;

/// A range of pages: two numbers with a hyphen or an en dash between them.
pub(super) struct PageRange<'t> {
    /// The first page, as written.
    pub(super) start: &'t str,
    /// The last page, as written: it may leave out digits that it shares with the first.
    pub(super) end: &'t str,
    /// Whether a hyphen stands between them, which a single page can have as well: `A-12`, `3-12`.
    pub(super) has_hyphen: bool,
}

impl PageRange<'_> {
    /// The two numbers; of a short end with the digits that it shares with the start.
    pub(super) fn numbers(&self) -> Option<(u32, u32)> {
        let shared = self.start.len().saturating_sub(self.end.len());
        let end = format!("{}{}", self.start.get(..shared)?, self.end);
        Some((self.start.parse().ok()?, end.parse().ok()?))
    }
}

/// Whether a text is the number of a page in digits.
pub(super) fn is_page(text: &str) -> bool {
    (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text that is one range of pages in digits, with white space or without.
pub(super) fn range(text: &str) -> Option<PageRange<'_>> {
    let (start, end) = text.split_once(['-', '–'])?;
    let has_hyphen = text.get(start.len()..)?.starts_with('-');
    let (start, end) = (start.trim(), end.trim_start_matches('-').trim());
    (is_page(start) && is_page(end) && !end.starts_with('0')).then_some(PageRange { start, end, has_hyphen })
}
