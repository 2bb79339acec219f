//! `rules/citation/bibcode-invalid.md`

use std::ops::Range;

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::identifier::Identifier;

/// Where a bibcode names the journal.
const JOURNAL: Range<usize> = 4..9;
const PREPRINTS: &str = "arXiv";

/// Finds bibcodes that no article has, and those of preprints in citations of articles.
pub struct BibcodeInvalid;

impl Rule for BibcodeInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Bibcode], "compare with the Astrophysics Data System");
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.has(CiteParam::Journal)) {
            let Some(field) = citation.get(CiteParam::Bibcode).filter(|field| is_preprint(field.value))
            else {
                continue;
            };
            let message = format!("`{}` is the bibcode of a preprint", shown(field.value));
            let help = "give the bibcode of the article, and the preprint as `arxiv`";
            cx.report(Finding::new(field.value_span, message).severity(Severity::Info).help(help));
        }
    }
}

/// Whether the journal in a bibcode is the server of preprints.
fn is_preprint(bibcode: &str) -> bool {
    bibcode.get(JOURNAL).is_some_and(|journal| journal == PREPRINTS)
}
