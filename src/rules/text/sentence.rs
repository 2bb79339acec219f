use crate::facts::pairs::Lone;
use crate::facts::prose::{Block, LEFT_OUT};
use crate::finding::Finding;
use crate::rules::{last_words, shown};

/// How far from a mark its sentence's end is looked for, in bytes.
const MAX_SENTENCE: usize = 600;
/// How many words before a mark a message shows.
const N_WORDS: usize = 5;

/// A finding at a mark that has no partner, with the place where its sentence ends or begins.
pub(super) fn lone_mark(block: &Block<'_>, lone: Lone) -> Finding {
    let (text, range) = (block.text(), lone.mark.range());
    let sign = lone.mark.sign;
    let span = block.span_of(range.clone());
    if lone.opens {
        let rest = text.get(range.start..).unwrap_or_default();
        let quoted = shown(rest.split(LEFT_OUT).next().unwrap_or_default());
        let finding = Finding::new(span, format!("`{sign}` is never closed: `{quoted}`"));
        let Some(end) = sentence_end(text, range.end) else { return finding };
        let last = text.get(..end).and_then(|head| head.char_indices().next_back()).map(|(at, _)| at);
        return finding.label(block.span_of(last.unwrap_or(end)..end), "the sentence ends here");
    }
    let start = sentence_start(text, range.start);
    let before = text.get(start..range.start).unwrap_or_default();
    let before = before.rsplit(LEFT_OUT).next().unwrap_or_default();
    let quoted = last_words(before, N_WORDS);
    let finding = Finding::new(span, format!("nothing opens `{sign}` in `{quoted}{sign}`"));
    let first = text.get(start..range.start).and_then(|sentence| sentence.chars().next());
    match first.filter(|first| *first != LEFT_OUT) {
        Some(first) => {
            finding.label(block.span_of(start..start + first.len_utf8()), "the sentence starts here")
        }
        None => finding,
    }
}

/// Where the sentence ends that a place stands in; none if that is far.
fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let end = text.floor_char_boundary((from + MAX_SENTENCE).min(text.len()));
    let mut signs = text.get(from..end)?.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_before_space = signs.peek().is_none_or(|(_, next)| next.is_whitespace() || *next == LEFT_OUT);
        if sign == '\n' {
            return Some(from + at).filter(|end| *end > from);
        }
        if ends_sentence(sign) && (is_before_space || sign == '。') {
            return Some(from + at + sign.len_utf8());
        }
    }
    let end = text.get(..end)?.trim_end().len();
    (end > from && end + 1 >= text.trim_end().len()).then_some(end)
}

/// Where the sentence starts that a place stands in, or where it is not searched for any more.
fn sentence_start(text: &str, until: usize) -> usize {
    let from = text.floor_char_boundary(until.saturating_sub(MAX_SENTENCE));
    let head = text.get(from..until).unwrap_or_default();
    let mut next: Option<(usize, char)> = None;
    for (at, sign) in head.char_indices().rev() {
        let is_before_space = next.is_some_and(|(_, next)| next.is_whitespace());
        if sign == '\n' || ends_sentence(sign) && (is_before_space || sign == '。') {
            let rest = head.get(at + sign.len_utf8()..).unwrap_or_default();
            return until - rest.trim_start().len();
        }
        next = Some((at, sign));
    }
    until - head.trim_start().len()
}

fn ends_sentence(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '॥' | '։')
}
