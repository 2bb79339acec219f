//! `rules/citation/cite-access-without-param.md`

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds marks of access without the link that they mark.
pub struct CiteAccessWithoutParam;

const MARKS: CiteParams = CiteParams::of(&[
    CiteParam::BibcodeAccess,
    CiteParam::ChapterUrlAccess,
    CiteParam::DoiAccess,
    CiteParam::HdlAccess,
    CiteParam::JstorAccess,
    CiteParam::MapUrlAccess,
    CiteParam::OlAccess,
    CiteParam::OstiAccess,
    CiteParam::S2cidAccess,
    CiteParam::SsrnAccess,
    CiteParam::UrlAccess,
]);

impl Rule for CiteAccessWithoutParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.lonely(&MARKS) {
            let name = shown(&field.name);
            let message = match field.name.strip_suffix("-access") {
                Some(link) => format!("`{name}` is given, and no `{link}`"),
                None => format!("`{name}` marks no link"),
            };
            cx.report(
                Finding::new(field.name_span.unwrap_or(field.value_span), message)
                    .help("give the link that it is about, or remove it")
                    .cluster(name)
                    .fix(remove(field, cx.tree, Safety::Suggested)),
            );
        }
    }
}
