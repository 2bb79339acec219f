//! References that stand side by side, and the punctuation around them.

use crate::engine::Context;
use crate::facts::references::RefTag;
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::entity;

/// One reference, or several with nothing but spaces between them, in running text.
pub(super) struct Run<'a> {
    /// The references.
    pub(super) tags: &'a [RefTag],
    /// From the first one's `<` to the last one's end.
    pub(super) span: Span,
    text: &'a str,
    is_in_term: bool,
}

impl Run<'_> {
    /// What stands right before the run in its line, spaces left out.
    pub(super) fn before(&self) -> &str {
        let before = self.text.get(..self.span.start as usize).unwrap_or_default();
        before.trim_end_matches([' ', '\t'])
    }

    /// What stands after the run, spaces left out.
    pub(super) fn after(&self) -> &str {
        let after = self.text.get(self.span.end as usize..).unwrap_or_default();
        after.trim_start_matches([' ', '\t'])
    }

    /// The one punctuation mark at the end of a text: not one of several, such as an ellipsis.
    pub(super) fn mark_before(&self) -> Option<char> {
        let before = self.before();
        let mut signs = before.chars().rev();
        let mark = signs.next().filter(|sign| MARKS.contains(sign))?;
        if mark == ';' && ends_in_entity(before) {
            return None;
        }
        (!signs.next().is_some_and(|sign| MARKS.contains(&sign))).then_some(mark)
    }

    /// The one punctuation mark that follows and ends a word, a clause or the line: not one of several, and not the
    /// colon between a term and its definition.
    pub(super) fn mark_after(&self) -> Option<char> {
        let mut signs = self.after().chars();
        let mark = signs.next().filter(|sign| MARKS.contains(sign))?;
        let next = signs.next();
        let ends_word = next.is_none_or(|next| next.is_whitespace() || next == '<');
        let is_one_of_several = next == Some(' ') && signs.next().is_some_and(|sign| MARKS.contains(&sign));
        (ends_word && !is_one_of_several && !(mark == ':' && self.is_in_term)).then_some(mark)
    }

    /// From the end of the text before the run to the run.
    pub(super) fn gap_before(&self) -> Span {
        Span::new(self.before().len() as u32, self.span.start)
    }

    /// From the run's end to the end of the mark that follows.
    pub(super) fn through_mark_after(&self) -> Span {
        let end =
            self.text.len() - self.after().len() + self.after().chars().next().map_or(0, char::len_utf8);
        Span::new(self.span.end, end as u32)
    }
}

/// The marks that a footnote stands before or after.
const MARKS: [char; 4] = ['.', ',', ';', ':'];

/// Whether the `;` at the end of a text is that of a character reference.
fn ends_in_entity(text: &str) -> bool {
    let near = text.char_indices().rev().take(entity::MAX_LENGTH).find(|(_, sign)| *sign == '&');
    near.and_then(|(at, _)| text.get(at..)).is_some_and(|reference| entity::decode(reference).is_some())
}

/// The runs of the document's running text: those in lists of references are left out.
pub(super) fn runs<'a>(cx: &Context<'a>) -> impl Iterator<Item = Run<'a>> {
    let (tree, text) = (cx.tree, cx.doc.text());
    let mut rest = cx.facts.references().tags();
    std::iter::from_fn(move || {
        loop {
            let first = rest.first()?;
            let mut span = tree.node(first.node).span();
            let mut count = 1;
            for next in rest.get(1..)? {
                let place = tree.node(next.node).span();
                let gap = text.get(span.end as usize..place.start as usize);
                if !gap.is_some_and(|gap| gap.bytes().all(|byte| byte == b' ')) {
                    break;
                }
                span.end = place.end;
                count += 1;
            }
            let (tags, others) = rest.split_at_checked(count)?;
            rest = others;
            if !first.in_list {
                let mut around = tree.node(first.node).ancestors().take(MAX_DEPTH);
                let is_in_term = around.any(|node| node.kind() == Kind::Term);
                return Some(Run { tags, span, text, is_in_term });
            }
        }
    })
}
