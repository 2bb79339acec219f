//! A line of an article with its marks.

use std::ops::Range;

use codespan_reporting::diagnostic::LabelStyle;
use maud::{Markup, html};

use super::text::message;
use crate::report::snippet::Excerpt;
use crate::source::Document;

/// The lines of a snippet, each with what is said of its places.
pub(super) fn lines(doc: &Document, excerpts: &[Excerpt], language: Option<&str>) -> Markup {
    let mut line_before = None;
    html! {
        div.snippet {
            @for excerpt in excerpts {
                @match line_before.replace(excerpt.line) {
                    Some(line) if line == excerpt.line => {
                        p.gap { "column " (doc.position(excerpt.first).column) }
                    }
                    Some(line) if line + 1 < excerpt.line => p.gap { "⋯" },
                    _ => {}
                }
                (line(excerpt, language))
            }
        }
    }
}

fn line(excerpt: &Excerpt, language: Option<&str>) -> Markup {
    let said: Vec<&Mark> = excerpt.marks.iter().filter(|mark| !mark.2.is_empty()).collect();
    let number = |mark: &Mark| said.iter().position(|said| std::ptr::eq(*said, mark)).map(|index| index + 1);
    let is_numbered = said.len() > 1;
    html! {
        div.line {
            span.number { (excerpt.line + 1) }
            code dir="auto" lang=[language] {
                @for piece in pieces(excerpt) {
                    @match piece.style {
                        None => (piece.text),
                        Some(LabelStyle::Primary) => mark { (piece.text) },
                        Some(LabelStyle::Secondary) => mark.second { (piece.text) },
                    }
                    @for mark in piece.ends.iter().filter(|_| is_numbered) {
                        @if let Some(number) = number(mark) { span.at data-n=(number) {} }
                    }
                }
            }
        }
        @for (index, mark) in said.iter().enumerate() {
            p.said.second[mark.0 == LabelStyle::Secondary] data-n=[is_numbered.then_some(index + 1)] {
                (message(&mark.2))
            }
        }
    }
}

type Mark = (LabelStyle, Range<usize>, String);

/// A piece of a line that is marked in one way.
struct Piece<'e> {
    text: &'e str,
    style: Option<LabelStyle>,
    /// The marks that end with it.
    ends: Vec<&'e Mark>,
}

/// A line, cut wherever a mark begins or ends. A place behind the last character is a piece without text.
fn pieces(excerpt: &Excerpt) -> Vec<Piece<'_>> {
    let length = excerpt.text.len();
    let range = |mark: &Mark| mark.1.start.min(length)..mark.1.end.min(length);
    let mut cuts: Vec<usize> =
        excerpt.marks.iter().flat_map(|mark| [range(mark).start, range(mark).end]).collect();
    cuts.extend([0, length]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |start: usize, end: usize| {
        let covers = |mark: &&Mark| {
            let Range { start: from, end: to } = range(mark);
            (from <= start && end <= to) && (start < end || from == to)
        };
        let style = excerpt
            .marks
            .iter()
            .filter(covers)
            .map(|mark| mark.0)
            .max_by_key(|style| *style == LabelStyle::Primary);
        let ends = excerpt.marks.iter().filter(|mark| range(mark).end == end && covers(mark)).collect();
        Piece { text: excerpt.text.get(start..end).unwrap_or_default(), style, ends }
    };
    let mut pieces: Vec<Piece<'_>> = cuts.windows(2).map(|cut| piece(cut[0], cut[1])).collect();
    let behind = piece(length, length);
    pieces.extend(behind.style.is_some().then_some(behind));
    pieces
}

#[cfg(test)]
mod tests {
    use codespan_reporting::diagnostic::LabelStyle;
    use proptest::prelude::*;

    use super::pieces;
    use crate::report::snippet::Excerpt;

    proptest! {
        #[test]
        fn the_pieces_of_a_line_are_its_text_and_each_mark_ends_once(
            places in prop::collection::vec((0..12usize, 0..4usize, any::<bool>()), 0..5)
        ) {
            let text = "a line of so".to_owned();
            let style = |first| if first { LabelStyle::Primary } else { LabelStyle::Secondary };
            // A mark that would cover nothing covers the next character, or the place behind the last.
            let marks = places
                .into_iter()
                .map(|(start, length, first)| (style(first), start..start + length.max(1), "said".to_owned()))
                .collect();
            let excerpt = Excerpt { line: 0, first: 0, text, marks };
            let pieces = pieces(&excerpt);
            prop_assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), excerpt.text.clone());
            let ends: usize = pieces.iter().map(|piece| piece.ends.len()).sum();
            prop_assert_eq!(ends, excerpt.marks.len());
        }
    }

    #[test]
    fn the_first_place_wins_where_places_overlap_and_the_end_of_a_line_can_be_marked() {
        let marks = vec![
            (LabelStyle::Secondary, 0..3, String::new()),
            (LabelStyle::Primary, 1..2, String::new()),
            (LabelStyle::Primary, 4..5, String::new()),
        ];
        let excerpt = Excerpt { line: 0, first: 0, text: "abcd".to_owned(), marks };
        let pieces: Vec<_> = pieces(&excerpt).iter().map(|piece| (piece.text, piece.style)).collect();
        let (primary, secondary) = (Some(LabelStyle::Primary), Some(LabelStyle::Secondary));
        assert_eq!(pieces, [("a", secondary), ("b", primary), ("c", secondary), ("d", None), ("", primary)]);
    }
}
