//! `{{` and `[[` that nothing closes, one for each cause.

use super::Facts;
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef, Tag};

/// The openers of a document that nothing closes.
///
/// In `{{a|[[b}}` both are open, since `}}` closes nothing inside of a link; but only the link lacks its end, so
/// only the link stands here. What a comment without an end hides the end of does not stand here either.
#[derive(Debug, Default)]
pub struct Openers {
    unclosed: Vec<Opener>,
}

/// An opener that lacks its closing signs.
#[derive(Clone, Copy, Debug)]
pub struct Opener {
    /// The node, of the kind `unclosed`.
    pub node: NodeId,
    /// `{` or `[`.
    pub sign: u8,
    /// An opener before it that is open for the same cause.
    pub around: Option<Span>,
}

impl Openers {
    /// The openers in document order.
    pub fn unclosed(&self) -> &[Opener] {
        &self.unclosed
    }

    /// Reads the openers in one pass.
    pub(super) fn read(facts: &Facts<'_>) -> Openers {
        let mut reader = Reader {
            facts,
            open: Vec::new(),
            range: Range::default(),
            outer: Vec::new(),
            unclosed: Vec::new(),
        };
        if facts.tree.kinds().contains(Kind::Unclosed) {
            for node in facts.tree.nodes() {
                reader.read(node);
            }
        }
        let Reader { mut unclosed, open, .. } = reader;
        unclosed.extend(open);
        unclosed.sort_by_key(|opener| opener.node);
        Openers { unclosed }
    }
}

/// The document, or an extension tag, which no pair of signs reaches across.
#[derive(Default)]
struct Range {
    /// The first node after it.
    end: Option<NodeId>,
    /// The number of openers outside.
    outside: usize,
    braces: usize,
    brackets: usize,
}

impl Range {
    fn count(&mut self, sign: u8) -> &mut usize {
        if sign == b'{' { &mut self.braces } else { &mut self.brackets }
    }
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    open: Vec<Opener>,
    range: Range,
    outer: Vec<Range>,
    unclosed: Vec<Opener>,
}

impl Reader<'_, '_> {
    fn read(&mut self, node: NodeRef<'_>) {
        while self.range.end.is_some_and(|end| end <= node.id()) {
            self.unclosed.extend(self.open.drain(self.range.outside..));
            self.range = self.outer.pop().unwrap_or_default();
        }
        match node.kind() {
            Kind::Reference | Kind::Tag if self.is_extension(node) => {
                let range =
                    Range { end: Some(node.subtree_end()), outside: self.open.len(), ..Range::default() };
                self.outer.push(std::mem::replace(&mut self.range, range));
            }
            Kind::Unclosed => {
                let source = node.source();
                if source == "{{" || source.starts_with('[') {
                    let sign = source.as_bytes()[0];
                    *self.range.count(sign) += 1;
                    self.open.push(Opener { node: node.id(), sign, around: None });
                }
            }
            Kind::Stray => {
                let source = node.source();
                let sign = if source.starts_with('}') { b'{' } else { b'[' };
                if source.starts_with(['}', ']']) {
                    (0..source.len() / 2).for_each(|_| self.close(sign));
                }
            }
            Kind::Comment if node.has_implicit_end() => {
                self.open.truncate(self.range.outside);
                (self.range.braces, self.range.brackets) = (0, 0);
            }
            _ => {}
        }
    }

    fn is_extension(&self, node: NodeRef<'_>) -> bool {
        let site = &self.facts.profile.site;
        Tag::cast(node).is_some_and(|tag| site.extension_tag(&tag.name()).is_some())
    }

    /// Takes the nearest opener of a sign, which would be closed here, and those after it, which keep it open.
    fn close(&mut self, sign: u8) {
        if *self.range.count(sign) == 0 {
            return;
        }
        let first = self.unclosed.len();
        while let Some(opener) = self.open.pop() {
            *self.range.count(opener.sign) -= 1;
            if opener.sign == sign {
                let around = Some(self.facts.tree.node(opener.node).span());
                self.unclosed[first..].iter_mut().for_each(|inner| inner.around = around);
                return;
            }
            self.unclosed.push(opener);
        }
    }
}
