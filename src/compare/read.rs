//! From a document's facts to its outline, in one pass over its text as read.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::finish::{finish, tidy};
use super::lines::Line;
use super::outline::{Node, NodeKind, Outline};
use super::regions::{Region, RegionKind, regions};
use super::templates::Templates;
use super::values::{Meaning, Value, meaning_of};
use super::words::{Key, key, key_of, words};
use crate::facts::Facts;
use crate::facts::prose::{Block, BlockKind, LEFT_OUT};
use crate::source::{InputKind, Span};

/// What lines of an extract may be besides text.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// The headings by what they are found again by, with their ranks.
    ranks: FxHashMap<Key, u8>,
    /// The title of the page, which many extracts begin with.
    title: Option<Key>,
}

/// The most words that a line of an extract has which is taken for a heading.
const HEADING_WORDS: usize = 12;
/// The fewest words of a template's argument that is taken for text of the article.
const TEXT_WORDS: usize = 6;

/// The headings that the markup of a document shows.
pub(super) fn headings(facts: &Facts<'_>) -> Headings {
    let sections = facts.sections().all.iter();
    let ranks = sections.map(|section| (text_key(&section.title), section.level)).collect();
    Headings { ranks, title: facts.doc.origin.page.as_deref().map(text_key) }
}

/// The lines of an extract that may be headings: short, and not ended like a sentence.
pub(super) fn possible_headings(facts: &Facts<'_>) -> Headings {
    let lines = facts.prose().blocks().filter(|block| block.kind() == BlockKind::Line);
    let short = lines.filter_map(|line| {
        let text = line.text().trim();
        let is_open = text.ends_with(|sign: char| sign.is_alphanumeric() || sign == ')');
        let is_short = words(text).len() <= HEADING_WORDS;
        (is_open && is_short && text.starts_with(char::is_uppercase)).then(|| (text_key(text), 2))
    });
    Headings { ranks: short.collect(), title: None }
}

fn text_key(text: &str) -> Key {
    key_of(words(text).into_iter().filter_map(|range| text.get(range)).map(key))
}

/// Reads a document. In an extract, the lines that are among `headings` are taken for headings.
pub(super) fn read(facts: &Facts<'_>, headings: &Headings) -> Outline {
    let mut reader = Reader::new(facts, headings);
    // What templates get stands before the text that goes on after them.
    let mut blocks: Vec<_> =
        facts.prose().blocks().enumerate().map(|(index, block)| (text_start(&block), index, block)).collect();
    blocks.sort_by_key(|(start, index, _)| (*start, *index));
    for (start, index, block) in blocks {
        reader.block(start, index, &block);
    }
    reader.finish()
}

/// A node whose end has not come yet.
pub(super) struct Open {
    pub(super) node: usize,
    /// Where it ends in the document; none for a section, which ends with a heading.
    pub(super) end: Option<u32>,
    pub(super) column: Option<u32>,
    /// Whether what stands in it is not compared.
    is_skipped: bool,
}

pub(super) struct Reader<'f, 'a> {
    pub(super) facts: &'f Facts<'a>,
    headings: &'f Headings,
    pub(super) is_extract: bool,
    pub(super) outline: Outline,
    pub(super) open: Vec<Open>,
    regions: std::vec::IntoIter<Region>,
    next_region: Option<Region>,
    pub(super) templates: Templates<'f>,
    /// The dates in blocks, by block.
    pub(super) dates: Vec<(usize, Range<usize>, Meaning)>,
    pub(super) next_date: usize,
    /// The block that is read, by its place.
    pub(super) index: usize,
    /// The list that was read last.
    last_list: Option<usize>,
    /// Values with the leaves they are in.
    pub(super) found: Vec<(usize, Value)>,
    /// Words that have a capital where no sentence starts.
    pub(super) capitals: FxHashSet<Key>,
}

impl<'f, 'a> Reader<'f, 'a> {
    fn new(facts: &'f Facts<'a>, headings: &'f Headings) -> Self {
        let mut regions = regions(facts);
        regions.sort_by_key(|region| (region.span.start, Reverse(region.span.end)));
        let mut regions = regions.into_iter();
        let next_region = regions.next();
        let mut dates: Vec<_> = facts
            .dates()
            .all
            .iter()
            .filter_map(|fact| Some((fact.block?, fact.text.range(), meaning_of(&fact.date)?)))
            .collect();
        dates.sort_by_key(|(block, range, _)| (*block, range.start));
        let root = Node {
            kind: NodeKind::Section,
            parent: None,
            section: 0,
            title: String::new(),
            key: None,
            span: Span::empty(0),
            leaves: 0..0,
            end: 0,
            level: 0,
        };
        Reader {
            facts,
            headings,
            is_extract: facts.doc.origin.input == InputKind::Extract,
            outline: Outline { nodes: vec![root], ..Outline::default() },
            open: vec![Open { node: 0, end: None, column: None, is_skipped: false }],
            regions,
            next_region,
            templates: Templates::read(facts),
            dates,
            next_date: 0,
            index: 0,
            last_list: None,
            found: Vec::new(),
            capitals: FxHashSet::default(),
        }
    }

    fn block(&mut self, start: u32, index: usize, block: &Block<'_>) {
        self.leave(start);
        self.enter(start);
        self.index = index;
        self.next_date = self.dates.partition_point(|(of, ..)| *of < index);
        if self.open.last().is_some_and(|open| open.is_skipped) || !self.is_text(block) {
            return;
        }
        let is_top = self.open.last().is_some_and(|open| open.end.is_none());
        let line = self.is_extract.then(|| Line::read(block.text()));
        match (block.kind(), line) {
            (BlockKind::Heading, _) if is_top => {
                self.heading(block, self.facts.tree.node(block.node()).level())
            }
            (_, Some(line)) if is_top => {
                let key = text_key(line.text);
                if self.outline.leaves.is_empty() && self.headings.title == Some(key) {
                    return;
                }
                let known = self.headings.ranks.get(&key).copied();
                match line.heading.or(known.filter(|_| line.is_plain)) {
                    Some(level) => self.heading(block, level),
                    None if line.is_plain => self.paragraph(block),
                    None => self.item(block),
                }
            }
            (BlockKind::ListItem, _) => self.item(block),
            (BlockKind::Cell, _) => self.leaves(block, false),
            (BlockKind::Argument, _) if self.holder() == NodeKind::Field => self.leaves(block, false),
            (BlockKind::Caption, _) if self.holder() == NodeKind::Table => self.caption(block),
            _ => self.paragraph(block),
        }
    }

    /// Whether a block is text that a reader sees: values of templates are, where they are fields of a box, or long.
    fn is_text(&self, block: &Block<'_>) -> bool {
        block.argument().is_none_or(|argument| {
            let is_given = argument.schema.is_none_or(|schema| schema.has(crate::profile::Role::Quotation));
            let is_shown = is_given && argument.param.is_none();
            self.holder() == NodeKind::Field || is_shown && words(block.text()).len() >= TEXT_WORDS
        })
    }

    fn holder(&self) -> NodeKind {
        let top = self.open.last().and_then(|open| self.outline.nodes.get(open.node));
        top.map_or(NodeKind::Section, |node| node.kind)
    }

    /// Ends what ends before an offset.
    fn leave(&mut self, offset: u32) {
        while let Some(open) = self.open.pop_if(|open| open.end.is_some_and(|end| end <= offset)) {
            self.close(open.node);
        }
    }

    /// Begins the regions that begin up to an offset.
    fn enter(&mut self, offset: u32) {
        while let Some(region) = self.next_region.take_if(|region| region.span.start <= offset) {
            self.next_region = self.regions.next();
            // What has no text of its own is over before the next text comes.
            if region.span.end <= offset {
                continue;
            }
            let around = self.open.last().map_or(0, |open| open.node);
            let was_skipped = self.open.last().is_some_and(|open| open.is_skipped);
            let end = Some(region.span.end);
            let open = match region.kind {
                _ if was_skipped => Open { node: around, end, column: None, is_skipped: true },
                RegionKind::Skipped => Open { node: around, end, column: None, is_skipped: true },
                RegionKind::Cell(column) => {
                    Open { node: around, end, column: Some(column), is_skipped: false }
                }
                RegionKind::Drawn(is_head, cells) => {
                    let row = (!is_head).then(|| self.node(NodeKind::Row, region.span, String::new()));
                    let node = row.unwrap_or(around);
                    for (column, text, span) in cells {
                        self.drawn(node, column, &text, span);
                    }
                    self.close(node);
                    Open { node, end, column: None, is_skipped: true }
                }
                RegionKind::Node(kind, title, heads) => {
                    let node = self.node(kind, region.span, title);
                    if !heads.is_empty() {
                        self.outline.heads.push((node, heads));
                    }
                    Open { node, end, column: None, is_skipped: false }
                }
            };
            self.open.push(open);
        }
    }

    /// Begins a node in the one that is open.
    fn node(&mut self, kind: NodeKind, span: Span, title: String) -> usize {
        let parent = self.open.last().map(|open| open.node);
        let section = parent.and_then(|parent| self.outline.nodes.get(parent)).map_or(0, |node| node.section);
        let at = self.outline.nodes.len();
        let first = self.outline.leaves.len();
        let section = if kind == NodeKind::Section { at } else { section };
        let key = (!title.is_empty()).then(|| text_key(&title));
        let node =
            Node { kind, parent, section, title, key, span, leaves: first..first, end: at + 1, level: 0 };
        self.outline.nodes.push(node);
        at
    }

    fn close(&mut self, node: usize) {
        let (leaves, nodes) = (self.outline.leaves.len(), self.outline.nodes.len());
        if let Some(node) = self.outline.nodes.get_mut(node) {
            node.leaves.end = leaves.max(node.leaves.end);
            node.end = nodes.max(node.end);
        }
    }

    fn heading(&mut self, block: &Block<'_>, level: u8) {
        let level_of = |open: &Open, nodes: &[Node]| nodes.get(open.node).map_or(0, |node| node.level);
        while let Some(open) = self.open.pop_if(|open| level_of(open, &self.outline.nodes) >= level) {
            self.close(open.node);
        }
        let title = tidy(block.text().trim_matches(|sign: char| sign.is_whitespace() || "=#".contains(sign)));
        let end = self.facts.doc.text().len() as u32;
        let node = self.node(NodeKind::Section, Span::new(block.span().start, end), title);
        if let Some(node) = self.outline.nodes.get_mut(node) {
            node.level = level;
        }
        self.open.push(Open { node, end: None, column: None, is_skipped: false });
        self.leaves(block, true);
    }

    /// An item of a list, which goes on where the last node is a list of the same holder.
    fn item(&mut self, block: &Block<'_>) {
        let around = self.open.last().map(|open| open.node);
        let span = block.span();
        let goes_on = |list: &usize| {
            let list = self.outline.nodes.get(*list);
            list.is_some_and(|list| list.parent == around && list.end == self.outline.nodes.len())
        };
        let list = self.last_list.filter(goes_on);
        let list = list.unwrap_or_else(|| self.node(NodeKind::List, span, String::new()));
        self.last_list = Some(list);
        self.open.push(Open { node: list, end: Some(0), column: None, is_skipped: false });
        let item = self.node(NodeKind::Item, span, String::new());
        self.open.push(Open { node: item, end: Some(0), column: None, is_skipped: false });
        self.leaves(block, false);
        self.end_inner();
        self.end_inner();
        if let Some(list) = self.outline.nodes.get_mut(list) {
            list.span = list.span.cover(span);
        }
    }

    fn paragraph(&mut self, block: &Block<'_>) {
        let node = self.node(NodeKind::Paragraph, block.span(), String::new());
        self.open.push(Open { node, end: Some(0), column: None, is_skipped: false });
        self.leaves(block, false);
        self.end_inner();
    }

    fn caption(&mut self, block: &Block<'_>) {
        let table = self.open.last().map(|open| open.node);
        if let Some(table) = table.and_then(|table| self.outline.nodes.get_mut(table)) {
            table.title = tidy(block.text());
        }
        self.leaves(block, false);
    }

    fn end_inner(&mut self) {
        if let Some(open) = self.open.pop() {
            self.close(open.node);
        }
    }

    fn finish(mut self) -> Outline {
        while let Some(open) = self.open.pop() {
            self.close(open.node);
        }
        finish(self.outline, self.found, &self.capitals)
    }
}

/// Where the text of a block begins: templates and footnotes before it may be skipped, and it is not.
fn text_start(block: &Block<'_>) -> u32 {
    let text = block.text();
    let first = text.find(|sign: char| !(sign.is_whitespace() || sign == LEFT_OUT));
    first.map_or(block.span().start, |at| block.span_of(at..at + 1).start)
}
