//! `rules/syntax/unclosed-extension-tag.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::is_in_code;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds tags of extensions, such as `<math>`, that nothing closes.
pub struct UnclosedExtensionTag;

impl Rule for UnclosedExtensionTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        let is_extension = cx.profile.site.extension_tag(&name).is_some();
        if !is_extension || matches!(&*name, "ref" | "references") || is_in_code(node) {
            return;
        }
        // MediaWiki's sanitizer lets this one through, where its extension does not take it.
        let readers =
            if name == "pre" { "MediaWiki guesses where it ends" } else { "readers see it as text" };
        cx.report(
            Finding::new(tag.head_span(), format!("`<{name}>` is never closed, so {readers}"))
                .help(format!(
                    "write `</{name}>` where it should end, or end the tag in `/>` if it holds nothing"
                ))
                .cluster(name.clone()),
        );
    }
}
