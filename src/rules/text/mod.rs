//! Characters: damaged, lost, or not what they seem.

mod directions;
mod invisible;
mod letter_form;
mod look_alike_titles;
mod looked_up;
mod looks;
mod mixed;
mod mixed_host;
mod places;
mod references;
mod sentence;

pub mod arabic_letter_form;
pub mod ascii_arrow;
pub mod bidi_reordered;
pub mod bidi_unbalanced;
pub mod cedilla_for_comma;
pub mod compatibility_form;
pub mod control_character;
pub mod dash_misuse;
pub mod file_encoding;
pub mod generated_text_residue;
pub mod hidden_text;
pub mod homoglyph;
pub mod homoglyph_in_name;
pub mod html_entity_double_escaped;
pub mod html_entity_invalid;
pub mod html_entity_needless;
pub mod html_entity_no_semicolon;
pub mod html_entity_unknown;
pub mod invisible_in_name;
pub mod lonely_apostrophe;
pub mod lonely_single_bracket;
pub mod look_alike_name;
pub mod lost_letters;
pub mod mojibake;
pub mod name_pair_hyphen;
pub mod nbsp_unnecessary;
pub mod not_nfc;
pub mod number_range_hyphen;
pub mod placeholder_text;
pub mod punctuation_doubled;
pub mod quote_pair_mismatched;
pub mod quote_style_mixed;
pub mod rendered_page_residue;
pub mod replacement_character;
pub mod roman_numeral_homoglyph;
pub mod space_before_percent;
pub mod space_before_punctuation;
pub mod space_inside_brackets;
pub mod space_missing_after_comma;
pub mod space_missing_after_full_stop;
pub mod temperature_symbol;
pub mod unmatched_bracket;
pub mod unmatched_quotation_mark;
pub mod unusual_space;
pub mod weird_character;
pub mod word_repeated;

use crate::source::Span;

/// How messages name a character that nobody sees.
pub(super) fn named(sign: char) -> String {
    format!("{} (U+{:04X})", invisible::name(sign), sign as u32)
}

/// How far before a place the start of a URL is looked for, in bytes.
const MAX_URL: usize = 300;

/// What stands before a place without white space and without a sign that ends a URL in wikitext.
fn unbroken_before(text: &str, at: u32) -> &str {
    let end = at as usize;
    let start = text.floor_char_boundary(end.saturating_sub(MAX_URL));
    let before = text.get(start..end).unwrap_or_default();
    let ends = |sign: char| sign.is_whitespace() || "[]{}|<>\"".contains(sign);
    before.rsplit(ends).next().unwrap_or_default()
}

/// Whether a word is a part of an address, or of what is written like one.
fn is_in_url(text: &str, span: Span) -> bool {
    let before = unbroken_before(text, span.start);
    let after = text.get(span.end as usize..).unwrap_or_default();
    before.contains("//")
        || before.contains("www.")
        || before.ends_with(['/', '@', '_', '\\'])
        || after.starts_with(['_', '@', '\\'])
}
