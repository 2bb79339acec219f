use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::file;

/// What rules need to know of HTML elements: the typed form of `rules/data/html.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Html {
    cell_attributes: Vec<String>,
    entities: Vec<String>,
    clearer_as_entities: Vec<String>,
    colours: Vec<String>,
    font_sizes: Vec<String>,
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
    /// An element to put in.
    pub element: Option<String>,
    /// The style that it needs then.
    pub style: Option<String>,
    /// Whether readers see the same then, as long as no paragraph or block begins or ends in the element.
    #[serde(default)]
    pub exact: bool,
}

impl Html {
    /// The elements that are built in.
    pub fn known() -> &'static Html {
        static KNOWN: LazyLock<Html> = LazyLock::new(|| file("html").unwrap_or_default());
        &KNOWN
    }

    /// Whether a name in lower case is that of an attribute that table cells have in wikitext.
    pub fn is_cell_attribute(&self, name: &str) -> bool {
        self.cell_attributes.iter().any(|known| known == name)
    }

    /// Whether a name of a character reference is written for nothing else.
    pub fn is_unmistakable_entity(&self, name: &str) -> bool {
        self.entities.iter().any(|known| known == name)
    }

    /// The names of character references that are written for nothing else.
    pub fn unmistakable_entities(&self) -> impl Iterator<Item = &str> {
        self.entities.iter().map(String::as_str)
    }

    /// Whether a character is better written by its name, since it is taken for another one where it stands as itself.
    pub fn is_clearer_as_entity(&self, name: &str) -> bool {
        self.clearer_as_entities.iter().any(|known| known == name)
    }

    /// The CSS colour that the value of an old colour attribute stands for; none where the two read it in different ways.
    pub fn colour(&self, value: &str) -> Option<String> {
        let value = value.trim().to_ascii_lowercase();
        let digits = value.strip_prefix('#').unwrap_or(&value);
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match digits.len() {
            6 if is_hex => Some(format!("#{digits}")),
            3 if is_hex && value.starts_with('#') => Some(value),
            _ => self.colours.contains(&value).then_some(value),
        }
    }

    /// The CSS size that the value of `<font size>` stands for: a number from 1 to 7, or a step from 3.
    pub fn font_size(&self, value: &str) -> Option<&str> {
        let value = value.trim();
        let size = value.parse::<i32>().ok()?;
        let size = if value.starts_with(['+', '-']) { 3 + size } else { size };
        self.font_sizes.get(usize::try_from(size.clamp(1, 7) - 1).ok()?).map(String::as_str)
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

    #[test]
    fn old_colours_and_sizes_have_their_css() {
        let html = Html::known();
        for (value, colour) in [
            ("Red", Some("red")),
            ("#F00", Some("#f00")),
            ("00FF00", Some("#00ff00")),
            ("f00", None),
            ("reddish", None),
        ] {
            assert_eq!(html.colour(value).as_deref(), colour, "{value}");
        }
        for (value, size) in [
            ("1", Some("x-small")),
            ("+1", Some("large")),
            ("-9", Some("x-small")),
            ("9", Some("xxx-large")),
            ("2px", None),
        ] {
            assert_eq!(html.font_size(value), size, "{value}");
        }
    }
}
