//! Words that templates write beside a value by themselves: `pp.`, `vol.`, `ed.`.

use crate::facts::citations::Field;

/// Whether one may stand before a value: it begins with no digit, and nobody says that it is meant as it is written.
pub(super) fn may_be_labelled(field: &Field<'_>) -> bool {
    !field.value.starts_with(|sign: char| sign.is_ascii_digit()) && !field.is_as_written()
}

/// How much of a value a prefix and the white space after it take, where a number follows. A single letter counts in
/// its own case alone: `P7` is page 7 of section P.
pub(super) fn prefix_length(value: &str, prefix: &str) -> Option<usize> {
    let is_alike = |one: char, other: char| {
        one == other || prefix.len() > 1 && one.to_lowercase().eq(other.to_lowercase())
    };
    let mut rest = value.chars();
    if !prefix.chars().all(|sign| rest.next().is_some_and(|written| is_alike(written, sign))) {
        return None;
    }
    let after = rest.as_str();
    let head = value.get(..value.len() - after.len())?;
    let number = after.trim_start().strip_prefix("&nbsp;").unwrap_or(after).trim_start();
    let is_apart = number.len() < after.len() || head.ends_with('.');
    let is_number =
        number.starts_with(|sign: char| sign.is_ascii_digit()) || is_apart && starts_roman(number);
    is_number.then(|| value.len() - number.len())
}

/// Where a suffix and the white space before it begin at the end of a value, as a word of its own.
pub(super) fn suffix_start(value: &str, suffix: &str) -> Option<usize> {
    let at = value.len().checked_sub(suffix.len())?;
    let (head, tail) = (value.get(..at)?, value.get(at..)?);
    let before = head.trim_end();
    let is_word = tail.eq_ignore_ascii_case(suffix) && before.len() < head.len() && !before.is_empty();
    is_word.then_some(before.len())
}

/// Whether a text starts with a number in Roman numerals.
fn starts_roman(text: &str) -> bool {
    let end = text.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default().as_bytes();
    let is_of = |letters: &[u8]| !word.is_empty() && word.iter().all(|letter| letters.contains(letter));
    is_of(b"IVXLC") || is_of(b"ivxlc")
}
