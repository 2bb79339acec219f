//! `rules/html/self-closed-tag.md`

use super::{closing, is_left_to_template, range_of};
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Tag, html_element};

/// Finds tags that are written `<x/>` and whose `/` closes nothing.
pub struct SelfClosedTag;

impl Rule for SelfClosedTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag, Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node).filter(|_| node.is_self_closing()) else { return };
        let name = tag.name();
        let Some(element) = html_element(&name).filter(|element| !element.is_void()) else { return };
        let closing = closing(tag);
        // Without a closing tag the grammar has it closed by its `/`.
        if node.kind() == Kind::Tag && closing.is_none() {
            return;
        }
        let head = tag.head_span();
        let mut finding =
            Finding::new(head, format!("`<{name}/>` is not closed by its `/`")).cluster(name.clone());
        if let Some(closing) = closing {
            finding = finding
                .label(closing, format!("this `</{name}>` closes it"))
                .severity(Severity::Warning)
                .help("remove the `/`")
                .fix(Fix::new("remove the `/`", vec![Edit::delete(slash(tag, cx))], Safety::Safe).cosmetic());
            cx.report(finding);
            return;
        }
        let range = range_of(node);
        if range.is_some_and(|range| is_left_to_template(range, tag)) {
            return;
        }
        if range.is_some() {
            finding = finding.severity(Severity::Warning);
        }
        finding =
            finding.help(format!("write `></{name}>` for `/>`, or `</{name}>` if it is to end another tag"));
        // An anchor shows nothing wherever it ends; other tags change how the text behind them looks.
        let is_anchor = !element.block && tag.attributes().count() == 1 && tag.attribute("id").is_some();
        let empty = |safety| {
            let closed = Edit::replace(slash(tag, cx), format!("></{name}>"));
            Fix::new(
                format!("close it: `></{name}>`"),
                vec![Edit { span: Span::new(closed.span.start, head.end), ..closed }],
                safety,
            )
        };
        let is_ender = element.formatting && tag.attributes().next().is_none();
        cx.report(match (is_anchor, is_ender) {
            (true, _) => finding.fix(empty(Safety::Safe)),
            (false, false) => finding.fix(empty(Safety::Suggested)),
            (false, true) => finding,
        });
    }
}

/// The `/` at the end of a head, with the white space before it.
fn slash(tag: Tag<'_>, cx: &Context<'_>) -> Span {
    let head = tag.head_span();
    let before = cx.doc.slice(head).trim_end_matches('>').trim_end_matches('/').trim_end();
    Span::new(head.start + before.len() as u32, head.end - 1)
}
