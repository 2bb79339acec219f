//! `rules/citation/issn-invalid.md`

use super::identifier::finding;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::{Identifier, Isbn};

/// Finds ISSNs that no journal has.
pub struct IssnInvalid;

impl Rule for IssnInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let issns = facts.identifiers().iter().filter(|given| given.what == Identifier::Issn);
        for given in issns.filter(|given| !given.is_accepted) {
            let Some(fault) = given.fault(cx.today) else { continue };
            let help = match Isbn::read(given.text) {
                Ok(_) => "it is an ISBN: give it as such",
                Err(_) => "compare with the journal, or with the ISSN portal",
            };
            cx.report(finding(cx, given, &fault, help));
        }
    }
}
