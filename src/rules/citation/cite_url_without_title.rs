//! `rules/citation/cite-url-without-title.md`

use super::company::{lonely, missing};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds URLs of citations that link no title.
pub struct CiteUrlWithoutTitle;

const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::Series]);

/// Links to parts of a source, which have titles of their own.
const PARTS: CiteParams = CiteParams::of(&[
    CiteParam::ChapterUrl,
    CiteParam::ConferenceUrl,
    CiteParam::MapUrl,
    CiteParam::TranscriptUrl,
]);

impl Rule for CiteUrlWithoutTitle {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            if let Some(url) = citation.get(CiteParam::Url)
                && missing(citation, &TITLES).is_some()
            {
                cx.report(finding(url));
            }
            if citation.schema.is_complete {
                lonely(citation, &PARTS).for_each(|url| cx.report(finding(url)));
            }
        }
    }
}

fn finding(url: &Field<'_>) -> Finding {
    let name = shown(&url.name);
    Finding::new(url.value_span, format!("`{name}` is given, and no title that it could link"))
        .help("give the title of the page that is linked")
        .cluster(name)
}
