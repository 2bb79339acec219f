//! Where what a tool left stands, for the rules on residue.

use rustc_hash::FxHashMap;

use crate::engine::Context;
use crate::facts::Facts;
use crate::facts::prose::{Block, Origin, Origins};
use crate::facts::residue::FoundMark;
use crate::profile::MarkKind;
use crate::rules::is_in_code;
use crate::source::{InputKind, Span};
use crate::syntax::Kind;

/// Whether a place is read as wikitext and is no code: not in a comment, and not in `nowiki`, formulas and the like.
pub(super) fn is_read(place: Span, cx: &Context<'_>) -> bool {
    let leaf = cx.tree.leaf_at(place.start);
    cx.doc.origin.input == InputKind::Extract
        || !matches!(leaf.kind(), Kind::Comment | Kind::Raw) && !is_in_code(leaf)
}

/// The marks of a kind that are read as wikitext and are no code.
pub(super) fn read_marks<'a>(kind: MarkKind, cx: &Context<'a>) -> Vec<FoundMark<'a>> {
    cx.facts.residue().of(kind).filter(|found| is_read(found.span, cx)).collect()
}

/// Whose words stand at places of a document, each block of text looked at once.
pub(super) struct Words<'a> {
    facts: &'a Facts<'a>,
    /// By the number of a block.
    origins: FxHashMap<usize, Origins<'a>>,
}

/// How many blocks before a place are asked whether it stands in them: deeper ones are no article's.
const MAX_DEPTH: usize = 16;

impl<'a> Words<'a> {
    pub(super) fn of(cx: &Context<'a>) -> Self {
        Words { facts: cx.facts, origins: FxHashMap::default() }
    }

    /// Whose words stand at an offset of the document; code, if it is no text that a reader sees.
    pub(super) fn origin(&mut self, offset: u32) -> Origin {
        let prose = self.facts.prose();
        let after = prose.first_from(offset + 1);
        let holds = |block: Block<'_>| block.span().contains(Span::new(offset, offset + 1));
        let numbers = (after.saturating_sub(MAX_DEPTH)..after).rev();
        let mut around = numbers.filter_map(|number| Some((number, prose.block(number)?)));
        let Some((number, block)) = around.find(|(_, block)| holds(*block)) else { return Origin::Code };
        let Some(at) = block.text_offset(offset) else { return Origin::Code };
        self.origins.entry(number).or_insert_with(|| block.origins()).at(at)
    }

    /// Whether a place is the article's own text, and no quotation, title, name or code.
    pub(super) fn is_own(&mut self, place: Span, cx: &Context<'_>) -> bool {
        is_read(place, cx) && self.origin(place.start) == Origin::Own
    }
}

/// A place with one of the spaces beside it, so that none is left over once it is removed.
pub(super) fn with_space(place: Span, text: &str) -> Span {
    let (start, end) = (place.start as usize, place.end as usize);
    let ends =
        text.get(end..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n', '.', ',']));
    if ends && text.get(..start).is_some_and(|before| before.ends_with(' ')) {
        Span::new(place.start - 1, place.end)
    } else {
        place
    }
}
