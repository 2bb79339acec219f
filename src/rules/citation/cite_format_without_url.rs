//! `rules/citation/cite-format-without-url.md`

use super::company::report_without_url;
use super::rename;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

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
        report_without_url(cx, &FORMATS, |citation, field| !is_of_chapter(citation, field));
        let facts = cx.facts;
        for (citation, field) in facts.lonely(&FORMATS) {
            let named =
                citation.schema.params.iter().find(|param| param.cite == Some(CiteParam::ChapterFormat));
            let Some(named) = named.filter(|_| is_of_chapter(citation, field)) else { continue };
            let order = format!("the URL is that of the chapter: write `{}`", named.name);
            let message = format!("`{}` without a URL", shown(&field.name));
            let finding = Finding::new(field.name_span.unwrap_or(field.value_span), message).help(order);
            let fix = rename(citation, field, &named.name, Safety::Suggested);
            cx.report(fix.into_iter().fold(finding, Finding::fix));
        }
    }
}

/// Whether the format is that of the file to which the link of the chapter leads.
fn is_of_chapter(citation: &Citation<'_>, field: &Field<'_>) -> bool {
    field.cite() == Some(CiteParam::Format)
        && citation.has(CiteParam::ChapterUrl)
        && !citation.has(CiteParam::ChapterFormat)
}
