//! What is said to people of each section, largest losses first, and no more of a kind than can be read.

use std::cmp::Reverse;

use super::human::{counted, line_of};
use super::{Compared, Look};
use crate::compare::{Comparison, Difference, Kind};

/// How many differences of one kind in one section have a line of their own.
const LINES: usize = 3;
/// How many values are listed in one line.
const LISTED: usize = 8;
/// How many runs of other words of one sentence are listed.
const CHANGES: usize = 4;
/// How many columns of a line are left for what is said beside a text.
const BESIDE: usize = 30;
/// How much of a text is shown in the narrowest terminal, in characters.
const SHORTEST: usize = 40;

/// What is said of one section, or of sections that are missing.
pub(super) struct Group {
    pub(super) section: Option<usize>,
    pub(super) lines: Vec<Line>,
}

/// One line.
pub(super) struct Line {
    pub(super) sign: char,
    /// Where it is: `a:12`, `a:12 b:9`.
    pub(super) place: String,
    pub(super) text: String,
    pub(super) depth: usize,
}

/// What is said of a comparison. With `is_full` nothing is left out.
pub(super) fn groups(sides: [Compared<'_>; 2], comparison: &Comparison, look: Look) -> Vec<Group> {
    let writer =
        Writer { sides, is_full: look.is_full, shown: look.width.saturating_sub(BESIDE).max(SHORTEST) };
    let is_whole =
        |difference: &&Difference| difference.kind == Kind::Sections && difference.within.is_none();
    let mut whole: Vec<&Difference> = comparison.differences.iter().filter(is_whole).collect();
    whole.sort_by_key(|difference| Reverse(size(difference)));
    let mut groups = Vec::new();
    if !whole.is_empty() {
        let lines = whole.into_iter().map(|difference| writer.line(difference, 0)).collect();
        groups.push(Group { section: None, lines });
    }
    let rest: Vec<&Difference> =
        comparison.differences.iter().filter(|difference| !is_whole(difference)).collect();
    for in_section in rest.chunk_by(|one, other| one.section == other.section) {
        let section = in_section.first().map(|first| first.section);
        let lines = if look.is_full { writer.all(in_section) } else { writer.some(in_section) };
        groups.push(Group { section, lines });
    }
    groups
}

/// How much a difference is: what it holds, else the length of its text.
fn size(difference: &Difference) -> usize {
    let held: usize = difference.holds.iter().map(|(_, count)| count).sum();
    let text = |side: &Option<crate::compare::Passage>| side.as_ref().map_or(0, |passage| passage.text.len());
    held * 100 + text(&difference.a).max(text(&difference.b))
}

struct Writer<'s> {
    sides: [Compared<'s>; 2],
    is_full: bool,
    /// How much of a text is shown, in characters.
    shown: usize,
}

impl Writer<'_> {
    fn all(&self, differences: &[&Difference]) -> Vec<Line> {
        differences
            .iter()
            .map(|difference| self.line(difference, usize::from(difference.within.is_some())))
            .collect()
    }

    /// The lines of a section: kind by kind, what only one document has before what changed.
    fn some(&self, differences: &[&Difference]) -> Vec<Line> {
        let mut sorted = differences.to_vec();
        sorted.sort_by_key(|difference| {
            (
                rank(difference.kind),
                sign(difference) == '~',
                sign(difference) == '+',
                difference.kind,
                Reverse(weight(difference)),
            )
        });
        let mut lines = Vec::new();
        for alike in sorted.chunk_by(|one, other| one.kind == other.kind && sign(one) == sign(other)) {
            let Some(first) = alike.first() else { continue };
            let is_value =
                matches!(first.kind, Kind::Numbers | Kind::Dates | Kind::Names) && sign(first) != '~';
            if is_value && alike.len() > 1 {
                lines.push(self.values(alike));
                continue;
            }
            lines.extend(alike.iter().take(LINES).map(|difference| self.line(difference, 0)));
            let more = alike.len().saturating_sub(LINES);
            if more > 0 {
                let text = format!("and {more} more: {}", counted(first.kind, alike.len()));
                lines.push(Line { sign: sign(first), place: String::new(), text, depth: 0 });
            }
        }
        lines
    }

    /// Several values in one line.
    fn values(&self, alike: &[&Difference]) -> Line {
        let mut texts: Vec<(String, usize)> = Vec::new();
        for difference in alike {
            let Some(passage) = difference.a.as_ref().or(difference.b.as_ref()) else { continue };
            match texts.iter_mut().take(4 * LISTED).find(|(text, _)| *text == passage.text) {
                Some((_, count)) => *count += 1,
                None => texts.push((passage.text.clone(), 1)),
            }
        }
        let more: usize = texts.iter().skip(LISTED).map(|(_, count)| count).sum();
        let listed = texts.iter().take(LISTED).map(|(text, count)| match count {
            1 => format!("`{}`", self.cut(text)),
            _ => format!("`{}` ({count} times)", self.cut(text)),
        });
        let mut text = listed.collect::<Vec<String>>().join(", ");
        if more > 0 {
            text.push_str(&format!(" and {more} more"));
        }
        let kind = alike.first().map_or(Kind::Names, |first| first.kind);
        let sign = alike.first().map_or('-', |first| sign(first));
        let place = alike.first().map(|first| self.place(first)).unwrap_or_default();
        Line { sign, place, text: format!("{}: {text}", kind.name()), depth: 0 }
    }

    fn line(&self, difference: &Difference, depth: usize) -> Line {
        let texts =
            [&difference.a, &difference.b].map(|side| side.as_ref().map(|passage| passage.text.as_str()));
        let kind = difference.kind.noun();
        let mut text = match (difference.kind, texts) {
            (Kind::Wording, _) => format!("{kind}: {}", self.changes(difference)),
            (_, [Some(a), Some(b)]) => format!("{kind} `{}` → `{}`", self.cut(a), self.cut(b)),
            (_, [Some(text), None] | [None, Some(text)]) if !text.is_empty() => {
                format!("{kind} `{}`", self.cut(text))
            }
            _ => kind.to_owned(),
        };
        if !difference.holds.is_empty() {
            let holds = difference.holds.iter().map(|(kind, count)| counted(*kind, *count));
            text.push_str(&format!(" ({})", holds.collect::<Vec<String>>().join(", ")));
        }
        if let Some(place) = &difference.place {
            text.push_str(&format!(" · {place}"));
        }
        Line { sign: sign(difference), place: self.place(difference), text, depth }
    }

    fn changes(&self, difference: &Difference) -> String {
        let shown = if self.is_full { usize::MAX } else { CHANGES };
        let quoted =
            |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("`{}`", self.cut(text)) };
        let changes = difference.changes.iter().take(shown);
        let mut text = changes
            .map(|(a, b)| format!("{} → {}", quoted(a), quoted(b)))
            .collect::<Vec<String>>()
            .join("; ");
        let more = difference.changes.len().saturating_sub(shown);
        if more > 0 {
            text.push_str(&format!("; and {more} more"));
        }
        text
    }

    /// A text as far as it is shown.
    fn cut(&self, text: &str) -> String {
        match text.char_indices().nth(self.shown) {
            Some((at, _)) if !self.is_full => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
            _ => text.to_owned(),
        }
    }

    fn place(&self, difference: &Difference) -> String {
        let [a, b] = &self.sides;
        let of = |letter: &str, side: &Compared<'_>, passage: &Option<crate::compare::Passage>| {
            passage.as_ref().map(|passage| format!("{letter}:{}", line_of(side, passage.span.start)))
        };
        [of("a", a, &difference.a), of("b", b, &difference.b)]
            .into_iter()
            .flatten()
            .collect::<Vec<String>>()
            .join(" ")
    }
}

fn sign(difference: &Difference) -> char {
    match (&difference.a, &difference.b) {
        (Some(_), None) => '-',
        (None, _) => '+',
        _ => '~',
    }
}

/// Where a kind comes among others: what holds others first, then values, then words.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Numbers | Kind::Dates | Kind::Names => 1,
        Kind::Brackets => 2,
        Kind::Wording => 3,
        _ => 0,
    }
}

/// By what the differences of one kind are sorted: values stay in the order of the text.
fn weight(difference: &Difference) -> usize {
    if rank(difference.kind) == 0 { size(difference) } else { 0 }
}
