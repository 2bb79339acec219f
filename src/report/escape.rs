use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// `text` with a visible stand-in for whatever a terminal would obey or not show: control characters, line breaks,
/// bidirectional controls and invisible characters.
pub fn escape(text: &str) -> Cow<'_, str> {
    let mut before = None;
    let mut must = |ch: char| {
        let escaped = needs_stand_in(ch, before);
        before = Some(ch);
        escaped
    };
    if !text.chars().any(&mut must) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    for ch in text.chars() {
        push(&mut out, ch, before);
        before = Some(ch);
    }
    Cow::Owned(out)
}

/// Appends `ch`, which stands after `before`, or its stand-in.
pub(super) fn push(out: &mut String, ch: char, before: Option<char>) {
    if !needs_stand_in(ch, before) {
        out.push(ch);
        return;
    }
    match u32::from(ch) {
        // The block of control pictures has one for each C0 control, in their order, and one for DEL.
        code @ 0..=0x1F => out.extend(char::from_u32(0x2400 + code)),
        0x7F => out.push('\u{2421}'),
        // Writing to a string cannot fail.
        code => _ = write!(out, "‹U+{code:04X}›"),
    }
}

/// The columns that `ch`, which stands after `before`, or its stand-in takes.
pub(super) fn width(ch: char, before: Option<char>) -> usize {
    match u32::from(ch) {
        _ if !needs_stand_in(ch, before) => ch.width().unwrap_or(0),
        0..=0x1F | 0x7F => 1,
        code => "‹U+›".chars().count() + (code.ilog2() as usize / 4 + 1).max(4),
    }
}

/// Joiners stay where writing systems use them, after a letter or mark; elsewhere, as inside of an emoji,
/// terminals disagree on the width of what they join.
fn needs_stand_in(ch: char, before: Option<char>) -> bool {
    match ch {
        '\u{200C}' | '\u{200D}' => !before.is_some_and(is_letter_or_mark),
        // Two that are no characters, which XML forbids.
        '\u{FFFE}' | '\u{FFFF}' => true,
        _ => ch.is_control() || is_invisible(ch),
    }
}

fn is_letter_or_mark(ch: char) -> bool {
    ch.is_alphabetic() || unicode_normalization::char::is_combining_mark(ch)
}

/// Format characters (general category Cf) that have no picture of their own, and the two separators of lines.
fn is_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0001}' | '\u{E0020}'..='\u{E007F}'
        // Hangul fillers are letters that show nothing.
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn terminal_escapes_and_line_breaks_become_pictures() {
        assert_eq!(escape("a\u{1b}[31mb\r\n\u{7f}\u{9b}"), "a␛[31mb␍␊␡‹U+009B›");
    }

    #[test]
    fn bidirectional_controls_and_invisible_characters_become_visible() {
        assert_eq!(
            escape("\u{202e}x\u{2066}\u{200b}\u{feff}\u{ad}"),
            "‹U+202E›x‹U+2066›‹U+200B›‹U+FEFF›‹U+00AD›"
        );
    }

    #[test]
    fn joiners_stay_between_letters_and_show_elsewhere() {
        assert_eq!(escape("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(escape("👩\u{200d}🔬 \u{200c}"), "👩‹U+200D›🔬 ‹U+200C›");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(escape("Ψ漢字 e\u{301} ok"), std::borrow::Cow::Borrowed(_)));
    }
}
