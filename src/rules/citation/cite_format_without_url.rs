//! `rules/citation/cite-format-without-url.md`

use super::company::report_without_url;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

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
        report_without_url(cx, &FORMATS);
    }
}
