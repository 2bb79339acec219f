use super::FlawKind;
use super::draft::{Draft, Slot};
use super::lexemes::is_space;
use crate::value::date::grammar::DateGrammar;
use crate::value::date::pattern::{Pattern, Piece};
use crate::value::date::{DateOrder, Form};
use crate::value::entity;

/// What stands between two parts of a date.
pub(super) struct Gap<'t> {
    pub(super) slots: [Slot; 2],
    pub(super) text: &'t str,
    /// How the date is written.
    pub(super) form: Form,
}

/// What is wrong with what stands between two parts, and what to write instead.
pub(super) fn gap_flaw(
    grammar: &DateGrammar,
    draft: &Draft<'_>,
    gap: &Gap<'_>,
) -> Option<(FlawKind, Option<String>)> {
    let is_foreign = draft.name.is_none_or(|name| name.is_foreign);
    let speaking = if is_foreign { DateGrammar::beside()? } else { grammar };
    let order = match gap.form {
        Form::DayFirst => DateOrder::DayFirst,
        Form::MonthFirst => DateOrder::MonthFirst,
        Form::YearFirst => DateOrder::YearFirst,
        _ => DateOrder::NoDay,
    };
    if gap.slots.contains(&Slot::Period) {
        let usual = if gap.slots[1] == Slot::Year { vec![" ".to_owned()] } else { Vec::new() };
        return compare(gap.text, gap.slots, &usual);
    }
    let has_both = |grammar: &DateGrammar| {
        let mut of_order = grammar.patterns.iter().filter(|pattern| pattern.order == order);
        of_order.any(|pattern| between(pattern, gap.slots).is_some())
    };
    // Most dates are written in the way that is taken in every language.
    if gap.text == of_module(gap.slots) && (has_both(speaking) || has_both(DateGrammar::beside()?)) {
        return None;
    }
    let usual_in = |grammar: &DateGrammar| -> Vec<String> {
        let of_order = grammar.patterns.iter().filter(|pattern| pattern.order == order);
        let texts = of_order.filter_map(|pattern| Some(text_of(between(pattern, gap.slots)?)));
        texts.map(|text| without_end_of_name(&text, gap.slots, draft)).collect()
    };
    let mut usual = usual_in(speaking);
    if usual.is_empty() {
        usual = usual_in(DateGrammar::beside()?);
    }
    if !usual.is_empty() {
        return compare(gap.text, gap.slots, &usual);
    }
    let has_order = |order| speaking.patterns.iter().any(|pattern| pattern.order == order);
    let then =
        [order, DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| has_order(*order))?;
    let written = speaking.write_parts(then, draft.year, draft.month, draft.day);
    Some((FlawKind::Order, written))
}

/// What follows a month's number in a pattern and is part of the month's name as well: `月`.
fn without_end_of_name(text: &str, slots: [Slot; 2], draft: &Draft<'_>) -> String {
    let head = text.split(' ').next().filter(|head| !head.is_empty() && slots[0] == Slot::Month);
    let is_in_name = |head: &&str| draft.name.is_some_and(|name| name.entry.proper.ends_with(*head));
    head.filter(is_in_name).and_then(|head| text.strip_prefix(head)).unwrap_or(text).to_owned()
}

/// What a pattern has between two parts that follow each other in it.
fn between(pattern: &Pattern, [first, second]: [Slot; 2]) -> Option<&[Piece]> {
    let place = |slot: Slot| {
        pattern.pieces.iter().position(|piece| match piece {
            Piece::Day => slot == Slot::Day,
            Piece::MonthName | Piece::MonthNumber => slot == Slot::Month,
            Piece::Year => slot == Slot::Year,
            Piece::Gap | Piece::Literal(_) => false,
        })
    };
    let pieces = pattern.pieces.get(place(first)? + 1..place(second)?)?;
    pieces.iter().all(|piece| matches!(piece, Piece::Gap | Piece::Literal(_))).then_some(pieces)
}

/// What pieces that are no parts of a date say.
fn text_of(pieces: &[Piece]) -> String {
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Gap => Some(" "),
        Piece::Literal(literal) => Some(literal.as_str()),
        _ => None,
    });
    texts.collect()
}

/// What CS1 takes between two parts in every language.
fn of_module(slots: [Slot; 2]) -> &'static str {
    if slots == [Slot::Day, Slot::Year] { ", " } else { " " }
}

/// What a text has otherwise than the usual ones, and than what CS1 takes in every language: a comma before a year that
/// follows a day, and none elsewhere.
fn compare(text: &str, slots: [Slot; 2], usual: &[String]) -> Option<(FlawKind, Option<String>)> {
    let first = usual.first()?;
    let of_module = of_module(slots);
    let has_word = |text: &str| text.contains(char::is_alphabetic);
    let has_comma = |text: &str| text.contains([',', '،', '、']);
    let is_taken = |usual: &String| {
        usual == first || (has_comma(usual) == has_comma(of_module) && has_word(usual) <= has_word(first))
    };
    let taken: Vec<&str> =
        usual.iter().filter(|usual| is_taken(usual)).map(String::as_str).chain([of_module]).collect();
    if taken.contains(&text) {
        return None;
    }
    let plain = entity::decode_all(text).replace('_', " ");
    let words = |text: &str| -> Vec<String> {
        text.split(is_space).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let kind = match (has_comma(&plain), has_comma(first)) {
        _ if taken.iter().any(|usual| {
            words(usual) == words(&plain) && usual.contains(' ') == plain.contains(is_space)
        }) =>
        {
            FlawKind::Space
        }
        (true, false) => FlawKind::Comma,
        (false, true) if words(&plain).is_empty() && !plain.is_empty() => FlawKind::MissingComma,
        _ if has_word(&plain) && !has_word(first) => FlawKind::Joiner,
        _ => FlawKind::Separator,
    };
    Some((kind, Some(first.clone())))
}
