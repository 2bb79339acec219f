//! `rules/citation/cite-trans-title-orphan.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds translated titles without the original.
pub struct CiteTransTitleOrphan;

const TRANSLATIONS: CiteParams = CiteParams::of(&[
    CiteParam::TransArticle,
    CiteParam::TransJournal,
    CiteParam::TransMap,
    CiteParam::TransTitle,
]);

impl Rule for CiteTransTitleOrphan {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.lonely(&TRANSLATIONS) {
            let name = shown(&field.name);
            cx.report(
                Finding::new(field.value_span, format!("`{name}` translates a title that is not given"))
                    .help("give the original title as well")
                    .cluster(name),
            );
        }
    }
}
