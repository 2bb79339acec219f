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

/// What may follow a number.
#[derive(Debug)]
struct After {
    /// The first bytes of what may follow directly, other than white space.
    directly: [bool; 256],
    /// How what may follow after a sign of white space begins.
    spaced: Bytes,
}

/// Beginnings, or ends, of texts: some of their bytes.
#[derive(Debug)]
struct Bytes {
    /// Two bytes of texts that have less than four.
    two: BitSet,
    /// Four bytes of all others, by their hash.
    four: BitSet,
}

/// A set of numbers below 65,536.
#[derive(Debug)]
struct BitSet(Box<[u64; 1024]>);

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
        let after = if digits <= SHORT { &self.after_short } else { &self.after_long };
        joins_numbers(rest)
            || after.may_start(rest)
            || digits <= SHORT && behind_range(rest).is_some_and(|rest| after.may_start(rest))
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
        After { directly: [false; 256], spaced: Bytes::new() }
    }

    /// Whether a text starts with what may follow.
    fn may_start(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        if !first.is_whitespace() {
            return text.bytes().next().is_some_and(|byte| self.directly[usize::from(byte)]);
        }
        let rest = &text[first.len_utf8()..];
        rest.starts_with(char::is_whitespace) || self.spaced.has_start_of(rest.as_bytes())
    }

    /// A day, with what may follow its number.
    fn add_day(&mut self, day: &Step, months: &MonthTable, marks: &Marks) {
        marks.ordinal_suffixes.iter().for_each(|suffix| self.add(suffix, false));
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
                StepPiece::Literal(literal) => {
                    self.add(literal, spaced);
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

fn pair(first: u8, second: u8) -> u16 {
    u16::from_be_bytes([first, second])
}

fn hash(bytes: [u8; 4]) -> u16 {
    const MULTIPLIER: u32 = 0x9E37_79B1;
    (u32::from_le_bytes(bytes).wrapping_mul(MULTIPLIER) >> 16) as u16
}

impl BitSet {
    fn new() -> Self {
        BitSet(Box::new([0; 1024]))
    }

    fn insert(&mut self, number: u16) {
        self.0[usize::from(number >> 6)] |= 1 << (number & 63);
    }

    fn contains(&self, number: u16) -> bool {
        self.0[usize::from(number >> 6)] & 1 << (number & 63) != 0
    }
}
