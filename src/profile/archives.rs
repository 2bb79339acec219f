use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{self, DataError};
use crate::value::url::{lower, url_parts};

static ARCHIVES: LazyLock<Archives> = LazyLock::new(|| Archives::read().unwrap_or_default());

/// The services that keep copies of pages: the typed form of `rules/data/archives.toml`.
#[derive(Debug, Default)]
pub struct Archives {
    services: Vec<Archive>,
    /// By host; several where each has a folder.
    by_host: FxHashMap<String, Vec<Place>>,
}

/// Where copies of a service are.
#[derive(Debug)]
struct Place {
    /// The folder that they are in; none where all of the host is theirs.
    folder: Option<String>,
    /// The place of the service.
    service: usize,
}

/// One service that keeps copies of pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Archive {
    /// What it is called.
    pub name: String,
    /// What stands in the URLs of its copies.
    pub form: CopyForm,
    /// What the citation module asks of these URLs, if it tests them.
    pub copies: Option<CopyRules>,
    /// Whether it also has addresses that do not tell the page, where others are asked for.
    #[serde(default)]
    pub has_short_form: bool,
    hosts: Vec<String>,
}

/// What stands in the URL of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyForm {
    /// The time in digits, and behind it the URL of the page.
    Stamped,
    /// The time in base 62, and the URL of the page in the query.
    #[serde(rename = "base-62")]
    Base62,
    /// Nothing that can be read.
    Opaque,
}

/// What the citation module asks of the URL of a copy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CopyRules {
    /// The hosts, in lower case, that it tests.
    pub hosts: Vec<String>,
    /// The folder before the time stamp.
    pub folder: String,
    /// The folder of the command that makes a copy.
    pub save: String,
    /// The host that shows the page as it is now.
    pub live_host: String,
    /// The year of the first copies.
    pub since: i32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchivesFile {
    service: Vec<Archive>,
}

impl Archives {
    /// The archives that are known, parsed when they are first asked for.
    pub fn known() -> &'static Archives {
        &ARCHIVES
    }

    /// The archive to whose copies the URLs of a host (lower case) with a path lead.
    pub fn service(&self, host: &str, path: &str) -> Option<&Archive> {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let folder = || Some(path.strip_prefix('/')?.split_once('/')?.0);
        let is_there = |place: &&Place| place.folder.is_none() || place.folder.as_deref() == folder();
        let place = self.by_host.get(host)?.iter().find(is_there)?;
        self.services.get(place.service)
    }

    /// The archive to whose copy a URL leads.
    pub fn of_url(&self, url: &str) -> Option<&Archive> {
        let parts = url_parts(url)?;
        self.service(&lower(url.get(parts.host)?), url.get(parts.rest)?)
    }

    fn read() -> Result<Archives, DataError> {
        let file: ArchivesFile = data::file("archives")?;
        let mut by_host: FxHashMap<String, Vec<Place>> = FxHashMap::default();
        for (service, archive) in file.service.iter().enumerate() {
            for place in &archive.hosts {
                let (host, folder) = match place.split_once('/') {
                    Some((host, folder)) => (host, Some(folder.trim_end_matches('/').to_owned())),
                    None => (place.as_str(), None),
                };
                by_host.entry(host.to_owned()).or_default().push(Place { folder, service });
            }
        }
        Ok(Archives { services: file.service, by_host })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let archives = Archives::read().unwrap();
        let name = |url: &str| archives.of_url(url).map(|archive| archive.name.as_str());
        assert_eq!(name("http://WEB.archive.org/web/2010/http://example.org/"), Some("Wayback Machine"));
        assert_eq!(name("http://www.archive.org/web/2010/http://example.org/"), Some("Wayback Machine"));
        assert_eq!(name("http://www.webcitation.org/5eWaHRbn4"), Some("WebCite"));
        assert_eq!(name("http://archive.org/details/book"), None);
    }

    #[test]
    fn no_host_belongs_to_two_archives() {
        let archives = Archives::read().unwrap();
        for places in archives.by_host.values() {
            let folders: std::collections::HashSet<_> = places.iter().map(|place| &place.folder).collect();
            assert_eq!(folders.len(), places.len());
        }
    }
}
