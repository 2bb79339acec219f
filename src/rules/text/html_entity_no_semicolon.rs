//! `rules/text/html-entity-no-semicolon.md`

use super::looked_up::is_looked_up;
use super::unbroken_before;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Html;
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::entity;

/// Finds character references that lack their semicolon.
pub struct HtmlEntityNoSemicolon;

impl Rule for HtmlEntityNoSemicolon {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memchr::memchr_iter(b'&', text.as_bytes()) {
            let Some(length) = unfinished(text.as_bytes().get(at..).unwrap_or_default()) else { continue };
            let leaf = cx.tree.leaf_at(at as u32);
            let span = Span::of(at..at + length);
            if leaf.kind() != Kind::Text || is_in_url(text, span) || is_in_code(leaf) {
                continue;
            }
            let written = cx.doc.slice(span);
            let reference = format!("{written};");
            if entity::decode(&reference).is_none() {
                continue;
            }
            let mut finding =
                Finding::new(span, format!("`{written}` has no `;`: readers see it as it is written"))
                    .help(format!("write `{reference}`"))
                    .cluster(written.to_owned());
            // Another sign may have been typed for the semicolon.
            let after = text.get(span.end as usize..).and_then(|rest| rest.chars().next());
            if after.is_none_or(|sign| sign.is_ascii() || sign.is_alphanumeric() || sign.is_whitespace()) {
                let order = format!("write `{reference}`");
                let safety = if is_looked_up(span, cx) { Safety::Suggested } else { Safety::Safe };
                finding = finding.fix(Fix::replace(order, span, &reference, safety));
            }
            cx.report(finding);
        }
    }
}

/// How many bytes of a reference are looked at.
const MAX_LENGTH: usize = 10;

/// The length of a reference without a semicolon, of a name that is meant as one beyond doubt, or of a number, that a
/// text starts with.
fn unfinished(bytes: &[u8]) -> Option<usize> {
    let window = bytes.get(..bytes.len().min(MAX_LENGTH))?;
    let name = window.get(1..)?;
    let body = name.strip_prefix(b"#").unwrap_or(name);
    let end = body.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(body.len());
    let length = window.len() - body.len() + end;
    let goes_on =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b';' | b'=' | b'_' | b'-' | b'&' | b'/');
    if bytes.get(length).is_some_and(goes_on) {
        return None;
    }
    let word = std::str::from_utf8(body.get(..end)?).ok()?;
    let is_meant = match name.len() == body.len() {
        true => Html::known().is_unmistakable_entity(word),
        false => match word.strip_prefix(['x', 'X']) {
            Some(digits) => digits.len() >= 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
            None => end >= 2 && word.bytes().all(|byte| byte.is_ascii_digit()),
        },
    };
    is_meant.then_some(length)
}

/// Whether a place is part of a URL.
fn is_in_url(text: &str, span: Span) -> bool {
    let before = unbroken_before(text, span.start);
    before.contains("//") || before.contains('?')
}
