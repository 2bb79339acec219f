//! `rules/link/invalid-wikilink.md`

use memchr::memmem;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Finds double brackets that make no link, since no title can be what stands in them.
pub struct InvalidWikilink;

/// Titles have at most 255 bytes.
const LONGEST_TITLE: usize = 255;

impl Rule for InvalidWikilink {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        for at in memmem::find_iter(text.as_bytes(), "[[") {
            let Some(what) = obstacle(text.as_bytes().get(at + 2..).unwrap_or_default()) else { continue };
            let leaf = cx.tree.leaf_at(at as u32);
            let brackets = Span::of(at..at + 2);
            let is_shown = leaf.kind() == Kind::Text
                && leaf.span().contains(brackets)
                && leaf.parent().is_some_and(|parent| is_text(parent.kind()));
            if !is_shown || is_in_code(leaf) {
                continue;
            }
            let finding =
                Finding::new(brackets, format!("`[[` makes no link, since {what}: readers see the brackets"))
                    .help("write a page's title between the brackets, or take them out");
            cx.report(match around_link(brackets, leaf) {
                Some(edits) => finding.fix(Fix::new("take the outer brackets out", edits, Safety::Suggested)),
                None => finding,
            });
        }
    }
}

/// What hinders the text after two brackets from being a link. Single brackets may be meant: `[[a] b]`.
fn obstacle(after: &[u8]) -> Option<&'static str> {
    let after = after.get(..LONGEST_TITLE).unwrap_or(after);
    let at = after.iter().position(|byte| b"[]|<{}\n".contains(byte))?;
    match (after.get(at..)?, after.get(..at)?.trim_ascii().is_empty()) {
        ([b'[', b'[', ..], _) => Some("another link begins in it"),
        ([b']', b']', ..], true) => Some("nothing stands in it"),
        ([b'<', ..], _) => Some("no title has a `<`"),
        ([b'\n', ..], _) => Some("no title goes over a line's end"),
        _ => None,
    }
}

/// Whether readers see the text in such a node; attributes and names of files in a gallery are not shown.
fn is_text(kind: Kind) -> bool {
    !matches!(kind, Kind::Attributes | Kind::Target | Kind::Name | Kind::GalleryLine)
}

/// What takes the brackets around a whole link out, with the prefix that the link has itself:
/// `[[Category:[[Category:Baku]]]]`.
fn around_link(brackets: Span, leaf: NodeRef<'_>) -> Option<Vec<Edit>> {
    let link = leaf.next_sibling()?;
    let inner = link.source().strip_prefix("[[")?;
    let opening = Span::new(brackets.start, leaf.span().end);
    let prefix = leaf.document_text().get(brackets.range().end..opening.range().end)?.trim();
    let end = link.span().end;
    let is_around = inner.starts_with(prefix)
        && inner.ends_with("]]")
        && link.document_text().get(end as usize..)?.starts_with("]]");
    is_around.then(|| vec![Edit::delete(opening), Edit::delete(Span::new(end, end + 2))])
}
