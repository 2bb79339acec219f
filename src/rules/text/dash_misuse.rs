//! `rules/text/dash-misuse.md`

use std::ops::Range;

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::facts::punctuation::{Candidate, Family};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};

/// Finds hyphens in running text where the language writes a dash, and dashes with spaces where it writes none.
pub struct DashMisuse;

/// What stands where a dash belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Misuse {
    /// `a - b`
    Hyphen,
    /// `a--b`, `a -- b`
    TwoHyphens,
    /// `a — b` where the language writes `a—b`.
    SpacedDash,
}

impl Rule for DashMisuse {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let dashes = cx.language.map(|language| language.dashes.sentence.as_slice()).unwrap_or_default();
        let Some(usual) = dashes.first() else { return };
        let is_closed = |dash: &&String| !dash.starts_with(' ') && !dashes.contains(&format!(" {dash} "));
        let closed = dashes.iter().find(is_closed);
        for candidates in cx.facts.punctuation().by_block(Family::Dash) {
            let block = candidates.first().and_then(|first| cx.facts.prose().block(first.block as usize));
            let is_running =
                |block: &Block<'_>| matches!(block.kind(), BlockKind::Paragraph | BlockKind::Caption);
            let Some(block) = block.filter(is_running) else { continue };
            let read = |candidate: &Candidate| misuse(block.text(), *candidate, closed.map(String::as_str));
            let found: Vec<_> = candidates.iter().filter_map(read).collect();
            if found.is_empty() {
                continue;
            }
            let origins = block.origins();
            for (misuse, range) in found {
                let is_own =
                    origins.at(range.start) == Origin::Own && origins.at(range.end - 1) == Origin::Own;
                let dash = if misuse == Misuse::SpacedDash { closed.unwrap_or(usual) } else { usual };
                if is_own && block.is_verbatim(range.clone()) {
                    cx.report(finding(&block, misuse, range, dash));
                }
            }
        }
    }
}

/// What is wrong at a place between two words, with the white space around it.
fn misuse(text: &str, candidate: Candidate, closed: Option<&str>) -> Option<(Misuse, Range<usize>)> {
    let at = candidate.at as usize;
    let (head, rest) = (text.get(..at)?, text.get(at..)?);
    // Of a row of signs the first one is looked at alone.
    if head.ends_with(candidate.sign) {
        return None;
    }
    let after = rest.trim_start_matches(candidate.sign);
    let n_signs = (rest.len() - after.len()) / candidate.sign.len_utf8();
    let (before, next) = (head.strip_suffix(' ').unwrap_or(head), after.strip_prefix(' ').unwrap_or(after));
    let has_spaces = before.len() < head.len() && next.len() < after.len();
    let has_one = before.len() < head.len() || next.len() < after.len();
    let ends_word = |sign: char| sign.is_alphabetic() || ")»”\"".contains(sign);
    let starts_word = |sign: char| sign.is_alphabetic() || "(«“\"".contains(sign);
    let misuse = match (candidate.sign, n_signs) {
        ('-', 1) if has_spaces => Misuse::Hyphen,
        ('-', 2) if has_spaces || !has_one => Misuse::TwoHyphens,
        (sign, 1) if has_spaces && closed.is_some_and(|dash| dash.chars().eq([sign])) => Misuse::SpacedDash,
        _ => return None,
    };
    let is_between_words = before.ends_with(ends_word) && next.starts_with(starts_word);
    is_between_words.then(|| (misuse, before.len()..text.len() - next.len()))
}

fn finding(block: &Block<'_>, misuse: Misuse, range: Range<usize>, dash: &str) -> Finding {
    let (message, key) = match misuse {
        Misuse::Hyphen => ("a hyphen with spaces stands where a dash belongs", "hyphen"),
        Misuse::TwoHyphens => ("two hyphens stand where a dash belongs", "two hyphens"),
        Misuse::SpacedDash => ("spaces stand around this dash", "spaced dash"),
    };
    let span = block.span_of(range);
    Finding::new(span, message).help(format!("write `{dash}`")).cluster(key).fix(Fix::replace(
        format!("write `{dash}`"),
        span,
        dash,
        Safety::Suggested,
    ))
}
