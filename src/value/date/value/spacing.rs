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
        return compare(gap.text, &usual);
    }
    let of_order = speaking.patterns.iter().filter(|pattern| pattern.order == order);
    let usual: Vec<String> = of_order.filter_map(|pattern| between(pattern, gap.slots)).collect();
    if !usual.is_empty() {
        return compare(gap.text, &usual);
    }
    let has_order = |order| speaking.patterns.iter().any(|pattern| pattern.order == order);
    let then =
        [order, DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| has_order(*order))?;
    let written = speaking.write_parts(then, draft.year, draft.month, draft.day);
    Some((FlawKind::Order, written))
}

/// What a pattern has between two parts that follow each other in it.
fn between(pattern: &Pattern, [first, second]: [Slot; 2]) -> Option<String> {
    let place = |slot: Slot| {
        pattern.pieces.iter().position(|piece| match piece {
            Piece::Day => slot == Slot::Day,
            Piece::MonthName | Piece::MonthNumber => slot == Slot::Month,
            Piece::Year => slot == Slot::Year,
            Piece::Gap | Piece::Literal(_) => false,
        })
    };
    let pieces = pattern.pieces.get(place(first)? + 1..place(second)?)?;
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Gap => Some(" "),
        Piece::Literal(literal) => Some(literal.as_str()),
        _ => None,
    });
    texts.collect()
}

/// What a text has otherwise than the first of the usual ones.
fn compare(text: &str, usual: &[String]) -> Option<(FlawKind, Option<String>)> {
    let first = usual.first()?;
    let plain = entity::decode_all(text).replace('_', " ");
    let words = |text: &str| {
        text.split(is_space).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let same = |usual: &String| words(usual) == words(&plain);
    let has_gap = |text: &str| text.contains(is_space);
    let has_word = |text: &str| text.contains(char::is_alphabetic);
    let kind = match (plain.contains([',', '،', '、']), first.contains(',')) {
        (true, false) => FlawKind::Comma,
        (false, true) => FlawKind::MissingComma,
        _ if has_word(&plain) && !has_word(first) => FlawKind::Joiner,
        _ if usual.iter().any(|usual| same(usual) && has_gap(&plain) == has_gap(usual)) => {
            let is_plain = usual.iter().any(|usual| usual == text);
            return (!is_plain && usual.iter().any(same)).then(|| (FlawKind::Space, Some(first.clone())));
        }
        _ => FlawKind::Separator,
    };
    Some((kind, Some(first.clone())))
}
