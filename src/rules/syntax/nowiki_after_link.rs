//! `rules/syntax/nowiki-after-link.md`

use super::nowiki::{Nowiki, Place};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds empty `nowiki` tags right after a link.
pub struct NowikiAfterLink;

impl Rule for NowikiAfterLink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(nowiki) = Nowiki::of(node).filter(|nowiki| nowiki.place() == Place::AfterLink) else {
            return;
        };
        let next = nowiki.after.chars().next();
        let goes_on = next.is_some_and(|sign| cx.profile.site.goes_on_link(sign));
        let (message, help, safety) = match next {
            // A quotation mark is meant to stand outside, and which letters belong to a link only its wiki can tell,
            // which may be guessed.
            Some(sign) if goes_on != sign.is_alphabetic() => return,
            Some(_) if goes_on => (
                "this tag keeps the letters after it out of the link",
                "remove it, and the letters become a part of the link; or write a space if a new word begins; or keep it",
                Safety::Suggested,
            ),
            // It may keep signs apart that are markup together.
            Some(sign) if !sign.is_alphanumeric() && !" \n.,;)।։、。".contains(sign) => return,
            _ => (
                "this tag does nothing: no letters follow that belong to the link",
                "remove it",
                Safety::Safe,
            ),
        };
        let fix = Fix::new("remove the tag", vec![Edit::delete(nowiki.span)], safety);
        cx.report(Finding::new(nowiki.span, message).help(help).cluster(message).fix(fix));
    }
}
