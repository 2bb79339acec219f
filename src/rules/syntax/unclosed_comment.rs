//! `rules/syntax/unclosed-comment.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds `<!--` that nothing closes.
pub struct UnclosedComment;

/// What is written by mistake for `-->`.
const ALMOST: [&str; 5] = ["-- >", "–>", "—>", "--&gt;", "->"];

impl Rule for UnclosedComment {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Comment]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        if !node.has_implicit_end() {
            return;
        }
        let hidden = node.span();
        let opener = Span::new(hidden.start, hidden.start + OPENER);
        let text = node.document_text();
        // Only an extension tag ends a comment before the article does.
        let rest = text.get(hidden.end as usize..).unwrap_or_default();
        let end = match rest.split_once('>') {
            Some((closer, _)) => format!("`{closer}>`"),
            None => "the end of the article".to_owned(),
        };
        let message = format!("`<!--` is never closed, so everything after it is hidden up to {end}");
        let mut finding = Finding::new(opener, message).help("write `-->` where the comment ends");
        let content = Span::new(opener.end, hidden.end).trim(text);
        let almost = ALMOST.iter().filter_map(|almost| {
            let at = content.start as usize + text.get(content.range())?.find(almost)?;
            Some((Span::of(at..at + almost.len()), almost))
        });
        if let Some((place, almost)) = almost.min_by_key(|(place, _)| place.start) {
            finding = finding.label(place, format!("`{almost}` does not end a comment"));
        }
        if let Some((_, last)) = text.get(content.range()).and_then(|content| content.rsplit_once('\n')) {
            let last = Span::new(content.end - last.len() as u32, content.end);
            finding = finding.label(last, "this is the last line that is hidden");
        }
        cx.report(finding);
    }
}

/// The length of `<!--`.
const OPENER: u32 = 4;
