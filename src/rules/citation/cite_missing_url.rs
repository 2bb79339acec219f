//! `rules/citation/cite-missing-url.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::Template;

/// Finds citations of sources on the web that link to none.
pub struct CiteMissingUrl;

const URL: CiteParams = CiteParams::of(&[CiteParam::Url]);

impl Rule for CiteMissingUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // An archived copy without the original is another rule's.
        for (citation, _) in facts.lacking(&URL).filter(|(citation, _)| !citation.has(CiteParam::ArchiveUrl))
        {
            let Some(template) = Template::cast(cx.tree.node(citation.node)) else { continue };
            let name = shown(&template.name());
            cx.report(
                Finding::new(name_span(citation, cx.tree), format!("`{name}` without a URL"))
                    .help("give the URL, or use the template for the kind of source that is cited")
                    .cluster(name),
            );
        }
    }
}
