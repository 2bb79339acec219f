//! `rules/text/placeholder-text.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::residue::FoundMark;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::{Words, is_read, with_space};
use crate::rules::{is_in_code, shown};
use crate::source::{InputKind, Span};
use crate::syntax::{Kind, NodeRef};

/// Finds text that was to be replaced: samples that buttons of the editor write, and places to be filled in.
pub struct PlaceholderText;

impl Rule for PlaceholderText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let residue = cx.facts.residue();
        let mut words = Words::of(cx);
        let mut findings: Vec<Finding> = residue
            .of(MarkKind::Placeholder)
            .filter(|found| is_placeholder(*found, &mut words, cx))
            .map(|found| placeholder(found, cx))
            .collect();
        if cx.doc.origin.input != InputKind::Extract {
            findings.extend(residue.of(MarkKind::Sample).filter_map(|found| sample(found.span, cx)));
            findings.extend(residue.of(MarkKind::SampleFile).filter_map(|found| file(found.span, cx)));
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// What stands in brackets may be a quotation's, and may be the text of a link.
fn is_placeholder(found: FoundMark<'_>, words: &mut Words<'_>, cx: &Context<'_>) -> bool {
    let source = cx.doc.slice(found.span);
    if !source.starts_with('[') {
        return is_read(found.span, cx);
    }
    let text = cx.doc.text();
    let (start, end) = (found.span.start as usize, found.span.end as usize);
    let is_link = text.get(end..).is_some_and(|after| after.starts_with(['(', ']']))
        || text.get(..start).is_some_and(|before| before.ends_with('['));
    !is_link && (words.is_own(found.span, cx) || is_in_argument(found.span, cx))
}

/// Whether a place is the value of an argument, or a part of one that no reader sees as text.
fn is_in_argument(place: Span, cx: &Context<'_>) -> bool {
    let leaf = cx.tree.leaf_at(place.start);
    is_read(place, cx) && leaf.parent().is_some_and(|node| node.kind() == Kind::Argument)
}

fn placeholder(found: FoundMark<'_>, cx: &Context<'_>) -> Finding {
    let source = shown(cx.doc.slice(found.span));
    Finding::new(found.span, format!("`{source}` stands for something that was to be filled in"))
        .help("write what was meant, or remove it")
}

/// The sample that is all that a piece of markup holds, with that piece.
fn sample(place: Span, cx: &Context<'_>) -> Option<Finding> {
    let leaf = cx.tree.leaf_at(place.start);
    let holder = holder(leaf, place).filter(|_| !is_in_code(leaf))?;
    let source = shown(cx.doc.slice(place));
    let finding =
        Finding::new(place, format!("`{source}` is what a button of the editor writes to be replaced"))
            .help("write what was meant, or remove it with its markup");
    let can_go = matches!(holder.kind(), Kind::Bold | Kind::Italic | Kind::Wikilink | Kind::ExternalLink)
        && !holder.has_implicit_end();
    Some(if can_go { finding.fix(removal(holder, cx)) } else { finding })
}

fn removal(holder: NodeRef<'_>, cx: &Context<'_>) -> Fix {
    let title = format!("remove `{}`", shown(holder.source()));
    Fix::new(title, vec![Edit::delete(with_space(holder.span(), cx.doc.text()))], Safety::Suggested)
}

/// The piece of markup that a text fills.
fn holder(leaf: NodeRef<'_>, place: Span) -> Option<NodeRef<'_>> {
    let is_whole = leaf.span().trim(leaf.document_text()) == place;
    let parent = leaf.parent().filter(|_| is_whole && matches!(leaf.kind(), Kind::Text | Kind::Raw))?;
    // A target is the link's own name, or a file's.
    let holder = if parent.kind() == Kind::Target { parent.parent()? } else { parent };
    let is_markup = matches!(
        holder.kind(),
        Kind::Bold
            | Kind::Italic
            | Kind::Heading
            | Kind::Wikilink
            | Kind::ExternalLink
            | Kind::ListItem
            | Kind::Caption
            | Kind::FileOption
            | Kind::Tag
    );
    is_markup.then_some(holder)
}

/// A file that only shows how to write a file's name.
fn file(place: Span, cx: &Context<'_>) -> Option<Finding> {
    let leaf = cx.tree.leaf_at(place.start);
    let target = leaf.parent().filter(|parent| parent.kind() == Kind::Target)?;
    let holder = target.parent()?;
    let name = cx.doc.slice(target.span());
    let is_whole = name.trim() == cx.doc.slice(place)
        || name.split_once(':').is_some_and(|(_, file)| file.trim() == cx.doc.slice(place));
    if !is_whole
        || !matches!(holder.kind(), Kind::File | Kind::GalleryLine | Kind::Wikilink)
        || !is_read(place, cx)
    {
        return None;
    }
    let source = shown(cx.doc.slice(place));
    let finding = Finding::new(
        place,
        format!("`{source}` is the file that a button of the editor writes to be replaced"),
    )
    .help("name the file that was meant, or remove the markup");
    Some(match holder.kind() {
        Kind::File => finding.fix(removal(holder, cx)),
        _ => finding,
    })
}
