//! What an article lists under which words: headings, captions of tables, and the lines that introduce lists.

use std::collections::HashSet;

use super::Facts;
use super::prose::{Block, BlockKind, LEFT_OUT};
use super::tables::Table;
use crate::profile::{ParamType, Role};
use crate::source::Span;
use crate::syntax::{Kind, Link, NodeRef, Template};

/// The most words of a line that introduces a list without a colon.
const INTRODUCTION_WORDS: usize = 8;
/// The longest label that is read, in bytes.
const LABEL: usize = 300;
/// The most words of a name that no link makes.
const NAME_WORDS: usize = 5;

/// Words, and what stands under them.
#[derive(Debug)]
pub struct Scope {
    /// What the words are: a heading, or the line before a list.
    pub label: String,
    /// Where they stand.
    pub span: Span,
    /// The scope around it, by its place in [`Memberships::scopes`].
    pub parent: Option<usize>,
}

/// A named thing in a list or in the rows of a table.
#[derive(Debug)]
pub struct Member {
    /// The innermost scope it stands in.
    pub scope: usize,
    /// What it is, to be compared: the page that its link or flag names, else its text, in lower case.
    pub key: String,
    /// The name in the document.
    pub span: Span,
}

/// What is listed in an article, and under which words.
#[derive(Debug, Default)]
pub struct Memberships {
    /// In the order of the text; each after the one around it.
    pub scopes: Vec<Scope>,
    /// In no order.
    pub members: Vec<Member>,
}

impl Memberships {
    /// Reads headings, lists and tables.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut reader = Reader {
            facts,
            found: Memberships::default(),
            open: Vec::new(),
            list: None,
            sections: Vec::new(),
        };
        reader.blocks();
        for table in facts.tables().iter() {
            reader.table(table);
        }
        reader.found
    }
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    found: Memberships,
    /// The headings around, with their level.
    open: Vec<(u8, usize)>,
    /// The line that introduces the list that is read, or comes.
    list: Option<usize>,
    /// Where each section begins, with its scope.
    sections: Vec<(u32, usize)>,
}

impl Reader<'_, '_> {
    fn blocks(&mut self) {
        for block in self.facts.prose().blocks().filter(|block| block.argument().is_none()) {
            let node = self.facts.tree.node(block.node());
            match block.kind() {
                BlockKind::Heading => self.heading(&block, node),
                BlockKind::ListItem if is_title(node) => self.introduction(&block),
                BlockKind::ListItem => self.item(&block, node),
                BlockKind::Paragraph => {
                    let text = block.text().trim_end_matches([' ', LEFT_OUT]);
                    let is_short = || text.split_whitespace().nth(INTRODUCTION_WORDS).is_none();
                    self.list = None;
                    if text.ends_with(':') || !text.ends_with('.') && is_short() {
                        self.introduction(&block);
                    }
                }
                _ => {}
            }
        }
    }

    fn heading(&mut self, block: &Block<'_>, node: NodeRef<'_>) {
        let level = node.level();
        while self.open.pop_if(|(open, _)| *open >= level).is_some() {}
        let parent = self.open.last().map(|(_, scope)| *scope);
        let scope = self.add(block, parent);
        self.open.push((level, scope));
        self.sections.push((node.span().start, scope));
        self.list = None;
    }

    fn introduction(&mut self, block: &Block<'_>) {
        let parent = self.open.last().map(|(_, scope)| *scope);
        self.list = Some(self.add(block, parent));
    }

    fn add(&mut self, block: &Block<'_>, parent: Option<usize>) -> usize {
        let text = block.text().replace(LEFT_OUT, " ");
        let label = text.get(..text.floor_char_boundary(LABEL)).unwrap_or_default().trim().to_owned();
        self.found.scopes.push(Scope { label, span: block.span(), parent });
        self.found.scopes.len() - 1
    }

    fn item(&mut self, block: &Block<'_>, node: NodeRef<'_>) {
        let Some(scope) = self.list.or(self.open.last().map(|(_, scope)| *scope)) else { return };
        let mut content = node.children().skip_while(|child| child.kind() == Kind::Mark);
        let first = content.find(|child| !child.source().trim().is_empty());
        match first.and_then(|first| self.named(first)) {
            Some((key, span)) => self.found.members.push(Member { scope, key, span }),
            None => self.names(block, scope),
        }
    }

    /// The name that a node gives by a link or a flag.
    fn named(&self, node: NodeRef<'_>) -> Option<(String, Span)> {
        match node.kind() {
            Kind::Wikilink => {
                let page = Link::cast(node)?.page();
                (!page.is_empty()).then(|| (folded(&page), node.span()))
            }
            Kind::Template => {
                let schema = self.facts.schema(node).filter(|schema| schema.has(Role::Flag))?;
                let country = schema.params_of(ParamType::Country).next()?;
                let argument = Template::cast(node)?.arguments().find(|argument| {
                    country.name == argument.key || country.aliases.iter().any(|name| *name == argument.key)
                })?;
                let span = argument.value_span().trim(node.document_text());
                let name = node.document_text().get(span.range())?;
                (!name.is_empty() && !name.contains(['{', '[', '<'])).then(|| (folded(name), span))
            }
            Kind::Bold | Kind::Italic => {
                node.children().find(|child| child.kind() == Kind::Wikilink).and_then(|link| self.named(link))
            }
            _ => None,
        }
    }

    /// The names of an item that is nothing but names: `Cyprus, Armenia`.
    fn names(&mut self, block: &Block<'_>, scope: usize) {
        let mut at = 0;
        let mut members = Vec::new();
        for part in block.text().split(',') {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            let name = part.trim_matches(|sign: char| sign.is_whitespace() || sign == LEFT_OUT);
            let is_name = name.starts_with(char::is_uppercase)
                && name.split_whitespace().nth(NAME_WORDS).is_none()
                && !name.contains([':', ';', '(', '–', '"', '.', LEFT_OUT])
                && !name.contains(|sign: char| sign.is_numeric());
            if !is_name {
                return;
            }
            let span = block.span_of(start..start + name.len());
            members.push(Member { scope, key: folded(name), span });
        }
        self.found.members.append(&mut members);
    }

    /// The things that the rows of a table are about: in each the first link or flag that a cell begins with.
    fn table(&mut self, table: &Table) {
        let start = table.span.start;
        let after = self.sections.partition_point(|(section, _)| *section <= start);
        let Some(&(_, scope)) = after.checked_sub(1).and_then(|at| self.sections.get(at)) else { return };
        for section in &table.sections {
            let mut seen = HashSet::new();
            for row in table.rows.get(section.body()).unwrap_or_default() {
                let cells = table.cells_of(row).iter().filter(|cell| cell.column < 2 && cell.colspan == 1);
                let mut names = cells.filter_map(|cell| {
                    let inside = self.facts.tree.node(cell.node?).children();
                    let mut content =
                        inside.filter(|child| !matches!(child.kind(), Kind::Mark | Kind::Attributes));
                    self.named(content.find(|child| !child.source().trim().is_empty())?)
                });
                if let Some((key, span)) = names.next()
                    && seen.insert(key.clone())
                {
                    self.found.members.push(Member { scope, key, span });
                }
            }
        }
    }
}

/// Whether a line of a list is the title of those that follow.
fn is_title(item: NodeRef<'_>) -> bool {
    item.child(Kind::Mark).is_some_and(|mark| mark.source().ends_with(';'))
}

/// A name without what makes no difference: case, and `_` for a space.
fn folded(name: &str) -> String {
    name.trim_start_matches(':').replace('_', " ").trim().to_lowercase()
}
