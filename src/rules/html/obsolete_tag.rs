//! `rules/html/obsolete-tag.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::{centred, closing, range_of, replacement};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::Html;
use crate::rules::options::Words;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds tags of elements that HTML dropped.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ObsoleteTag {
    /// Names of elements that are let be.
    allow: Words,
}

impl Rule for ObsoleteTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag, Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        let Some(obsolete) = Html::known().obsolete(&name).filter(|_| !self.allow.contains(&name)) else {
            return;
        };
        let cell = range_of(node).filter(|range| range.kind() == Kind::Cell);
        let in_cell = obsolete.in_cell.as_ref().filter(|_| cell.is_some());
        let mut finding = Finding::new(tag.head_span(), format!("`<{name}>` is obsolete in HTML"))
            .help(in_cell.unwrap_or(&obsolete.instead).clone())
            .cluster(name.clone());
        if let Some(closing) = closing(tag) {
            finding = finding.label(closing, format!("`</{name}>` is here"));
        }
        let to_cell = cell.filter(|_| in_cell.is_some());
        let fix = to_cell.and_then(|cell| centred::fix_in_cell(tag, cell, cx));
        finding.fix = fix.or_else(|| replacement::fix(tag, &name, obsolete));
        cx.report(finding);
    }
}
