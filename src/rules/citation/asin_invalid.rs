//! `rules/citation/asin-invalid.md`

use super::identifier::finding;
use super::rename;
use crate::engine::{Context, Interest, Rule};
use crate::facts::identifiers::Place;
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::identifier::{Identifier, Isbn};

/// Finds ASINs that are none, and ISBNs given as ASIN.
pub struct AsinInvalid;

impl Rule for AsinInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for given in facts.identifiers() {
            if given.what != Identifier::Asin || given.is_accepted {
                continue;
            }
            let Some(fault) = given.fault(cx.today) else { continue };
            let finding = finding(cx, given, &fault, "compare with the shop's page");
            cx.report(match given.place {
                Place::Citation(index) if Isbn::read(given.text).is_ok() => as_isbn(cx, index, finding),
                _ => finding,
            });
        }
        for citation in facts.citations().iter().filter(|citation| citation.has(CiteParam::AsinTld)) {
            if citation.has(CiteParam::Asin) {
                continue;
            }
            if let Some(field) = citation.get(CiteParam::AsinTld) {
                let message = format!("`{}` without an ASIN has no effect", shown(&field.name));
                let span = field.name_span.unwrap_or(field.value_span);
                cx.report(
                    Finding::new(span, message)
                        .severity(Severity::Warning)
                        .help("give the ASIN, or remove it")
                        .fix(super::remove(field, cx.tree, Safety::Safe)),
                );
            }
        }
    }
}

/// Offers to give the number as what it is.
fn as_isbn(cx: &Context<'_>, index: usize, finding: Finding) -> Finding {
    let Some(citation) = cx.facts.citations().get(index) else { return finding };
    let thirteen = |param: CiteParam| Some(Isbn::read(citation.get(param)?.value).ok()?.as_thirteen());
    if let Some(asin) = citation.get(CiteParam::Asin)
        && thirteen(CiteParam::Asin) == thirteen(CiteParam::Isbn)
    {
        let fix = super::remove(asin, cx.tree, Safety::Suggested);
        return finding.help("leave it out: it is the ISBN, which is given as well").fix(fix);
    }
    let isbn = citation.schema.params.iter().find(|param| param.cite == Some(CiteParam::Isbn));
    let fix = citation.get(CiteParam::Asin).zip(isbn);
    let fix = fix.and_then(|(field, isbn)| rename(citation, field, &isbn.name, Safety::Suggested));
    let finding = finding.help("give it as ISBN");
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}
