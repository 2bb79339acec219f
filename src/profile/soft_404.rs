use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{self, DataError};

static PAGES: LazyLock<Soft404> = LazyLock::new(|| Soft404::read().unwrap_or_default());

/// What tells pages that a server sends in place of the one that was asked for: the typed form of
/// `rules/data/soft-404.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Soft404 {
    separators: Vec<String>,
    titles: Titles,
    paths: Paths,
    hosts: HostNames,
}

/// What is sent in place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A page that says that there is none.
    NotFound,
    /// A page that asks who is there.
    Login,
    /// A page that asks whether a person is there.
    Robot,
    /// A page of a host that is for sale or was shut.
    Parked,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Titles {
    not_found: Phrases,
    login: Phrases,
    robot: Phrases,
    parked: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    begins: Vec<String>,
    whole: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Paths {
    home: Vec<String>,
    not_found: Vec<String>,
    login: Vec<String>,
    robot: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct HostNames {
    parked: Vec<String>,
}

impl Soft404 {
    /// What is known, parsed when it is first asked for.
    pub fn known() -> &'static Soft404 {
        &PAGES
    }

    /// What a page with such a title stands for, if it is none of its own.
    pub fn of_title(&self, title: &str) -> Option<Stand> {
        let title = title.to_lowercase().replace('’', "'");
        let mut parts = vec![title.as_str()];
        for separator in &self.separators {
            parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
        }
        // Whole, a title may be a phrase that holds a separator.
        parts.push(&title);
        let Titles { not_found, login, robot, parked } = &self.titles;
        let kinds = [
            (robot, Stand::Robot),
            (not_found, Stand::NotFound),
            (parked, Stand::Parked),
            (login, Stand::Login),
        ];
        let (_, stand) =
            kinds.into_iter().find(|(phrases, _)| parts.iter().any(|part| phrases.has(part.trim())))?;
        Some(stand)
    }

    /// What a page stands for to whose path a server sent.
    pub fn of_path(&self, path: &str) -> Option<Stand> {
        let path = path.to_lowercase();
        let has = |names: &[String]| {
            path.split('/').any(|part| {
                let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
                names.iter().any(|name| name == part || name == stem)
            })
        };
        let Paths { not_found, login, robot, .. } = &self.paths;
        if has(robot) {
            Some(Stand::Robot)
        } else if has(login) {
            Some(Stand::Login)
        } else {
            has(not_found).then_some(Stand::NotFound)
        }
    }

    /// Whether a path is that of a site's front page.
    pub fn is_home(&self, path: &str) -> bool {
        let name = path.trim_matches('/').to_lowercase();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let is_language = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        name.is_empty() || is_language || self.paths.home.iter().any(|known| known == stem)
    }

    /// Whether a host (lower case) shows names that are for sale.
    pub fn is_parked_at(&self, host: &str) -> bool {
        self.hosts.parked.iter().any(|known| {
            host.strip_suffix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    fn read() -> Result<Soft404, DataError> {
        data::file("soft-404")
    }
}

impl Phrases {
    fn has(&self, part: &str) -> bool {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        self.whole.iter().any(|word| word == part)
            || self.begins.iter().any(|phrase| part.strip_prefix(phrase.as_str()).is_some_and(ends))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let pages = Soft404::read().unwrap();
        assert_eq!(pages.of_title("Page Not Found | Example"), Some(Stand::NotFound));
        assert_eq!(pages.of_title("The Times – Seite nicht gefunden"), Some(Stand::NotFound));
        assert_eq!(pages.of_title("Just a moment..."), Some(Stand::Robot));
        assert_eq!(pages.of_title("Log in - Example"), Some(Stand::Login));
        assert_eq!(pages.of_title("Domain for sale"), Some(Stand::Parked));
    }

    #[test]
    fn titles_that_only_speak_of_errors_are_pages() {
        let pages = Soft404::read().unwrap();
        assert_eq!(pages.of_title("Error correction in DNA"), None);
        assert_eq!(pages.of_title("Why users see a page not found"), None);
        assert_eq!(pages.of_title("Peugeot 404 convertible"), None);
    }

    #[test]
    fn a_front_page_has_few_names() {
        let pages = Soft404::read().unwrap();
        assert!(["/", "/index.html", "/Default.aspx", "/en/"].iter().all(|path| pages.is_home(path)));
        assert!(["/a", "/news/index.html", "/about"].iter().all(|path| !pages.is_home(path)));
    }

    #[test]
    fn a_path_counts_by_its_whole_parts() {
        let pages = Soft404::read().unwrap();
        assert_eq!(pages.of_path("/errors/404.html"), Some(Stand::NotFound));
        assert_eq!(pages.of_path("/accounts/login"), Some(Stand::Login));
        assert_eq!(pages.of_path("/terrors/1404"), None);
    }
}
