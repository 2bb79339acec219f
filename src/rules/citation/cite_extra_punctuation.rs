//! `rules/citation/cite-extra-punctuation.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, CiteParams, ParamType};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// Finds values that end with a comma, a semicolon or a colon.
pub struct CiteExtraPunctuation;

/// Values that are shown as they are, so that a sign at their end may belong to them.
const AS_THEY_ARE: CiteParams = CiteParams::of(&[
    CiteParam::BookTitle,
    CiteParam::Chapter,
    CiteParam::Id,
    CiteParam::Others,
    CiteParam::Postscript,
    CiteParam::Ref,
    CiteParam::ScriptChapter,
    CiteParam::ScriptTitle,
    CiteParam::Time,
    CiteParam::TimeCaption,
    CiteParam::Title,
    CiteParam::TransTitle,
    CiteParam::Transcript,
    CiteParam::AuthorMask,
    CiteParam::ContributorMask,
    CiteParam::EditorMask,
    CiteParam::InterviewerMask,
    CiteParam::TranslatorMask,
]);

impl Rule for CiteExtraPunctuation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            for field in citation.fields.iter().filter(|field| ends_with_sign(field)) {
                if !field.is_given() || !is_put_together(field) {
                    continue;
                }
                let last = cx.tree.leaf_at(field.value_span.end - 1).kind();
                if field.is_as_written() || matches!(last, Kind::Entity | Kind::Comment | Kind::Mark) {
                    continue;
                }
                let kept = field.value.trim_end_matches([',', ';', ':', ' ']).len() as u32;
                let place = Span::new(field.value_span.start + kept, field.value_span.end);
                let sign = cx.doc.slice(place);
                let message = format!("`{}` at the end of `{}`", sign.trim(), shown(&field.name));
                let finding = Finding::new(place, message)
                    .help("leave it out: the template writes what stands between the values");
                let fix = (kept > 0)
                    .then(|| Fix::replace(format!("remove `{}`", sign.trim()), place, "", Safety::Suggested));
                cx.report(match fix {
                    Some(fix) => finding.fix(fix),
                    None => finding,
                });
            }
        }
    }
}

fn ends_with_sign(field: &Field<'_>) -> bool {
    matches!(field.value.as_bytes().last(), Some(b',' | b';' | b':'))
}

/// Whether the template writes punctuation of its own after the value.
fn is_put_together(field: &Field<'_>) -> bool {
    field.param.is_some_and(|param| {
        matches!(param.kind, ParamType::Text | ParamType::Title)
            && param.cite.is_some_and(|param| !AS_THEY_ARE.contains(param))
    })
}
