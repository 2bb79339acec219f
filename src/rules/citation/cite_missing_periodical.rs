//! `rules/citation/cite-missing-periodical.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::Template;

/// Finds citations of articles that do not name the journal or magazine.
pub struct CiteMissingPeriodical;

const PERIODICAL: CiteParams = CiteParams::of(&[CiteParam::Journal]);

impl Rule for CiteMissingPeriodical {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, requirement) in facts.lacking(&PERIODICAL) {
            // Where a publisher has to be given or a periodical, the publisher is what is missing.
            if requirement.any_of.contains(CiteParam::Publisher) {
                continue;
            }
            let Some(template) = Template::cast(cx.tree.node(citation.node)) else { continue };
            let name = shown(&template.name());
            cx.report(
                Finding::new(name_span(citation, cx.tree), format!("`{name}` names no periodical"))
                    .help("name the periodical, or use the template for the kind of source that is cited")
                    .cluster(name),
            );
        }
    }
}
