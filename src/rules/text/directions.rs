//! What the controls of Unicode's bidirectional algorithm (UAX #9) enclose.

use unicode_bidi::{BidiInfo, Level};

use crate::engine::Context;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeId};
use crate::value::character::{is_left_to_right, is_right_to_left};

/// What begins a line of its own for readers, or is text of its own for a template: a direction ends with it.
const SCOPES: KindSet = KindSet::of(&[
    Kind::Argument,
    Kind::Caption,
    Kind::Cell,
    Kind::Comment,
    Kind::FileOption,
    Kind::Heading,
    Kind::ListItem,
    Kind::Raw,
    Kind::Reference,
    Kind::Target,
    Kind::Term,
]);

/// How deep directions nest; UAX #9 ignores controls beyond it (BD2).
const MAX_OPEN: usize = 125;
/// How far up the tree the text that a control stands in is looked for.
const MAX_DEPTH: usize = 32;
/// How much of a text is shown as readers see it, in bytes.
const MAX_SHOWN: usize = 200;

/// A direction that a control starts.
pub(super) struct Direction {
    pub(super) opener: Span,
    pub(super) sign: char,
    /// What it encloses, without the controls themselves: up to its end, or to the end of its line where it has none.
    pub(super) inner: Span,
    pub(super) is_ended: bool,
}

/// The directions of a document, and the controls that end none, both in the order of the text.
#[derive(Default)]
pub(super) struct Directions {
    pub(super) started: Vec<Direction>,
    pub(super) stray: Vec<(Span, char)>,
}

struct Open {
    scope: (NodeId, usize),
    place: usize,
}

impl Directions {
    /// Pairs the controls of each paragraph, cell, argument and the like.
    pub(super) fn read(cx: &Context<'_>) -> Directions {
        let text = cx.doc.text();
        let mut found = Directions::default();
        let mut open: Vec<Open> = Vec::new();
        let (mut paragraph, mut counted) = (0, 0);
        let controls = cx.facts.characters().unusual.iter().copied();
        for (at, sign) in controls.filter(|&(_, sign)| starts(sign) || ends(sign)) {
            let before = text.as_bytes().get(counted..at as usize).unwrap_or_default();
            paragraph += before.windows(2).filter(|pair| pair == b"\n\n").count();
            counted = at as usize;
            let leaf = cx.tree.leaf_at(at);
            let around = leaf.ancestors().take(MAX_DEPTH);
            let scope_node = std::iter::once(leaf).chain(around).find(|node| SCOPES.contains(node.kind()));
            let scope_node = scope_node.unwrap_or(cx.tree.root());
            let scope = (scope_node.id(), paragraph);
            let span = Span::new(at, at + sign.len_utf8() as u32);
            if ends(sign) {
                let last = open.iter().rev().take(MAX_OPEN).position(|open| {
                    open.scope == scope
                        && found.started.get(open.place).is_some_and(|start| is_ended_by(start.sign, sign))
                });
                match last {
                    Some(back) => {
                        let kept = open.len() - 1 - back;
                        for closed in open.drain(kept..).take(1) {
                            if let Some(direction) = found.started.get_mut(closed.place) {
                                direction.inner.end = at;
                                direction.is_ended = true;
                            }
                        }
                    }
                    None => found.stray.push((span, sign)),
                }
                continue;
            }
            let rest = text.get(span.end as usize..scope_node.span().end as usize).unwrap_or_default();
            let line = rest.bytes().take(MAX_SHOWN).position(|byte| byte == b'\n').unwrap_or(rest.len());
            let inner = Span::new(span.end, span.end + line as u32);
            open.push(Open { scope, place: found.started.len() });
            found.started.push(Direction { opener: span, sign, inner, is_ended: false });
        }
        found
    }
}

impl Direction {
    /// The enclosed text and what readers see of it, where that is another text.
    pub(super) fn turned(&self, text: &str) -> Option<(String, String)> {
        let from = self.opener.start as usize;
        let end = text.floor_char_boundary((self.inner.end as usize).min(from + MAX_SHOWN));
        let whole = text.get(from..end)?;
        let stored = plain(whole);
        let is_turned = match self.sign {
            '\u{202E}' => stored.contains(|sign: char| is_left_to_right(sign) || sign.is_numeric()),
            '\u{202D}' => stored.contains(is_right_to_left),
            '\u{202B}' | '\u{2067}' => {
                stored.contains(is_left_to_right) && !stored.contains(is_right_to_left)
            }
            _ => false,
        };
        if !is_turned {
            return None;
        }
        let line = whole.lines().next()?;
        let stored = plain(line);
        let around = BidiInfo::new(line, Some(Level::ltr()));
        let paragraph = around.paragraphs.first()?;
        let shown = plain(&around.reorder_line(paragraph, paragraph.range.clone()));
        (shown != stored).then_some((stored, shown))
    }
}

/// A text without controls of directions.
fn plain(text: &str) -> String {
    text.chars().filter(|&sign| !starts(sign) && !ends(sign)).collect()
}

fn starts(sign: char) -> bool {
    matches!(sign, '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}')
}

fn ends(sign: char) -> bool {
    matches!(sign, '\u{202C}' | '\u{2069}')
}

fn is_ended_by(start: char, end: char) -> bool {
    (end == '\u{2069}') == matches!(start, '\u{2066}'..='\u{2068}')
}
