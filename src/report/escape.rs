use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use crate::value::character;

/// What is shown of a no-break space (ISO/IEC 9995-7).
const NO_BREAK_SPACE: char = '⍽';

/// `text` with a visible stand-in for whatever a terminal would obey or not show: control characters, line breaks,
/// bidirectional controls, and all characters that show nothing or have no picture of their own.
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
        0xA0 => out.push(NO_BREAK_SPACE),
        // Writing to a string cannot fail.
        code => _ = write!(out, "‹U+{code:04X}›"),
    }
}

/// The columns that `ch`, which stands after `before`, or its stand-in takes.
pub(super) fn width(ch: char, before: Option<char>) -> usize {
    match u32::from(ch) {
        _ if !needs_stand_in(ch, before) => ch.width().unwrap_or(0),
        0..=0x1F | 0x7F | 0xA0 => 1,
        code => "‹U+›".chars().count() + (code.ilog2() as usize / 4 + 1).max(4),
    }
}

/// Joiners stay where writing systems use them, after a letter or mark; elsewhere, as inside of an emoji,
/// terminals disagree on the width of what they join. Variation selectors stay where they may choose a picture.
fn needs_stand_in(ch: char, before: Option<char>) -> bool {
    match ch {
        ' '..='~' => false,
        _ if character::is_usual_letter(ch) => false,
        '\u{200C}' | '\u{200D}' => !before.is_some_and(is_letter_or_mark),
        _ if character::is_variation_selector(ch) => !character::may_vary(before),
        _ => character::is_invisible(ch),
    }
}

fn is_letter_or_mark(ch: char) -> bool {
    ch.is_alphabetic() || unicode_normalization::char::is_combining_mark(ch)
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
    fn what_is_blank_private_or_hidden_becomes_visible() {
        assert_eq!(
            escape("\u{a0}\u{202f}\u{2800}\u{3164}\u{34f}\u{e000}\u{e0041}\u{180e}\u{ffff}"),
            "⍽‹U+202F›‹U+2800›‹U+3164›‹U+034F›‹U+E000›‹U+E0041›‹U+180E›‹U+FFFF›"
        );
    }

    #[test]
    fn variation_selectors_stay_after_what_varies_and_show_elsewhere() {
        assert_eq!(escape("☎\u{fe0f} 漢\u{e0100}"), "☎\u{fe0f} 漢\u{e0100}");
        assert_eq!(escape("a\u{fe0f}☎\u{fe0f}\u{fe01}"), "a‹U+FE0F›☎\u{fe0f}‹U+FE01›");
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
