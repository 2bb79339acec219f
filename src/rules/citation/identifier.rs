//! What the rules on identifiers share: each is about some kinds, and says what is wrong with those that are none.

use crate::engine::Context;
use crate::facts::Facts;
use crate::facts::identifiers::{Identified, Place};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::value::identifier::{Fault, FaultKind, Identifier};

/// Reports the identifiers of some kinds that are none; `help` is what to do where no repair is certain.
pub(super) fn report_faults(cx: &mut Context<'_>, kinds: &[Identifier], help: &str) {
    let facts = cx.facts;
    for given in facts.identifiers().iter().filter(|given| kinds.contains(&given.what) && !given.is_accepted)
    {
        if let Some(fault) = given.fault(cx.today) {
            let finding = finding(cx, given, &fault, help);
            cx.report(finding);
        }
    }
}

/// The ISBNs of an article that nobody says are meant as they are written.
pub(super) fn isbns<'f, 'a>(facts: &'f Facts<'a>) -> impl Iterator<Item = &'f Identified<'a>> {
    facts.identifiers().iter().filter(|given| given.what == Identifier::Isbn && !given.is_accepted)
}

/// What is said of an identifier with a fault.
pub(super) fn finding(cx: &Context<'_>, given: &Identified<'_>, fault: &Fault, help: &str) -> Finding {
    let finding = Finding::new(given.span, format!("`{}`: {fault}", shown(given.text))).cluster(given.text);
    let Some(repaired) = &fault.repaired else { return finding.help(help) };
    let title = format!("write `{repaired}`");
    let help = format!("write `{}`", shown(repaired));
    let fix = Fix::replace(title, given.span, repaired, safety(cx, given, fault));
    finding.severity(Severity::Warning).help(help).fix(fix)
}

/// A prefix that a citation module takes away by itself changes nothing for the reader; all else changes what is shown.
fn safety(cx: &Context<'_>, given: &Identified<'_>, fault: &Fault) -> Safety {
    const TAKEN_AWAY: [(Identifier, &str); 3] =
        [(Identifier::Pmc, "PMC"), (Identifier::Mr, "MR"), (Identifier::Jfm, "JFM")];
    let is_taken_away =
        matches!(&fault.kind, FaultKind::Surplus(surplus) if TAKEN_AWAY.contains(&(fault.what, surplus)));
    let of_module = match given.place {
        Place::Citation(index) => {
            cx.facts.citations().get(index).is_some_and(|citation| citation.schema.is_complete)
        }
        Place::Template(_) | Place::MagicLink(_) => false,
    };
    if is_taken_away && of_module { Safety::Safe } else { Safety::Suggested }
}
