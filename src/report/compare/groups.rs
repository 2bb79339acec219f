//! What is said to people of each section: the largest losses of a kind, and no more of them than can be read.

use std::cmp::Reverse;

use super::human::{counted, line_of};
use super::{Compared, Look};
use crate::compare::{Comparison, Difference, Kind};

/// How many sections that are missing have a line of their own.
const SECTIONS: usize = 15;
/// How many differences of one kind in one section have a line of their own.
const LINES: usize = 3;
/// How many values are listed in one line.
const LISTED: usize = 8;
/// A sentence with more runs of other words is shown as a whole, here and there.
const CHANGES: usize = 4;
/// How many columns of a line are left for what is said beside a text.
const BESIDE: usize = 30;
/// How much of a text is shown in the narrowest terminal, in characters.
const SHORTEST: usize = 40;

/// What is said of one section, or of sections or headings that are missing.
pub(super) struct Group {
    pub(super) subject: Subject,
    pub(super) lines: Vec<Line>,
}

/// What a group is about.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// Sections that are missing.
    Sections,
    /// Headings that are missing while their text is there.
    Headings,
    /// One section, by its place in the comparison.
    Section(usize),
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
    let of_kind = |kind: Kind| {
        let alone = comparison.differences.iter().filter(|difference| difference.within.is_none());
        alone.filter(move |difference| difference.kind == kind)
    };
    let mut groups = Vec::new();
    let mut sections: Vec<&Difference> = of_kind(Kind::Sections).collect();
    sections.sort_by_key(|difference| Reverse(size(difference)));
    if !sections.is_empty() {
        let shown = if look.is_full { sections.len() } else { SECTIONS.min(sections.len()) };
        let (shown, folded) = sections.split_at(shown);
        let mut lines: Vec<Line> = shown.iter().map(|difference| writer.line(difference, 0)).collect();
        for wanted in ['-', '+'] {
            let count =
                |of: &[&Difference]| of.iter().filter(|difference| sign(difference) == wanted).count();
            if count(folded) > 0 {
                lines.push(more(wanted, count(folded), Kind::Sections, count(&sections)));
            }
        }
        groups.push(Group { subject: Subject::Sections, lines });
    }
    let headings: Vec<Vec<&Difference>> = ['-', '+']
        .map(|wanted| of_kind(Kind::Headings).filter(|heading| sign(heading) == wanted).collect())
        .into();
    let headings = headings.iter().filter(|headings| !headings.is_empty());
    let lines: Vec<Line> = match look.is_full {
        true => headings.flatten().map(|heading| writer.line(heading, 0)).collect(),
        false => headings.map(|headings| writer.values(headings)).collect(),
    };
    if !lines.is_empty() {
        groups.push(Group { subject: Subject::Headings, lines });
    }
    let is_said = |difference: &Difference| {
        matches!(difference.kind, Kind::Sections | Kind::Headings) && difference.within.is_none()
    };
    let rest: Vec<&Difference> =
        comparison.differences.iter().filter(|difference| !is_said(difference)).collect();
    for in_section in rest.chunk_by(|one, other| one.section == other.section) {
        let Some(first) = in_section.first() else { continue };
        let lines = if look.is_full { writer.all(in_section) } else { writer.some(in_section) };
        groups.push(Group { subject: Subject::Section(first.section), lines });
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
            let mut shown: Vec<&Difference> = alike.iter().take(LINES).copied().collect();
            shown.sort_by_key(|difference| starts(difference));
            lines.extend(shown.into_iter().map(|difference| self.line(difference, 0)));
            let more = alike.len().saturating_sub(LINES);
            if more > 0 {
                lines.push(self::more(sign(first), more, first.kind, alike.len()));
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
        let noun = if alike.len() == 1 { kind.noun() } else { kind.name() };
        let sign = alike.first().map_or('-', |first| sign(first));
        let place = alike.first().map(|first| self.place(first)).unwrap_or_default();
        Line { sign, place, text: format!("{noun}: {text}"), depth: 0 }
    }

    fn line(&self, difference: &Difference, depth: usize) -> Line {
        let texts =
            [&difference.a, &difference.b].map(|side| side.as_ref().map(|passage| passage.text.as_str()));
        let kind = difference.kind.noun();
        let mut text = match (difference.kind, texts) {
            (Kind::Wording, [Some(a), Some(b)]) if difference.changes.len() > CHANGES && !self.is_full => {
                let (a, b) = self.without_shared_start(a, b);
                format!("rewritten `{a}` → `{b}`")
            }
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
        let changes = difference.changes.iter().map(|(a, b)| match (self.cut(a), self.cut(b)) {
            (gone, new) if new.is_empty() => format!("without `{gone}`"),
            (gone, new) if gone.is_empty() => format!("with `{new}`"),
            (a, b) => format!("`{a}` → `{b}`"),
        });
        changes.collect::<Vec<String>>().join("; ")
    }

    /// Two texts as far as they are shown, without the words that both begin with.
    fn without_shared_start(&self, a: &str, b: &str) -> (String, String) {
        let signs = a.char_indices().zip(b.chars()).take_while(|((_, one), other)| one == other);
        let start =
            signs.filter(|((_, sign), _)| sign.is_whitespace()).last().map_or(0, |((at, _), _)| at + 1);
        let shown = |text: &str| {
            let rest = self.cut(text.get(start..).unwrap_or(text));
            if start > 0 { format!("… {rest}") } else { rest }
        };
        (shown(a), shown(b))
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

/// A line for those that have none of their own.
fn more(sign: char, more: usize, kind: Kind, all: usize) -> Line {
    let text = format!("and {more} more: {}", counted(kind, all));
    Line { sign, place: String::new(), text, depth: 0 }
}

/// Where a difference stands in the documents.
fn starts(difference: &Difference) -> [Option<u32>; 2] {
    [&difference.a, &difference.b].map(|side| side.as_ref().map(|passage| passage.span.start))
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
