//! `rules/reference/ref-same-content-two-names.md`

use rustc_hash::FxHashMap;

use super::ref_duplicate_content::{folded, names_source, with_equal_sums};
use crate::engine::{Context, Interest, Rule};
use crate::facts::references::RefTag;
use crate::finding::Finding;
use crate::rules::shown;

/// Finds references of different names with the same content.
pub struct RefSameContentTwoNames;

impl Rule for RefSameContentTwoNames {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut first: FxHashMap<(&str, String), &RefTag> = FxHashMap::default();
        let mut findings = Vec::new();
        for (tag, content) in with_equal_sums(cx) {
            let Some(name) = tag.name.as_deref().filter(|_| !tag.follows) else { continue };
            if !names_source(cx.tree.node(tag.node)) {
                continue;
            }
            let key = (&*tag.group, folded(cx.doc.slice(content)));
            let known = *first.entry(key).or_insert(tag);
            let Some(known_name) = known.name.as_deref().filter(|known| *known != name) else { continue };
            let message = format!("ref `{}` has the content of ref `{}`", shown(name), shown(known_name));
            findings.push(
                Finding::new(tag.place, message)
                    .label(known.place, "the same content")
                    .help("keep one of the names, and use it for both"),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}
