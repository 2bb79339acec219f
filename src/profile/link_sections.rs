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
        names_one(&self.links, title) || names_one(&self.works, title)
    }

    /// Whether a title is that of a list of links.
    pub fn is_list_of_links(&self, title: &str) -> bool {
        names_one(&self.links, title)
    }
}

/// The longest title that is looked at, in bytes.
const LONGEST: usize = 200;

/// Whether a title begins or ends with one of a list, as `External links (official)` and `Quellen und Weblinks` do;
/// the case of its letters says nothing.
fn names_one(known: &[String], title: &str) -> bool {
    if title.len() > LONGEST {
        return false;
    }
    let title = title.to_lowercase();
    let is_apart =
        |rest: &str, inner: fn(&str) -> Option<char>| inner(rest).is_none_or(|sign| !sign.is_alphanumeric());
    known.iter().map(|known| known.to_lowercase()).any(|known| {
        title.strip_prefix(&known).is_some_and(|rest| is_apart(rest, |rest| rest.chars().next()))
            || title.strip_suffix(&known).is_some_and(|rest| is_apart(rest, |rest| rest.chars().next_back()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_section_at_its_start_or_end() {
        let known = ["External links".to_owned(), "外部リンク".to_owned()];
        for title in
            ["external Links", "External links (official)", "Sources and external links", "外部リンク・資料"]
        {
            assert!(names_one(&known, title), "{title}");
        }
        for title in ["External linkspam", "Links", "Use of external links in the wild", ""] {
            assert!(!names_one(&known, title), "{title}");
        }
    }
}
