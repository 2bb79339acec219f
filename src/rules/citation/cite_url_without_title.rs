//! `rules/citation/cite-url-without-title.md`

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
        let without_title = facts.lacking(&TITLES);
        let without_title = without_title.filter_map(|(citation, _)| citation.get(CiteParam::Url));
        let of_parts = facts.lonely(&PARTS).filter(|(citation, _)| citation.schema.is_complete);
        for url in without_title.chain(of_parts.map(|(_, url)| url)) {
            cx.report(finding(url));
        }
    }
}

fn finding(url: &Field<'_>) -> Finding {
    let name = shown(&url.name);
    Finding::new(url.value_span, format!("`{name}` is given, and no title that it could link"))
        .help("give the title of the page that is linked")
        .cluster(name)
}
