//! `rules/html/unclosed-html-tag.md`

use super::range_of;
use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::Html;
use crate::syntax::{Kind, KindSet, NodeRef, Tag, is_html_element};

/// Finds opening tags that need a closing one and have none.
pub struct UnclosedHtmlTag;

impl Check for UnclosedHtmlTag {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        UnclosedHtmlTag
    }
}

impl Rule for UnclosedHtmlTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        if !is_html_element(&name) {
            return;
        }
        let html = Html::known();
        let range = range_of(node);
        let (until, severity) = match range {
            Some(Kind::Cell) => ("the end of the table cell", Severity::Warning),
            Some(Kind::Caption) => ("the end of the caption", Severity::Warning),
            Some(Kind::Reference) => ("the end of the reference", Severity::Warning),
            Some(Kind::Argument) => ("wherever the template puts an end to it", Severity::Warning),
            _ if html.is_formatting(&name) => ("the end of the article", Severity::Error),
            _ => ("where MediaWiki guesses that it ends", Severity::Error),
        };
        let help = match html.obsolete(&name) {
            Some(obsolete) => {
                let in_cell = obsolete.in_cell.as_ref().filter(|_| range == Some(Kind::Cell));
                format!("remove `<{name}>` and write {}", in_cell.unwrap_or(&obsolete.instead))
            }
            None => format!("write `</{name}>` where it should end, or remove the tag"),
        };
        cx.report(
            Finding::new(tag.head_span(), format!("`<{name}>` is never closed: it reaches to {until}"))
                .severity(severity)
                .help(help)
                .cluster(name.clone()),
        );
    }
}
