//! `rules/text/nbsp-unnecessary.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

const NO_BREAK_SPACE: char = '\u{A0}';
/// The references of it that people write.
const REFERENCES: [&str; 3] = ["&nbsp;", "&#160;", "&#xA0;"];

/// Finds no-break spaces where a line can break all the same, or never does.
pub struct NbspUnnecessary;

impl Rule for NbspUnnecessary {
    fn interest(&self) -> Interest {
        Interest { finish: true, ..Interest::kinds(KindSet::of(&[Kind::Entity])) }
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        if REFERENCES.iter().any(|reference| reference.eq_ignore_ascii_case(node.source())) {
            look(node.span(), node, cx);
        }
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for &(start, sign) in &cx.facts.characters().spaces {
            let leaf = cx.tree.leaf_at(start);
            if sign == NO_BREAK_SPACE && leaf.kind() == Kind::Text {
                look(Span::new(start, start + sign.len_utf8() as u32), leaf, cx);
            }
        }
    }
}

fn look(span: Span, leaf: NodeRef<'_>, cx: &mut Context<'_>) {
    let is_name = |node: NodeRef<'_>| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes);
    if leaf.ancestors().take(2).any(is_name) {
        return;
    }
    let text = cx.doc.text();
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let message = match (before.ends_with(' '), after.chars().next()) {
        // Several are an indent that is meant, and so is one at the start of a line or a cell.
        _ if !before.trim_end_matches(' ').ends_with(is_of_sentence) => return,
        _ if REFERENCES.iter().any(|reference| before.trim_end_matches(' ').ends_with(reference)) => return,
        (_, Some('\n')) => "a no-break space at the end of a line does nothing",
        (_, Some(' ')) if after.trim_start_matches(' ').starts_with(is_of_sentence) => BESIDE_SPACE,
        (true, Some(sign)) if is_of_sentence(sign) => BESIDE_SPACE,
        _ => return,
    };
    let order = "remove the no-break space";
    cx.report(
        Finding::new(span, message)
            .help(format!("{order}, or the space beside it if the words must stay in one line"))
            .cluster(message)
            .fix(Fix::replace(order, span, "", Safety::Suggested)),
    );
}

const BESIDE_SPACE: &str = "a no-break space beside a space keeps nothing together, and shows a gap";

/// Whether a character is part of a sentence, and no markup or space.
fn is_of_sentence(sign: char) -> bool {
    sign.is_alphanumeric() || ".,;)\"»”’–—%".contains(sign)
}
