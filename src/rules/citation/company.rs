//! What the parameters of a citation have to do with each other, as its schema says.

use super::remove;
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams, Requirement};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, Tree};

/// The authors of a source, in whatever form.
pub(super) const AUTHORS: CiteParams =
    CiteParams::of(&[CiteParam::Authors, CiteParam::Collaboration, CiteParam::Last, CiteParam::Vauthors]);

/// The editors of a source, in whatever form.
pub(super) const EDITORS: CiteParams = CiteParams::of(&[CiteParam::EditorLast, CiteParam::Veditors]);

/// What the citation has to be given, of which some of these parameters are a part, if it is given none of it. A
/// citation with text that belongs to no parameter is not asked: what is missing may be there.
pub(super) fn missing<'c>(citation: &Citation<'c>, params: &CiteParams) -> Option<&'c Requirement> {
    let requires = &citation.schema.cites.requires;
    let lacks = |requirement: &&Requirement| {
        requirement.any_of.has_any(params) && !citation.has_any(&requirement.any_of)
    };
    let holds = |requirement: &&Requirement| {
        let is_written = |name: &String| citation.filled().any(|field| field.name == *name);
        requirement.with.is_empty() || requirement.with.iter().any(is_written)
    };
    let is_sure = !citation.has_others && !citation.given.is_empty();
    requires.iter().filter(|_| is_sure).find(|requirement| lacks(requirement) && holds(requirement))
}

/// The fields for these parameters that say nothing without another parameter, which is not given.
pub(super) fn lonely<'c, 'a>(
    citation: &'c Citation<'a>,
    params: &'c CiteParams,
) -> impl Iterator<Item = &'c Field<'a>> {
    let fields = if citation.has_any(params) { citation.fields.as_slice() } else { &[] };
    fields.iter().filter(|field| {
        field.is_given()
            && field.cite().is_some_and(|param| params.contains(param))
            && field.param.is_some_and(|param| !param.needs.is_empty() && !citation.has_any(&param.needs))
    })
}

/// Reports the fields for these parameters that say nothing without a URL, which is not given.
pub(super) fn report_without_url(cx: &mut Context<'_>, params: &CiteParams) {
    let facts = cx.facts;
    for citation in facts.citations() {
        for field in lonely(citation, params) {
            let name = shown(&field.name);
            let start = field.name_span.unwrap_or(field.value_span).start;
            let place = Span::new(start, field.value_span.end);
            cx.report(
                Finding::new(place, format!("`{name}` without a URL"))
                    .help(format!("give a URL, or remove `{name}`"))
                    .cluster(name)
                    .fix(remove(field, cx.tree, Safety::Suggested)),
            );
        }
    }
}

/// Where the name of the citation's template stands.
pub(super) fn name_span(citation: &Citation<'_>, tree: &Tree<'_>) -> Span {
    let node = tree.node(citation.node);
    let name = node.child(Kind::Name).unwrap_or(node);
    name.span().trim(node.document_text())
}
