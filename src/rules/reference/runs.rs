//! References that stand side by side, and the punctuation around them.

use crate::engine::Context;
use crate::facts::references::RefTag;
use crate::source::Span;

/// One reference, or several with nothing but spaces between them, in running text.
pub(super) struct Run<'a> {
    /// The references.
    pub(super) tags: &'a [RefTag],
    /// From the first one's `<` to the last one's end.
    pub(super) span: Span,
    text: &'a str,
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
        let mut signs = self.before().chars().rev();
        let mark = signs.next().filter(|sign| MARKS.contains(sign))?;
        (!signs.next().is_some_and(|sign| MARKS.contains(&sign))).then_some(mark)
    }

    /// The one punctuation mark that follows and ends a word, a clause or the line.
    pub(super) fn mark_after(&self) -> Option<char> {
        let mut signs = self.after().chars();
        let mark = signs.next().filter(|sign| MARKS.contains(sign))?;
        let next = signs.next();
        next.is_none_or(|next| next.is_whitespace() || next == '<').then_some(mark)
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
                return Some(Run { tags, span, text });
            }
        }
    })
}
