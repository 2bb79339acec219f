//! `rules/text/html-entity-invalid.md`

use encoding_rs::WINDOWS_1252;

use super::looked_up::is_looked_up;
use super::references::{is_read, references};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::value::entity;

/// Finds numeric character references of what no page can hold.
pub struct HtmlEntityInvalid;

impl Rule for HtmlEntityInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut found = Vec::new();
        for (span, reference) in references(cx) {
            let Some(code) = code(reference) else { continue };
            if entity::decode(reference).is_some() || !is_read(span, cx) {
                continue;
            }
            let what = match code {
                0..=0x9F => "a control character",
                0xD800..=0xDFFF => "half a character",
                0x11_0000.. => "beyond Unicode",
                _ => "no character",
            };
            let message = format!("`{reference}` is {what}: readers see it as it is written");
            let mut finding = Finding::new(span, message).cluster(reference.to_owned());
            finding = match meant(code) {
                Some(meant) => {
                    let order = format!("write `{meant}`, which browsers take it for");
                    let safety = if is_looked_up(span, cx) { Safety::Suggested } else { Safety::Safe };
                    finding.help(order.clone()).fix(Fix::replace(order, span, meant, safety))
                }
                None => finding.help("write the character that is meant"),
            };
            found.push(finding);
        }
        found.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// The number of a reference; one that is too long for a number is beyond all.
fn code(reference: &str) -> Option<u32> {
    let number = reference.strip_prefix("&#")?.strip_suffix(';')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}

/// What HTML reads such a number as: the byte in Windows-1252 (HTML Living Standard, "Numeric character reference end
/// state").
fn meant(code: u32) -> Option<String> {
    let byte = u8::try_from(code).ok().filter(|byte| (0x80..=0x9F).contains(byte))?;
    let text = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
    Some(text).filter(|text| !text.contains(char::is_control))
}
