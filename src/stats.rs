//! What an article is made of, as numbers, and the sums of many.
//!
//! ```
//! use wikivet::profile::Profile;
//! use wikivet::source::{Document, InputKind, Origin};
//! use wikivet::stats::Stats;
//! use wikivet::syntax::parse;
//!
//! let text = "== History ==\nRome fell.<ref>{{cite web|url=http://example.org/a|title=A}}</ref>".to_owned();
//! let doc = Document::new(Origin::new("Rome.wiki", InputKind::Wikitext), text);
//! let profile = Profile::named("enwiki").unwrap_or(Profile::neutral());
//! let stats = Stats::of(&doc, &parse(doc.text(), &profile.site), profile, None);
//! assert_eq!((stats.prose.words, stats.references.footnotes, stats.citations.with_url), (2, 1, 1));
//! assert_eq!(stats.external_links.hosts.most_frequent(), [("example.org", 1)]);
//! ```

mod quality;
mod read;
mod tally;

pub use quality::Quality;
pub use tally::Tally;

use serde::Serialize;

/// What one document, or a set of them, is made of. Nothing is counted that does not come to be when the page is shown:
/// what stands in comments, `nowiki` or code is not read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stats {
    /// Documents.
    pub documents: u64,
    /// Documents that only point to another page.
    pub redirects: u64,
    /// Bytes of their own text, in UTF-8.
    pub bytes: u64,
    /// Unicode scalar values of their own text.
    pub characters: u64,
    /// Lines of their own text; one that no line feed ends is one too.
    pub lines: u64,
    /// The running text.
    pub prose: Prose,
    /// What tells how complete and how clean the text is.
    pub quality: Quality,
    /// The headings.
    pub headings: Headings,
    /// The footnotes.
    pub references: References,
    /// The templates that cite a source.
    pub citations: Citations,
    /// Links within the wikis.
    pub links: Links,
    /// Links to elsewhere.
    pub external_links: ExternalLinks,
    /// The tables.
    pub tables: Tables,
    /// The templates by name: uses.
    pub templates: Tally,
}

/// Paragraphs and lines of lists as a reader sees them, without footnotes, tables, captions and what templates show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// What stands between white space and holds a letter or digit. Languages without spaces have too few of them.
    pub words: u64,
    /// Unicode scalar values, spaces among them.
    pub characters: u64,
    /// Sentences: what ends with a mark before white space and no small letter, or with the block.
    pub sentences: u64,
}

/// Headings of the page itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Headings {
    /// All.
    pub total: u64,
    /// Those of level 1 to 6.
    pub by_level: [u64; 6],
}

/// Footnotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct References {
    /// Tags that give a content.
    pub footnotes: u64,
    /// Of these, those with a name.
    pub named: u64,
    /// Of these, those that stand in a list of references.
    pub list_defined: u64,
    /// Tags without content, which use a footnote by its name.
    pub uses: u64,
    /// Names that are used at more than one place of the text.
    pub reused: u64,
    /// Footnotes that cite by a template.
    pub with_citation: u64,
    /// Others with a link to elsewhere.
    pub with_link: u64,
    /// The rest: text, or templates that cite nothing or are not known.
    pub without_link: u64,
}

/// Templates that cite a source, as far as the wiki's are known.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Citations {
    /// All.
    pub total: u64,
    /// Those with a URL.
    pub with_url: u64,
    /// Those with a URL and that of an archived copy.
    pub archived: u64,
    /// By the template's name.
    pub templates: Tally,
}

/// Links to pages and files of wikis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// Links to pages, those of other wikis among them.
    pub internal: u64,
    /// Files that are shown, each line of a gallery among them.
    pub files: u64,
    /// Categories that the page is put into.
    pub categories: u64,
    /// Links to the same article in other languages.
    pub interlanguage: u64,
}

/// Links to elsewhere.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExternalLinks {
    /// All.
    pub total: u64,
    /// Those in brackets.
    pub bracketed: u64,
    /// URLs that stand bare in the text.
    pub bare: u64,
    /// Values of parameters of templates that are known to take a URL.
    pub in_templates: u64,
    /// What pictures lead to.
    pub of_pictures: u64,
    /// Those that lead to archived copies of other pages.
    pub copies: u64,
    /// Those beside which an archived copy is given.
    pub archived: u64,
    /// Those that a template marks as dead.
    pub dead: u64,
    /// By registered domain, such as `bbc.co.uk`; those whose host no template makes.
    pub hosts: Tally,
}

/// Tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tables {
    /// All.
    pub total: u64,
    /// Their rows with cells.
    pub rows: u64,
    /// Their cells; one that spans several counts once.
    pub cells: u64,
    /// Tables of at most 5 rows, 20, 50, 100, and those of more.
    pub by_rows: [u64; 5],
    /// Rows of the table with most of them.
    pub most_rows: u64,
    /// Columns of the table with most of them.
    pub most_columns: u64,
}

impl Tables {
    /// The most rows that each but the last of [`Tables::by_rows`] counts.
    pub const UP_TO: [u64; 4] = [5, 20, 50, 100];
}

impl Stats {
    /// Adds another document or set.
    pub fn add(&mut self, other: &Stats) {
        let Stats {
            documents,
            redirects,
            bytes,
            characters,
            lines,
            prose,
            quality,
            headings,
            references,
            citations,
            links,
            external_links,
            tables,
            templates,
        } = other;
        self.documents += documents;
        self.redirects += redirects;
        self.bytes += bytes;
        self.characters += characters;
        self.lines += lines;
        self.prose.words += prose.words;
        self.prose.characters += prose.characters;
        self.prose.sentences += prose.sentences;
        self.quality.add(quality);
        self.headings.total += headings.total;
        add_each(&mut self.headings.by_level, &headings.by_level);
        self.references.add(references);
        self.citations.total += citations.total;
        self.citations.with_url += citations.with_url;
        self.citations.archived += citations.archived;
        self.citations.templates.add(&citations.templates);
        self.links.internal += links.internal;
        self.links.files += links.files;
        self.links.categories += links.categories;
        self.links.interlanguage += links.interlanguage;
        self.external_links.add(external_links);
        self.tables.add(tables);
        self.templates.add(templates);
    }

    /// Keeps the most frequent names of each kind alone, for a report.
    pub fn keep(&mut self, most: usize) {
        self.citations.templates.keep(most);
        self.external_links.hosts.keep(most);
        self.templates.keep(most);
    }
}

impl References {
    fn add(&mut self, other: &References) {
        self.footnotes += other.footnotes;
        self.named += other.named;
        self.list_defined += other.list_defined;
        self.uses += other.uses;
        self.reused += other.reused;
        self.with_citation += other.with_citation;
        self.with_link += other.with_link;
        self.without_link += other.without_link;
    }
}

impl ExternalLinks {
    fn add(&mut self, other: &ExternalLinks) {
        self.total += other.total;
        self.bracketed += other.bracketed;
        self.bare += other.bare;
        self.in_templates += other.in_templates;
        self.of_pictures += other.of_pictures;
        self.copies += other.copies;
        self.archived += other.archived;
        self.dead += other.dead;
        self.hosts.add(&other.hosts);
    }
}

impl Tables {
    fn add(&mut self, other: &Tables) {
        self.total += other.total;
        self.rows += other.rows;
        self.cells += other.cells;
        add_each(&mut self.by_rows, &other.by_rows);
        self.most_rows = self.most_rows.max(other.most_rows);
        self.most_columns = self.most_columns.max(other.most_columns);
    }
}

fn add_each(counts: &mut [u64], others: &[u64]) {
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}
