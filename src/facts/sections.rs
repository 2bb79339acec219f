//! The sections of an article, by its headings.

use super::Facts;
use super::prose::BlockKind;
use crate::source::Span;
use crate::syntax::NodeId;

/// A heading and what stands under it.
#[derive(Debug)]
pub struct Section {
    /// The heading's node.
    pub heading: NodeId,
    /// 1–6.
    pub level: u8,
    /// The title as read, trimmed.
    pub title: String,
    /// From the heading to the next one of the same or a higher rank, or to the end.
    pub span: Span,
    /// The section that holds this one, by its place in [`Sections::all`].
    pub parent: Option<usize>,
}

/// The sections in the order of the text. What stands before the first heading is none of them.
#[derive(Debug, Default)]
pub struct Sections {
    /// Each section, before those that it holds.
    pub all: Vec<Section>,
}

impl Sections {
    /// Reads the headings.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut all: Vec<Section> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let text_end = facts.doc.text().len() as u32;
        for block in facts.prose().blocks() {
            if block.kind() != BlockKind::Heading {
                continue;
            }
            let node = facts.tree.node(block.node());
            let start = node.span().start;
            while let Some(last) =
                open.pop_if(|last| all.get(*last).is_some_and(|section| section.level >= node.level()))
            {
                if let Some(section) = all.get_mut(last) {
                    section.span.end = start;
                }
            }
            let parent = open.last().copied();
            open.push(all.len());
            all.push(Section {
                heading: block.node(),
                level: node.level(),
                title: block.text().trim().to_owned(),
                span: Span::new(start, text_end),
                parent,
            });
        }
        Sections { all }
    }

    /// Whether an offset stands in a section, or one within it, whose title is asked for.
    pub fn is_within(&self, offset: u32, is_asked_for: impl Fn(&str) -> bool) -> bool {
        const MAX_LEVELS: usize = 6;
        let parent = |section: &&Section| section.parent.and_then(|parent| self.all.get(parent));
        let mut around = std::iter::successors(self.at(offset), parent).take(MAX_LEVELS);
        around.any(|section| is_asked_for(&section.title))
    }

    /// The innermost section that holds an offset of the document; none before the first heading.
    pub fn at(&self, offset: u32) -> Option<&Section> {
        let after = self.all.partition_point(|section| section.span.start <= offset);
        self.all.get(after.checked_sub(1)?)
    }
}
