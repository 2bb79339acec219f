//! What articles are made of, as a table for people and as JSON. `docs/stats.schema.json` describes the members.

use std::io::{self, Write};

use serde::Serialize;

use super::{escape, place};
use crate::source::Document;
use crate::stats::{Stats, Tables, Tally};

/// A document and what it is made of.
pub struct Counted<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The name of the profile it was read with.
    pub profile: &'a str,
    /// The code of its language, if that is known.
    pub language: Option<&'a str>,
    /// Its numbers, with as many names as are to be shown.
    pub stats: &'a Stats,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    profile: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(flatten)]
    stats: &'a Stats,
}

impl<'a> Counted<'a> {
    /// What JSON says of it.
    pub fn record(&self) -> impl Serialize {
        DocumentRecord {
            path: &self.doc.origin.path,
            page: self.doc.origin.page.as_deref(),
            profile: self.profile,
            language: self.language,
            stats: self.stats,
        }
    }
}

/// The columns of [`row`].
pub fn heading(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:>9} {:>8} {:>8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}  page",
        "bytes", "words", "headings", "refs", "cites", "links", "extern", "tables", "templ.", "gaps"
    )
}

/// Writes a document as a line of a table.
pub fn row(counted: &Counted<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Stats {
        bytes,
        prose,
        quality,
        headings,
        references,
        citations,
        links,
        external_links,
        tables,
        templates,
        ..
    } = counted.stats;
    let name = place::document(counted.doc);
    writeln!(
        out,
        "{bytes:>9} {:>8} {:>8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}  {}",
        prose.words,
        headings.total,
        references.footnotes,
        citations.total,
        links.internal,
        external_links.total,
        tables.total,
        templates.total(),
        quality.gaps(),
        escape(&name),
    )
}

/// Writes all numbers for people, one a line.
pub fn table(stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let Stats { prose, quality, headings, references, citations, links, external_links, tables, .. } = stats;
    let size = [
        ("documents", stats.documents),
        ("  redirects", stats.redirects),
        ("bytes", stats.bytes),
        ("characters", stats.characters),
        ("lines", stats.lines),
        ("words of running text", prose.words),
        ("characters of running text", prose.characters),
        ("sentences of running text", prose.sentences),
        ("headings", headings.total),
    ];
    size.into_iter().try_for_each(|(what, number)| count(what, number, out))?;
    for (level, &number) in (1..).zip(&headings.by_level) {
        count(&format!("  level {level}"), number, out)?;
    }
    writeln!(out)?;
    let sources = [
        ("footnotes", references.footnotes),
        ("  with a name", references.named),
        ("  defined in a list of references", references.list_defined),
        ("  with a citation template", references.with_citation),
        ("  with a link and no citation template", references.with_link),
        ("  with neither", references.without_link),
        ("further uses of footnotes by name", references.uses),
        ("names that are used more than once", references.reused),
        ("citation templates", citations.total),
        ("  with a URL", citations.with_url),
        ("  with a URL and an archived copy", citations.archived),
    ];
    sources.into_iter().try_for_each(|(what, number)| count(what, number, out))?;
    writeln!(out)?;
    let links = [
        ("links to pages", links.internal),
        ("links to other languages", links.interlanguage),
        ("files", links.files),
        ("categories", links.categories),
        ("external links", external_links.total),
        ("  in brackets", external_links.bracketed),
        ("  bare", external_links.bare),
        ("  in templates", external_links.in_templates),
        ("  of pictures", external_links.of_pictures),
        ("  to archived copies", external_links.copies),
        ("  with an archived copy beside them", external_links.archived),
        ("  marked as dead", external_links.dead),
    ];
    links.into_iter().try_for_each(|(what, number)| count(what, number, out))?;
    writeln!(out)?;
    count("tables", tables.total, out)?;
    let sizes = Tables::UP_TO.map(|most| format!("  up to {most} rows"));
    let last = Tables::UP_TO.last().map(|most| format!("  more than {most} rows"));
    for (size, &number) in sizes.into_iter().chain(last).zip(&tables.by_rows) {
        count(&size, number, out)?;
    }
    let extent = [
        ("  rows", tables.rows),
        ("  cells", tables.cells),
        ("  rows of the longest", tables.most_rows),
        ("  columns of the widest", tables.most_columns),
    ];
    extent.into_iter().try_for_each(|(what, number)| count(what, number, out))?;
    writeln!(out)?;
    let gaps = [
        ("places where something is missing", quality.gaps()),
        ("  columns of tables without values", quality.lost_columns),
        ("  emptied brackets", quality.emptied_brackets),
        ("  values lost in sentences", quality.lost_values),
        ("  introductions without a list", quality.lost_lists),
        ("  sections without text", quality.empty_sections),
        ("empty cells", quality.empty_cells),
        ("markup that readers see", quality.residue),
    ];
    gaps.into_iter().try_for_each(|(what, number)| count(what, number, out))?;
    if quality.markers + quality.notes > 0 {
        count("markers of footnotes in extracts", quality.markers, out)?;
        count("footnotes of extracts", quality.notes, out)?;
        count("  without text", quality.empty_notes, out)?;
    }
    ranking("uses", "template", &stats.templates, out)?;
    ranking("uses", "citation template", &citations.templates, out)?;
    ranking("links", "host", &external_links.hosts, out)
}

/// Writes a number; not one that says nothing about the number before it.
fn count(what: &str, number: u64, out: &mut dyn Write) -> io::Result<()> {
    if number == 0 && what.starts_with(' ') {
        return Ok(());
    }
    writeln!(out, "{what:<40}{number:>12}")
}

fn ranking(counted: &str, name: &str, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    let top = tally.most_frequent();
    if top.is_empty() {
        return Ok(());
    }
    let of = match tally.distinct() {
        Some(distinct) if distinct > top.len() as u64 => format!(" (the most frequent of {distinct})"),
        Some(_) => String::new(),
        None => format!(" (each may be {} more)", tally.error()),
    };
    writeln!(out, "\n{counted:>12}  {name}{of}")?;
    top.into_iter().try_for_each(|(name, count)| writeln!(out, "{count:>12}  {}", escape(name)))
}
