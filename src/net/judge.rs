//! What single answers are signs of. All of it is a function of what came back.

use std::ffi::OsStr;
use std::path::Path;

use url::{Position, Url};

use super::client::{Answer, Failure};
use super::conversation::Probe;
use super::evidence::Sign;
use super::page::PageMark;
use crate::profile::{AddressKind, Addresses, Online as OnlineData, Soft404, Stand};
use crate::value::url::registered_domain;

/// A sign, and why, in words.
pub(super) type Judged = (Sign, String);

/// A page of fewer words is mostly written by scripts, so that two of them are alike whatever they show.
const FEWEST_WORDS: usize = 40;

/// From what likeness on two pages say the same.
const SAME: f64 = 0.9;

/// Whether an answer of such a type may be a page that says something else than its status.
pub(super) fn may_be_page(content_type: Option<&str>) -> bool {
    content_type.is_none_or(|mime| mime.is_empty() || mime.contains("html"))
}

/// Whether an address ends as the name of a file does that is no page: `.pdf`. A mistake costs one request.
pub(super) fn is_file(url: &Url) -> bool {
    let ending = Path::new(url.path()).extension().and_then(OsStr::to_str).unwrap_or_default();
    let is_page = OnlineData::known().page_endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
    let guess = mime_guess::from_ext(ending).first();
    !is_page && guess.is_some_and(|mime| mime.type_() != "text" && !may_be_page(Some(mime.essence_str())))
}

/// What it means that there was no answer.
pub(super) fn failure(failure: &Failure) -> Judged {
    let sign = match failure {
        Failure::Unresolved => Sign::Unresolved,
        Failure::Forbidden(_) | Failure::Port(_) => Sign::Forbidden,
        Failure::Refused => Sign::Failed,
        Failure::Timeout(_) | Failure::Tls(_) | Failure::Connection(_) | Failure::Protocol(_) => {
            Sign::Unclear
        }
    };
    (sign, failure.to_string())
}

/// What an answer means that is no success.
pub(super) fn refusal(answer: &Answer) -> Judged {
    let said = PageMark::of(&answer.text, "").title;
    let stand = Soft404::known().of_title(&said);
    let sign = match (answer.status, stand) {
        (404 | 410, _) => Sign::Failed,
        // 999 is what LinkedIn says to programs.
        (401 | 402 | 403 | 407 | 429 | 451 | 999, _) | (503, Some(Stand::Robot)) => Sign::Blocked,
        // The range that was asked for is not there: the page is empty.
        (416, _) => Sign::Fine,
        (503, _) if answer.retry_after.is_some() => Sign::Unclear,
        (500.., _) => Sign::Failed,
        _ => Sign::Unclear,
    };
    let title = if said.is_empty() { String::new() } else { format!(", `{}`", short(&said)) };
    (sign, format!("{}{title}", status(answer.status)))
}

/// What a page means by what it says and where it is; none if that tells nothing.
pub(super) fn page(asked: &Url, at: &Url, page: &PageMark) -> Option<Judged> {
    let known = Soft404::known();
    let host = |url: &Url| url.host_str().unwrap_or_default().to_owned();
    let is_elsewhere = asked.path() != at.path() || host(asked) != host(at);
    if is_elsewhere && known.is_parked_at(&host(at)) {
        return Some((Sign::Replaced, format!("it leads to `{}`, where names are for sale", host(at))));
    }
    // A page about a login is fine where the link led there all along.
    let by_path = known
        .of_path(at.path())
        .filter(|_| is_elsewhere && known.of_path(asked.path()).is_none())
        .map(|stand| (stand, format!("it leads to `{}`", short(at.as_str()))));
    let by_title = || {
        known
            .of_title(&page.title)
            .map(|stand| (stand, format!("the page is called `{}`", short(&page.title))))
    };
    if let Some((stand, why)) = by_path.or_else(by_title) {
        let sign = match stand {
            Stand::NotFound | Stand::Parked => Sign::Replaced,
            Stand::Login | Stand::Robot => Sign::Blocked,
        };
        return Some((sign, why));
    }
    let is_home = |url: &Url| known.is_home(url.path()) && url.query().is_none();
    let is_same_site = registered_domain(&host(asked)) == registered_domain(&host(at));
    // What only leads on may well lead to a front page.
    if is_elsewhere && is_home(at) && !is_home(asked) && (is_same_site || !leads_on(asked)) {
        let whose = if is_same_site { "the front page" } else { "the front page of another site" };
        return Some((Sign::Replaced, format!("it leads to {whose}, `{}`", short(at.as_str()))));
    }
    None
}

/// Whether an address is a short form of another one, or a page that leads on to another one.
fn leads_on(url: &Url) -> bool {
    let rest = &url[Position::BeforePath..];
    let known = Addresses::known().find(url.host_str().unwrap_or_default(), rest);
    known.is_some_and(|known| matches!(known.kind, AddressKind::Shortener | AddressKind::Redirector))
}

/// What a page means beside what its host says of a page that it cannot have.
pub(super) fn compare(asked: &Url, at: &Url, code: Option<u16>, page: &PageMark, probe: &Probe) -> Judged {
    let fine = (Sign::Fine, status(code.unwrap_or(200)));
    if !probe.status.is_some_and(|status| (200..300).contains(&status)) {
        return fine;
    }
    // A link to the front page is no worse for the host sending all else there.
    if at == asked && Soft404::known().is_home(asked.path()) {
        return fine;
    }
    if at != asked && at.as_str() == probe.leads_to {
        return (
            Sign::Replaced,
            format!("it leads to `{}`, as any address of the host does", short(at.as_str())),
        );
    }
    if page.likeness(&probe.page) < SAME {
        return fine;
    }
    if page.words < FEWEST_WORDS {
        return (
            Sign::Unclear,
            "the host shows one short page at any address, which a script may fill".to_owned(),
        );
    }
    (Sign::Replaced, "the host shows the same page at any address".to_owned())
}

/// A status code with its name.
pub(super) fn status(code: u16) -> String {
    let name = ureq::http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    name.map_or_else(|| code.to_string(), |name| format!("{code} {name}"))
}

/// The start of a text that may be long.
pub(super) fn short(text: &str) -> String {
    const SHOWN: usize = 80;
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_pages_by_their_names() {
        let is = |path: &str| is_file(&Url::parse(&format!("http://example.org{path}")).unwrap());
        for path in ["/a.pdf", "/A.JPG", "/b.mp3?x=1", "/c.zip", "/d.epub", "/e.tar.gz", "/f.webm"] {
            assert!(is(path), "{path}");
        }
        for path in [
            "/",
            "/a",
            "/a.html",
            "/a.xhtml",
            "/a.php?f=b.pdf",
            "/a.asp",
            "/a.aspx",
            "/a.jsp",
            "/a.cgi",
            "/a.txt",
        ] {
            assert!(!is(path), "{path}");
        }
    }
}
