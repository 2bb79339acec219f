//! `rules/citation/cite-invalid-value.md`

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds values that a parameter of a citation does not take.
pub struct CiteInvalidValue;

/// Parameters that take certain words only, and say so in the schema.
const KEYWORDS: CiteParams = CiteParams::of(&[
    CiteParam::AsinTld,
    CiteParam::BibcodeAccess,
    CiteParam::ChapterUrlAccess,
    CiteParam::Df,
    CiteParam::DoiAccess,
    CiteParam::HdlAccess,
    CiteParam::JstorAccess,
    CiteParam::MapUrlAccess,
    CiteParam::Mode,
    CiteParam::NameListStyle,
    CiteParam::NoPp,
    CiteParam::NoTracking,
    CiteParam::OlAccess,
    CiteParam::OstiAccess,
    CiteParam::Ref,
    CiteParam::S2cidAccess,
    CiteParam::SsrnAccess,
    CiteParam::UrlAccess,
]);

/// How many names of a list are shown, with the list and what stands for the whole of it.
const COUNTS: [(CiteParam, CiteParam, CiteParam); 5] = [
    (CiteParam::DisplayAuthors, CiteParam::Last, CiteParam::Vauthors),
    (CiteParam::DisplayContributors, CiteParam::ContributorLast, CiteParam::ContributorLast),
    (CiteParam::DisplayEditors, CiteParam::EditorLast, CiteParam::Veditors),
    (CiteParam::DisplayInterviewers, CiteParam::InterviewerLast, CiteParam::InterviewerLast),
    (CiteParam::DisplayTranslators, CiteParam::TranslatorLast, CiteParam::TranslatorLast),
];

/// Says that there are more names than are listed.
const ET_AL: &str = "etal";

impl Rule for CiteInvalidValue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            if citation.has_any(&KEYWORDS) {
                for field in citation.filled().filter(|field| field.is_one_of(&KEYWORDS)) {
                    if let Some(finding) = keyword(field, cx) {
                        cx.report(finding);
                    }
                }
            }
            for (count, names, whole) in COUNTS {
                if let Some(field) = citation.get(count)
                    && let Some(finding) = display(field, citation, names, whole)
                {
                    cx.report(finding);
                }
            }
        }
    }
}

fn keyword(field: &Field<'_>, cx: &Context<'_>) -> Option<Finding> {
    let param = field.param?;
    let value = field.value.to_lowercase();
    let (name, shown_value) = (shown(&field.name), shown(field.value));
    if param.former_values.contains(&value) {
        let message = format!("`{name}={shown_value}` says what is so without it");
        let finding = Finding::new(field.value_span, message).severity(Severity::Info).help("remove it");
        return Some(finding.cluster(name).fix(remove(field, cx.tree, Safety::Suggested)));
    }
    if param.values.is_empty() || !field.is_literal || param.values.contains(&value) {
        return None;
    }
    let message = format!("`{name}` cannot be `{shown_value}`");
    let help = format!("write one of `{}`", param.values.join("`, `"));
    Some(Finding::new(field.value_span, message).help(help).cluster(name))
}

fn display(
    field: &Field<'_>,
    citation: &Citation<'_>,
    names: CiteParam,
    whole: CiteParam,
) -> Option<Finding> {
    let name = shown(&field.name);
    let value = field.value.to_lowercase().replace([' ', '.', '\''], "");
    if value == ET_AL || !field.is_literal {
        return None;
    }
    let Ok(shown_names) = value.parse::<usize>() else {
        let message = format!("`{name}` is `{}`, and no number of names", shown(field.value));
        return Some(Finding::new(field.value_span, message).help(format!("write a number, or `{ET_AL}`")));
    };
    let n_names = citation.all(names).count();
    if citation.has(whole) && whole != names || shown_names < n_names {
        return None;
    }
    let message = format!("`{name}` is {shown_names}, and there are {n_names} names");
    let help = format!("write a smaller number, or `{ET_AL}`, or remove it");
    Some(Finding::new(field.value_span, message).severity(Severity::Info).help(help))
}
