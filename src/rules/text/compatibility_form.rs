//! `rules/text/compatibility-form.md`

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::is_in_url;
use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;

/// Finds ligatures and units that are one character, which Unicode has for the sake of older character sets.
pub struct CompatibilityForm;

/// How far around a unit letters of East Asian scripts are looked for, in bytes.
const MAX_AROUND: usize = 60;

impl Rule for CompatibilityForm {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memchr::memchr2_iter(0xE3, 0xEF, text.as_bytes()) {
            // All of them are within these blocks, as their second byte tells.
            if !matches!(text.as_bytes().get(at + 1), Some(0x8D..=0x8F | 0xAC)) {
                continue;
            }
            let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let span = Span::of(at..at + sign.len_utf8());
            let what = match sign {
                '\u{FB00}'..='\u{FB06}' | '\u{FB13}'..='\u{FB17}' => "a ligature of several letters",
                '\u{3371}'..='\u{337A}' | '\u{3380}'..='\u{33DF}' if is_unit(text, span) => {
                    "a unit that is one character"
                }
                _ => continue,
            };
            let is_text = cx.tree.leaf_at(span.start).kind() == Kind::Text;
            if !is_text || is_looked_up(span, cx) || is_in_url(text, span) {
                continue;
            }
            let plain = plain(sign);
            let fix = Fix::replace(format!("write `{plain}`"), span, &plain, Safety::Suggested);
            let message = format!("`{sign}` (U+{:04X}) is {what}, `{plain}`", u32::from(sign));
            let help = "write ordinary letters, so that searches find them";
            cx.report(Finding::new(span, message).help(help).cluster(format!("{sign}")).fix(fix));
        }
    }
}

/// Whether a character stands behind a number in a text that is not East Asian, for whose scripts it was made.
fn is_unit(text: &str, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.floor_char_boundary(start.saturating_sub(MAX_AROUND));
    let to = text.ceil_char_boundary((end + MAX_AROUND).min(text.len()));
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..to).unwrap_or_default();
    let is_east_asian = |sign: char| {
        matches!(
            sign.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo
        )
    };
    let is_number = before.trim_end().ends_with(|sign: char| sign.is_ascii_digit());
    is_number && !before.contains(is_east_asian) && !after.contains(is_east_asian)
}

/// What is written instead: the letters, with the exponents of squares and cubes.
fn plain(sign: char) -> String {
    let exponent = |sign| match sign {
        '2' => '²',
        '3' => '³',
        '∕' => '/',
        other => other,
    };
    sign.nfkc().map(exponent).collect()
}
