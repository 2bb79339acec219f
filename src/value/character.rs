//! What Unicode says of characters that show nothing, or nothing that two readers see alike.

use icu_properties::props::{
    BidiClass, DefaultIgnorableCodePoint, Emoji, GeneralCategory, NoncharacterCodePoint,
    PrependedConcatenationMark, Script, UnifiedIdeograph, VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The space that is shown like that of ASCII in all scripts but those written in squares.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';
/// A pattern of Braille without a dot.
const BRAILLE_BLANK: char = '\u{2800}';

/// Whether it is one of the letters and marks that most text of some scripts is made of, which costs a tenth of asking
/// for any.
pub(crate) fn is_usual_letter(sign: char) -> bool {
    matches!(
        sign,
        'ß'..='ö' | 'ø'..='ʯ' // Latin
        | 'Ύ'..='Ρ' | 'Σ'..='ϵ' // Greek
        | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' // Cyrillic
        | 'ա'..='և' // Armenian
        | '\u{0900}'..='\u{0963}' // Devanagari
        | 'ক'..='ন' | '\u{09be}'..='\u{09c4}' | '\u{09cd}' // Bengali
        | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9fff}' // Kana and Han
    )
}

/// Whether a character shows nothing of its own, is obeyed and not shown, or has a picture in some fonts only.
///
/// These are the controls, formats and separators of Unicode, what it calls ignorable, private or no character, and spaces
/// other than that of ASCII and the ideographic one.
///
/// ```
/// use wikivet::value::character::is_invisible;
/// assert!(is_invisible('\u{200B}') && is_invisible('\u{A0}') && is_invisible('\u{E0041}'));
/// assert!(!is_invisible('é') && !is_invisible(' ') && !is_invisible('\u{600}'));
/// ```
pub fn is_invisible(sign: char) -> bool {
    if matches!(sign, ' '..='~') || is_usual_letter(sign) {
        return false;
    }
    match CodePointMapData::<GeneralCategory>::new().get(sign) {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::PrivateUse => true,
        GeneralCategory::SpaceSeparator => sign != IDEOGRAPHIC_SPACE,
        GeneralCategory::Format => !CodePointSetData::new::<PrependedConcatenationMark>().contains(sign),
        _ => {
            sign == BRAILLE_BLANK
                || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(sign)
                || CodePointSetData::new::<NoncharacterCodePoint>().contains(sign)
        }
    }
}

/// Whether a character chooses between pictures of the one before it.
pub fn is_variation_selector(sign: char) -> bool {
    CodePointSetData::new::<VariationSelector>().contains(sign)
}

/// Whether a variation selector may mean something after a character: after emoji, symbols and ideographs, and in scripts
/// that have variants of their letters.
///
/// Unicode lists the pairs that mean something; after a letter of most scripts, a space or another selector there is none.
pub fn may_vary(before: Option<char>) -> bool {
    let Some(before) = before else { return false };
    if CodePointSetData::new::<Emoji>().contains(before)
        || CodePointSetData::new::<UnifiedIdeograph>().contains(before)
    {
        return true;
    }
    let has_variants = matches!(
        CodePointMapData::<Script>::new().get(before),
        Script::Myanmar
            | Script::PhagsPa
            | Script::Manichaean
            | Script::Mongolian
            | Script::EgyptianHieroglyphs
            | Script::Han
    );
    let is_symbol = !before.is_ascii()
        && !before.is_alphanumeric()
        && !before.is_whitespace()
        && !is_invisible(before)
        && CodePointMapData::<GeneralCategory>::new().get(before) != GeneralCategory::Unassigned;
    has_variants || is_symbol
}

/// Whether a character is a letter of a script that is written from right to left.
pub fn is_right_to_left(sign: char) -> bool {
    !sign.is_ascii()
        && matches!(
            CodePointMapData::<BidiClass>::new().get(sign),
            BidiClass::RightToLeft | BidiClass::ArabicLetter
        )
        && sign.is_alphabetic()
}

/// Whether a character is a letter of a script that is written from left to right.
pub fn is_left_to_right(sign: char) -> bool {
    sign.is_alphabetic() && CodePointMapData::<BidiClass>::new().get(sign) == BidiClass::LeftToRight
}

/// Whether a character is of a script.
pub fn is_of(sign: Option<char>, script: Script) -> bool {
    sign.is_some_and(|sign| CodePointMapData::<Script>::new().get(sign) == script)
}

#[cfg(test)]
mod tests {
    use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
    use icu_properties::{CodePointMapData, CodePointSetData};
    use unicode_normalization::char::is_combining_mark;

    use super::{is_invisible, is_usual_letter, is_variation_selector, may_vary};

    #[test]
    fn usual_letters_are_letters_or_marks_that_are_seen() {
        for sign in ('\0'..=char::MAX).filter(|sign| is_usual_letter(*sign)) {
            assert!(sign.is_alphabetic() || is_combining_mark(sign), "{sign:?}");
            let category = CodePointMapData::<GeneralCategory>::new().get(sign);
            let is_seen = category != GeneralCategory::Format && category != GeneralCategory::Unassigned;
            let is_ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(sign);
            assert!(is_seen && !is_ignorable && !is_variation_selector(sign), "{sign:?}");
        }
    }

    #[test]
    fn what_shows_nothing_is_told_by_its_properties() {
        let invisible = "\0\u{7F}\u{85}\u{A0}\u{AD}\u{34F}\u{61C}\u{115F}\u{1680}\u{17B4}\u{180E}\u{2003}\u{200B}\u{2028}\u{202E}\u{2060}\u{2069}\u{2800}\u{3164}\u{E000}\u{FDD0}\u{FE0F}\u{FEFF}\u{FFA0}\u{FFF9}\u{FFFE}\u{1D173}\u{E0041}\u{E0100}\u{10FFFD}";
        for sign in invisible.chars() {
            assert!(is_invisible(sign), "{sign:?}");
        }
        for sign in "a ~éжع漢क्\u{301}\u{600}\u{3000}€😀".chars() {
            assert!(!is_invisible(sign), "{sign:?}");
        }
    }

    #[test]
    fn selectors_mean_something_after_what_has_variants() {
        assert!(['☎', '1', '漢', '≨', '👩'].into_iter().all(|sign| may_vary(Some(sign))));
        assert!(!['a', ' ', 'ж', '.', '\u{FE0F}'].into_iter().any(|sign| may_vary(Some(sign))));
    }
}
