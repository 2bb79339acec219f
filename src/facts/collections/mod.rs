//! What an article has several of, one beside the other: the items of a list, the rows of a table, the pictures of a
//! gallery; with how many they are, as a reader would count them.

mod list;
mod rows;

use std::ops::Range;

use super::Facts;
use super::prose::{Block, BlockKind, LEFT_OUT};
use super::tables::Table;
use crate::profile::{ListWords, Role};
use crate::source::{InputKind, Span};
use crate::syntax::{Kind, KindSet, NodeId, NodeRef};
use list::ListReader;

/// The markers of a list's levels.
const MARKERS: &str = "****";
/// By how many spaces an extract's lists are indented for each level.
const INDENT: usize = 4;

/// What a collection is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CollectionKind {
    /// Items of a list.
    Items,
    /// Rows of a table, without heads, totals and separators.
    Rows,
    /// Lines of a gallery.
    Pictures,
}

/// Things that stand one beside the other and can be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// What they are.
    pub kind: CollectionKind,
    /// From the first to the last, in the document.
    pub span: Span,
    /// How many there are as most readers count: items of the outermost level, rows of data.
    pub items: u64,
    /// Other numbers that may be meant: with the nested items, groups of rows, numbers of a first column.
    pub others: Vec<u64>,
    /// The most that the same text can be read as, where items hold several things.
    pub most: u64,
    /// Whether something says that there are more: `and others`, a template that makes rows.
    pub is_open: bool,
    /// The paragraph, item or line right before it, by its place in [`super::prose::Prose::block`].
    pub lead: Option<usize>,
    /// The section that it stands in, by its place in [`super::sections::Sections::all`].
    pub section: Option<usize>,
    /// The table's place among [`super::tables::Tables::iter`], if it is one.
    pub table: Option<usize>,
}

impl Collection {
    /// Whether a number can be meant with it.
    pub fn can_be(&self, number: u64) -> bool {
        self.is_open || self.is_one_of_the_readings(number) || (self.items..=self.most).contains(&number)
    }

    /// Whether one way of counting gives the number.
    pub fn is_one_of_the_readings(&self, number: u64) -> bool {
        self.items == number || self.others.contains(&number)
    }
}

/// All collections, in the order of the text. What stands inside boxes, footnotes and other tables is none.
#[derive(Debug, Default)]
pub struct Collections {
    /// None overlaps another.
    pub all: Vec<Collection>,
}

impl Collections {
    /// Reads the lists, tables and galleries of a document in one pass over its prose.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let empty = ListWords::default();
        let words = facts.language.map_or(&empty, |language| &language.lists);
        let mut reader = Reader {
            facts,
            words,
            all: Vec::new(),
            list: ListReader::default(),
            lead: None,
            is_lead_of_lists: false,
            section: None,
            n_sections: 0,
        };
        reader.read();
        Collections { all: reader.all }
    }

    /// The collections inside a span, as places in [`Collections::all`].
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.all.partition_point(|one| one.span.start < span.start);
        let end = self.all.partition_point(|one| one.span.start < span.end);
        start..end.max(start)
    }
}

/// A part of the document that is read as a whole, or passed over.
enum Island {
    /// A table that is in no other, by its place among all tables.
    Table(usize),
    /// A gallery.
    Gallery(NodeId),
    /// A template, a footnote, or whatever else is no part of the text's flow.
    Other,
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    words: &'f ListWords,
    all: Vec<Collection>,
    list: ListReader,
    lead: Option<usize>,
    /// Whether the lead begins with a template, which may be of the table below, so that only a list can be meant.
    is_lead_of_lists: bool,
    section: Option<usize>,
    n_sections: usize,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let islands = islands(self.facts);
        let mut islands = islands.iter().peekable();
        let mut passed = 0;
        for (index, block) in self.facts.prose().blocks().enumerate() {
            let place = block.span();
            while let Some((span, island)) = islands.next_if(|(span, _)| span.start <= place.start) {
                passed = passed.max(span.end);
                self.island(*span, island);
            }
            // A paragraph that begins with a template in the line before it goes on behind it.
            if place.start >= passed || place.end > passed {
                self.is_lead_of_lists = place.start < passed;
                self.block(index, &block);
            }
        }
        for (span, island) in islands {
            self.island(*span, island);
        }
        self.end_list();
    }

    fn island(&mut self, span: Span, island: &Island) {
        if matches!(island, Island::Other) {
            return;
        }
        self.end_list();
        let (lead, section) = (self.lead.take().filter(|_| !self.is_lead_of_lists), self.section);
        let made = match island {
            Island::Table(table) => self.table(*table),
            Island::Gallery(node) => Some(gallery(self.facts.tree.node(*node))),
            Island::Other => None,
        };
        self.all.extend(made.map(|made| Collection { span, lead, section, ..made }));
    }

    fn table(&self, index: usize) -> Option<Collection> {
        let table = self.facts.tables().iter().nth(index)?;
        Some(Collection { table: Some(index), ..rows::count(self.facts, table) })
    }

    fn block(&mut self, index: usize, block: &Block<'_>) {
        match block.kind() {
            BlockKind::Heading => {
                self.end_list();
                self.lead = None;
                self.section = Some(self.n_sections);
                self.n_sections += 1;
            }
            BlockKind::ListItem => {
                let node = self.facts.tree.node(block.node());
                let marker = node.child(Kind::Mark).map(NodeRef::source).unwrap_or_default();
                self.line(index, marker, block.text(), node.span());
            }
            BlockKind::Paragraph | BlockKind::Line if !is_blank(block.text()) => {
                // Pandoc writes `-   item`, and four spaces before it for each level.
                let text = block.text().trim_start();
                let indent = block.text().len() - text.len();
                match text.strip_prefix("-   ") {
                    Some(item) if block.kind() == BlockKind::Line => {
                        let marker = MARKERS.get(..indent / INDENT + 1).unwrap_or(MARKERS);
                        self.line(index, marker, item, block.span());
                    }
                    _ => {
                        self.end_list();
                        self.lead = Some(index);
                    }
                }
            }
            _ => {}
        }
    }

    /// A line of a list, or one that stands before it like a paragraph: a term, an indented line.
    fn line(&mut self, index: usize, marker: &str, text: &str, span: Span) {
        if marker.starts_with(['*', '#']) {
            if !self.list.goes_on_with(marker) {
                self.end_list();
            }
            self.list.push(marker, text, span, self.words);
        } else {
            self.end_list();
            self.lead = Some(index);
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = std::mem::take(&mut self.list).finish() {
            self.all.push(Collection { lead: self.lead.take(), section: self.section, ..list });
        }
    }
}

/// Whether a block shows nothing but what was left out of its text.
fn is_blank(text: &str) -> bool {
    text.chars().all(|sign| sign.is_whitespace() || sign == LEFT_OUT)
}

/// The outermost tables, galleries and templates, in order. Templates that only lay out what is in them are none.
fn islands(facts: &Facts<'_>) -> Vec<(Span, Island)> {
    if facts.doc.origin.input == InputKind::Extract {
        let tables = facts.tables().iter().enumerate();
        return tables.map(|(index, table)| (table.span, Island::Table(index))).collect();
    }
    let kinds = KindSet::of(&[
        Kind::Table,
        Kind::Template,
        Kind::ParserFunction,
        Kind::Parameter,
        Kind::Reference,
        Kind::GalleryLine,
    ]);
    let mut islands: Vec<(Span, Island)> = Vec::new();
    let mut n_tables = 0;
    let mut end = 0;
    for node in facts.tree.nodes_of(kinds) {
        let is_table = node.kind() == Kind::Table;
        let table = n_tables;
        n_tables += usize::from(is_table);
        if node.span().start < end {
            continue;
        }
        let island = match node.kind() {
            Kind::Table => Island::Table(table),
            Kind::GalleryLine => match node.parent() {
                Some(gallery) => Island::Gallery(gallery.id()),
                None => continue,
            },
            Kind::Template if facts.schema(node).is_some_and(|schema| schema.has(Role::Columns)) => continue,
            _ => Island::Other,
        };
        let span = match island {
            Island::Gallery(node) => facts.tree.node(node).span(),
            _ => node.span(),
        };
        end = span.end;
        islands.push((span, island));
    }
    islands
}

fn gallery(node: NodeRef<'_>) -> Collection {
    let items = node.children_of(Kind::GalleryLine).count() as u64;
    plain(CollectionKind::Pictures, node.span(), items)
}

/// A collection that is counted in one way only.
fn plain(kind: CollectionKind, span: Span, items: u64) -> Collection {
    let (others, most) = (Vec::new(), items);
    Collection { kind, span, items, others, most, is_open: false, lead: None, section: None, table: None }
}

/// Whether nothing in a table shows how many rows it has.
fn is_unsure(table: &Table) -> bool {
    table.is_open || table.rows.iter().any(|row| row.is_open)
}
