//! `rules/citation/cite-markup-in-param.md`

use super::names::NAMES;
use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams, KnownWorks};
use crate::rules::{holds_comment, shown};
use crate::source::Span;
use crate::syntax::Emphasis;
use crate::value::plain::plain;

/// Finds bold and italic text in names of people, periodicals and publishers.
pub struct CiteMarkupInParam;

/// The parameters in which the citation module takes no apostrophes as markup.
const PLAIN: CiteParams = CiteParams::of(&[CiteParam::Journal, CiteParam::Publisher]);

impl Rule for CiteMarkupInParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let with_markup = facts.citations().iter().filter(|citation| citation.has_markup);
        let values = with_markup.flat_map(|citation| {
            let fields = citation.among(&PLAIN).chain(citation.among(&NAMES));
            fields.map(move |field| (citation, field))
        });
        for (citation, field) in values.filter(|(_, field)| !field.is_literal && !field.is_as_written()) {
            let Some(emphasis) = value_nodes(field, cx.tree).find_map(Emphasis::cast) else { continue };
            let (span, content) = (emphasis.node().span(), emphasis.content_span());
            let is_whole = span == field.value_span && emphasis.is_closed();
            let takes_none =
                citation.schema.is_of_module && field.cite().is_some_and(|param| PLAIN.contains(param));
            if !is_whole && !takes_none {
                continue;
            }
            let style = if emphasis.is_bold() { "bold" } else { "italic" };
            let (name, text) = (shown(&field.name), cx.doc.slice(span));
            let message = format!("`{}` in `{name}` is made {style} by apostrophes", shown(text));
            let help = if field.cite() == Some(CiteParam::Publisher) {
                "write the name without apostrophes, and that of a newspaper or journal in the parameter for it"
            } else {
                "write the name without apostrophes: the template gives it its style"
            };
            let mut finding = Finding::new(span, message).help(help).cluster(&*field.name);
            // The style may be all that tells a newspaper from a company.
            let may_be_work = || {
                field.cite() == Some(CiteParam::Publisher)
                    && plain(cx.doc.slice(content))
                        .is_none_or(|name| KnownWorks::known().of_name(&name).next().is_none())
            };
            if is_whole && !holds_comment(cx.tree.node(field.node)) && !may_be_work() {
                let ends = [Span::new(span.start, content.start), Span::new(content.end, span.end)];
                let edits = ends.into_iter().map(Edit::delete).collect();
                finding = finding.fix(Fix::new("remove the apostrophes", edits, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}
