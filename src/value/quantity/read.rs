//! A number with what stands around it.

use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::{IResult, Parser};

use super::digits::Digits;
use super::unit::is_unspaced;
use super::{Decimal, Quantity, QuantityGrammar, Unit};
use crate::profile::UnitMeaning;
use crate::source::Span;
use crate::value::lowercase::lowercase;
use crate::value::sign::is_alphanumeric;

/// How many words a hedge may have, and how many bytes they may fill.
const HEDGE_WORDS: usize = 4;
const HEDGE_BYTES: usize = 48;

/// How much of a text a quantity is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// A part of running text.
    Part,
    /// All of it; the same in another unit may follow in parentheses.
    Whole,
    /// What stands in such parentheses.
    Inner,
}

/// What stands before a number.
#[derive(Default)]
struct Before {
    /// How many bytes of the text before it are not part of the quantity.
    start: usize,
    is_negative: bool,
    money: Option<String>,
    is_hedged: bool,
    is_ordinal: bool,
}

/// What stands after a number.
#[derive(Default)]
struct After {
    second: Option<Decimal>,
    power: u32,
    unit: Option<UnitMeaning>,
    is_ordinal: bool,
    is_hedged: bool,
}

impl QuantityGrammar<'_> {
    /// The quantity that a text is, as a whole, white space at its ends aside.
    pub fn read_value(&self, text: &str) -> Option<Quantity> {
        self.read_all(text, Extent::Whole)
    }

    /// The quantities in running text, in order. Parts of dates are found as well: whoever knows of the dates leaves
    /// out what stands in them. Parts of names, versions, times and telephone numbers are none, nor are number words.
    pub fn find_all(&self, text: &str) -> Vec<Quantity> {
        let mut found: Vec<Quantity> = Vec::new();
        let mut is_in_number = false;
        let mut from = 0;
        for (at, sign) in text.char_indices() {
            let starts = !is_in_number && self.starts_number(sign);
            is_in_number =
                self.starts_number(sign) || is_in_number && is_alphanumeric(sign) && !is_unspaced(sign);
            if !starts || at < from {
                continue;
            }
            if let Some(quantity) = self.read_at(text, at, from, Extent::Part) {
                from = quantity.span.end as usize;
                found.push(quantity);
            }
        }
        found
    }

    fn read_all(&self, text: &str, extent: Extent) -> Option<Quantity> {
        let all = Span::of(0..text.len()).trim(text);
        let (at, _) = text.char_indices().find(|&(_, sign)| self.starts_number(sign))?;
        let read = self.read_at(text, at, all.start as usize, extent)?;
        (read.span.trim(text) == all).then_some(Quantity { span: all, ..read })
    }

    /// The quantity whose digits start at an offset; what stands before `from` is not part of it.
    fn read_at(&self, text: &str, at: usize, from: usize, extent: Extent) -> Option<Quantity> {
        let before = self.before(text.get(from..at)?, extent)?;
        let (rest, first) = self.number(text.get(at..)?, extent != Extent::Part)?;
        let digits = Span::of(at..text.len() - rest.len());
        let (rest, after) = self.after(rest, &first, before.money.is_some(), extent)?;
        let scaled = |value: Decimal| value.checked_mul(Decimal::from(10u64.checked_pow(after.power)?));
        let value = scaled(first.value)?;
        Some(Quantity {
            value: if before.is_negative { -value } else { value },
            end: after.second.and_then(scaled),
            unit: unit(before.money, after.unit)?,
            power: after.power,
            is_ordinal: before.is_ordinal || after.is_ordinal,
            is_hedged: before.is_hedged || after.is_hedged,
            group: first.group,
            decimal: first.decimal,
            span: Span::of(from + before.start..text.len() - rest.len()),
            digits,
        })
    }

    /// Reads what stands before a number from its end on; none where the number is a part of something else.
    fn before(&self, text: &str, extent: Extent) -> Option<Before> {
        let mut before = Before::default();
        let mut left = self.sign_before(text, extent, &mut before);
        if let Some((rest, money)) = self.money_before(left.trim_end()) {
            before.money = Some(money);
            left = self.sign_before(rest, extent, &mut before);
        }
        if extent != Extent::Part
            && let Some(rest) = left.trim_end().strip_suffix(['#', '№'])
        {
            before.is_ordinal = true;
            left = rest;
        }
        if left.chars().next_back().is_some_and(|sign| !may_precede(sign)) {
            return None;
        }
        if let Some(rest) = self.hedge_before(left) {
            before.is_hedged = true;
            left = rest;
        }
        // White space before the quantity is not part of it.
        let own = text.get(left.len()..)?;
        before.start = text.len() - own.trim_start().len();
        Some(before)
    }

    fn sign_before<'t>(&self, text: &'t str, extent: Extent, before: &mut Before) -> &'t str {
        let signs: &[char] =
            if extent == Extent::Part { &['+', '-', '−'] } else { &['+', '-', '−', '–'] };
        let Some(rest) = text.strip_suffix(signs) else { return text };
        if rest.chars().next_back().is_some_and(|sign| !may_precede(sign)) {
            return text;
        }
        before.is_negative |= !text.ends_with('+');
        rest
    }

    /// The text before a hedge that it ends with.
    fn hedge_before<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = text.trim_end();
        if let Some(rest) = text.strip_suffix(['~', '≈', '≃', '<', '>', '≤', '≥', '±', '≲', '≳'])
        {
            return Some(rest);
        }
        let language = self.language?;
        let mut found = None;
        let mut words = 0;
        let mut after = ' ';
        for (at, sign) in text.char_indices().rev() {
            let (rest, name) = text.split_at(at);
            if text.len() - at > HEDGE_BYTES || words == HEDGE_WORDS {
                break;
            }
            let starts = rest.chars().next_back().is_none_or(|before| !is_alphanumeric(before));
            words += usize::from(sign.is_whitespace() && !after.is_whitespace());
            after = sign;
            let is_hedge = |name: &str| {
                language.is_hedge(name) || language.dates.circa.iter().any(|circa| circa == name)
            };
            if starts && !sign.is_whitespace() && is_hedge(name) {
                found = Some(rest);
            }
        }
        found
    }

    fn after<'t>(
        &self,
        input: &'t str,
        first: &Digits,
        is_money: bool,
        extent: Extent,
    ) -> Option<(&'t str, After)> {
        let mut after = After::default();
        if first.decimal.is_none()
            && let Some(rest) = self.ordinal(input, extent)
        {
            after.is_ordinal = true;
            return Some((rest, after));
        }
        let (mut rest, power) = self.power(input, is_money);
        after.power = power;
        if let Some((after_range, (second, power_of_second))) = self.range(rest, is_money, extent) {
            rest = after_range;
            // In `5–10 million` the word counts for both.
            if power == 0 {
                after.power = power_of_second;
                after.second = Some(second.value);
            } else if power == power_of_second {
                after.second = Some(second.value);
            } else {
                return None;
            }
        }
        if let Some((after_unit, meaning)) = self.spaced_unit(rest, extent) {
            after.unit = Some(meaning);
            rest = after_unit;
        } else if continues(rest, |sign| self.starts_number(sign)) {
            return None;
        }
        if let Some(after_hedge) = rest.strip_prefix('+') {
            after.is_hedged = true;
            rest = after_hedge;
        } else if extent != Extent::Part
            && let Some(after_hedge) = rest.trim_start().strip_prefix('?')
        {
            after.is_hedged = true;
            rest = after_hedge;
        }
        if extent == Extent::Whole && self.is_conversion(rest) {
            rest = "";
        }
        Some((rest, after))
    }

    /// Whether a text is the same quantity in another unit, in parentheses: `(6.2 mi)`.
    fn is_conversion(&self, text: &str) -> bool {
        let inner = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let read =
            inner.filter(|inner| !inner.contains('(')).and_then(|inner| self.read_all(inner, Extent::Inner));
        read.is_some_and(|quantity| quantity.unit != Unit::None)
    }

    fn ordinal<'t>(&self, input: &'t str, extent: Extent) -> Option<&'t str> {
        if extent == Extent::Whole && input.trim_end() == "." {
            return Some("");
        }
        let own = self.language.into_iter().flat_map(|language| {
            language
                .dates
                .ordinal_suffixes
                .iter()
                .chain(&language.quantities.ordinal_suffixes)
                .map(String::as_str)
        });
        let ends = |rest: &str| rest.chars().next().is_none_or(|sign| !is_alphanumeric(sign));
        own.chain(["º", "ª", ".º", ".ª"])
            .filter_map(|suffix| input.strip_prefix(suffix).filter(|rest| ends(rest)))
            .min_by_key(|rest| rest.len())
    }

    /// A word for a power of ten; 0 where there is none.
    fn power<'t>(&self, input: &'t str, is_money: bool) -> (&'t str, u32) {
        let Some(language) = self.language else { return (input, 0) };
        let word = input.strip_prefix([' ', '\u{a0}', '\u{202f}', '-']).unwrap_or(input);
        let mut found = (input, 0);
        for (at, sign) in word.char_indices().take(16) {
            let (name, rest) = word.split_at(at + sign.len_utf8());
            let next = rest.chars().next();
            if next.is_some_and(is_alphanumeric) && !is_unspaced(sign) {
                continue;
            }
            match language.unit_named(&lowercase(name)) {
                Some(&UnitMeaning::Power(power)) => found = (rest, power),
                Some(&UnitMeaning::PowerOfMoney(power)) if is_money => found = (rest, power),
                _ => {}
            }
        }
        found
    }

    /// `range := dash | space word space`, and the number after it with its power of ten.
    fn range<'t>(&self, input: &'t str, is_money: bool, extent: Extent) -> Option<(&'t str, (Digits, u32))> {
        let rest = self.range_mark(input, extent)?;
        let (rest, is_money) = match rest.find(|sign| self.starts_number(sign)) {
            Some(0) => (rest, is_money),
            Some(at) => {
                let (before, _) = self.money_before(rest.get(..at)?.trim_end())?;
                (before.is_empty().then(|| rest.get(at..))??, true)
            }
            None => return None,
        };
        let (rest, second) = self.number(rest, extent != Extent::Part)?;
        let (rest, power) = self.power(rest, is_money);
        Some((rest, (second, power)))
    }

    fn range_mark<'t>(&self, input: &'t str, extent: Extent) -> Option<&'t str> {
        let dash = |input: &'t str| -> IResult<&'t str, char> { one_of("-–—−‒").parse(input) };
        let trimmed = if extent == Extent::Part { input } else { input.trim_start() };
        if let Ok((rest, _)) = dash(trimmed) {
            return Some(if extent == Extent::Part { rest } else { rest.trim_start() });
        }
        let spaced = input.strip_prefix([' ', '\u{a0}'])?;
        let words = &self.language?.quantities.range_words;
        let after_word = |word: &String| {
            let read: IResult<&'t str, &'t str> = tag(word.as_str()).parse(spaced);
            read.ok()?.0.strip_prefix([' ', '\u{a0}'])
        };
        words.iter().find_map(after_word)
    }

    /// A unit after a number, or after a space or a hyphen.
    fn spaced_unit<'t>(&self, input: &'t str, extent: Extent) -> Option<(&'t str, UnitMeaning)> {
        // After a hyphen a letter is rather a part of a name: `747-A`.
        if let Some(hyphened) = input.strip_prefix('-') {
            return self.unit(hyphened, false);
        }
        let spaced = input.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}']).unwrap_or(input);
        self.unit(spaced, extent != Extent::Part)
    }

    /// Whether a quantity can start with a sign, what stands before its number aside.
    pub fn starts_number(&self, sign: char) -> bool {
        self.digit(sign).is_some() || matches!(sign, '½' | '¼' | '¾' | '⅓'..='⅞')
    }
}

/// What money before a number and a unit after it say together.
fn unit(money: Option<String>, after: Option<UnitMeaning>) -> Option<Unit> {
    Some(match (money, after) {
        (Some(sign), None) => Unit::Money(sign),
        // `$5 USD`: the code says which dollar.
        (_, Some(UnitMeaning::Money(code))) => Unit::Money(code),
        (Some(_), Some(_)) => return None,
        (None, None) => Unit::None,
        (None, Some(UnitMeaning::Percent)) => Unit::Percent,
        (None, Some(UnitMeaning::PerMille)) => Unit::PerMille,
        (None, Some(UnitMeaning::Measure(symbol))) => Unit::Measure(symbol),
        (None, Some(UnitMeaning::Power(_) | UnitMeaning::PowerOfMoney(_))) => return None,
    })
}

/// Whether a sign may stand before a quantity.
fn may_precede(sign: char) -> bool {
    !is_alphanumeric(sign) && !".,:/-–−'’#№_".contains(sign) || is_unspaced(sign)
}

/// Whether the text after a number makes it a part of something else: of a word, a time, a version, a fraction.
fn continues(rest: &str, starts_number: impl Fn(char) -> bool) -> bool {
    let mut signs = rest.chars();
    let (Some(sign), next) = (signs.next(), signs.next()) else { return false };
    if is_alphanumeric(sign) {
        return !is_unspaced(sign);
    }
    let is_joined = next.is_some_and(is_alphanumeric);
    match sign {
        '.' | ',' | ':' | '/' => next.is_some_and(starts_number),
        '-' | '–' | '−' | '\'' | '’' | '_' => is_joined,
        '^' | '°' | '′' | '″' => true,
        _ => false,
    }
}
