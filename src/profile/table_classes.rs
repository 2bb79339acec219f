use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::file;

/// What classes say of a table: the typed form of `rules/data/tables.toml`. All are in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableClasses {
    data: Vec<String>,
    infobox: Vec<String>,
    navigation: Vec<String>,
    old: BTreeMap<String, String>,
}

impl TableClasses {
    /// The classes that are built in.
    pub fn known() -> &'static TableClasses {
        static KNOWN: LazyLock<TableClasses> = LazyLock::new(|| file("tables").unwrap_or_default());
        &KNOWN
    }

    /// Whether tables of a class hold data.
    pub fn is_data(&self, class: &str) -> bool {
        self.data.iter().any(|known| class.eq_ignore_ascii_case(known))
    }

    /// Whether tables of a class are boxes of data beside the text.
    pub fn is_infobox(&self, class: &str) -> bool {
        starts_with_one(class, &self.infobox)
    }

    /// Whether tables of a class are boxes of links, notices and the like.
    pub fn is_navigation(&self, class: &str) -> bool {
        starts_with_one(class, &self.navigation)
    }

    /// The class that took the place of another one.
    pub fn newer(&self, class: &str) -> Option<&str> {
        self.old.iter().find(|(old, _)| class.eq_ignore_ascii_case(old)).map(|(_, new)| new.as_str())
    }
}

fn starts_with_one(class: &str, known: &[String]) -> bool {
    known.iter().any(|known| class.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_known_in_any_case_and_boxes_by_their_beginning() {
        let classes = TableClasses::known();
        assert!(classes.is_data("Wikitable") && !classes.is_data("wikitable2"));
        assert!(classes.is_navigation("navbox-inner") && classes.is_infobox("infobox_v2"));
        assert_eq!(classes.newer("prettyTable"), Some("wikitable"));
    }
}
