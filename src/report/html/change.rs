//! What a fix changes: the text before and after, with what stands around it.

use maud::{Markup, html};

use crate::fix::{Edit, Fix};
use crate::report::escape;
use crate::source::{Document, Span};

/// How many places of a fix are shown.
const PLACES: usize = 3;
/// How many edits one place may hold.
const EDITS: usize = 8;
/// Characters that are shown before and after a change.
const AROUND: usize = 40;
/// The longest text that is shown whole, in characters.
const LONGEST: usize = 320;
/// What is shown of the end of a longer one.
const END: usize = 80;

/// What a fix changes, place by place.
pub(super) fn change(doc: &Document, fix: &Fix, language: Option<&str>) -> Markup {
    let places: Vec<&[Edit]> = places(&fix.edits);
    html! {
        @for edits in places.iter().take(PLACES) { (place(doc, edits, language)) }
        @if places.len() > PLACES { p.more { "and " (places.len() - PLACES) " more changes" } }
    }
}

/// Edits that stand so near to one another that they are shown as one change.
fn places(edits: &[Edit]) -> Vec<&[Edit]> {
    let is_near = |one: &Edit, next: &Edit| next.span.start.saturating_sub(one.span.end) as usize <= AROUND;
    edits.chunk_by(is_near).flat_map(|near| near.chunks(EDITS)).collect()
}

fn place(doc: &Document, edits: &[Edit], language: Option<&str>) -> Markup {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return Markup::default() };
    let (before, after) = around(doc, first.span.start, last.span.end);
    let between = |index: usize, edit: &Edit| {
        let next = edits.get(index + 1).map(|next| next.span.start);
        next.map(|next| doc.slice(Span::new(edit.span.end, next))).unwrap_or_default()
    };
    html! {
        div.change {
            p.before {
                span.sign { "before" } " "
                code dir="auto" lang=[language] {
                    (before)
                    @for (index, edit) in edits.iter().enumerate() {
                        @if !edit.span.is_empty() { del { (shown(doc.slice(edit.span))) } }
                        (shown(between(index, edit)))
                    }
                    (after)
                }
            }
            p.after {
                span.sign { "after" } " "
                code dir="auto" lang=[language] {
                    (before)
                    @for (index, edit) in edits.iter().enumerate() {
                        @if !edit.text.is_empty() { ins { (shown(&edit.text)) } }
                        (shown(between(index, edit)))
                    }
                    (after)
                }
            }
        }
    }
}

/// What stands in the same line before a place and after it, with `…` where it is cut.
fn around(doc: &Document, start: u32, end: u32) -> (String, String) {
    let before = doc.text().get(..start as usize).unwrap_or_default();
    let after = doc.text().get(end as usize..).unwrap_or_default();
    let mut from = before.char_indices().rev().take_while(|&(_, ch)| ch != '\n').map(|(at, _)| at);
    let near = from.by_ref().take(AROUND).last().unwrap_or(before.len());
    let cut_before = if from.next().is_some() { "…" } else { "" };
    let mut to = after.char_indices().take_while(|&(_, ch)| ch != '\n' && ch != '\r');
    let far = to.by_ref().take(AROUND).last().map_or(0, |(at, ch)| at + ch.len_utf8());
    let cut_after = if to.next().is_some() { "…" } else { "" };
    let piece = |text: Option<&str>| escape(text.unwrap_or_default()).into_owned();
    (format!("{cut_before}{}", piece(before.get(near..))), format!("{}{cut_after}", piece(after.get(..far))))
}

/// A text with stand-ins for what is invisible, its middle left out if it is long. Line ends are shown and kept.
fn shown(text: &str) -> String {
    let line_by_line = |text: &str| -> String {
        let shown = |line: &str| {
            if line.ends_with('\n') { format!("{}\n", escape(line)) } else { escape(line).into_owned() }
        };
        text.split_inclusive('\n').map(shown).collect()
    };
    let Some((cut, _)) = text.char_indices().nth(LONGEST) else { return line_by_line(text) };
    let head = text.char_indices().nth(LONGEST - END).map_or(cut, |(at, _)| at);
    let tail = text.char_indices().rev().nth(END - 1).map_or(text.len(), |(at, _)| at);
    format!("{} … {}", line_by_line(&text[..head]), line_by_line(&text[tail.max(head)..]))
}

#[cfg(test)]
mod tests {
    use super::change;
    use crate::fix::{Edit, Fix, Safety};
    use crate::source::{Document, InputKind, Origin, Span};

    fn changed(text: &str, edits: Vec<Edit>) -> String {
        let doc = Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned());
        change(&doc, &Fix::new("do it", edits, Safety::Safe), None).into_string()
    }

    #[test]
    fn what_goes_and_what_comes_is_marked_among_its_neighbours() {
        let html = changed("a <i>b</i>\nc", vec![Edit::replace(Span::new(5, 6), "x&y")]);
        assert!(html.contains("a &lt;i&gt;<del>b</del>&lt;/i&gt;</code>"), "{html}");
        assert!(html.contains("a &lt;i&gt;<ins>x&amp;y</ins>&lt;/i&gt;</code>"), "{html}");
    }

    #[test]
    fn a_line_end_that_goes_is_shown() {
        assert!(changed("a\nb", vec![Edit::delete(Span::new(1, 2))]).contains("a<del>␊\n</del>b"));
    }

    #[test]
    fn long_texts_and_many_places_are_shortened() {
        let text = "x".repeat(100_000);
        let html = changed(&text, vec![Edit::delete(Span::new(500, 90_000))]);
        assert!(html.len() < 2_000, "{}", html.len());
        let edits = (0..10).map(|n| Edit::insert(n * 1_000, "y")).collect();
        assert!(changed(&text, edits).contains("and 7 more changes"));
    }
}
