//! What several rules need, read out of the tree once, on first use.

pub mod addresses;
pub mod characters;
mod citation_lists;
pub mod citations;
pub mod collections;
pub mod counts;
pub mod dates;
pub mod enumerations;
pub mod extract;
pub mod figures;
pub mod flags;
mod hands_off;
pub mod identifiers;
pub mod kept;
pub mod links;
pub mod memberships;
pub mod mixed_words;
mod notes;
pub mod openers;
pub mod own;
pub mod pairs;
pub mod prose;
pub mod punctuation;
pub mod references;
pub mod relations;
pub mod residue;
pub mod sections;
pub mod short_footnotes;
pub mod suppressions;
pub mod tables;
pub mod works;
mod written_address;

use std::cell::OnceCell;

use crate::profile::{Language, Profile, Role, TemplateSchema};
use crate::source::{Document, InputKind, Span};
use crate::syntax::{Kind, KindSet, NodeId, NodeRef, Note, Template, Tree};
use crate::value::kinds::BlockKinds;

/// The facts of one document. Each is read when it is first asked for.
pub struct Facts<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// What its wiki is like.
    pub profile: &'a Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'a Language>,
    /// In the order of the nodes.
    schemas: OnceCell<Vec<(NodeId, &'a TemplateSchema)>>,
    addresses: OnceCell<Vec<addresses::Address>>,
    block_kinds: OnceCell<BlockKinds>,
    characters: OnceCell<characters::Characters>,
    prose: OnceCell<prose::Prose<'a>>,
    quotes: OnceCell<pairs::Quotes>,
    lone_brackets: OnceCell<Vec<pairs::Lone>>,
    punctuation: OnceCell<punctuation::Punctuation>,
    sections: OnceCell<sections::Sections>,
    dates: OnceCell<dates::Dates<'a>>,
    date_values: OnceCell<dates::DateValues<'a>>,
    date_spans: OnceCell<Vec<dates::DateSpan>>,
    date_columns: OnceCell<Vec<dates::DateColumn>>,
    declared_order: OnceCell<Option<dates::DeclaredOrder>>,
    collections: OnceCell<collections::Collections>,
    enumerations: OnceCell<enumerations::Enumerations>,
    figures: OnceCell<figures::Figures>,
    lives: OnceCell<dates::Lives>,
    extract_lines: OnceCell<extract::ExtractLines>,
    extract_notes: OnceCell<extract::ExtractNotes>,
    identifiers: OnceCell<Vec<identifiers::Identified<'a>>>,
    counts: OnceCell<counts::Counts>,
    checked_counts: OnceCell<Vec<counts::CheckedCount>>,
    kept: OnceCell<kept::KeptText>,
    links: OnceCell<links::Links>,
    memberships: OnceCell<memberships::Memberships>,
    mixed_words: OnceCell<Vec<mixed_words::MixedWord>>,
    notes: OnceCell<Vec<Note>>,
    openers: OnceCell<openers::Openers>,
    own: OnceCell<own::Own>,
    citations: OnceCell<citation_lists::Citations<'a>>,
    references: OnceCell<references::References>,
    relations: OnceCell<relations::Relations>,
    residue: OnceCell<residue::ResidueFound<'a>>,
    short_footnotes: OnceCell<short_footnotes::ShortFootnotes>,
    suppressions: OnceCell<Vec<suppressions::Suppression>>,
    tables: OnceCell<tables::Tables>,
    columns: OnceCell<Vec<tables::Column>>,
    works: OnceCell<works::Works<'a>>,
}

impl<'a> Facts<'a> {
    /// The facts of one document, none read yet.
    pub fn new(
        doc: &'a Document,
        tree: &'a Tree<'a>,
        profile: &'a Profile,
        language: Option<&'a Language>,
    ) -> Self {
        Facts {
            doc,
            tree,
            profile,
            language,
            schemas: OnceCell::new(),
            addresses: OnceCell::new(),
            block_kinds: OnceCell::new(),
            characters: OnceCell::new(),
            prose: OnceCell::new(),
            quotes: OnceCell::new(),
            lone_brackets: OnceCell::new(),
            punctuation: OnceCell::new(),
            sections: OnceCell::new(),
            dates: OnceCell::new(),
            date_values: OnceCell::new(),
            date_spans: OnceCell::new(),
            date_columns: OnceCell::new(),
            declared_order: OnceCell::new(),
            collections: OnceCell::new(),
            enumerations: OnceCell::new(),
            figures: OnceCell::new(),
            lives: OnceCell::new(),
            extract_lines: OnceCell::new(),
            extract_notes: OnceCell::new(),
            identifiers: OnceCell::new(),
            counts: OnceCell::new(),
            checked_counts: OnceCell::new(),
            kept: OnceCell::new(),
            links: OnceCell::new(),
            memberships: OnceCell::new(),
            mixed_words: OnceCell::new(),
            notes: OnceCell::new(),
            openers: OnceCell::new(),
            own: OnceCell::new(),
            citations: OnceCell::new(),
            references: OnceCell::new(),
            relations: OnceCell::new(),
            residue: OnceCell::new(),
            short_footnotes: OnceCell::new(),
            suppressions: OnceCell::new(),
            tables: OnceCell::new(),
            columns: OnceCell::new(),
            works: OnceCell::new(),
        }
    }

    /// The kinds of characters in each block of the text.
    pub(crate) fn block_kinds(&self) -> &BlockKinds {
        self.block_kinds.get_or_init(|| BlockKinds::of(self.doc.text()))
    }

    /// The rare characters.
    pub fn characters(&self) -> &characters::Characters {
        self.characters.get_or_init(|| characters::Characters::read(self.doc.text(), self.block_kinds()))
    }

    /// The text as a reader sees it.
    pub fn prose(&self) -> &prose::Prose<'a> {
        self.prose.get_or_init(|| prose::Prose::read(self))
    }

    /// What rules on typography look at.
    pub fn punctuation(&self) -> &punctuation::Punctuation {
        self.punctuation.get_or_init(|| punctuation::Punctuation::read(self))
    }

    /// The quotation marks, paired.
    pub fn quotes(&self) -> &pairs::Quotes {
        self.quotes.get_or_init(|| pairs::read_quotes(self))
    }

    /// The brackets that have no partner, in the order of the blocks.
    pub fn lone_brackets(&self) -> &[pairs::Lone] {
        self.lone_brackets.get_or_init(|| pairs::read_brackets(self))
    }

    /// The headings and what stands under them.
    pub fn sections(&self) -> &sections::Sections {
        self.sections.get_or_init(|| sections::Sections::read(self))
    }

    /// The dates.
    pub fn dates(&self) -> &dates::Dates<'a> {
        self.dates.get_or_init(|| dates::Dates::read(self))
    }

    /// The values that are to be dates: of citations, date templates, maintenance tags, boxes of data.
    pub fn date_values(&self) -> &dates::DateValues<'a> {
        self.date_values.get_or_init(|| dates::DateValues::read(self))
    }

    /// Two dates each of which the first is not after the second: births and deaths, beginnings and ends.
    pub fn date_spans(&self) -> &[dates::DateSpan] {
        self.date_spans.get_or_init(|| dates::read_spans(self))
    }

    /// The columns of tables that hold dates.
    pub fn date_columns(&self) -> &[dates::DateColumn] {
        self.date_columns.get_or_init(|| dates::read_columns(self))
    }

    /// What the article has several of: lists, rows of tables, galleries.
    pub fn collections(&self) -> &collections::Collections {
        self.collections.get_or_init(|| collections::Collections::read(self))
    }

    /// The lists that a sentence announces with a colon.
    pub fn enumerations(&self) -> &enumerations::Enumerations {
        self.enumerations.get_or_init(|| enumerations::Enumerations::read(self))
    }

    /// The figures of the article's subject, as boxes of data and the text beside them give them.
    pub fn figures(&self) -> &figures::Figures {
        self.figures.get_or_init(|| figures::Figures::read(self))
    }

    /// The flags in columns of their own, with the names beside them: a list for each pair of columns.
    pub fn flagged_cells(&self) -> Vec<Vec<flags::FlaggedCell>> {
        flags::read(self)
    }

    /// The birth and the death of the article's subject, as its box of data and its first sentence give them.
    pub fn lives(&self) -> &dates::Lives {
        self.lives.get_or_init(|| dates::read_lives(self))
    }

    /// The columns of an extract's tables in which nothing is left; none in other documents. Each call reads them anew.
    pub fn lost_columns(&self) -> Vec<extract::LostColumn> {
        match self.doc.origin.input {
            InputKind::Extract => extract::lost_columns(self),
            _ => Vec::new(),
        }
    }

    /// The lines of an extract; of other documents none.
    pub fn extract_lines(&self) -> &extract::ExtractLines {
        self.extract_lines.get_or_init(|| extract::ExtractLines::read(self))
    }

    /// The footnotes of an extract, and the markers that lead to them; of other documents none.
    pub fn extract_notes(&self) -> extract::ExtractNotes {
        *self.extract_notes.get_or_init(|| extract::ExtractNotes::read(self))
    }

    /// The counts that the text states.
    pub fn counts(&self) -> &counts::Counts {
        self.counts.get_or_init(|| counts::Counts::read(self))
    }

    /// The counts that something in the article shows to be right or wrong.
    pub fn checked_counts(&self) -> &[counts::CheckedCount] {
        self.checked_counts.get_or_init(|| counts::read_checked(self))
    }

    /// The pairs of stated counts that cannot both be right.
    pub fn count_conflicts(&self) -> Vec<counts::CountConflict> {
        counts::read_conflicts(self)
    }

    /// The order in which the article says that it writes dates, if it says one.
    pub fn declared_order(&self) -> Option<dates::DeclaredOrder> {
        *self.declared_order.get_or_init(|| dates::declared_order(self))
    }

    /// The text that edits leave as it is.
    pub fn kept(&self) -> &kept::KeptText {
        self.kept.get_or_init(|| kept::KeptText::read(self))
    }

    /// The external links.
    pub fn links(&self) -> &links::Links {
        self.links.get_or_init(|| links::Links::read(self))
    }

    /// The addresses of the external links, without those of copies in archives.
    pub fn addresses(&self) -> &[addresses::Address] {
        self.addresses.get_or_init(|| addresses::read(self))
    }

    /// What the article lists, and under which words.
    pub fn memberships(&self) -> &memberships::Memberships {
        self.memberships.get_or_init(|| memberships::Memberships::read(self))
    }

    /// The words that mix letters of two scripts without being meant so.
    pub fn mixed_words(&self) -> &[mixed_words::MixedWord] {
        self.mixed_words.get_or_init(|| mixed_words::read_mixed_words(self))
    }

    /// The `{{` and `[[` that nothing closes.
    pub fn openers(&self) -> &openers::Openers {
        self.openers.get_or_init(|| openers::Openers::read(self))
    }

    /// The identifiers of publications.
    pub fn identifiers(&self) -> &[identifiers::Identified<'a>] {
        self.identifiers.get_or_init(|| identifiers::read(self))
    }

    /// The templates that cite a source, in the order of the text.
    pub fn citations(&self) -> &[citations::Citation<'a>] {
        &self.citation_lists().all
    }

    /// The headings and categories of the page itself.
    pub fn own(&self) -> &own::Own {
        self.own.get_or_init(|| own::Own::read(self.tree))
    }

    /// The references by name.
    pub fn references(&self) -> &references::References {
        self.references.get_or_init(|| references::References::read(self))
    }

    /// What the numbers of tables say of each other.
    pub fn relations(&self) -> &relations::Relations {
        self.relations.get_or_init(|| relations::Relations::read(self))
    }

    /// What tools left in the text.
    pub fn residue(&self) -> &residue::ResidueFound<'a> {
        self.residue.get_or_init(|| residue::ResidueFound::read(self))
    }

    /// The short footnotes, and what they lead to.
    pub fn short_footnotes(&self) -> &short_footnotes::ShortFootnotes {
        self.short_footnotes.get_or_init(|| short_footnotes::ShortFootnotes::read(self))
    }

    /// The comments that tell wikivet what to ignore, in the order of the text.
    pub fn suppressions(&self) -> &[suppressions::Suppression] {
        self.suppressions.get_or_init(|| suppressions::read(self))
    }

    /// The tables as grids.
    pub fn tables(&self) -> &tables::Tables {
        self.tables.get_or_init(|| tables::Tables::read(self))
    }

    /// The columns of tables, with what each cell says.
    pub fn columns(&self) -> &[tables::Column] {
        self.columns.get_or_init(|| tables::read_columns(self))
    }

    /// The columns of one section of a table, both by their places among the tables and the table's sections.
    pub fn columns_of(&self, table: usize, section: usize) -> &[tables::Column] {
        let columns = self.columns();
        let place = |column: &tables::Column| (column.table, column.section);
        let start = columns.partition_point(|column| place(column) < (table, section));
        let end = columns.partition_point(|column| place(column) <= (table, section));
        columns.get(start..end).unwrap_or_default()
    }

    /// What is cited more than once.
    pub fn works(&self) -> &works::Works<'a> {
        self.works.get_or_init(|| works::Works::read(self))
    }

    /// Where the first template stands that asks wikivet, or a bot of one of these names, not to edit the page.
    pub fn hands_off(&self, bots: &[String]) -> Option<Span> {
        let mut templates = self.known_templates();
        templates
            .find(|&(node, schema)| hands_off::keeps_off(node, schema, bots))
            .map(|(node, _)| node.span())
    }

    /// The schema of a template node, if its name is known.
    pub fn schema(&self, template: NodeRef<'_>) -> Option<&'a TemplateSchema> {
        let schemas = self.schemas.get_or_init(|| self.read_schemas());
        let at = schemas.binary_search_by_key(&template.id(), |(node, _)| *node).ok()?;
        schemas.get(at).map(|(_, schema)| *schema)
    }

    /// The templates whose names are known, in the order of the text.
    pub fn known_templates(&self) -> impl Iterator<Item = (NodeRef<'a>, &'a TemplateSchema)> {
        let schemas = self.schemas.get_or_init(|| self.read_schemas());
        schemas.iter().map(|&(node, schema)| (self.tree.node(node), schema))
    }

    /// Whether a template with a role occurs.
    pub fn has_role(&self, role: Role) -> bool {
        self.known_templates().any(|(_, schema)| schema.has(role))
    }

    fn read_schemas(&self) -> Vec<(NodeId, &'a TemplateSchema)> {
        if !self.tree.kinds().contains(Kind::Template) {
            return Vec::new();
        }
        let templates = self.tree.nodes_of(KindSet::of(&[Kind::Template]));
        let named = templates.filter_map(|node| {
            let name = Template::cast(node)?.literal_name()?;
            Some((node.id(), self.profile.template(&name)?))
        });
        named.collect()
    }
}
