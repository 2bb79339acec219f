//! `rules/link/link-nbsp.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::text::named;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// Finds no-break spaces in names of pages that a link leads to.
pub struct LinkNbsp;

impl Rule for LinkNbsp {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut found = Vec::new();
        for &(start, sign) in &cx.facts.characters().spaces {
            let leaf = cx.tree.leaf_at(start);
            // The wide space is the usual one of some scripts.
            if let Some(link) = link_of(leaf).filter(|_| sign != IDEOGRAPHIC_SPACE) {
                found.push((Span::new(start, start + sign.len_utf8() as u32), sign, link));
            }
        }
        for (span, sign, link) in found {
            let has_label = link.kind() != Kind::Wikilink || is_piped(link);
            let order = "write a space for it";
            let fix = match has_label {
                true => Fix::replace(order, span, " ", Safety::Safe).cosmetic(),
                false => Fix::replace(order, span, " ", Safety::Suggested),
            };
            cx.report(
                Finding::new(
                    span,
                    format!("{} in the name of a page: the wiki reads it as a space", named(sign)),
                )
                .help(order)
                .fix(fix),
            );
        }
    }
}

/// The link whose target a leaf is part of.
fn link_of(leaf: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let target = leaf.parent().filter(|node| node.kind() == Kind::Target)?;
    let link = target.parent()?;
    matches!(link.kind(), Kind::Wikilink | Kind::Category | Kind::File | Kind::Interlanguage).then_some(link)
}

fn is_piped(link: NodeRef<'_>) -> bool {
    link.children_of(Kind::Mark).any(|mark| mark.source() == "|")
}
