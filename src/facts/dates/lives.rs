use super::spans::{box_ends, from_date, year};
use super::{DateFact, End};
use crate::facts::Facts;
use crate::facts::prose::{Block, BlockKind};
use crate::profile::{DateStyle, Event};
use crate::source::Span;
use crate::syntax::{Kind, KindSet};
use crate::value::date::Precision;
use crate::value::year_range;

/// The length of the marks of bold text.
const MARK: u32 = 3;
/// How far behind the name the bracket with the dates may start, and how long it may be, in bytes.
const REACH: usize = 400;
/// How far before a date the word may end that says what it is the date of, in bytes.
const LONGEST_GAP: usize = 4;
/// The longest dash with the white space around it, in bytes.
const LONGEST_DASH: usize = 12;

/// When somebody was born and died, as one place of an article says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The birth, if it is said once.
    pub birth: Option<End>,
    /// The death, if it is said once.
    pub death: Option<End>,
}

/// What the box of data and the first sentence say of the life of the article's subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lives {
    /// What the box above the text says, if there is one such box.
    pub in_box: Life,
    /// What the bracket behind the name says.
    pub in_lead: Life,
}

/// Reads both.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Lives {
    let in_box = in_box(facts);
    let is_said = in_box.birth.is_some() || in_box.death.is_some();
    let in_lead = is_said.then(|| in_lead(facts)).flatten();
    Lives { in_box, in_lead: in_lead.unwrap_or_default() }
}

fn in_box(facts: &Facts<'_>) -> Life {
    let lead_end = lead_end(facts);
    let ends = box_ends(facts, &facts.dates().templates);
    let only = |wanted: Event| {
        let mut found = ends.iter().map(|&(_, end)| end).filter(|(event, _)| *event == wanted);
        found.next().filter(|_| found.next().is_none()).map(|(_, end)| end)
    };
    let is_above = |end: &End| end.place.start < lead_end;
    Life { birth: only(Event::Birth).filter(is_above), death: only(Event::Death).filter(is_above) }
}

/// Where the first heading stands, or the text ends.
pub(in crate::facts) fn lead_end(facts: &Facts<'_>) -> u32 {
    let first = facts.own().headings.first();
    first.map_or(facts.doc.text().len() as u32, |heading| facts.tree.node(*heading).span().start)
}

/// What the bracket behind the first words in bold says.
fn in_lead(facts: &Facts<'_>) -> Option<Life> {
    let dates = &facts.language?.dates;
    let (index, block, name_end) = named_block(facts)?;
    let text = block.text();
    let open = name_end + text.get(name_end..)?.find('(').filter(|gap| *gap <= REACH / 4)? + 1;
    let inside = text.get(open..)?;
    let length = closing(inside).filter(|length| *length <= REACH)?;
    let inside = inside.get(..length)?;
    if dates.before_era.iter().any(|era| inside.contains(era.as_str())) {
        return None;
    }
    let all = &facts.dates().all;
    let is_inside = |fact: &&DateFact| {
        let at = fact.text.start as usize;
        fact.block == Some(index) && at >= open && (fact.text.end as usize) <= open + length
    };
    let found: Vec<(Span, End)> = all
        .iter()
        .filter(is_inside)
        .filter(|fact| fact.date.precision() == Precision::Day)
        .filter_map(|fact| Some((fact.text, from_date(&fact.date)?)))
        .collect();
    match found.as_slice() {
        [] => years(&block, inside, open, facts),
        [(place, end)] => Some(single(text, *place, *end, open + length, dates)),
        [(first, birth), (second, death)] => {
            let between = text.get(first.end as usize..second.start as usize)?;
            let is_joined = between.len() <= LONGEST_DASH && is_dash(between.trim());
            let is_marked =
                follows(text, *first, &dates.birth_marks) && follows(text, *second, &dates.death_marks);
            (is_joined || is_marked).then_some(Life { birth: Some(*birth), death: Some(*death) })
        }
        // Dates of two calendars, of coronations and the like.
        _ => None,
    }
}

/// `(1950–1999)`
fn years(block: &Block<'_>, inside: &str, open: usize, facts: &Facts<'_>) -> Option<Life> {
    let ranges = year_range::find_all(inside, facts.language);
    let [range] = ranges.as_slice() else { return None };
    let is_all = inside.trim().len() == range.span.len() as usize && range.has_dash;
    let (start, end) = (open + range.span.start as usize, open + range.span.end as usize);
    let place = block.span_of(start..end);
    is_all.then(|| Life { birth: year(place, range.start), death: year(place, range.end) })
}

/// The one date of a bracket: a birth or a death if a word says so, or a birth if a dash follows.
fn single(text: &str, place: Span, end: End, close: usize, dates: &DateStyle) -> Life {
    let after = text.get(place.end as usize..close).unwrap_or_default().trim();
    let is_birth = follows(text, place, &dates.birth_marks) || is_dash(after);
    let is_death = follows(text, place, &dates.death_marks);
    Life { birth: Some(end).filter(|_| is_birth), death: Some(end).filter(|_| is_death && !is_birth) }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "–" | "-" | "—" | "−")
}

/// Whether one of the words stands before a date.
pub(super) fn follows(text: &str, place: Span, words: &[String]) -> bool {
    let before = text.get(..place.start as usize).unwrap_or_default();
    let head = before.trim_end();
    before.len() - head.len() <= LONGEST_GAP
        && words.iter().any(|word| {
            let cut = head.len().checked_sub(word.len()).and_then(|at| head.split_at_checked(at));
            cut.is_some_and(|(rest, tail)| {
                tail.to_lowercase() == *word
                    && !(word.starts_with(char::is_alphabetic) && rest.ends_with(char::is_alphabetic))
            })
        })
}

/// The paragraph of the lead with the first words in bold, its number, and where in its text they end.
fn named_block<'f>(facts: &'f Facts<'_>) -> Option<(usize, Block<'f>, usize)> {
    let lead_end = lead_end(facts);
    let above = facts.prose().blocks().enumerate().take_while(|(_, block)| block.span().start < lead_end);
    let is_text = |block: &Block<'_>| block.argument().is_none() && block.kind() == BlockKind::Paragraph;
    let paragraphs: Vec<(usize, Block<'f>)> = above.filter(|(_, block)| is_text(block)).collect();
    let bolds = facts.tree.nodes_of(KindSet::of(&[Kind::Bold])).map(|bold| bold.span());
    bolds.take_while(|bold| bold.start < lead_end).find_map(|bold| {
        let last = bold.end.checked_sub(MARK + 1)?;
        let after = paragraphs.partition_point(|(_, block)| block.span().start <= last);
        let &(index, block) = paragraphs.get(after.checked_sub(1)?)?;
        let end = block.text_offset(last)?;
        let end = (end..=block.text().len()).find(|at| block.text().is_char_boundary(*at))?;
        Some((index, block, end))
    })
}

/// Where the bracket ends that a text stands in.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1_u32;
    for (at, sign) in text.char_indices() {
        depth = match sign {
            '(' | '（' => depth + 1,
            ')' | '）' => depth - 1,
            _ => depth,
        };
        if depth == 0 || at > REACH {
            return Some(at).filter(|_| depth == 0);
        }
    }
    None
}
