//! What the first stage hands to the second one.

use crate::syntax::kind::Kind;

/// What was paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum PieceKind {
    /// A place that an opening run kept free and did not need.
    Empty,
    Comment,
    /// An extension tag with its content, or self-closing.
    Extension,
    /// The head of an extension tag that nothing closes.
    UnclosedTag,
    /// A tag that says what is transcluded: an opening, a closing or a self-closing one.
    Transclusion,
    Template,
    Parameter,
    Link,
    /// Two braces or brackets that the second stage found to call or link nothing. They still hide the separators in
    /// them from the template around.
    Broken,
    Variant,
    /// An opening run that nothing closes.
    Unclosed,
    /// A closing run that closes nothing.
    Stray,
}

/// One paired construct. Pieces stand in the order of their first byte, those inside after those around.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Piece {
    pub(in crate::syntax) start: u32,
    pub(in crate::syntax) end: u32,
    /// The number of the first piece after those inside.
    pub(in crate::syntax) next: u32,
    /// Where the name in braces or a link's target ends; set by the second stage. For an extension tag: where its
    /// closing mark starts.
    pub(in crate::syntax) head_end: u32,
    /// For braces: the first bar directly in them, as a place in [`Paired::bars`].
    pub(in crate::syntax) bar: u32,
    pub(in crate::syntax) kind: PieceKind,
    /// What node braces or a link become; set by the second stage.
    pub(in crate::syntax) node: Kind,
    /// For a link: what stands directly in it, [`HOLDS_LINK`] and the like.
    pub(in crate::syntax) holds: u8,
    /// For an opening or closing transclusion tag: it has a partner.
    pub(in crate::syntax) paired: bool,
}

/// A `|` that stands directly in braces: it starts an argument.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Bar {
    pub(in crate::syntax) at: u32,
    /// The first `=` after it, which ends the argument's name; 0 where there is none.
    pub(in crate::syntax) equals: u32,
    /// The place of the next bar in the same braces, or [`NO_BAR`].
    pub(in crate::syntax) next: u32,
}

/// The place that stands for no bar.
pub(super) const NO_BAR: u32 = u32::MAX;

/// What the first stage found.
pub(in crate::syntax) struct Paired {
    pub(in crate::syntax) pieces: Vec<Piece>,
    pub(in crate::syntax) bars: Vec<Bar>,
    /// The steps taken.
    pub(in crate::syntax) work: u64,
}

/// Another link.
pub(in crate::syntax) const HOLDS_LINK: u8 = 1;
/// `||`, which separates cells in a line of cells.
pub(in crate::syntax) const HOLDS_BARS: u8 = 2;
/// A line that starts like a cell or a row of a table.
pub(in crate::syntax) const HOLDS_CELL: u8 = 4;
/// A line's end: what follows it stands in no line of cells.
pub(in crate::syntax) const HOLDS_LINES: u8 = 8;

impl Piece {
    pub(super) fn new(kind: PieceKind, start: usize, end: usize, next: u32) -> Self {
        let (start, end) = (start as u32, end as u32);
        Piece {
            start,
            end,
            next,
            head_end: start,
            bar: NO_BAR,
            kind,
            node: Kind::Text,
            holds: 0,
            paired: false,
        }
    }

    /// The same brackets where they link nothing, since no link may hold what stands in them.
    pub(in crate::syntax) fn broken(self) -> Self {
        Piece { kind: PieceKind::Broken, node: Kind::Unclosed, ..self }
    }
}
