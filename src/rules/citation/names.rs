//! The names of people in citations.

use crate::facts::citations::{Citation, Field};
use crate::profile::{CiteParam, CiteParams};

/// The parameters for names of people, one name each.
pub(super) const NAMES: CiteParams = CiteParams::of(&[
    CiteParam::Last,
    CiteParam::First,
    CiteParam::EditorLast,
    CiteParam::EditorFirst,
    CiteParam::ContributorLast,
    CiteParam::ContributorFirst,
    CiteParam::InterviewerLast,
    CiteParam::InterviewerFirst,
    CiteParam::SubjectLast,
    CiteParam::SubjectFirst,
    CiteParam::TranslatorLast,
    CiteParam::TranslatorFirst,
]);

/// The parameters of [`NAMES`] for whole names and family names.
pub(super) const FAMILY_NAMES: CiteParams = CiteParams::of(&[
    CiteParam::Last,
    CiteParam::EditorLast,
    CiteParam::ContributorLast,
    CiteParam::InterviewerLast,
    CiteParam::SubjectLast,
    CiteParam::TranslatorLast,
]);

/// The parameter that says how many names of the list with a name are shown: as it is written, and what it is for.
pub(super) fn display_of(name: CiteParam) -> Option<(&'static str, CiteParam)> {
    Some(match name {
        CiteParam::Last | CiteParam::First => ("display-authors", CiteParam::DisplayAuthors),
        CiteParam::EditorLast | CiteParam::EditorFirst => ("display-editors", CiteParam::DisplayEditors),
        CiteParam::ContributorLast | CiteParam::ContributorFirst => {
            ("display-contributors", CiteParam::DisplayContributors)
        }
        CiteParam::InterviewerLast | CiteParam::InterviewerFirst => {
            ("display-interviewers", CiteParam::DisplayInterviewers)
        }
        CiteParam::TranslatorLast | CiteParam::TranslatorFirst => {
            ("display-translators", CiteParam::DisplayTranslators)
        }
        _ => return None,
    })
}

/// Whether a field is for one name: not one of those that the template took once for several.
pub(super) fn is_for_one(citation: &Citation<'_>, field: &Field<'_>) -> bool {
    !citation.schema.former.contains_key(&*field.name)
}
