//! Pairs of signs: templates, links, comments and extension tags that do not end.

mod markdown;
mod nowiki;

pub mod empty_formatting_line;
pub mod foreign_markup;
pub mod markdown_residue;
pub mod merge_conflict_marker;
pub mod nowiki_after_link;
pub mod nowiki_between_quotes;
pub mod nowiki_consecutive;
pub mod nowiki_in_gallery;
pub mod nowiki_in_text;
pub mod stray_template_close;
pub mod stray_wikilink_close;
pub mod unclosed_bold_italic;
pub mod unclosed_comment;
pub mod unclosed_extension_tag;
pub mod unclosed_extlink;
pub mod unclosed_template;
pub mod unclosed_wikilink;

use crate::engine::Context;
use crate::facts::openers::Opener;
use crate::finding::Finding;
use crate::rules::{is_in_code, shown};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// What looks like the end of an opener, in its line or, for a template, in the lines of its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    None,
    /// One closing sign.
    Single(Span),
    /// Two closing signs that close nothing, since a link stands in the link.
    Double(Span),
    /// One closing sign for each opening one, apart: `[[a] b]`, which is text.
    Apart,
}

/// The openers of a sign that are no text, with what looks like their ends.
fn openers<'a>(sign: u8, cx: &Context<'a>) -> Vec<(Opener, NodeRef<'a>, End)> {
    let openers = cx.facts.openers().unclosed().iter().filter(|opener| opener.sign == sign);
    let with_end = openers.map(|opener| {
        let node = cx.tree.node(opener.node);
        (*opener, node, end(node, sign))
    });
    with_end.filter(|&(_, node, end)| end != End::Apart && !is_in_code(node)).collect()
}

/// Searches the siblings of an opener up to the next one, so that no text is searched twice.
fn end(opener: NodeRef<'_>, open: u8) -> End {
    // ASCII has both closing signs two places after the opening ones.
    let close = open + 2;
    let opened = opener.source().len();
    let text = opener.document_text().as_bytes();
    let mut depth = opened;
    let mut found = End::None;
    let siblings = std::iter::successors(opener.next_sibling(), |node| node.next_sibling());
    let until = |node: &NodeRef<'_>| !matches!(node.kind(), Kind::Unclosed | Kind::Stray | Kind::Heading);
    for node in siblings.take_while(until).filter(is_text) {
        for at in node.span().range() {
            let next = text.get(at + 1);
            match text[at] {
                b'\n' if open == b'{' && is_argument_line(&text[at + 1..]) => {}
                b'\n' => return found,
                sign if sign == open => depth += 1,
                sign if sign == close && found == End::None && next == Some(&close) => {
                    return End::Double(Span::of(at..at + 2));
                }
                sign if sign == close => {
                    depth -= 1;
                    if depth == 0 {
                        return End::Apart;
                    }
                    if depth < opened && found == End::None {
                        found = End::Single(Span::of(at..at + 1));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a closing sign may stand in a node; a web address takes in what follows it.
fn is_text(node: &NodeRef<'_>) -> bool {
    matches!(node.kind(), Kind::Text | Kind::BareUrl)
}

/// Whether a line goes on with a template's arguments or its end.
fn is_argument_line(line: &[u8]) -> bool {
    matches!(line.iter().find(|&&byte| byte != b' '), Some(b'|' | b'}'))
}

/// The opener with the name after it, as messages quote it: `{{cite web`.
fn quoted(opener: NodeRef<'_>) -> String {
    let name = opener.next_sibling().filter(|node| node.kind() == Kind::Text).map_or("", NodeRef::source);
    let name = name.split(['|', '\n', '[', ']', '{', '}', '`']).next().unwrap_or_default();
    shown(&format!("{}{name}", opener.source()))
}

/// Names the opener around, which is open for the same cause.
fn with_around(finding: Finding, opener: Opener) -> Finding {
    match opener.around {
        Some(around) => finding.label(around, "this one is open for the same reason"),
        None => finding,
    }
}

/// How far before a stray closer its opener is looked for, in bytes: longer than a title.
const MAX_DISTANCE: usize = 200;

/// What of openers stands in the text before a pair of closing signs that closes nothing.
enum Before {
    None,
    /// One sign alone, with nothing but plain text behind it.
    Single(Span),
    /// Signs apart, one for each of the closing ones: `[a [b]]`, which is text.
    Apart,
}

/// Looks for single opening signs before a stray closer in the same line.
fn openers_before(closer: NodeRef<'_>, open: u8) -> Before {
    let text = closer.document_text().as_bytes();
    let end = closer.span().range().start;
    let first = end.saturating_sub(MAX_DISTANCE);
    let mut found = None;
    let mut is_plain = true;
    let mut depth = 0usize;
    for (at, &sign) in text.get(first..end).unwrap_or_default().iter().enumerate().rev() {
        match sign {
            b'\n' => break,
            _ if sign == open && depth > 0 => depth -= 1,
            _ if sign == open && found.is_some() => return Before::Apart,
            _ if sign == open => found = Some((first + at, is_plain)),
            _ if sign == open + 2 => depth += 1,
            b'[' | b']' | b'{' | b'}' | b'<' | b'>' => {}
            _ => continue,
        }
        is_plain = false;
    }
    match found {
        Some((at, true)) if at + 1 < end => Before::Single(Span::of(at..at + 1)),
        _ => Before::None,
    }
}
