//! `rules/date/born-died-notation.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::DateStyle;
use crate::source::Span;
use crate::syntax::{Kind, KindSet};

/// Finds signs and abbreviations for birth and death in an article's first sentence.
pub struct BornDiedNotation;

/// The length of `'''`.
const MARK: u32 = 3;

/// How much of a bracket is looked at, in bytes.
const MAX_LENGTH: usize = 200;

impl Rule for BornDiedNotation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(dates) = cx.language.map(|language| &language.dates) else { return };
        if dates.born.is_empty() && dates.died.is_empty() {
            return;
        }
        let facts = cx.facts;
        let lead_end =
            facts.own().headings.first().map_or(u32::MAX, |heading| cx.tree.node(*heading).span().start);
        const BOLD: KindSet = KindSet::of(&[Kind::Bold]);
        let Some(name) = cx.tree.nodes_of(BOLD).map(|bold| bold.span()).find(|bold| {
            bold.start < lead_end && super::own::origin_at(cx, bold.start + MARK) == Origin::Own
        }) else {
            return;
        };
        // A box and the text behind it can be one paragraph, with the values of the box between its start and the name.
        let before = facts.prose().blocks().take_while(|block| block.span().start <= name.start + MARK);
        let is_text = |block: &Block<'_>| block.argument().is_none() && block.kind() == BlockKind::Paragraph;
        if let Some(block) = before.filter(is_text).last() {
            bracket(&block, name, dates, cx);
        }
    }
}

/// Reports what stands in the bracket that follows the name.
fn bracket(block: &Block<'_>, name: Span, dates: &DateStyle, cx: &mut Context<'_>) {
    let text = block.text();
    let Some(start) = block.text_offset(name.start + MARK) else { return };
    let Some(open) = text.get(start..).and_then(|rest| Some(start + rest.find(" (")? + 2)) else { return };
    let is_near = open - start <= name.len() as usize + MAX_LENGTH;
    let inside = text.get(open..).and_then(|rest| rest.get(..rest.find(')')?));
    let Some(inside) = inside.filter(|inside| is_near && inside.len() <= MAX_LENGTH) else { return };
    let mut at = open;
    for part in inside.split_inclusive([',', ';', '–']) {
        let from = at + part.len() - part.trim_start().len();
        let part_text = part.trim();
        for words in [&dates.born, &dates.died] {
            let found = finding(block, from, part_text, words);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
        at += part.len();
    }
}

/// What is wrong with a part of the bracket that starts with one of the words that are not to be written.
fn finding(block: &Block<'_>, from: usize, part: &str, words: &[String]) -> Option<Finding> {
    let (wanted, avoided) = words.split_first()?;
    let is_date = |rest: &str| rest.chars().any(|sign| sign.is_ascii_digit());
    let matches = |word: &&String| {
        part.strip_prefix(word.as_str()).is_some_and(|rest| {
            let goes_on = word.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphanumeric);
            !goes_on && is_date(rest)
        })
    };
    let word = avoided.iter().filter(matches).max_by_key(|word| word.len())?;
    let rest = part.get(word.len()..)?.trim_end_matches([',', ';', '–']).trim();
    let (range, then) = (from..from + word.len(), format!("{wanted} {rest}"));
    let span = block.span_of(range.clone());
    let finding =
        Finding::new(span, format!("`{word}` stands for `{wanted}`")).help(format!("write `{then}`"));
    if !block.is_verbatim(range.clone()) {
        return Some(finding);
    }
    let is_spaced = block.text().get(range.end..)?.starts_with(char::is_whitespace);
    let instead = if is_spaced { wanted.clone() } else { format!("{wanted} ") };
    Some(finding.fix(Fix::replace(format!("write `{wanted}`"), span, instead, Safety::Suggested)))
}
