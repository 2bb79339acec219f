//! `rules/citation/cite-postscript.md`

use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::syntax::{Kind, NodeRef};

/// Finds more than a punctuation mark in the parameter for the mark at a citation's end.
pub struct CitePostscript;

/// The word for no mark.
const NONE: &str = "none";

impl Rule for CitePostscript {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
            let Some(field) = citation.get(CiteParam::Postscript) else { continue };
            let is_made = |node: NodeRef<'_>| matches!(node.kind(), Kind::Template | Kind::Comment);
            if value_nodes(field, cx.tree).any(is_made)
                || field.value.chars().nth(1).is_none()
                || field.value.eq_ignore_ascii_case(NONE)
            {
                continue;
            }
            let message = format!("`{}` in `{}` is no mark", shown(field.value), shown(&field.name));
            cx.report(
                Finding::new(field.value_span, message)
                    .help("write one punctuation mark or `none`, and remarks after the citation"),
            );
        }
    }
}
