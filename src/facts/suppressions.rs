//! The comments that tell wikivet what to ignore, and what each of them covers.

use super::Facts;
use crate::source::{Document, Span};
use crate::syntax::{Comment, Kind, KindSet, NodeRef, Tag};
use crate::value::suppression::{self, Directive};

/// A comment for wikivet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment with its marks.
    pub span: Span,
    /// The comment with its line and the line's end, where nothing else stands there; else with the white space before it
    /// that nobody sees when it is gone.
    pub with_blank: Span,
    /// What it does; none for a word that is not known.
    pub directive: Option<Directive>,
    /// The word that says so.
    pub word: Span,
    /// The names of what is ignored, as they are written.
    pub names: Vec<Span>,
    /// Whether it states a reason.
    pub has_reason: bool,
    /// The lines, from 0, that [`Directive::Line`] is about: where it starts and where it ends, or twice the one that
    /// follows it; none if none follows.
    pub lines: Option<(usize, usize)>,
}

/// The comments for wikivet that are closed, in the order of the text. What stands in `nowiki` and the like is none.
pub(super) fn read(facts: &Facts<'_>) -> Vec<Suppression> {
    let text = facts.doc.text();
    let nodes = facts.tree.nodes_of(KindSet::of(&[Kind::Comment]));
    let comments: Vec<Comment<'_>> =
        nodes.filter_map(Comment::cast).filter(|comment| comment.is_closed()).collect();
    if !comments.iter().any(|comment| suppression::read(comment.text()).is_some()) {
        return Vec::new();
    }
    let spans: Vec<Span> = comments.iter().map(|comment| comment.node().span()).collect();
    let alone = Alone::read(text, &spans);
    let mut found: Vec<Suppression> = Vec::new();
    let mut is_alone: Vec<bool> = Vec::new();
    for (number, comment) in comments.iter().enumerate() {
        let Some(written) = suppression::read(comment.text()) else { continue };
        let offset = comment.text_span().start as usize;
        let place = |range: std::ops::Range<usize>| Span::of(offset + range.start..offset + range.end);
        found.push(Suppression {
            span: comment.node().span(),
            with_blank: match is_in_extension(facts, comment.node()) {
                true => comment.node().span(),
                false => alone.with_blank(number, text, comment.node(), &spans),
            },
            directive: written.directive,
            word: place(written.word),
            names: written.names.into_iter().map(place).collect(),
            has_reason: written.has_reason,
            lines: None,
        });
        is_alone.push(alone.is_alone(number));
    }
    cover(facts.doc, &mut found, &is_alone);
    found
}

/// Finds the lines that comments are about: of one that is alone on its line the next one that has more than such
/// comments, of others their own.
fn cover(doc: &Document, found: &mut [Suppression], is_alone: &[bool]) {
    let lines = doc.lines();
    // The first line of the last comment so far that is alone, going backwards, and what it is about.
    let mut after: Option<(usize, Option<usize>)> = None;
    for (comment, is_alone) in found.iter_mut().zip(is_alone).rev() {
        let first = lines.line_of(comment.span.start);
        let last = lines.line_of(comment.span.end);
        if !is_alone {
            comment.lines = Some((first, last));
            continue;
        }
        let next = match after {
            Some((line, target)) if line == last || line == last + 1 => target,
            _ => Some(last + 1).filter(|&line| lines.start_of(line).is_some()),
        };
        after = Some((first, next));
        comment.lines = next.map(|line| (line, line));
    }
}

/// Which comments share their lines with nothing but comments and white space.
struct Alone {
    /// For each comment, where the white space before it starts a line, or follows a comment that is so.
    before: Vec<bool>,
    after: Vec<bool>,
}

impl Alone {
    /// Reads it in two passes over the white space around comments.
    fn read(text: &str, spans: &[Span]) -> Alone {
        let mut alone = Alone { before: vec![false; spans.len()], after: vec![false; spans.len()] };
        for number in 0..spans.len() {
            let start = start_of_blank(text, spans[number]);
            let follows = || number > 0 && spans[number - 1].range().end == start && alone.before[number - 1];
            alone.before[number] = start == 0 || text.as_bytes()[start - 1] == b'\n' || follows();
        }
        for number in (0..spans.len()).rev() {
            let end = end_of_blank(text, spans[number]);
            let is_followed = || {
                let next = spans.get(number + 1);
                next.is_some_and(|next| next.range().start == end) && alone.after[number + 1]
            };
            alone.after[number] = end == text.len() || text.as_bytes()[end] == b'\n' || is_followed();
        }
        alone
    }

    fn is_alone(&self, number: usize) -> bool {
        self.before[number] && self.after[number]
    }

    /// A comment with what goes when it does.
    fn with_blank(&self, number: usize, text: &str, comment: NodeRef<'_>, spans: &[Span]) -> Span {
        let span = spans[number];
        let (start, end) = (start_of_blank(text, span), end_of_blank(text, span));
        let starts_line = start == 0 || text.as_bytes()[start - 1] == b'\n';
        let ends_line = text.as_bytes().get(end).is_none_or(|&byte| byte == b'\n');
        // In what is passed to a template, and in what is shown as it is written, white space may count.
        let is_plain = |node: NodeRef<'_>| {
            matches!(node.kind(), Kind::Document | Kind::ListItem | Kind::Cell | Kind::Heading)
        };
        match (starts_line, ends_line, end == text.len()) {
            (true, true, false) => Span::of(start..end + 1),
            (true, true, true) => Span::of(start_of_line_end(text, start)..end),
            (false, true, _) if comment.parent().is_some_and(is_plain) => Span::of(start..span.range().end),
            _ => span,
        }
    }
}

/// Whether a comment stands in an extension tag that may see the line of it, as `poem` does.
fn is_in_extension(facts: &Facts<'_>, comment: NodeRef<'_>) -> bool {
    let tag = comment.parent().and_then(Tag::cast).filter(|tag| tag.node().kind() == Kind::Tag);
    tag.is_some_and(|tag| facts.profile.site.extension_tag(&tag.name()).is_some())
}

/// Where the line end starts that ends before an offset.
fn start_of_line_end(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.strip_suffix('\n').unwrap_or(before);
    line.strip_suffix('\r').unwrap_or(line).len()
}

/// Where the white space before a comment starts, in its line.
fn start_of_blank(text: &str, span: Span) -> usize {
    let before = text.get(..span.range().start).unwrap_or_default();
    before.trim_end_matches([' ', '\t']).len()
}

/// Where the white space after a comment ends, in its line.
fn end_of_blank(text: &str, span: Span) -> usize {
    let after = text.get(span.range().end..).unwrap_or_default();
    text.len() - after.trim_start_matches([' ', '\t', '\r']).len()
}
