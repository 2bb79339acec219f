use std::sync::LazyLock;

use super::around::Around;
use super::months::MonthTable;
use super::pattern::{Pattern, Piece};
use super::read::{Reader, empty};
use super::steps::Step;
use super::value::{DateValue, Shapes, Words, iso_parts};
use super::{Date, DateOrder, Form, Part};
use crate::profile::{Language, NumericOrder};
use crate::source::Span;

/// The signs between the ends of a range.
pub(super) const DASHES: [char; 4] = ['–', '-', '—', '−'];
/// The most digits of a number in a date.
const MAX_DIGITS: usize = 4;
/// How many bytes are looked at together: what one register of every machine of today holds.
const BLOCK: usize = 16;

/// The grammar of dates of one language; without a language, of numeric dates alone.
#[derive(Debug)]
pub struct DateGrammar {
    pub(super) months: MonthTable,
    pub(super) marks: Marks,
    pub(super) steps: Vec<Step>,
    around: Around,
    pub(super) patterns: Vec<Pattern>,
    /// The names that dates are written with, beside a day.
    names: Vec<String>,
    /// The names that dates without a day are written with; empty if they are the same.
    standalone: Vec<String>,
    digits: Option<OwnDigits>,
    pub(super) words: Words,
    /// Dates that were read, for those like them.
    pub(super) shapes: Shapes<DateValue>,
    /// Dates that were found in values, for those like them.
    found: Shapes<Option<Date>>,
    /// How readers of the language take `12.03.2010`.
    pub(super) numeric: Option<NumericOrder>,
}

/// The digits of a language that has its own.
#[derive(Debug)]
struct OwnDigits {
    zero: char,
    /// The bytes that all of them start with.
    head: Vec<u8>,
    /// The last byte of the zero.
    zero_end: u8,
}

/// What may stand beside the numbers of a date.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) ordinal_suffixes: Vec<String>,
    pub(super) before_era: Vec<String>,
    pub(super) common_era: Vec<String>,
    pub(super) decade_suffixes: Vec<String>,
}

impl DateGrammar {
    /// The grammar of a language; without one it reads ISO and other numeric dates.
    ///
    /// [`Language::date_grammar`] has it ready.
    pub fn new(language: Option<&Language>) -> Self {
        let default = Language::default();
        let language = language.unwrap_or(&default);
        let dates = &language.dates;
        let mut patterns: Vec<Pattern> =
            dates.patterns.iter().filter_map(|source| Pattern::parse(source)).collect();
        let yearless: Vec<Pattern> = patterns.iter().filter_map(Pattern::without_year).collect();
        patterns.extend(yearless);
        let months = MonthTable::new(&language.months);
        let marks = Marks {
            ordinal_suffixes: dates.ordinal_suffixes.clone(),
            before_era: dates.before_era.clone(),
            common_era: dates.common_era.clone(),
            decade_suffixes: dates.decade_suffixes.clone(),
        };
        let steps = Step::trees(&patterns);
        DateGrammar {
            around: Around::new(&steps, &months, &marks),
            months,
            marks,
            steps,
            patterns,
            names: language.months.in_date.clone(),
            standalone: language.months.standalone.clone(),
            digits: language.numbers.digits.chars().next().and_then(OwnDigits::new),
            words: Words::new(language),
            shapes: Shapes::default(),
            found: Shapes::default(),
            numeric: dates.numeric,
        }
    }

    /// The grammar where the language is not known.
    pub fn numeric() -> &'static DateGrammar {
        static NUMERIC: LazyLock<DateGrammar> = LazyLock::new(|| DateGrammar::new(None));
        &NUMERIC
    }

    /// All dates in `text`, in order, none overlapping another. Spans are offsets into `text`.
    pub fn find_all(&self, text: &str) -> Vec<Date> {
        let mut dates = Vec::new();
        self.find_each(text, |date| dates.push(date));
        dates
    }

    /// The same as [`DateGrammar::find_each`], quicker where most texts are one date and many are alike: values that are
    /// to be dates.
    pub fn find_in_value(&self, text: &str, found: impl FnMut(Date)) {
        let known = if iso_parts(text).is_some() { None } else { self.found.find(self, text) };
        match known {
            Some(date) => date.into_iter().for_each(found),
            None => self.find_each(text, found),
        }
    }

    /// Hands over all dates in `text`, in order, none overlapping another. Spans are offsets into `text`.
    pub fn find_each(&self, text: &str, found: impl FnMut(Date)) {
        self.find_beside(text, |_| {}, found);
    }

    /// The same, and hands over where each number of four digits ends, which may be a year.
    pub(crate) fn find_beside(&self, text: &str, year_end: impl FnMut(usize), mut found: impl FnMut(Date)) {
        // Half of all values of citations.
        if let Some([year, month, day]) = iso_parts(text) {
            let (year, month, day) = (Some(year), Some(month), Some(day));
            return found(Date { span: Span::new(0, 10), form: Form::Iso, year, month, day, ..empty() });
        }
        let around = |head: &str, end, digits| {
            let rest = text.get(end..).unwrap_or_default();
            (self.around.may_follow(rest, digits), self.around.may_precede(head))
        };
        self.find_where(text, around, year_end, found);
    }

    /// Hands over where numbers of four digits end, and the dates at those numbers of which `around` says that a date may
    /// start with it, and that a month's name may stand before it. It is given the text before a number, its end and how
    /// many digits it has.
    pub(super) fn find_where(
        &self,
        text: &str,
        around: impl Fn(&str, usize, usize) -> (bool, bool),
        mut year_end: impl FnMut(usize),
        mut found: impl FnMut(Date),
    ) {
        let reader = Reader { grammar: self, text };
        let (mut next, mut from) = (0, 0);
        while let Some(start) = self.next_digit(text, next) {
            let (end, digits) = self.digits_at(text, start);
            next = end;
            if digits == MAX_DIGITS {
                year_end(end);
            }
            if digits > MAX_DIGITS || start < from {
                continue;
            }
            let (starts, named) = around(text.get(from..start).unwrap_or_default(), end, digits);
            if (starts || named)
                && let Some(date) = reader.date_around(from, start, starts, named)
            {
                from = date.span.end as usize;
                found(date);
            }
        }
    }

    /// The grammar of the language that every wiki's citation module reads beside its own.
    pub(super) fn beside() -> Option<&'static DateGrammar> {
        static BESIDE: LazyLock<Option<&DateGrammar>> =
            LazyLock::new(|| Language::read_beside().map(Language::date_grammar));
        *BESIDE
    }

    /// Where the next digit stands.
    pub(crate) fn next_digit(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes().get(from..)?;
        match &self.digits {
            Some(digits) => Some(from + digits.next(bytes)?),
            None => Some(from + next_ascii_digit(bytes)?),
        }
    }

    /// The end and the number of the digits from a place on.
    pub(crate) fn digits_at(&self, text: &str, start: usize) -> (usize, usize) {
        let bytes = text.as_bytes().get(start..).unwrap_or_default();
        let ascii = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if ascii > 0 && bytes.get(ascii).is_none_or(u8::is_ascii) {
            return (start + ascii, ascii);
        }
        let (mut end, mut digits) = (start, 0);
        for sign in text.get(start..).unwrap_or_default().chars().take_while(|sign| self.is_digit(*sign)) {
            (end, digits) = (end + sign.len_utf8(), digits + 1);
        }
        (end, digits)
    }

    /// The order in which the language writes most of its dates; none where it has no pattern for a whole date.
    pub fn usual_order(&self) -> Option<DateOrder> {
        let whole = |pattern: &&Pattern| pattern.order != DateOrder::NoDay && pattern.has_year();
        self.patterns.iter().find(whole).map(|pattern| pattern.order)
    }

    /// Writes a date in an order of the language; none where a part is missing or the language has no such order.
    pub fn write(&self, date: &Date, order: DateOrder) -> Option<String> {
        self.fill(self.patterns.iter().find(|pattern| pattern.order == order && pattern.has_year())?, date)
    }

    /// Writes a date in an order of the language, without its year.
    pub fn write_without_year(&self, date: &Date, order: DateOrder) -> Option<String> {
        self.fill(self.patterns.iter().find(|pattern| pattern.order == order && !pattern.has_year())?, date)
    }

    fn fill(&self, pattern: &Pattern, date: &Date) -> Option<String> {
        let alone = pattern.order == DateOrder::NoDay && !self.standalone.is_empty();
        let names = if alone { &self.standalone } else { &self.names };
        let range = |part: Part, until: Option<Part>| match until {
            Some(until) => format!("{}–{}", part.value, until.value),
            None => part.value.to_string(),
        };
        let mut out = String::new();
        for piece in &pattern.pieces {
            match piece {
                Piece::Day => out.push_str(&range(date.day?, date.day_until)),
                Piece::MonthName => {
                    let index = usize::try_from(date.month?.value - 1).ok()?;
                    out.push_str(names.get(index)?);
                }
                Piece::MonthNumber => out.push_str(&range(date.month?, date.month_until)),
                Piece::Year => out.push_str(&range(date.year?, None)),
                Piece::Gap => out.push(' '),
                Piece::Literal(literal) => out.push_str(literal),
            }
        }
        Some(out)
    }

    /// Writes a date of these parts in an order of the language, or as much of it as is given; none as above.
    pub(super) fn write_parts(
        &self,
        order: DateOrder,
        year: Option<Part>,
        month: Option<Part>,
        day: Option<Part>,
    ) -> Option<String> {
        let date = Date { year, month, day, ..empty() };
        match (day, year) {
            (None, _) => self.write(&date, DateOrder::NoDay),
            (_, None) => self.write_without_year(&date, order),
            _ => self.write(&date, order),
        }
    }

    /// The name of a month as it stands beside a day, or alone.
    pub fn month_name(&self, number: i32, beside_day: bool) -> Option<&str> {
        let index = usize::try_from(number - 1).ok()?;
        let alone = self.standalone.get(index).filter(|_| !beside_day);
        alone.or_else(|| self.names.get(index)).map(String::as_str)
    }

    /// A text with its digits in the language's own signs, where it has them.
    pub fn in_own_digits(&self, text: &str) -> String {
        let own = |sign: char| {
            let zero = self.digits.as_ref()?.zero;
            char::from_u32(zero as u32 + sign.to_digit(10)?)
        };
        text.chars().map(|sign| own(sign).unwrap_or(sign)).collect()
    }

    /// Whether a way to write dates ends with a full stop.
    pub(super) fn ends_dates_with_dot(&self) -> bool {
        let ends = |pattern: &Pattern| matches!(pattern.pieces.last(), Some(Piece::Literal(literal)) if literal.ends_with('.'));
        self.patterns.iter().any(ends)
    }

    /// What stands before an estimated year.
    pub(crate) fn circa(&self) -> Option<&str> {
        self.words.circa.as_deref().or_else(|| DateGrammar::beside()?.words.circa.as_deref())
    }

    /// What stands for a date that is not known.
    pub(super) fn undated(&self) -> Option<&str> {
        self.words.undated.as_deref().or_else(|| DateGrammar::beside()?.words.undated.as_deref())
    }

    /// The number of the month that a whole text names or numbers; numbers above 12 as they are.
    pub fn month(&self, text: &str) -> Option<i32> {
        let named = self.months.at_start(text).filter(|(_, length)| *length == text.len());
        named.map(|(name, _)| name.number).or_else(|| self.integer(text))
    }

    /// The number that a whole text of one to four digits is, with a sign before it or not.
    pub fn integer(&self, text: &str) -> Option<i32> {
        let (negative, digits) = text.strip_prefix(['-', '−']).map_or((false, text), |digits| (true, digits));
        let (rest, value) = Reader { grammar: self, text: digits }.number(1, 4, digits).ok()?;
        rest.is_empty().then_some(if negative { -value.value } else { value.value })
    }

    pub(super) fn is_digit(&self, sign: char) -> bool {
        self.digit(sign).is_some()
    }

    /// The value of a digit, in ASCII or in the language's own digits.
    pub(super) fn digit(&self, sign: char) -> Option<u32> {
        sign.to_digit(10).or_else(|| {
            let value = (sign as u32).checked_sub(self.digits.as_ref()?.zero as u32)?;
            (value < 10).then_some(value)
        })
    }
}

impl OwnDigits {
    fn new(zero: char) -> Option<Self> {
        let mut buffer = [0; 4];
        let (zero_end, head) = zero.encode_utf8(&mut buffer).as_bytes().split_last()?;
        Some(OwnDigits { zero, head: head.to_vec(), zero_end: *zero_end })
    }

    /// Where the first digit stands.
    fn next(&self, bytes: &[u8]) -> Option<usize> {
        // Most of a text has none: blocks are looked at, each with the byte before it.
        let before = self.head.last().copied().unwrap_or_default();
        let ends_digit = |(head, byte): (&u8, &u8)| {
            byte.is_ascii_digit() | (byte.wrapping_sub(self.zero_end) < 10) & (*head == before)
        };
        let mut start = 0;
        while let Some(heads) = bytes.get(start..).and_then(<[u8]>::first_chunk::<BLOCK>)
            && let Some(ends) = bytes.get(start + 1..).and_then(<[u8]>::first_chunk::<BLOCK>)
            && !heads.iter().zip(ends).map(ends_digit).fold(false, |found, ends| found | ends)
            && !heads[0].is_ascii_digit()
        {
            start += BLOCK;
        }
        let rest = bytes.get(start..)?.iter().zip(start..);
        rest.into_iter().find_map(|(byte, at)| {
            let is_own = || {
                byte.wrapping_sub(self.zero_end) < 10
                    && bytes.get(..at).is_some_and(|head| head.ends_with(&self.head))
            };
            if byte.is_ascii_digit() { Some(at) } else { is_own().then(|| at - self.head.len()) }
        })
    }
}

/// Where the first digit of ASCII stands. Most of a text has none, so that many bytes are looked at together.
fn next_ascii_digit(bytes: &[u8]) -> Option<usize> {
    const WORD: usize = size_of::<u64>();
    let digits_of = |word: &[u8; WORD]| digits_in(u64::from_le_bytes(*word));
    let has_digit = |block: &[u8; 4 * WORD]| {
        block.as_chunks().0.iter().fold(0, |found, word| found | digits_of(word)) != 0
    };
    let (blocks, _) = bytes.as_chunks();
    let start = 4 * WORD * blocks.iter().take_while(|block| !has_digit(block)).count();
    let (words, rest) = bytes.get(start..)?.as_chunks();
    let digits = words.iter().map(digits_of).enumerate().find(|(_, digits)| *digits != 0);
    match digits {
        Some((at, digits)) => Some(start + at * WORD + digits.trailing_zeros() as usize / WORD),
        None => Some(start + words.len() * WORD + rest.iter().position(u8::is_ascii_digit)?),
    }
}

/// The highest bit of each byte of a word that is a digit of ASCII.
fn digits_in(word: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const TO_HIGH_FROM_TEN: u64 = 0x7676_7676_7676_7676;
    let values = word ^ ZEROS;
    let is_no_digit = ((values & !HIGH) + TO_HIGH_FROM_TEN) | values;
    !is_no_digit & HIGH
}
