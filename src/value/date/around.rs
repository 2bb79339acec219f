use super::grammar::{DASHES, Marks};
use super::months::MonthTable;
use super::steps::{Step, StepPiece};

/// The most digits that a number of a day or month has.
const SHORT: usize = 2;

/// What can stand around the first number of a date: a test of a few bytes that lets all dates through and little
/// else, so that most numbers of a text are not read as dates at all.
#[derive(Debug)]
pub(super) struct Around {
    /// What may follow a number that can be a day, a range of days aside.
    after_short: After,
    /// What may follow a number that can only be a year.
    after_long: After,
    /// How what may stand before the number, and before white space and commas there, ends.
    before: Bytes,
    /// Whether some number may follow without white space.
    unspaced: bool,
}

/// What may follow a number, or a part of a pattern behind it.
#[derive(Debug)]
struct After {
    /// Whether a date may end there.
    ends: bool,
    /// The first bytes of what may follow directly, other than white space.
    directly: [bool; 256],
    /// Signs and words of patterns that may follow directly, with what may follow them.
    literals: Vec<(String, After)>,
    /// What may stand directly behind a day and says no more of it.
    suffixes: Vec<String>,
    /// How what may follow after a sign of white space begins.
    spaced: Bytes,
}

/// Beginnings, or ends, of texts: some of their bytes.
#[derive(Debug)]
struct Bytes {
    /// Two bytes of texts that have less than four.
    two: BitSet,
    /// Four bytes of all others.
    four: BitSet,
}

/// A set of hashes.
#[derive(Debug)]
struct BitSet([u64; 64]);

impl Around {
    /// What stands around the dates of these patterns.
    pub(super) fn new(steps: &[Step], months: &MonthTable, marks: &Marks) -> Self {
        let mut around = Around {
            after_short: After::new(),
            after_long: After::new(),
            before: Bytes::new(),
            unspaced: false,
        };
        for step in steps {
            match step.piece {
                StepPiece::MonthName => around.add_before(step, months),
                StepPiece::Year => {
                    around.after_long.add_year(step, months, marks);
                    around.after_short.add_year(step, months, marks);
                }
                _ => around.after_short.add_day(step, months, marks),
            }
        }
        around
    }

    /// Whether a date may start with a number of so many digits that stands before `rest`: one of numbers alone, or one
    /// of a pattern.
    pub(super) fn may_follow(&self, rest: &str, digits: usize) -> bool {
        if digits > SHORT {
            return joins_numbers(rest) || self.after_long.may_start(rest);
        }
        let is_day = |rest: &str| {
            let range =
                || behind_range(rest).is_some_and(|rest| self.after_short.may_start_with_suffix(rest));
            self.after_short.may_start(rest) || range()
        };
        joins_numbers(rest) || is_day(rest) || self.after_short.without_suffix(rest).any(is_day)
    }

    /// Whether a month's name may stand before a number and what separates the two.
    pub(super) fn may_precede(&self, head: &str) -> bool {
        if !self.unspaced && !head.ends_with(char::is_whitespace) {
            return false;
        }
        self.before.has_end_of(head.trim_end_matches(separates).as_bytes())
    }

    /// What a pattern that starts with a month's name has before its first number.
    fn add_before(&mut self, name: &Step, months: &MonthTable) {
        for name in months.names() {
            let text = name.text();
            self.before.add_end(text);
            // A name with a number in it is found by that number.
            if let Some(head) = text.find(char::is_numeric).and_then(|at| text.get(..at)) {
                self.before.add_end(head.trim_end_matches(separates));
                self.unspaced |= !head.is_empty() && !head.ends_with(char::is_whitespace);
            }
            if name.takes_dot() {
                self.before.add_end(&format!("{text}."));
            }
        }
        let mut steps = vec![name];
        while let Some(step) = steps.pop() {
            let is_spaced = matches!(step.piece, StepPiece::Gap | StepPiece::GapBeforeYear);
            for next in &step.next {
                if let StepPiece::Literal(literal) = &next.piece {
                    self.before.add_end(literal.trim_end_matches(separates));
                }
                if next.piece.is_number() {
                    self.unspaced |= !is_spaced;
                } else {
                    steps.push(next);
                }
            }
        }
    }
}

/// Whether a sign stands between a month's name and a number and is part of neither.
fn separates(sign: char) -> bool {
    sign == ',' || sign.is_whitespace()
}

/// Whether a text starts with signs that join the number before it with two more: `.6.2010`, `-06-05`.
fn joins_numbers(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(sign @ (b'.' | b'/' | b'-')) = bytes.first() else { return false };
    // Digits of the language's own are no ASCII.
    let may_be_number =
        |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_digit() || !byte.is_ascii());
    let digits = bytes.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
    match bytes.get(1 + digits) {
        Some(after) if after == sign => (1..=SHORT).contains(&digits) && may_be_number(2 + digits),
        Some(after) => !after.is_ascii(),
        None => false,
    }
}

/// What stands behind the second number of a range of days, of which a text starts with the dash.
fn behind_range(text: &str) -> Option<&str> {
    let until = text.trim_start().strip_prefix(DASHES)?.trim_start();
    let after = until.trim_start_matches(char::is_numeric);
    (after.len() < until.len()).then_some(after)
}

impl After {
    fn new() -> Self {
        After {
            ends: false,
            directly: [false; 256],
            literals: Vec::new(),
            suffixes: Vec::new(),
            spaced: Bytes::new(),
        }
    }

    /// Whether a text starts with what may follow.
    fn may_start(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return self.ends };
        if self.ends {
            return true;
        }
        if !first.is_whitespace() {
            let is_there = |(literal, after): &(String, After)| {
                text.strip_prefix(literal.as_str()).is_some_and(|rest| after.may_start(rest))
            };
            return text.bytes().next().is_some_and(|byte| self.directly[usize::from(byte)])
                || self.literals.iter().any(is_there);
        }
        let rest = &text[first.len_utf8()..];
        rest.starts_with(char::is_whitespace) || self.spaced.has_start_of(rest.as_bytes())
    }

    /// The same for a text that may start with a suffix of the number before it.
    fn may_start_with_suffix(&self, text: &str) -> bool {
        self.may_start(text) || self.without_suffix(text).any(|rest| self.may_start(rest))
    }

    /// What stands behind a suffix that a text starts with.
    fn without_suffix<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.suffixes.iter().filter_map(move |suffix| text.strip_prefix(suffix.as_str()))
    }

    /// A day, with what may follow its number.
    fn add_day(&mut self, day: &Step, months: &MonthTable, marks: &Marks) {
        self.suffixes.clone_from(&marks.ordinal_suffixes);
        self.add_next(day, months);
    }

    /// A year, with what may follow its number: the name of an era.
    fn add_year(&mut self, year: &Step, months: &MonthTable, marks: &Marks) {
        for mark in marks.before_era.iter().chain(&marks.common_era) {
            self.add(mark, false);
            self.add(mark, true);
        }
        self.add_next(year, months);
    }

    /// The pieces that follow a number.
    fn add_next(&mut self, number: &Step, months: &MonthTable) {
        let mut steps: Vec<(&Step, bool)> = number.next.iter().map(|step| (step, false)).collect();
        while let Some((step, spaced)) = steps.pop() {
            let goes_on = match &step.piece {
                StepPiece::Literal(literal) if spaced => {
                    self.add(literal, true);
                    false
                }
                StepPiece::Literal(literal) => {
                    let mut after = After::new();
                    after.ends = step.form.is_some();
                    after.add_next(step, months);
                    self.literals.push((literal.clone(), after));
                    false
                }
                StepPiece::MonthName => {
                    months.names().iter().for_each(|name| self.add(name.text(), spaced));
                    false
                }
                StepPiece::Day | StepPiece::MonthNumber | StepPiece::Year => {
                    self.add_any(spaced);
                    false
                }
                StepPiece::Gap => true,
                StepPiece::GapBeforeYear | StepPiece::Comma => {
                    self.add(",", spaced);
                    true
                }
            };
            if goes_on {
                let is_gap = step.piece != StepPiece::Comma;
                steps.extend(step.next.iter().map(|next| (next, spaced || is_gap)));
            }
        }
    }

    fn add(&mut self, text: &str, spaced: bool) {
        if spaced {
            self.spaced.add_start(text);
        } else if let Some(&first) = text.as_bytes().first() {
            self.directly[usize::from(first)] = true;
        }
    }

    /// A number, in whatever digits.
    fn add_any(&mut self, spaced: bool) {
        for byte in (0..=u8::MAX).filter(|byte| byte.is_ascii_digit() || !byte.is_ascii()) {
            match spaced {
                true => self.spaced.add_all_with(byte),
                false => self.directly[usize::from(byte)] = true,
            }
        }
    }
}

impl Bytes {
    fn new() -> Self {
        Bytes { two: BitSet::new(), four: BitSet::new() }
    }

    fn add_start(&mut self, text: &str) {
        match *text.as_bytes() {
            [a, b, c, d, ..] => self.four.insert(hash([a, b, c, d])),
            [a, b, ..] => self.two.insert(pair(a, b)),
            [a] => self.add_all_with(a),
            [] => {}
        }
    }

    fn add_end(&mut self, text: &str) {
        match *text.as_bytes() {
            [.., a, b, c, d] => self.four.insert(hash([a, b, c, d])),
            [.., a, b] => self.two.insert(pair(a, b)),
            // Before a single byte anything may stand.
            [last] => (0..=u8::MAX).for_each(|first| self.two.insert(pair(first, last))),
            [] => {}
        }
    }

    /// Adds all that starts with a byte.
    fn add_all_with(&mut self, first: u8) {
        (0..=u8::MAX).for_each(|second| self.two.insert(pair(first, second)));
    }

    fn has_start_of(&self, text: &[u8]) -> bool {
        let four = text.first_chunk().is_some_and(|four| self.four.contains(hash(*four)));
        four || match *text {
            [a, b, ..] => self.two.contains(pair(a, b)),
            [a] => self.two.contains(pair(a, 0)),
            [] => false,
        }
    }

    fn has_end_of(&self, text: &[u8]) -> bool {
        let four = text.last_chunk().is_some_and(|four| self.four.contains(hash(*four)));
        four || match *text {
            [.., a, b] => self.two.contains(pair(a, b)),
            [b] => self.two.contains(pair(0, b)),
            [] => false,
        }
    }
}

fn pair(first: u8, second: u8) -> usize {
    hash([first, second, 0, 0])
}

/// A number below 4,096.
fn hash(bytes: [u8; 4]) -> usize {
    const MULTIPLIER: u32 = 0x9E37_79B1;
    (u32::from_le_bytes(bytes).wrapping_mul(MULTIPLIER) >> 20) as usize
}

impl BitSet {
    fn new() -> Self {
        BitSet([0; 64])
    }

    fn insert(&mut self, hash: usize) {
        self.0[hash >> 6] |= 1 << (hash & 63);
    }

    fn contains(&self, hash: usize) -> bool {
        self.0[hash >> 6] & 1 << (hash & 63) != 0
    }
}
