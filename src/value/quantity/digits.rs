//! Digits with the marks between them.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map, not, opt, peek};
use nom::multi::{many0, many1};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

use super::{Decimal, QuantityGrammar};

/// Marks that stand between groups of digits or before a fraction, white space aside.
const MARKS: &str = ".,'’٬٫";
/// Spaces that do not break a line: whoever writes them between digits groups them.
const NARROW: &str = "\u{a0}\u{202f}\u{2009}";
/// Fractions of one sign, with their value.
const VULGAR: [(char, &str); 11] = [
    ('½', "0.5"),
    ('¼', "0.25"),
    ('¾', "0.75"),
    ('⅓', "0.3333333333"),
    ('⅔', "0.6666666667"),
    ('⅕', "0.2"),
    ('⅖', "0.4"),
    ('⅗', "0.6"),
    ('⅘', "0.8"),
    ('⅛', "0.125"),
    ('⅞', "0.875"),
];

/// A number without sign and unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    pub(super) value: Decimal,
    pub(super) group: Option<char>,
    pub(super) decimal: Option<char>,
}

/// Digits between marks: the mark before them, and they themselves.
type Parts<'t> = Vec<(char, &'t str)>;

impl QuantityGrammar<'_> {
    /// The number that a text starts with. `whole`: nothing stands around it, so that a mark that the language does not
    /// have can be one.
    pub(super) fn number<'t>(&self, input: &'t str, whole: bool) -> Option<(&'t str, Digits)> {
        if let Some((rest, value)) = self.bare(input) {
            return Some((rest, Digits { value, group: None, decimal: None }));
        }
        if let Some(fraction) = input.chars().next().and_then(vulgar) {
            let rest = input.get(fraction.0..)?;
            return Some((rest, Digits { value: fraction.1, group: None, decimal: None }));
        }
        let (rest, (first, parts)) = self.run(input, whole).ok()?;
        let mut digits = self.interpret(first, &parts, whole)?;
        let Some((length, fraction)) = rest.chars().next().and_then(vulgar) else {
            return Some((rest, digits));
        };
        digits.value = digits.value.checked_add(fraction)?;
        Some((rest.get(length..)?, digits))
    }

    /// Digits of ASCII alone, as most numbers are: neither a mark nor a space is between them and others.
    fn bare<'t>(&self, input: &'t str) -> Option<(&'t str, Decimal)> {
        let length = input.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = input.split_at_checked(length)?;
        let mut signs = rest.chars();
        let (next, behind) = (signs.next().unwrap_or('\n'), signs.next().unwrap_or('\n'));
        let goes_on = self.digit(next).is_some()
            || vulgar(next).is_some()
            || self.digit(behind).is_some() && (MARKS.contains(next) || is_space(next));
        // Longer numbers do not fit into the integer.
        let is_short = (1..=18).contains(&length);
        let value = digits.parse::<u64>().ok().filter(|_| is_short && !goes_on)?;
        Some((rest, Decimal::from(value)))
    }

    /// `run := digit{1,3} (space digit{3})+ (mark digit+)? | digit+ (mark digit+)*`
    fn run<'t>(&self, input: &'t str, whole: bool) -> IResult<&'t str, (&'t str, Parts<'t>)> {
        let is_digit = |sign| self.digit(sign).is_some();
        let exactly = |min, max| terminated(take_while_m_n(min, max, is_digit), peek(not(satisfy(is_digit))));
        let marked = || pair(one_of(MARKS), take_while1(is_digit));
        let is_space =
            move |sign: char| NARROW.contains(sign) || sign == ' ' && (whole || self.groups_by_space());
        let spaced = pair(exactly(1, 3), pair(many1(pair(satisfy(is_space), exactly(3, 3))), opt(marked())));
        let spaced = map(spaced, |(first, (mut groups, fraction))| {
            groups.extend(fraction);
            (first, groups)
        });
        alt((spaced, pair(take_while1(is_digit), many0(marked())))).parse(input)
    }

    /// What the marks between digits are: the only reading that there is, or the language's own one.
    fn interpret(&self, first: &str, parts: &[(char, &str)], whole: bool) -> Option<Digits> {
        let marks: Vec<char> =
            parts.iter().map(|&(mark, _)| if is_space(mark) { ' ' } else { mark }).collect();
        let written = |at: usize| parts.get(at).map(|&(mark, _)| mark);
        let (group, decimal) = match *marks.as_slice() {
            [] => (None, None),
            [mark] => match self.single_mark(mark, first, parts.first()?.1, whole)? {
                Mark::Group => (written(0), None),
                Mark::Decimal => (None, written(0)),
            },
            [.., last] => {
                let one = *marks.first()?;
                let inner = marks.get(..marks.len() - 1)?;
                let is_one = inner.iter().all(|mark| *mark == one);
                match is_one {
                    true if last == one => (written(0), None),
                    true if matches!(last, '.' | ',' | '٫') => (written(0), written(marks.len() - 1)),
                    _ => return None,
                }
            }
        };
        let n_groups = parts.len() - usize::from(decimal.is_some());
        let groups = parts.get(..n_groups)?;
        if group.is_some() && !are_groups(first, groups) {
            return None;
        }
        let mut plain: String = self.ascii(first);
        groups.iter().for_each(|(_, digits)| plain.push_str(&self.ascii(digits)));
        if let Some((_, fraction)) = parts.get(n_groups) {
            plain.push('.');
            plain.push_str(&self.ascii(fraction));
        }
        Some(Digits { value: plain.parse().ok()?, group, decimal })
    }

    /// What the only mark in a number is.
    fn single_mark(&self, mark: char, first: &str, after: &str, whole: bool) -> Option<Mark> {
        let may_group =
            after.chars().count() == 3 && first.chars().count() <= 3 && !self.ascii(first).starts_with('0');
        match mark {
            '٫' => return Some(Mark::Decimal),
            ' ' | '\'' | '’' | '٬' => return may_group.then_some(Mark::Group),
            _ => {}
        }
        let Some(language) = self.language else { return (!may_group).then_some(Mark::Decimal) };
        if language.numbers.decimal.starts_with(mark) {
            Some(Mark::Decimal)
        } else if language.numbers.group.starts_with(mark) {
            // `12,5` where commas group is a decimal of another language, or two numbers.
            if may_group { Some(Mark::Group) } else { whole.then_some(Mark::Decimal) }
        } else {
            (whole && !may_group).then_some(Mark::Decimal)
        }
    }

    pub(super) fn digit(&self, sign: char) -> Option<u32> {
        self.language.map_or_else(|| sign.to_digit(10), |language| language.digit(sign))
    }

    fn ascii(&self, digits: &str) -> String {
        digits.chars().filter_map(|sign| char::from_digit(self.digit(sign)?, 10)).collect()
    }

    fn groups_by_space(&self) -> bool {
        self.language.is_some_and(|language| language.numbers.group == " ")
    }
}

enum Mark {
    Group,
    Decimal,
}

fn is_space(mark: char) -> bool {
    mark == ' ' || NARROW.contains(mark)
}

/// Whether digits stand in groups of three, or of two before the last three as in India: `12,34,567`.
fn are_groups(first: &str, groups: &[(char, &str)]) -> bool {
    let mut lengths = groups.iter().map(|(_, digits)| digits.chars().count());
    let n_first = first.chars().count();
    let by_three = (1..=3).contains(&n_first) && lengths.clone().all(|length| length == 3);
    let is_last = lengths.next_back() == Some(3);
    by_three
        || (is_last && (1..=2).contains(&n_first) && groups.len() > 1 && lengths.all(|length| length == 2))
}

/// The length and the value of a fraction of one sign.
fn vulgar(sign: char) -> Option<(usize, Decimal)> {
    let (_, value) = VULGAR.iter().find(|(known, _)| *known == sign)?;
    Some((sign.len_utf8(), value.parse().ok()?))
}
