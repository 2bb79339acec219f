use crate::engine::Context;
use crate::facts::prose::{Block, BlockKind, LEFT_OUT, Origin};
use crate::facts::punctuation::Family;
use crate::source::Span;
use crate::value::sign::is_alphanumeric;

/// How far beside a place words are read, in bytes.
const MAX_WORD: usize = 60;

/// A sign in the prose, with what stands beside it.
pub(super) struct Place<'p> {
    block: Block<'p>,
    /// The sign's range in the block's text.
    at: usize,
    end: usize,
    pub(super) sign: char,
    /// What stands before the sign and after it: as much as a rule may look at.
    pub(super) before: &'p str,
    pub(super) after: &'p str,
}

impl<'p> Place<'p> {
    fn new(block: Block<'p>, at: usize, sign: char) -> Self {
        let text = block.text();
        let end = at + sign.len_utf8();
        let from = text.ceil_char_boundary(at.saturating_sub(MAX_WORD));
        let to = text.floor_char_boundary((end + MAX_WORD).min(text.len()));
        let before = text.get(from..at).unwrap_or_default();
        Place { block, at, end, sign, before, after: text.get(end..to).unwrap_or_default() }
    }

    /// The letters and digits right before the sign.
    pub(super) fn word_before(&self) -> &'p str {
        let ends = |sign: char| !is_of_word(sign);
        let start = self.before.char_indices().rev().find(|&(_, sign)| ends(sign));
        let start = start.map_or(0, |(at, sign)| at + sign.len_utf8());
        self.before.get(start..).unwrap_or_default()
    }

    /// The word right before the sign, or the bracket or quotation mark that closes there.
    pub(super) fn left(&self) -> &'p str {
        let word = self.word_before();
        let last = self.before.chars().next_back().filter(|_| word.is_empty()).map_or(0, char::len_utf8);
        if word.is_empty() { self.before.get(self.before.len() - last..).unwrap_or_default() } else { word }
    }

    /// The letters and digits right after the sign.
    pub(super) fn word_after(&self) -> &'p str {
        leading_word(self.after)
    }

    /// What stands around the sign between white space, the sign included, as it is read.
    pub(super) fn unbroken(&self) -> &'p str {
        let ends = |sign: char| sign.is_whitespace() || sign == LEFT_OUT;
        let before = self.before.rsplit(ends).next().unwrap_or_default();
        let after = self.after.split(ends).next().unwrap_or_default();
        let text = self.block.text();
        text.get(self.at - before.len()..self.end + after.len()).unwrap_or_default()
    }

    /// Where so many bytes before the sign up to so many after it stand in the document, if they stand there so.
    pub(super) fn span(&self, n_before: usize, n_after: usize) -> Option<Span> {
        let range = self.at - n_before..self.end + n_after;
        self.block.is_verbatim(range.clone()).then(|| self.block.span_of(range))
    }

    /// Where so many bytes before the sign up to so many after it stand in the document, markup between included.
    pub(super) fn span_around(&self, n_before: usize, n_after: usize) -> Span {
        self.block.span_of(self.at - n_before..self.end + n_after)
    }

    /// The white space before the sign and the word before that, if the space is written as it is read.
    pub(super) fn gap_before(&self) -> Option<Gap> {
        let head = self.before.trim_end();
        let length = self.before.len() - head.len();
        let start = self.at - length;
        let word = head.len() - head.trim_end_matches(is_of_word).len();
        let is_written = length > 0 && self.block.is_verbatim(start..self.at);
        is_written.then(|| Gap { before: self.block.span_of(start - word..start), length })
    }

    pub(super) fn kind(&self) -> BlockKind {
        self.block.kind()
    }
}

/// The white space between two words.
pub(super) struct Gap {
    /// The word before it.
    pub(super) before: Span,
    /// The bytes of the space.
    pub(super) length: usize,
}

/// The word that a text starts with.
pub(super) fn leading_word(text: &str) -> &str {
    let end = text.find(|sign: char| !is_of_word(sign)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_of_word(sign: char) -> bool {
    // Vowel signs and viramas of Indic scripts are no letters by themselves; dandas are marks.
    is_alphanumeric(sign)
        || matches!(sign, '\'' | '’' | '\u{300}'..='\u{36F}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{DFF}')
        || matches!(sign, '\u{200C}' | '\u{200D}')
}

/// Whether a word has letters that are small or capital.
pub(super) fn is_cased(word: &str) -> bool {
    word.chars().any(|sign| sign.is_lowercase() || sign.is_uppercase())
}

/// Whether a word is of a script that sets spaces between words: not Han, Kana, Thai, Lao, Burmese or Khmer.
pub(super) fn writes_spaces(word: &str) -> bool {
    !word.chars().any(|sign| {
        matches!(
            sign,
            '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{30FF}'
                | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        )
    })
}

/// Whether a text has an address, a path, code or a formula in it, where marks stand without spaces.
pub(super) fn is_technical(text: &str) -> bool {
    text.contains("://")
        || text.contains("www.")
        || text.contains(['@', '\\', '=', '_', '/', '<', '>', '|', '^', '#'])
}

/// The places of a family in the article's own words that a rule wants, values of templates left out.
pub(super) fn own_places<'p>(
    cx: &Context<'p>,
    family: Family,
    wanted: impl Fn(&Place<'p>) -> bool,
) -> Vec<Place<'p>> {
    let prose = cx.facts.prose();
    let mut places = Vec::new();
    for candidates in cx.facts.punctuation().by_block(family) {
        let block = candidates.first().and_then(|first| prose.block(first.block as usize));
        let Some(block) = block.filter(|block| block.kind() != BlockKind::Argument) else { continue };
        let all = candidates.iter().map(|place| Place::new(block, place.at as usize, place.sign));
        let mut found = all.filter(&wanted).peekable();
        if found.peek().is_some() {
            let origins = block.origins();
            places.extend(found.filter(|place| origins.at(place.at) == Origin::Own));
        }
    }
    places
}
