//! `rules/text/not-nfc.md`

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// Finds text that is not in Unicode's normal form C.
pub struct NotNfc;

impl Rule for NotNfc {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut at = 0;
        while let Some(ahead) =
            text.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| !byte.is_ascii()))
        {
            // The letter before may carry the first mark.
            let start = (at + ahead).saturating_sub(1).max(at);
            let rest = text.get(at + ahead..).unwrap_or_default();
            let end = at + ahead + rest.find(|sign: char| sign.is_ascii()).unwrap_or(rest.len());
            let span = Span::of(start..end);
            at = end;
            let source = cx.doc.slice(span);
            if is_nfc(source) {
                continue;
            }
            let normal: String = source.nfc().collect();
            let fix = Fix::replace("write it in normal form C", span, &normal, Safety::Safe).cosmetic();
            let message = format!("`{}` is not in Unicode's normal form C", shown(source));
            cx.report(
                Finding::new(span, message).help("a wiki stores it in that form once it is saved").fix(fix),
            );
        }
    }
}
