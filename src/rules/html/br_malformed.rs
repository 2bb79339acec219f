//! `rules/html/br-malformed.md`

use nom::bytes::complete::{tag_no_case, take_while_m_n};
use nom::character::complete::char;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::Kind;

/// What is written instead.
const BREAK: &str = "<br>";
/// How many signs too many may stand before and behind the name.
const MAX_SIGNS: usize = 4;

/// Finds line breaks that are written wrongly.
pub struct BrMalformed;

impl Rule for BrMalformed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memchr::memchr_iter(b'<', text.as_bytes()) {
            let rest = text.get(at..).unwrap_or_default();
            let Some(length) = malformed(rest) else { continue };
            let leaf = cx.tree.leaf_at(at as u32);
            let is_tag = leaf.kind() == Kind::Mark;
            if !is_tag && leaf.kind() != Kind::Text || is_in_code(leaf) {
                continue;
            }
            let span = Span::of(at..at + length);
            let source = cx.doc.slice(span);
            let fix = |safety| Fix::replace(format!("write `{BREAK}`"), span, BREAK, safety);
            let finding = match is_tag {
                true => Finding::new(span, format!("`{source}` is no HTML; browsers take it for `{BREAK}`"))
                    .severity(Severity::Warning)
                    .fix(fix(Safety::Safe).cosmetic()),
                false => Finding::new(span, format!("`{source}` is no tag: readers see it as it is written"))
                    .fix(fix(Safety::Suggested)),
            };
            cx.report(finding.help(format!("write `{BREAK}`")).cluster(source.to_lowercase()));
        }
    }
}

/// The length of a malformed tag for a line break that a text starts with.
fn malformed(text: &str) -> Option<usize> {
    let mut first = text.bytes().skip(1).take(MAX_SIGNS + 1);
    first.find(|byte| byte.eq_ignore_ascii_case(&b'b'))?;
    let (rest, (before, _, after)) = br(text).ok()?;
    let is_sound = before.is_empty() && matches!(after.trim_start(), "" | "/");
    (!is_sound).then_some(text.len() - rest.len())
}

/// `br := "<" sign* "br" sign* ">"`, in any case
fn br(input: &str) -> IResult<&str, (&str, &str, &str)> {
    let signs = |signs: &'static str| take_while_m_n(0, MAX_SIGNS, move |sign| signs.contains(sign));
    delimited(char('<'), (signs("/\\. "), tag_no_case("br"), signs("/\\.,:;|? ")), char('>')).parse(input)
}
