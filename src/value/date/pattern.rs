use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::multispace1;
use nom::combinator::value;
use nom::multi::many1;
use nom::{IResult, Parser};

use super::Form;

/// The order of a date's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `8 June 2006`.
    DayFirst,
    /// `June 8, 2006`.
    MonthFirst,
    /// `2006 June 8`.
    YearFirst,
    /// `June 2006`, `2006年6月`.
    NoDay,
}

/// One part of a way to write dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Day,
    MonthName,
    MonthNumber,
    Year,
    Gap,
    Literal(String),
}

/// A way to write dates, with its first piece always one that can be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) order: DateOrder,
    pub(super) pieces: Vec<Piece>,
}

impl Pattern {
    /// Reads `{d} {month} {y}`; none if it has no month, or neither day nor year.
    pub(super) fn parse(source: &str) -> Option<Pattern> {
        let (_, pieces) = many1(piece).parse(source).ok()?;
        let first = pieces.iter().position(|piece| !matches!(piece, Piece::Literal(_) | Piece::Gap))?;
        Pattern::of(pieces.into_iter().skip(first).collect())
    }

    /// The words between, before and after the parts, and whether a part follows directly.
    pub(super) fn words(source: &str) -> Vec<(String, bool)> {
        let pieces = many1(piece).parse(source).map(|(_, pieces)| pieces).unwrap_or_default();
        let nexts = pieces.iter().skip(1).map(Some).chain([None]);
        let words = pieces.iter().zip(nexts).filter_map(|(piece, next)| match piece {
            Piece::Literal(literal) => Some((literal.clone(), next.is_some_and(|next| *next != Piece::Gap))),
            _ => None,
        });
        words.filter(|(word, _)| word.contains(char::is_alphabetic)).collect()
    }

    fn of(pieces: Vec<Piece>) -> Option<Pattern> {
        let place = |wanted: &[Piece]| pieces.iter().position(|piece| wanted.contains(piece));
        let month = place(&[Piece::MonthName, Piece::MonthNumber])?;
        let order = match (place(&[Piece::Day]), place(&[Piece::Year])) {
            (None, None) => return None,
            (None, Some(_)) => DateOrder::NoDay,
            (Some(_), Some(0)) => DateOrder::YearFirst,
            (Some(day), _) if day < month => DateOrder::DayFirst,
            _ => DateOrder::MonthFirst,
        };
        Some(Pattern { order, pieces })
    }

    /// The same way to write, without the year: `{d} {month}`. Only where the month is a name: two bare numbers
    /// are no date.
    pub(super) fn without_year(&self) -> Option<Pattern> {
        let year = self.pieces.iter().position(|piece| *piece == Piece::Year)?;
        let is_part = |piece: &Piece| !matches!(piece, Piece::Literal(_) | Piece::Gap);
        let kept: Vec<Piece> = if year == 0 {
            let next = self.pieces.iter().skip(1).position(is_part)? + 1;
            self.pieces.iter().skip(next).cloned().collect()
        } else {
            let last = self.pieces.iter().take(year).rposition(is_part)? + 1;
            self.pieces.iter().take(last).cloned().collect()
        };
        let named = kept.contains(&Piece::MonthName);
        Pattern::of(kept).filter(|pattern| named && pattern.order != DateOrder::NoDay)
    }

    pub(super) fn has_year(&self) -> bool {
        self.pieces.contains(&Piece::Year)
    }

    pub(super) fn form(&self) -> Form {
        match self.order {
            DateOrder::DayFirst => Form::DayFirst,
            DateOrder::MonthFirst => Form::MonthFirst,
            DateOrder::YearFirst => Form::YearFirst,
            DateOrder::NoDay => Form::MonthYear,
        }
    }
}

/// `piece := "{d}" | "{m}" | "{month}" | "{y}" | white space | literal`
fn piece(input: &str) -> IResult<&str, Piece> {
    alt((
        value(Piece::Day, tag("{d}")),
        value(Piece::MonthNumber, tag("{m}")),
        value(Piece::MonthName, tag("{month}")),
        value(Piece::Year, tag("{y}")),
        value(Piece::Gap, multispace1),
        take_till1(|sign: char| sign == '{' || sign.is_whitespace())
            .map(|literal: &str| Piece::Literal(literal.to_owned())),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_follow_the_places_of_the_parts() {
        let order = |source| Pattern::parse(source).map(|pattern| pattern.order);
        assert_eq!(order("{d} {month} {y}"), Some(DateOrder::DayFirst));
        assert_eq!(order("{month} {d}, {y}"), Some(DateOrder::MonthFirst));
        assert_eq!(order("{y}年{m}月{d}日"), Some(DateOrder::YearFirst));
        assert_eq!(order("ngày {d} tháng {m} năm {y}"), Some(DateOrder::DayFirst));
        assert_eq!(order("{month} {y}"), Some(DateOrder::NoDay));
        assert_eq!(order("{y}"), None);
    }

    #[test]
    fn the_year_and_what_leads_to_it_can_be_left_out() {
        let pieces = |source| Pattern::parse(source)?.without_year().map(|pattern| pattern.pieces.len());
        assert_eq!(pieces("{month} {d}, {y}"), Some(3));
        assert_eq!(pieces("{d} de {month} de {y}"), Some(5));
        assert_eq!(pieces("{y} թ. {month} {d}"), Some(3));
        assert_eq!(pieces("{y}年{m}月{d}日"), None);
    }
}
