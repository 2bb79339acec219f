use super::grammar::Marks;
use super::months::MonthTable;
use super::steps::{Step, StepPiece};

/// The first bytes of characters that may be white space, beside those of ASCII.
const WIDE_SPACES: [u8; 4] = [0xC2, 0xE1, 0xE2, 0xE3];
/// The most digits that a number of a day or month has.
const SHORT: usize = 2;

/// What can stand around the first number of a date: a test of a few bytes that lets all dates through and little
/// else, so that most numbers of a text are not read as dates at all.
#[derive(Debug)]
pub(super) struct Around {
    /// What may follow a number that can be a day.
    after_short: After,
    /// What may follow a number that can only be a year.
    after_long: After,
    /// The last two bytes of what may stand before the number, and before white space and commas there.
    before: Pairs,
    /// Whether some number may follow without white space.
    unspaced: bool,
}

/// What may follow a number.
#[derive(Debug)]
struct After {
    /// The first bytes of what may follow directly.
    directly: [bool; 256],
    /// The first two bytes of what may follow after a sign of white space.
    spaced: Pairs,
}

/// A set of pairs of bytes.
#[derive(Debug)]
struct Pairs(Box<[u64; 1024]>);

impl Around {
    /// What stands around the dates of these patterns.
    pub(super) fn new(steps: &[Step], months: &MonthTable, marks: &Marks) -> Self {
        let mut around = Around {
            after_short: After::new(),
            after_long: After::new(),
            before: Pairs::new(),
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

    /// Whether a date may start with the number of so many digits that ends at `end`: one of numbers alone, whose signs
    /// between them stand before another number, or one of a pattern.
    pub(super) fn may_follow(&self, bytes: &[u8], end: usize, digits: usize) -> bool {
        let after = if digits <= SHORT { &self.after_short } else { &self.after_long };
        let Some(&[first, ref rest @ ..]) = bytes.get(end..) else { return false };
        if matches!(first, b'.' | b'/' | b'-')
            && rest.first().is_some_and(|next| next.is_ascii_digit() || !next.is_ascii())
        {
            return true;
        }
        if !after.directly[usize::from(first)] || !is_space(first) {
            return after.directly[usize::from(first)];
        }
        match rest {
            [] => false,
            [next, ..] if is_space(*next) || WIDE_SPACES.contains(next) => true,
            [next, rest @ ..] => after.spaced.contains(*next, rest.first().copied().unwrap_or_default()),
        }
    }

    /// Whether a month's name may stand before a number and what separates the two.
    pub(super) fn may_precede(&self, head: &str) -> bool {
        if !self.unspaced && !head.ends_with(char::is_whitespace) {
            return false;
        }
        match head.trim_end_matches(separates).as_bytes() {
            [.., first, last] => self.before.contains(*first, *last),
            [last] => self.before.contains(0, *last),
            [] => false,
        }
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
            if let (true, Some(&last)) = (name.takes_dot(), text.as_bytes().last()) {
                self.before.add(last, b'.');
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

impl After {
    fn new() -> Self {
        After { directly: [false; 256], spaced: Pairs::new() }
    }

    /// A day, with what may follow its number: a suffix, a range.
    fn add_day(&mut self, day: &Step, months: &MonthTable, marks: &Marks) {
        marks.ordinal_suffixes.iter().for_each(|suffix| self.add(suffix, false));
        for dash in super::grammar::DASHES {
            let mut buffer = [0; 4];
            let dash = dash.encode_utf8(&mut buffer);
            self.add(dash, false);
            self.add(dash, true);
        }
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
        let bytes = text.as_bytes();
        let Some(&first) = bytes.first() else { return };
        if spaced {
            let space = (0..=u8::MAX).filter(|&byte| is_space(byte)).chain(WIDE_SPACES);
            space.for_each(|byte| self.directly[usize::from(byte)] = true);
            match bytes.get(1) {
                Some(&second) => self.spaced.add(first, second),
                None => (0..=u8::MAX).for_each(|second| self.spaced.add(first, second)),
            }
        } else {
            self.directly[usize::from(first)] = true;
        }
    }

    /// A number, in whatever digits.
    fn add_any(&mut self, spaced: bool) {
        (0..=u8::MAX).for_each(|byte| match char::from(byte) {
            sign if sign.is_ascii() => self.add(sign.encode_utf8(&mut [0; 4]), spaced),
            _ if spaced => (0..=u8::MAX).for_each(|second| self.spaced.add(byte, second)),
            _ => self.directly[usize::from(byte)] = true,
        });
    }
}

impl Pairs {
    fn new() -> Self {
        Pairs(Box::new([0; 1024]))
    }

    fn add(&mut self, first: u8, second: u8) {
        self.0[usize::from(first) << 2 | usize::from(second) >> 6] |= 1 << (second & 63);
    }

    /// Adds the last two bytes of a text; before a single one anything may stand.
    fn add_end(&mut self, text: &str) {
        match text.as_bytes() {
            [.., first, last] => self.add(*first, *last),
            [last] => (0..=u8::MAX).for_each(|first| self.add(first, *last)),
            [] => {}
        }
    }

    fn contains(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first) << 2 | usize::from(second) >> 6] & 1 << (second & 63) != 0
    }
}

/// Whether a byte is white space of ASCII, as Unicode has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}
