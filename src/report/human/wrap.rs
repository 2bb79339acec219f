use unicode_width::UnicodeWidthStr;

/// `text` with line breaks instead of spaces wherever a line would get wider than `columns`.
/// A word that is wider stands on a line of its own.
pub(super) fn wrap(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut used = 0;
    for word in text.split(' ') {
        let width = word.width();
        if used > 0 && used + 1 + width > columns {
            out.push('\n');
            used = 0;
        } else if !out.is_empty() {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_at_spaces_and_long_words_stay_whole() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("a unbreakable b", 4), "a\nunbreakable\nb");
        assert_eq!(wrap("漢字 漢字", 8), "漢字\n漢字");
    }
}
