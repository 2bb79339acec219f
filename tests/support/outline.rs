use std::collections::BTreeSet;

use wikivet::profile::Profile;
use wikivet::syntax::{Heading, Kind, Link, Reference, parse};

/// What an article is made of, as far as repairs must not change it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The level of each heading.
    headings: Vec<u8>,
    /// What each internal link leads to.
    links: Vec<String>,
    /// The number of external links.
    external_links: usize,
    /// The categories without the namespace, which has several names.
    categories: BTreeSet<String>,
    /// The number of cells in each row of each table.
    tables: Vec<Vec<usize>>,
    /// Name and group of each footnote, and whether it is only a use.
    references: Vec<(String, String, bool)>,
}

impl Outline {
    /// The outline of a text that is read as a wiki reads it.
    pub(crate) fn of(text: &str, profile: &Profile) -> Self {
        let tree = parse(text, &profile.site);
        let nodes = || tree.nodes();
        let cells = |row: wikivet::syntax::NodeRef<'_>| row.children_of(Kind::Cell).count();
        let tables = nodes().filter(|node| node.kind() == Kind::Table);
        let external = |kind| matches!(kind, Kind::ExternalLink | Kind::BareUrl);
        Outline {
            headings: nodes().filter_map(Heading::cast).map(Heading::level).collect(),
            links: nodes()
                .filter(|node| node.kind() != Kind::Category)
                .filter_map(Link::cast)
                .map(|link| title(&link.target()))
                .collect(),
            external_links: nodes().filter(|node| external(node.kind())).count(),
            categories: nodes()
                .filter(|node| node.kind() == Kind::Category)
                .filter_map(Link::cast)
                .filter_map(|link| Some(title(link.target().split_once(':')?.1)))
                .collect(),
            tables: tables.map(|table| table.children_of(Kind::Row).map(cells).collect()).collect(),
            references: nodes()
                .filter_map(Reference::cast)
                .map(|footnote| {
                    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
                    (text(footnote.name()), text(footnote.group()), footnote.is_use())
                })
                .collect(),
        }
    }

    /// The first part in which another outline differs.
    pub(crate) fn difference(&self, other: &Outline) -> Option<String> {
        first("headings", &self.headings, &other.headings)
            .or_else(|| first("links", &self.links, &other.links))
            .or_else(|| first("external links", &[self.external_links], &[other.external_links]))
            .or_else(|| (self.categories != other.categories).then(|| "categories differ".to_owned()))
            .or_else(|| first("tables", &self.tables, &other.tables))
            .or_else(|| first("references", &self.references, &other.references))
    }
}

fn first<T: PartialEq + std::fmt::Debug>(part: &str, before: &[T], after: &[T]) -> Option<String> {
    if before == after {
        return None;
    }
    let at = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    Some(format!("{part} differ at {at}: {:?} and {:?}", before.get(at), after.get(at)))
}

/// A page's title as MediaWiki reads a target: percent-encoding decoded, single spaces, first letter in upper case.
fn title(target: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(target).decode_utf8_lossy().replace('_', " ");
    let words: Vec<&str> = decoded.split_whitespace().collect();
    let title = words.join(" ");
    let mut letters = title.trim_start_matches(':').chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
