//! What the parameters of a citation have to do with each other, as its schema says.

use super::remove;
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, Template, Tree};

/// The authors of a source, in whatever form.
pub(super) const AUTHORS: CiteParams =
    CiteParams::of(&[CiteParam::Authors, CiteParam::Collaboration, CiteParam::Last, CiteParam::Vauthors]);

/// The editors of a source, in whatever form.
pub(super) const EDITORS: CiteParams = CiteParams::of(&[CiteParam::EditorLast, CiteParam::Veditors]);

/// Reports the fields for these parameters that say nothing without a URL, which is not given, where it `is_told`.
pub(super) fn report_without_url(
    cx: &mut Context<'_>,
    params: &CiteParams,
    is_told: impl Fn(&Citation<'_>, &Field<'_>) -> bool,
) {
    let facts = cx.facts;
    for (_, field) in facts.lonely(params).filter(|(citation, field)| is_told(citation, field)) {
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

/// Reports that a citation lacks something, at the name of its template: `without` is said behind that.
pub(super) fn report_lacking(cx: &mut Context<'_>, citation: &Citation<'_>, without: &str, help: &str) {
    let Some(template) = Template::cast(cx.tree.node(citation.node)) else { return };
    let name = shown(&template.name());
    let finding = Finding::new(name_span(citation, cx.tree), format!("`{name}` {without}"));
    cx.report(finding.help(help).cluster(name));
}

/// Where the name of the citation's template stands.
pub(super) fn name_span(citation: &Citation<'_>, tree: &Tree<'_>) -> Span {
    let node = tree.node(citation.node);
    let name = node.child(Kind::Name).unwrap_or(node);
    name.span().trim(node.document_text())
}
