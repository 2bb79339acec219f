use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memchr;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{self, DataError};
use crate::value::page_key::strip_prefix_ignoring_case;
use crate::value::url::{lower, url_parts, web_address};

static ARCHIVES: LazyLock<Archives> = LazyLock::new(|| Archives::read().unwrap_or_default());

/// The services that keep copies of pages: the typed form of `rules/data/archives.toml`.
#[derive(Debug, Default)]
pub struct Archives {
    services: Vec<Archive>,
    /// By host; several where each has a folder.
    by_host: FxHashMap<String, Vec<Place>>,
    /// By the first letter of a host, the second ones that hosts of archives have, a bit each.
    starts: [u32; 32],
}

/// The URL of a copy.
#[derive(Debug)]
pub struct CopyUrl<'k, 'u> {
    /// The archive that keeps it.
    pub archive: &'k Archive,
    /// The host, in lower case.
    pub host: Cow<'u, str>,
    /// The path, with the query and the fragment.
    pub path: &'u str,
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
    /// The first part of the path of its own pages, and of copies that have no long form.
    #[serde(default)]
    pub own_pages: Vec<String>,
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
        Some(self.of_copy(url)?.archive)
    }

    /// The archive to whose copy a URL leads, with what the URL says of it.
    pub fn of_copy<'u>(&self, url: &'u str) -> Option<CopyUrl<'_, 'u>> {
        // Few addresses start like that of an archive, in whatever case; none of a copy gives a user's name.
        if let Some(address) = web_address(url) {
            let (first, second) = host_start(strip_prefix_ignoring_case(address, "www.").unwrap_or(address))?;
            if self.starts[first] & 1 << second == 0 {
                return None;
            }
        }
        let plain = plain_parts(url).and_then(|(host, path)| Some((host, path, self.service(host, path)?)));
        if let Some((host, path, archive)) = plain {
            return Some(CopyUrl { archive, host: Cow::Borrowed(host), path });
        }
        let parts = url_parts(url)?;
        let (host, path) = (lower(url.get(parts.host)?), url.get(parts.rest)?);
        Some(CopyUrl { archive: self.service(&host, path)?, host, path })
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
        let mut starts = [0; 32];
        for (first, second) in by_host.keys().filter_map(|host| host_start(host)) {
            starts[first] |= 1 << second;
        }
        Ok(Archives { services: file.service, by_host, starts })
    }
}

/// Host and path of most URLs, whose host has nothing beside it.
fn plain_parts(url: &str) -> Option<(&str, &str)> {
    let address = web_address(url)?;
    address.split_at_checked(memchr(b'/', address.as_bytes())?)
}

/// The low bits of the first two bytes of a host, which most differ in.
fn host_start(host: &str) -> Option<(usize, u32)> {
    let &[first, second] = host.as_bytes().first_chunk()?;
    Some((usize::from(first & 31), u32::from(second & 31)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::archive::copied_page;

    #[test]
    fn the_file_can_be_read() {
        let archives = Archives::read().unwrap();
        let name = |url: &str| archives.of_url(url).map(|archive| archive.name.as_str());
        assert_eq!(name("http://WEB.archive.org/web/2010/http://example.org/"), Some("Wayback Machine"));
        assert_eq!(name("http://www.archive.org/web/2010/http://example.org/"), Some("Wayback Machine"));
        assert_eq!(name("http://www.webcitation.org/5eWaHRbn4"), Some("WebCite"));
        assert_eq!(name("http://archive.org/details/book"), None);
    }

    const PAGE: &str = "http://a.org/b";

    /// Copies of `http://a.org/b`, as the addresses of each service have it, and whether they tell the page.
    const COPIES: [(&str, &str, Option<&str>); 49] = [
        ("https://web.archive.org/web/20100203040506id_/http://a.org/b", "Wayback Machine", Some(PAGE)),
        ("http://liveweb.archive.org/http://a.org/b", "Wayback Machine", Some(PAGE)),
        ("https://archive.today/2010.02.03-040506/http://a.org/b", "archive.today", Some(PAGE)),
        ("https://archive.ph/newest/http://a.org/b", "archive.today", Some(PAGE)),
        ("https://www.webcitation.org/5eWaHRbn4?url=http://a.org/b", "WebCite", Some(PAGE)),
        ("https://ghostarchive.org/archive/20100203040506/http://a.org/b", "Ghost Archive", Some(PAGE)),
        ("https://perma-archives.org/warc/20100203040506/http://a.org/b", "Perma.cc", Some(PAGE)),
        ("https://wayback.archive-it.org/all/20100203040506/http://a.org/b", "Archive-It", Some(PAGE)),
        ("https://arquivo.pt/noFrame/replay/20100203040506/http://a.org/b", "Arquivo.pt", Some(PAGE)),
        (
            "http://webarchive.loc.gov/lcwa0001/20100203040506/http://a.org/b",
            "Library of Congress Web Archive",
            Some(PAGE),
        ),
        (
            "https://www.webharvest.gov/x/20100203040506/http://a.org/b",
            "web harvests of the US National Archives",
            Some(PAGE),
        ),
        (
            "http://web.archive.bibalex.org:80/web/20100203040506/http://a.org/b",
            "Bibliotheca Alexandrina",
            Some(PAGE),
        ),
        (
            "https://www.webarchive.org.uk/wayback/en/archive/20100203040506mp_/http://a.org/b",
            "UK Web Archive",
            Some(PAGE),
        ),
        (
            "https://webarchive.nationalarchives.gov.uk/+/http://a.org/b",
            "UK Government Web Archive",
            Some(PAGE),
        ),
        (
            "http://webarchive.parliament.uk/20100203040506/http://a.org/b",
            "UK Parliament Web Archive",
            Some(PAGE),
        ),
        (
            "http://webarchive.proni.gov.uk/20100203040506/http://a.org/b",
            "web archive of the Public Record Office of Northern Ireland",
            Some(PAGE),
        ),
        (
            "https://webarchive.nrscotland.gov.uk/20100203040506/http://a.org/b",
            "web archive of the National Records of Scotland",
            Some(PAGE),
        ),
        (
            "http://collection.europarchive.org/nli/20100203040506/http://a.org/b",
            "European Archive",
            Some(PAGE),
        ),
        ("https://swap.stanford.edu/was/20100203040506/http://a.org/b", "Stanford Web Archive", Some(PAGE)),
        ("https://vefsafn.is/is/20100203040506/http://a.org/b", "Icelandic Web Archive", Some(PAGE)),
        (
            "https://veebiarhiiv.digar.ee/a/20100203040506mp_/http://a.org/b",
            "Estonian Web Archive",
            Some(PAGE),
        ),
        (
            "http://nukrobi2.nuk.uni-lj.si:8080/wayback/20100203040506/http://a.org/b",
            "Slovenian Web Archive",
            Some(PAGE),
        ),
        (
            "http://pandora.nla.gov.au/pan/1234/20100203-0405/http://a.org/b",
            "Australian Web Archive",
            Some(PAGE),
        ),
        (
            "http://pandora.nla.gov.au/nph-arch/2010/O2010-Feb-3/http://a.org/b",
            "Australian Web Archive",
            Some(PAGE),
        ),
        (
            "http://www.collectionscanada.gc.ca/webarchives/20100203040506/http://a.org/b",
            "web archive of Library and Archives Canada",
            Some(PAGE),
        ),
        (
            "https://eresources.nlb.gov.sg/webarchives/wayback/20100203040506/http://a.org/b",
            "Web Archive Singapore",
            Some(PAGE),
        ),
        ("http://www.padi.cat:8080/wayback/20100203040506/http://a.org/b", "Padicat", Some(PAGE)),
        ("http://archive.wikiwix.com/cache/?url=http://a.org/b", "Wikiwix", Some(PAGE)),
        ("http://www.freezepage.com/1265169906ABCDEFGHIJ?url=http://a.org/b", "FreezePage", Some(PAGE)),
        (
            "http://timetravel.mementoweb.org/memento/20100203040506/http://a.org/b",
            "Memento Time Travel",
            Some(PAGE),
        ),
        ("https://conifer.rhizome.org/x/y/20100203040506/http://a.org/b", "Conifer", Some(PAGE)),
        ("https://megalodon.jp/2010-0203-0405-06/a.org/b", "Web Gyotaku", Some("a.org/b")),
        (
            "https://warp.da.ndl.go.jp/info:ndljp/pid/1234/a.org/b",
            "web archive of the National Diet Library",
            Some("a.org/b"),
        ),
        (
            "https://wayback.nli.org.il/20100203040506/http://a.org/b",
            "web archive of the National Library of Israel",
            Some(PAGE),
        ),
        (
            "https://wayback.webarchiv.cz/wayback/20100203040506/http://a.org/b",
            "Czech Web Archive",
            Some(PAGE),
        ),
        ("https://haw.nsk.hr/wayback/20100203040506/http://a.org/b", "Croatian Web Archive", Some(PAGE)),
        ("https://webarchiv.onb.ac.at/web/20100203040506/http://a.org/b", "Web Archive Austria", Some(PAGE)),
        (
            "http://wayback.webdepozit.sk/wayback/20100203040506/http://a.org/b",
            "Slovak Web Archive",
            Some(PAGE),
        ),
        (
            "http://ndhadeliver.natlib.govt.nz/webarchive/20100203040506/http://a.org/b",
            "New Zealand Web Archive",
            Some(PAGE),
        ),
        ("http://webadmin.oszk.hu/pywb/20100203040506/http://a.org/b", "Hungarian Web Archive", Some(PAGE)),
        ("http://archive.st/archive/2010/2/a.org/x1y2/a.org/b", "archive.st", None),
        ("http://www.peeep.us/1a2b3c", "Peeep.us", None),
        ("http://www.backupurl.com/x1y2", "BackupURL", None),
        ("http://www.iterasi.net/openviewer.aspx?sqrlitid=x1y2", "Iterasi", None),
        ("http://webarchive.lib.ntu.edu.tw/x", "Web Archive Taiwan", None),
        ("https://webarchive.nlg.gr/x", "Greek Web Archive", None),
        (
            "http://wayback.webarchive.lu/wayback/20100203040506/http://a.org/b",
            "Luxembourg Web Archive",
            Some(PAGE),
        ),
        ("https://webarchiv.dnb.de/x", "web archive of the German National Library", None),
        ("http://webarchiv.bundestag.de/archive/2010/0203/b", "web archive of the German Bundestag", None),
    ];

    #[test]
    fn a_service_is_known_by_its_addresses_and_they_tell_the_page() {
        for (url, name, page) in COPIES {
            let archive = Archives::known().of_url(url).map(|archive| archive.name.as_str());
            assert_eq!(archive, Some(name), "{url}");
            assert_eq!(copied_page(url), page, "{url}");
        }
        let of_none = |archive: &&Archive| COPIES.iter().all(|(_, name, _)| *name != archive.name);
        assert_eq!(Archives::known().services.iter().find(of_none).map(|archive| &archive.name), None);
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
