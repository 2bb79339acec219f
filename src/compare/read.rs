//! From a document's facts to its outline, in one pass over its text as read.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::outline::{Leaf, Node, NodeKind, Outline, Word};
use super::regions::{Region, RegionKind, regions};
use super::templates::Templates;
use super::values::{Meaning, Value, meaning_of, names, numbers};
use super::words::{Key, key, key_of, sentences, words};
use crate::facts::Facts;
use crate::facts::prose::{Block, BlockKind, LEFT_OUT};
use crate::source::{InputKind, Span};

/// The headings of a document: what they are found again by, and their ranks.
pub(super) type Headings = FxHashMap<Key, u8>;

/// The most words that a line of an extract has which is taken for a heading.
const HEADING_WORDS: usize = 12;
/// The fewest words of a template's argument that is taken for text of the article.
const TEXT_WORDS: usize = 6;

/// The headings that the markup of a document shows.
pub(super) fn headings(facts: &Facts<'_>) -> Headings {
    let sections = facts.sections().all.iter();
    sections.map(|section| (text_key(&section.title), section.level)).collect()
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
    short.collect()
}

fn text_key(text: &str) -> Key {
    key_of(words(text).into_iter().filter_map(|range| text.get(range)).map(key))
}

/// Reads a document. In an extract, the lines that are among `headings` are taken for headings.
pub(super) fn read(facts: &Facts<'_>, headings: &Headings) -> Outline {
    let mut reader = Reader::new(facts, headings);
    for (index, block) in facts.prose().blocks().enumerate() {
        reader.block(index, &block);
    }
    reader.finish()
}

/// A node whose end has not come yet.
struct Open {
    node: usize,
    /// Where it ends in the document; none for a section, which ends with a heading.
    end: Option<u32>,
    column: Option<u32>,
    /// Whether what stands in it is not compared.
    is_skipped: bool,
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    headings: &'f Headings,
    is_extract: bool,
    outline: Outline,
    open: Vec<Open>,
    regions: std::vec::IntoIter<Region>,
    next_region: Option<Region>,
    templates: Templates<'f>,
    /// The dates in blocks, by block.
    dates: Vec<(usize, Range<usize>, Meaning)>,
    next_date: usize,
    /// The block that is read, by its place.
    index: usize,
    /// The list that was read last.
    last_list: Option<usize>,
    /// Values with the leaves they are in.
    found: Vec<(usize, Value)>,
    /// Words that have a capital where no sentence starts.
    capitals: FxHashSet<Key>,
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

    fn block(&mut self, index: usize, block: &Block<'_>) {
        let start = block.span().start;
        self.leave(start);
        self.enter(start);
        self.index = index;
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
                let known = self.headings.get(&text_key(line.text)).copied();
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

    /// The leaves of a block: its sentences, or the whole of it.
    fn leaves(&mut self, block: &Block<'_>, is_heading: bool) {
        let text = block.text();
        let column =
            self.open.iter().rev().take_while(|open| open.end.is_some()).find_map(|open| open.column);
        let ranges = if is_heading { std::iter::once(0..text.len()).collect() } else { sentences(text) };
        for range in ranges {
            self.leaf(block, range, column, is_heading);
        }
    }

    fn leaf(&mut self, block: &Block<'_>, range: Range<usize>, column: Option<u32>, is_heading: bool) {
        let Some(node) = self.open.last().map(|open| open.node) else { return };
        let (leaf, first, first_word) =
            (self.outline.leaves.len(), self.outline.text.len(), self.outline.words.len());
        let first_value = self.found.len();
        let text = block.text().get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        for piece in text.split(LEFT_OUT) {
            self.piece(block, at, piece, leaf);
            at += piece.len();
            if at < range.end {
                self.gap(block.span_of(at..at + LEFT_OUT.len_utf8()), leaf);
                at += LEFT_OUT.len_utf8();
            }
        }
        let words = self.outline.words.get(first_word..).unwrap_or_default();
        let is_shown =
            words.iter().any(|word| !word.is_gap) || column.is_some() || self.found.len() > first_value;
        if words.is_empty() && self.found.len() == first_value || !is_shown {
            self.outline.text.truncate(first);
            self.outline.words.truncate(first_word);
            self.found.truncate(first_value);
            return;
        }
        self.capitals
            .extend(words.iter().skip(1).filter(|word| word.is_capital && !is_heading).map(|word| word.key));
        let key = key_of(words.iter().filter(|word| word.key != GAP).map(|word| word.key));
        let last = self.outline.text.len();
        self.outline.text.push('\n');
        self.outline.leaves.push(Leaf {
            node,
            text: first..last,
            span: block.span_of(range),
            words: first_word..self.outline.words.len(),
            values: 0..0,
            key,
            column,
            is_heading,
        });
    }

    /// Words and values of a piece of a block's text between what was left out.
    fn piece(&mut self, block: &Block<'_>, at: usize, piece: &str, leaf: usize) {
        let base = self.outline.text.len();
        self.outline.text.extend(piece.chars().map(|sign| if sign == '\n' { ' ' } else { sign }));
        for range in words(piece) {
            let Some(word) = piece.get(range.clone()) else { continue };
            self.outline.words.push(Word {
                key: key(word),
                start: (base + range.start) as u32,
                end: (base + range.end) as u32,
                span: block.span_of(at + range.start..at + range.end),
                is_capital: word.starts_with(char::is_uppercase),
                is_gap: false,
            });
        }
        let mut dates = Vec::new();
        while let Some((of, range, meaning)) = self.dates.get(self.next_date) {
            let is_before = (*of, range.start) < (self.index, at);
            if !is_before && (*of > self.index || range.end > at + piece.len()) {
                break;
            }
            self.next_date += 1;
            if is_before {
                continue;
            }
            let here = range.start - at..range.end - at;
            let value = Value {
                meaning: meaning.clone(),
                text: base + here.start..base + here.end,
                span: block.span_of(range.clone()),
                is_exact: true,
            };
            self.found.push((leaf, value));
            dates.push(here);
        }
        for (meaning, range, is_exact) in numbers(piece, self.facts.language, &dates) {
            let span = block.span_of(at + range.start..at + range.end);
            let text = base + range.start..base + range.end;
            self.found.push((leaf, Value { meaning, text, span, is_exact }));
        }
    }

    /// What is known of a template that stands in a text.
    fn gap(&mut self, span: Span, leaf: usize) {
        let Some(template) = self.templates.at(span.start) else { return };
        let (text, values) = self.templates.shown(template, self.facts);
        let base = self.outline.text.len();
        self.outline.text.push_str(&text);
        let word = |key, range: Range<usize>, is_capital| Word {
            key,
            start: (base + range.start) as u32,
            end: (base + range.end) as u32,
            span,
            is_capital,
            is_gap: true,
        };
        self.outline.words.push(word(GAP, 0..0, false));
        for range in words(&text) {
            let Some(written) = text.get(range.clone()) else { continue };
            self.outline.words.push(word(key(written), range, written.starts_with(char::is_uppercase)));
        }
        let text = base..base + text.len();
        let values =
            values.into_iter().map(|meaning| Value { meaning, text: text.clone(), span, is_exact: true });
        self.found.extend(values.map(|value| (leaf, value)));
    }

    fn finish(mut self) -> Outline {
        while let Some(open) = self.open.pop() {
            self.close(open.node);
        }
        let mut outline = self.outline;
        let mut found = self.found.into_iter().peekable();
        for (index, leaf) in outline.leaves.iter_mut().enumerate() {
            let first = outline.values.len();
            while let Some((_, value)) = found.next_if(|(of, _)| *of <= index) {
                outline.values.push(value);
            }
            let words = outline.words.get(leaf.words.clone()).unwrap_or_default();
            for range in names(words, &outline.text, |word| self.capitals.contains(&word)) {
                let name = words.get(range).unwrap_or_default();
                let (Some(start), Some(end)) = (name.first(), name.last()) else { continue };
                outline.values.push(Value {
                    meaning: Meaning::Name(key_of(name.iter().map(|word| word.key))),
                    text: start.start as usize..end.end as usize,
                    span: start.span.cover(end.span),
                    is_exact: true,
                });
            }
            leaf.values = first..outline.values.len();
        }
        for node in outline.nodes.iter_mut().filter(|node| node.kind == NodeKind::Row) {
            let cells = outline.leaves.get(node.leaves.clone()).unwrap_or_default();
            let named = |leaf: &&Leaf| {
                let text = outline.text.get(leaf.text.clone()).unwrap_or_default();
                text.contains(char::is_alphabetic)
            };
            if let Some(leaf) = cells.iter().find(named).or(cells.first()) {
                node.title = tidy(outline.text.get(leaf.text.clone()).unwrap_or_default());
                node.key = Some(leaf.key);
            }
        }
        outline
    }
}

/// The key of the place of a template; no word has it, since words are not empty.
pub(super) const GAP: Key = 0;

fn tidy(text: &str) -> String {
    let text = text.replace(LEFT_OUT, " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of an extract, without the marks that such texts put before it.
struct Line<'t> {
    text: &'t str,
    /// The rank of a heading that is marked as one: `== History ==`, `# History`.
    heading: Option<u8>,
    /// Whether it is no item of a list.
    is_plain: bool,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Self {
        let text = line.trim();
        let n_marks = |mark: char| text.chars().take_while(|&sign| sign == mark).count();
        let rest = |marks: usize| text.get(marks..).unwrap_or_default();
        match (n_marks('='), n_marks('#')) {
            (marks @ 2..=6, _) if text.len() > 2 * marks && text.ends_with("==") => {
                let text = text.trim_matches('=').trim();
                Line { text, heading: Some(marks as u8), is_plain: true }
            }
            (_, marks @ 1..=6) if rest(marks).starts_with(' ') => {
                Line { text: rest(marks).trim(), heading: Some(marks as u8), is_plain: true }
            }
            _ => {
                let bare = text.strip_prefix(['*', '•', '·', '-', '–']).filter(|rest| rest.starts_with(' '));
                Line { text: bare.unwrap_or(text).trim(), heading: None, is_plain: bare.is_none() }
            }
        }
    }
}
