use super::{Lone, MAX_LONE, Mark, drop_continued, hides, is_text, pairs_in};
use crate::facts::Facts;
use crate::facts::prose::{Block, LEFT_OUT, Origin};
use crate::facts::punctuation::{Candidate, Family};
use crate::value::sign::{is_alphanumeric, is_numeric};

/// The letters or digits before a bracket that number an item: `a)`, `12)`, `iv)`.
const MAX_NUMBER: usize = 3;

/// How far from each other brackets of two kinds stand that were meant to be a pair, in bytes.
const MAX_CROSSED: usize = 300;

/// The brackets of the article's own text that have no partner in their paragraph.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<Lone> {
    let mut found = Vec::new();
    for candidates in facts.punctuation().by_block(Family::Bracket) {
        let block = candidates.first().and_then(|first| facts.prose().block(first.block as usize));
        let Some(block) = block.filter(is_text) else { continue };
        let lone = pair(&block, candidates);
        if lone.len() > MAX_LONE {
            continue;
        }
        // A bracket that is written as a character reference is meant to stand alone.
        let is_own = |lone: &Lone| {
            block.origin_at(lone.mark.at as usize) == Origin::Own && block.is_verbatim(lone.mark.range())
        };
        let is_partner_hidden = |lone: &Lone| {
            let signs = [lone.mark.sign, partner(lone.mark.sign)].map(narrow);
            hides(facts, &block, &signs) || lone.instead.is_some_and(|_| hides(facts, &block, &['[', ']']))
        };
        found.extend(lone.into_iter().filter(|lone| is_own(lone) && !is_partner_hidden(lone)));
    }
    drop_continued(facts, &mut found, |opener, closer| narrow(partner(opener)) == narrow(closer));
    found
}

/// Pairs the brackets of a block; gives those without a partner.
fn pair(block: &Block<'_>, candidates: &[Candidate]) -> Vec<Lone> {
    let text = block.text();
    let mut open: Vec<Mark> = Vec::new();
    let mut lone = Vec::new();
    for candidate in candidates {
        let &Candidate { block: number, at, sign } = candidate;
        if !pairs_in(block.origin_at(at as usize)) || is_face(*candidate, text) {
            continue;
        }
        let mark = Mark { block: number, at, sign };
        if is_opener(sign) {
            open.push(mark);
            continue;
        }
        let is_partner = |mark: &Mark| narrow(partner(mark.sign)) == narrow(sign);
        let mut innermost = open.iter().rev();
        if innermost.next().is_some_and(is_partner) {
            open.pop();
        } else if innermost.next().is_some_and(is_partner) {
            lone.extend(open.pop().map(|mark| Lone { mark, opens: true, instead: None }));
            open.pop();
        } else if let Some(opener) = open.pop_if(|opener| is_crossed(text, *opener, mark)) {
            if !is_interval(text, opener, mark) {
                lone.push(Lone { mark: opener, opens: true, instead: Some(mark) });
            }
        } else if !is_number(text, mark) {
            lone.push(Lone { mark, opens: false, instead: None });
        }
    }
    lone.extend(open.into_iter().map(|mark| Lone { mark, opens: true, instead: None }));
    lone.sort_unstable_by_key(|lone| lone.mark.at);
    lone
}

fn is_opener(sign: char) -> bool {
    partner(sign) > sign
}

/// The bracket that closes or opens with another one.
fn partner(sign: char) -> char {
    match sign {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '（' => '）',
        '）' => '（',
        '［' => '］',
        '］' => '［',
        '｛' => '｝',
        '｝' => '｛',
        '〈' => '〉',
        '〉' => '〈',
        '《' => '》',
        '》' => '《',
        '【' => '】',
        '】' => '【',
        '〔' => '〕',
        '〕' => '〔',
        '〖' => '〗',
        '〗' => '〖',
        '｟' => '｠',
        '｠' => '｟',
        other => other,
    }
}

/// The bracket of half width: texts in Chinese and Japanese open with one and close with the other.
fn narrow(sign: char) -> char {
    match sign {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '｛' => '{',
        '｝' => '}',
        other => other,
    }
}

/// Whether a bracket closes what one of another kind opened: in one line, and round with square.
fn is_crossed(text: &str, open: Mark, close: Mark) -> bool {
    let kinds = [narrow(open.sign), narrow(close.sign)];
    let between = text.get(open.range().end..close.range().start).unwrap_or_default();
    matches!(kinds, ['(', ']'] | ['[', ')'])
        && between.len() <= MAX_CROSSED
        && !between.contains(['\n', LEFT_OUT])
}

/// Whether two brackets hold an interval, as in `[0, 1)`.
fn is_interval(text: &str, open: Mark, close: Mark) -> bool {
    let between = text.get(open.range().end..close.range().start).unwrap_or_default();
    let is_bound = |part: &str| part.trim().chars().count() <= 8;
    between.split_once([',', ';']).is_some_and(|(start, end)| is_bound(start) && is_bound(end))
}

/// Whether a bracket is a part of a face drawn with signs, as in `so :) they`.
fn is_face(candidate: Candidate, text: &str) -> bool {
    let head = text.get(..candidate.at as usize).unwrap_or_default();
    let eyes = head.strip_suffix('-').unwrap_or(head).strip_suffix([':', ';', '=']);
    // `(:)` names the sign; `people:(2007)`, `(see:)` and `a=(b)` are no faces.
    let is_apart = |before: &str| !before.ends_with(|sign| is_opener(sign) || is_alphanumeric(sign));
    let goes_on = candidate.after(text).is_some_and(is_alphanumeric);
    eyes.is_some_and(is_apart) && !goes_on
}

/// Whether a bracket stands behind the number of an item: `a)`, `12)`.
fn is_number(text: &str, mark: Mark) -> bool {
    let head = text.get(..mark.at as usize).unwrap_or_default().trim_end();
    let ends = |sign: char| !is_alphanumeric(sign);
    let number = head.rsplit(ends).next().unwrap_or_default();
    mark.sign == ')' && (1..=MAX_NUMBER).contains(&number.chars().count()) && {
        let is_numeric = number.chars().all(is_numeric);
        let before = head.get(..head.len() - number.len()).unwrap_or_default();
        let is_start = before.trim_end().is_empty() || before.ends_with(['\n', LEFT_OUT]);
        let is_letter = number.chars().count() == 1;
        let is_roman = number.chars().all(|sign| "ivxlcIVXLC".contains(sign));
        is_numeric || is_letter || is_roman || is_start
    }
}
