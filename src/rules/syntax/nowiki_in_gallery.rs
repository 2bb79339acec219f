//! `rules/syntax/nowiki-in-gallery.md`

use super::nowiki::{Nowiki, Place};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds `nowiki` tags in galleries.
pub struct NowikiInGallery;

impl Rule for NowikiInGallery {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(nowiki) = Nowiki::of(node).filter(|nowiki| nowiki.place() == Place::Gallery) else { return };
        let finding = Finding::new(nowiki.span, "a `nowiki` tag in a gallery")
            .help("remove the tag, and write the caption as wikitext or without markup");
        if !nowiki.is_empty() {
            return cx.report(finding);
        }
        let fix = Fix::new("remove the tag", vec![Edit::delete(nowiki.span)], Safety::Suggested);
        cx.report(finding.fix(fix));
    }
}
