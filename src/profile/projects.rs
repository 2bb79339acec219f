use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::file;

/// The wikis of Wikimedia by their hosts: the typed form of `rules/data/projects.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Projects {
    project: Vec<Project>,
    wikis: BTreeMap<String, String>,
    domains: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    domain: String,
    prefix: String,
}

/// Where a host's wiki is, as seen from another wiki.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wiki {
    /// It is that wiki itself.
    Own,
    /// It is reached by a prefix, with the colons in it and behind it: `:de:`, `wikt:`, `q:de:`.
    Other(String),
}

impl Projects {
    /// The projects that are built in, read when they are first asked for.
    pub fn known() -> &'static Projects {
        static KNOWN: LazyLock<Projects> = LazyLock::new(|| file("projects").unwrap_or_default());
        &KNOWN
    }

    /// Which wiki of Wikimedia a host (lower case) is, seen from the wiki at another host.
    pub fn wiki(&self, host: &str, from: &str) -> Option<Wiki> {
        if host == from {
            return Some(Wiki::Own);
        }
        if let Some(prefix) = self.wikis.get(host) {
            return Some(Wiki::Other(format!("{prefix}:")));
        }
        let (language, project) = self.edition(host)?;
        Some(match self.edition(from) {
            Some((own, same)) if same.domain == project.domain && own == language => Wiki::Own,
            Some((_, same)) if same.domain == project.domain => Wiki::Other(format!(":{language}:")),
            Some((own, _)) if own == language => Wiki::Other(format!("{}:", project.prefix)),
            _ => Wiki::Other(format!("{}:{language}:", project.prefix)),
        })
    }

    /// Whether a host (lower case) is one of Wikimedia's: a wiki, or where its files and tools are.
    pub fn is_own_site(&self, host: &str) -> bool {
        let projects = self.project.iter().map(|project| &project.domain);
        self.domains.iter().chain(projects).any(|domain| {
            host.strip_suffix(domain.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
    }

    /// The language and the project of a host; a mobile one counts as its wiki's own.
    fn edition<'h>(&self, host: &'h str) -> Option<(&'h str, &Project)> {
        self.project.iter().find_map(|project| {
            let language = host.strip_suffix(project.domain.as_str())?.strip_suffix('.')?;
            let language = language.strip_suffix(".m").unwrap_or(language);
            (!language.contains('.') && language != "www").then_some((language, project))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(prefix: &str) -> Option<Wiki> {
        Some(Wiki::Other(prefix.to_owned()))
    }

    #[test]
    fn a_wiki_is_reached_by_the_prefix_of_its_language_or_project() {
        let from = |host| Projects::known().wiki(host, "en.wikipedia.org");
        assert_eq!(from("en.wikipedia.org"), Some(Wiki::Own));
        assert_eq!(from("en.m.wikipedia.org"), Some(Wiki::Own));
        assert_eq!(from("de.wikipedia.org"), other(":de:"));
        assert_eq!(from("en.wiktionary.org"), other("wikt:"));
        assert_eq!(from("de.wiktionary.org"), other("wikt:de:"));
        assert_eq!(from("commons.wikimedia.org"), other("c:"));
        assert_eq!(from("www.wikipedia.org"), None);
        assert_eq!(from("example.com"), None);
    }

    #[test]
    fn files_and_tools_of_wikimedia_are_on_its_sites() {
        for host in
            ["upload.wikimedia.org", "geohack.toolforge.org", "fr.wiktionary.org", "w.wiki", "x.wmcloud.org"]
        {
            assert!(Projects::known().is_own_site(host), "{host}");
        }
        for host in ["wikimedia.de", "notwikimedia.org", "w.wiki.example", "example.org"] {
            assert!(!Projects::known().is_own_site(host), "{host}");
        }
    }
}
