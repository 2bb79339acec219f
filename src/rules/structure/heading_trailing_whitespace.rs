//! `rules/structure/heading-trailing-whitespace.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::character::is_invisible;

/// The longest line that is looked at, in bytes.
const MAX_LINE: usize = 400;

/// How much may stand behind a heading, in bytes.
const MAX_TAIL: usize = 64;

/// Finds headings that are none, since something that nobody sees stands behind them.
pub struct HeadingTrailingWhitespace;

impl Rule for HeadingTrailingWhitespace {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let characters = cx.facts.characters();
        let unseen = characters.spaces.iter().chain(&characters.unusual);
        let spans = unseen.filter(|&&(at, _)| cx.tree.leaf_at(at).kind() == Kind::Text);
        let mut found: Vec<Span> = spans.filter_map(|&(at, _)| behind_heading(text, at as usize)).collect();
        found.sort_by_key(|span| span.start);
        found.dedup();
        for span in found {
            let line = text.get(..span.start as usize).and_then(|head| head.lines().next_back());
            let order = "remove what stands behind the heading";
            cx.report(
                Finding::new(
                    span,
                    format!(
                        "`{}` is no heading: what nobody sees stands behind it",
                        line.unwrap_or_default()
                    ),
                )
                .help(order)
                .fix(Fix::replace(order, span, "", Safety::Safe)),
            );
        }
    }
}

/// What stands between the signs of a heading and the end of its line, if that is nothing that is seen.
fn behind_heading(text: &str, at: usize) -> Option<Span> {
    let is_unseen = |sign: char| sign != '\n' && (sign.is_whitespace() || is_invisible(sign));
    let rest = text.get(at..text.floor_char_boundary(at + MAX_TAIL))?;
    let end = at + rest.find(|sign: char| !is_unseen(sign)).unwrap_or(rest.len());
    if !matches!(text.as_bytes().get(end), None | Some(b'\n')) {
        return None;
    }
    let window = text.get(text.floor_char_boundary(at.saturating_sub(MAX_LINE))..at)?;
    let line = window.rsplit('\n').next()?.trim_end_matches(is_unseen);
    let start = at - (window.len() - window.trim_end_matches(is_unseen).len());
    let is_heading = line.starts_with('=') && line.ends_with('=') && !line.trim_matches('=').is_empty();
    is_heading.then(|| Span::of(start..end))
}
