//! `rules/citation/cite-generic-title.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CitationWords, CiteParam, CiteParams, ParamType, ParamTypes};
use crate::rules::shown;
use crate::source::Span;
use crate::value::page_key::{is_home, whole_key as key};
use crate::value::signs::Signs;
use crate::value::url::{TopLevel, check_url, url_parts};

/// Finds titles that a server said instead of the page: errors, logins, placeholders, addresses.
pub struct CiteGenericTitle;

const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::TransTitle]);

/// What a source is fetched by, so that its title may be that of an error.
const FETCHED: ParamTypes = ParamTypes::of(&[ParamType::Url, ParamType::ArchiveUrl]);

/// What works have, and pages that were not found have not.
const OF_A_WORK: CiteParams =
    CiteParams::of(&[CiteParam::Last, CiteParam::Doi, CiteParam::Isbn, CiteParam::Issn]);

/// Names that servers give to the files of their front pages.
const FRONT_FILES: [&str; 3] = ["index", "default", "home"];

impl Rule for CiteGenericTitle {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let titles = facts.cited(&TITLES).filter(|(_, field)| field.is_literal && !field.is_as_written());
        for (citation, field) in titles {
            if !(citation.kinds.has_any(FETCHED) || citation.has(CiteParam::Doi)) {
                continue;
            }
            if let Some(finding) = said_by_server(field).or_else(|| of_no_page(citation, field)) {
                cx.report(finding);
            }
        }
    }
}

/// What a server said, in the place of the title or as part of it.
fn said_by_server(field: &Field<'_>) -> Option<Finding> {
    let has_letters = field.signs.has(Signs::LOWER.or(Signs::UPPER));
    let said = CitationWords::known().not_of_a_title(field.value, has_letters)?;
    let at = said.as_ptr() as usize - field.value.as_ptr() as usize;
    let start = field.value_span.start + at as u32;
    Some(generic(Span::new(start, start + said.len() as u32), said))
}

fn generic(place: Span, said: &str) -> Finding {
    Finding::new(place, format!("the title `{}` is not that of the source", shown(said)))
        .help("open the link, or an archived copy of it, and write the title that the page has")
        .cluster(said)
}

/// Titles that are told by the address beside them.
fn of_no_page(citation: &Citation<'_>, field: &Field<'_>) -> Option<Finding> {
    let url = citation.get(CiteParam::Url).filter(|_| field.cite() == Some(CiteParam::Title))?.value;
    let title = field.value;
    if is_address(field, url) {
        let message = format!("the title `{}` is an address", shown(title));
        let help = "write the title that the page has, or the name of the site";
        return Some(Finding::new(field.value_span, message).help(help));
    }
    let words = CitationWords::known();
    // A site can have that name itself, as a film and a town have.
    let names_site = || host_of(url).contains(&title.to_lowercase());
    if words.is_front_page(title) && is_front_page(url) && !names_site() {
        let message = format!("`{}` is what any site calls its front page", shown(title));
        return Some(
            Finding::new(field.value_span, message).help("write the name of the site").cluster(title),
        );
    }
    is_said_alone(citation, title, url).then(|| generic(field.value_span, title))
}

/// Whether a title is a word of servers, of which nothing else says that it is that of a work. Dictionaries have an entry on
/// errors as well.
fn is_said_alone(citation: &Citation<'_>, title: &str, url: &str) -> bool {
    CitationWords::known().is_said_by_servers(title)
        && !citation.has_any(&OF_A_WORK)
        && !url.to_lowercase().contains(&title.to_lowercase())
}

/// Whether a title is none for what it says or for the address beside it, which this rule tells.
pub(super) fn is_no_title(citation: &Citation<'_>, field: &Field<'_>) -> bool {
    CitationWords::known().not_of_a_title(field.value, true).is_some()
        || of_no_page(citation, field).is_some()
}

/// The host of a URL, in lower case.
fn host_of(url: &str) -> String {
    let host = url_parts(url).and_then(|parts| url.get(parts.host));
    host.unwrap_or_default().to_lowercase()
}

/// Whether a title is an address without its scheme: the very one that is cited, or one of a host `www`.
fn is_address(field: &Field<'_>, url: &str) -> bool {
    let title = field.value;
    let has_www = title.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("www"));
    if !(has_www || field.signs.has(Signs::SLASH)) || title.contains(char::is_whitespace) {
        return false;
    }
    let host = title.split('/').next().unwrap_or_default();
    let mut labels = host.split('.');
    let first = labels.next().unwrap_or_default();
    let is_www = has_www && first.bytes().skip(3).all(|byte| byte.is_ascii_digit());
    let is_host = labels.next().is_some()
        && matches!(check_url(&format!("http://{host}/")), Some(Ok(valid)) if valid.top_level == TopLevel::Listed);
    is_host && (is_www || key(&format!("http://{title}")) == key(url))
}

/// Whether a URL leads to the front page of a site.
fn is_front_page(url: &str) -> bool {
    let key = key(url);
    // What stands behind a `?` is a page.
    let file = || {
        let key = Some(&key).filter(|key| !key.contains('?'))?;
        let (_, path) = key.split_once('/')?;
        let (stem, _) = path.split_once('.').unwrap_or((path, ""));
        (!path.contains('/')).then(|| FRONT_FILES.iter().any(|name| stem.eq_ignore_ascii_case(name)))
    };
    is_home(&key) || file() == Some(true)
}
