use std::ops::Range;

use super::digest::sha1_base36;
use super::line_ends::LineEnds;
use super::xml::Escaper;
use super::{Problem, Splice};
use crate::fix::Edit;
use crate::input;
use crate::source::{
    ContainerPosition, ContainerText, Document, InputKind, SourceMap, Span, StatedKind, Steps,
};

/// A document after its edits.
#[derive(Debug)]
pub struct Rewritten {
    /// What changes in its container, in the order of the container.
    pub splices: Vec<Splice>,
    /// The document as it is read from the container afterwards, but for a start that is still the old one.
    pub doc: Document,
}

/// Whether the container of a document can be written back at all.
pub fn check(doc: &Document) -> Result<(), Problem> {
    match &doc.origin {
        origin if origin.compressed => Err(Problem::Compressed),
        origin if origin.transcoded => Err(Problem::Transcoded),
        _ => Ok(()),
    }
}

/// What edits of a document's text change in its container.
///
/// `edits` are in the order of the text and do not overlap; `text` is the text that they make. Lines that they add
/// end as the lines around them do, so that in a plain file the new document's text may differ from `text` in this.
/// Fails if the container cannot be written back, or if reading it again would not give `text`.
pub fn rewrite(doc: &Document, edits: &[Edit], text: &str) -> Result<Rewritten, Problem> {
    check(doc)?;
    let inexact = || {
        let first = edits.first().map_or(0, |edit| edit.span.start);
        Problem::Inexact { offset: doc.container_position(first).map_or(first.into(), |place| place.offset) }
    };
    let is_xml = doc.origin.input == InputKind::Dump;
    let raw_edits = if is_xml { in_xml(doc, edits) } else { in_plain_text(doc, edits) };
    let raw = apply(raw_of(doc), &raw_edits).ok_or_else(inexact)?;
    let new = if is_xml { read_xml(doc, &raw, text) } else { read_plain(doc, raw, text) };
    let new = new.ok_or_else(inexact)?;
    let mut splices: Vec<Splice> = raw_edits.into_iter().filter_map(|edit| splice(doc, edit)).collect();
    restate(doc, new.text(), &mut splices);
    Ok(Rewritten { splices, doc: new })
}

/// A replacement in a document's raw text.
struct RawEdit {
    range: Range<usize>,
    new: String,
}

fn raw_of(doc: &Document) -> &str {
    doc.map().container().map_or(doc.text(), |container| &container.raw)
}

/// How many bytes two texts have in common at their starts, and how many of the rest at their ends.
fn in_common(old: &str, new: &str) -> (usize, usize) {
    let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(old, new)| old == new).map(|(old, _)| old.len_utf8()).sum()
    };
    let before = length(&mut old.chars().zip(new.chars()));
    let after = length(&mut old[before..].chars().rev().zip(new[before..].chars().rev()));
    (before, after)
}

fn in_plain_text(doc: &Document, edits: &[Edit]) -> Vec<RawEdit> {
    let mut ends = LineEnds::new(doc.text());
    let mut least = 0;
    let mut raw_edits = Vec::with_capacity(edits.len());
    for edit in edits {
        if ends.is_meant(&edit.span.range(), &edit.text) {
            raw_edits.push(RawEdit { range: edit.span.range(), new: edit.text.clone() });
            continue;
        }
        let range = ends.whole(edit.span.range(), least);
        let new = ends.adapt(range.start, &edit.text);
        let (before, after) = in_common(doc.text().get(range.clone()).unwrap_or_default(), &new);
        least = range.end;
        let new = new[before..new.len() - after].to_owned();
        raw_edits.push(RawEdit { range: range.start + before..range.end - after, new });
    }
    raw_edits
}

/// The marks of CDATA sections and the comments of the container stay: new text stands before the first of them.
fn in_xml(doc: &Document, edits: &[Edit]) -> Vec<RawEdit> {
    let raw = raw_of(doc);
    let escaper = Escaper::new(raw);
    let mut ends = LineEnds::new(raw);
    let mut raw_edits = Vec::with_capacity(edits.len());
    for edit in edits {
        let (before, after) = in_common(doc.slice(edit.span), &edit.text);
        let span = Span::new(edit.span.start + before as u32, edit.span.end - after as u32);
        let mut new = &edit.text[before..edit.text.len() - after];
        for range in doc.map().raw_spans(span).into_iter().map(Span::range) {
            let written = escaper.write(range.clone(), std::mem::take(&mut new));
            let written = ends.adapt(range.start, &written).into_owned();
            raw_edits.push(RawEdit { range, new: written });
        }
    }
    raw_edits
}

/// `raw` after the edits; none if they are not in order, or cut a character in two.
fn apply(raw: &str, edits: &[RawEdit]) -> Option<String> {
    let mut new = String::with_capacity(raw.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(raw.get(at..edit.range.start)?);
        new.push_str(&edit.new);
        raw.get(edit.range.clone())?;
        at = edit.range.end;
    }
    new.push_str(raw.get(at..)?);
    Some(new)
}

fn read_plain(doc: &Document, raw: String, text: &str) -> Option<Document> {
    // The line ends are those of the file, which the text may not know.
    let without_cr = |text: &'_ str| -> Vec<u8> { text.bytes().filter(|&byte| byte != b'\r').collect() };
    let is_text = raw == text || without_cr(&raw) == without_cr(text);
    is_text.then(|| match doc.map().container() {
        None => Document::new(doc.origin.clone(), raw),
        Some(ContainerText { start, .. }) => {
            let container = ContainerText { raw: raw.clone(), start: *start, stated: Vec::new() };
            Document::with_map(doc.origin.clone(), raw, SourceMap::new(container, Steps::default()))
        }
    })
}

/// The document that is read from new raw text. Where there was no text there may be no place for one: `<text />`.
fn read_xml(doc: &Document, raw: &str, text: &str) -> Option<Document> {
    let container = doc.map().container().filter(|container| !container.raw.is_empty())?;
    let mut new = input::reread(raw).filter(|new| new.text() == text)?;
    new.origin = doc.origin.clone();
    new.start_at(container.start);
    Some(new)
}

/// An edit as its file has it; none if it changes nothing.
fn splice(doc: &Document, RawEdit { range, new }: RawEdit) -> Option<Splice> {
    let old = raw_of(doc).get(range.clone())?;
    let offset = Span::of(range).start;
    let at = doc.map().raw_position(offset).unwrap_or_else(|| {
        let place = doc.position(offset);
        ContainerPosition { offset: offset.into(), line: place.line.into(), column: place.column.into() }
    });
    (old != new).then(|| Splice { at, old: old.to_owned(), new })
}

/// Puts the length and the digests of the new text in the place of those that the container states. A digest of something
/// else than the old text stays: that of a revision with several slots is over all of them.
fn restate(doc: &Document, text: &str, splices: &mut Vec<Splice>) {
    let Some(container) = doc.map().container().filter(|_| !splices.is_empty()) else { return };
    for stated in &container.stated {
        let new = match stated.kind {
            StatedKind::Bytes => text.len().to_string(),
            StatedKind::Sha1 if stated.value != sha1_base36(doc.text()) => continue,
            StatedKind::Sha1 => sha1_base36(text),
        };
        if new != stated.value {
            splices.push(Splice { at: stated.at, old: stated.value.clone(), new });
        }
    }
    splices.sort_by_key(|splice| splice.at.offset);
}
