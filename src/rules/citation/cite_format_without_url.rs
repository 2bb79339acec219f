//! `rules/citation/cite-format-without-url.md`

use super::company::lonely;
use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;

/// Finds formats of files in citations that do not link to the file.
pub struct CiteFormatWithoutUrl;

const FORMATS: CiteParams = CiteParams::of(&[
    CiteParam::ArchiveFormat,
    CiteParam::ChapterFormat,
    CiteParam::ConferenceFormat,
    CiteParam::Format,
    CiteParam::LayFormat,
    CiteParam::MapFormat,
    CiteParam::TranscriptFormat,
]);

impl Rule for CiteFormatWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            for field in lonely(citation, &FORMATS) {
                let name = shown(&field.name);
                let start = field.name_span.unwrap_or(field.value_span).start;
                let place = Span::new(start, field.value_span.end);
                cx.report(
                    Finding::new(place, format!("`{name}` without a URL"))
                        .help(format!("give a URL, or remove `{name}`"))
                        .cluster(name)
                        .fix(remove(field, cx.tree, Safety::Suggested)),
                );
            }
        }
    }
}
