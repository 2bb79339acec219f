use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What rules need to know of HTML elements: the typed form of `rules/data/html.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Html {
    cell_attributes: Vec<String>,
    obsolete: FxHashMap<String, Obsolete>,
}

/// What to write instead of an element that HTML dropped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obsolete {
    /// What to do, with markup in backticks.
    pub instead: String,
    /// What to do in a table cell, where that is another thing.
    pub in_cell: Option<String>,
    /// An element that shows the same.
    pub element: Option<String>,
}

impl Html {
    /// The elements that are built in.
    pub fn known() -> &'static Html {
        static KNOWN: LazyLock<Html> =
            LazyLock::new(|| toml::from_str(include_str!("../../rules/data/html.toml")).unwrap_or_default());
        &KNOWN
    }

    /// Whether a name in lower case is that of an attribute that table cells have in wikitext.
    pub fn is_cell_attribute(&self, name: &str) -> bool {
        self.cell_attributes.iter().any(|known| known == name)
    }

    /// What to write instead of an element, by its name in lower case, if HTML dropped it.
    pub fn obsolete(&self, name: &str) -> Option<&Obsolete> {
        self.obsolete.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Html;
    use crate::syntax::html_element;

    #[test]
    fn every_name_is_an_element_of_the_grammar() {
        let html = Html::known();
        assert!(html.obsolete("center").is_some());
        assert!(html.obsolete.keys().all(|name| html_element(name).is_some()));
    }
}
