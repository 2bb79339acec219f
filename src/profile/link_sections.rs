use serde::Deserialize;

/// The titles of sections in which links to the web are listed. What is not known is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkSections {
    /// Of the lists of links.
    pub links: Vec<String>,
    /// Of the lists of works, sources and readings.
    pub works: Vec<String>,
}

impl LinkSections {
    /// Whether a title is that of a section for links, works or sources.
    pub fn has(&self, title: &str) -> bool {
        is_listed(&self.links, title) || is_listed(&self.works, title)
    }

    /// Whether a title is that of a list of links.
    pub fn is_list_of_links(&self, title: &str) -> bool {
        is_listed(&self.links, title)
    }
}

/// Whether a title is one of a list; the case of its letters says nothing.
fn is_listed(titles: &[String], title: &str) -> bool {
    titles.iter().any(|known| known == title)
        || (!titles.is_empty() && titles.iter().any(|known| known.to_lowercase() == title.to_lowercase()))
}
