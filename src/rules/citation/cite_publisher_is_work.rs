//! `rules/citation/cite-publisher-is-work.md`

use super::rename;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, KnownWorks};
use crate::rules::shown;

/// Finds newspapers and magazines that are named as the publisher.
pub struct CitePublisherIsWork;

/// The parameter that names them, in the schema.
const WORK: &str = "work";

impl Rule for CitePublisherIsWork {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for named in facts.works().named.iter().filter(|named| named.is_publisher && is_paper(&named.name)) {
            let Some(citation) = facts.citations().get(named.citation) else { continue };
            let publisher = citation.get(CiteParam::Publisher);
            let Some(field) = publisher.filter(|_| citation.schema.is_of_module) else { continue };
            // Newspapers publish books as well, and templates for these show no work.
            if citation.schema.cites.ignores.iter().any(|ignored| ignored.params.contains(CiteParam::Journal))
            {
                continue;
            }
            let message =
                format!("`{}` in `{}` is a newspaper or magazine", shown(&named.name), shown(&field.name));
            let help = "name it as the work, which is shown in italics; its publisher is not needed";
            let finding = Finding::new(field.value_span, message).help(help).cluster(&*field.name);
            let fix =
                rename(citation, field, WORK, Safety::Suggested).filter(|_| citation.schema.is_complete);
            cx.report(match fix {
                Some(fix) => finding.fix(fix),
                None => finding,
            });
        }
    }
}

/// Whether all known works of a name are newspapers or magazines.
fn is_paper(name: &str) -> bool {
    KnownWorks::known().of_name(name).all(|work| !work.is_publisher)
}
