//! `rules/html/misnested-tag.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Kind, NodeRef, Outcome, Tag, html_element};

/// Finds opening and closing tags that cross what stands around or between them.
pub struct MisnestedTag;

impl Rule for MisnestedTag {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for note in facts.notes().iter().filter(|note| note.outcome == Outcome::Crossed) {
            let opener = facts.tree.node(note.node);
            let Some(closer) = note.partner.map(|partner| facts.tree.node(partner)) else { continue };
            let Some(tag) = Tag::cast(opener).filter(|_| opener.kind() == Kind::Unclosed) else { continue };
            let name = tag.name();
            let mut finding = Finding::new(
                note.place,
                format!("`<{name}>` and `</{name}>` do not stand in the same element"),
            )
            .label(closer.span(), format!("this `</{name}>` would close it"))
            .help("close first what was opened last; browsers guess where each element ends")
            .cluster(name.to_string());
            finding.fix = swapped(tag, closer);
            cx.report(finding);
        }
    }
}

/// Puts a closing tag before the one that stands right before it and closes what is around the opening tag; of elements
/// that format, readers see the same.
fn swapped(tag: Tag<'_>, closer: NodeRef<'_>) -> Option<Fix> {
    let around = tag.node().parent()?;
    let formats = |name: &str| html_element(name).is_some_and(|element| element.formatting);
    let is_format = Tag::cast(around).is_some_and(|tag| formats(&tag.name()));
    let mark = around.children_of(Kind::Mark).last().filter(|mark| mark.span().end == closer.span().start)?;
    let (before, after) = around.document_text().split_at_checked(closer.span().start as usize)?;
    let closing = after.get(..closer.span().len() as usize)?;
    // An apostrophe more or less makes another mark of those beside it.
    let is_alone = !after.get(closing.len()..)?.starts_with('\'')
        && !before.get(..mark.span().start as usize)?.ends_with('\'');
    if !is_format || !formats(&tag.name()) || !is_alone {
        return None;
    }
    let edits = vec![Edit::insert(mark.span().start, closing.to_owned()), Edit::delete(closer.span())];
    Some(Fix::new(format!("close `{}` first", tag.name()), edits, Safety::Safe).cosmetic())
}
