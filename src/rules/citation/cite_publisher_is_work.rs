//! `rules/citation/cite-publisher-is-work.md`

use super::rename;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, KnownWorks};
use crate::rules::shown;
use crate::value::plain::plain;

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
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            if citation.has(CiteParam::Journal) {
                continue;
            }
            let Some(field) = citation.get(CiteParam::Publisher) else { continue };
            let Some(name) = plain(field.value).filter(|name| is_paper(name)) else { continue };
            let message =
                format!("`{}` in `{}` is a newspaper or magazine", shown(&name), shown(&field.name));
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

/// Whether all works of a name are newspapers or magazines.
fn is_paper(name: &str) -> bool {
    let mut works = KnownWorks::known().of_name(name).peekable();
    works.peek().is_some() && works.all(|work| !work.is_publisher)
}
