use chrono::Days;

use super::draft::{Draft, Slot};
use super::flaws::Flaws;
use super::lexemes::{Kind, Named};
use super::words::Word;
use super::{Flaw, FlawKind, Moment, Period, Season};
use crate::source::Span;
use crate::value::date::Form;
use crate::value::date::grammar::DateGrammar;

/// A range that ends in two digits below this ends in a month, as CS1 reads it.
const FIRST_NO_MONTH: i32 = 13;
/// Two digits end a range of fewer years than this; `2010–06` is more likely a month.
const LONGEST_SHORT: i32 = 50;

impl Flaws<'_, '_, '_> {
    /// How the ends of a range are joined, and what they say twice or in another way.
    pub(super) fn of_range(&mut self) {
        let reading = self.reading;
        let Some(end) = reading.end.as_ref().filter(|end| !end.is_empty()) else { return };
        let start = &reading.start;
        if [start, end].into_iter().any(|draft| draft.joined.is_some() && draft.name.is_none()) {
            self.add(FlawKind::NumericRange, self.value.span, None);
        } else if self.is_refused_of_periods() {
            self.add(FlawKind::PeriodRange, self.value.span, None);
        } else if self.is_repeated(start, end) {
            let parts = start.parts.iter().chain(&end.parts).map(|(_, span)| *span);
            let span = parts.reduce(Span::cover).unwrap_or(self.value.span);
            let written = self.said_once(start, end);
            self.add(FlawKind::Repeated, span, written);
        } else {
            self.of_months_of_range(start, end);
            let dash = self.dash(start, end);
            let is_list = dash.as_ref().is_some_and(|dash| dash.kind == FlawKind::List);
            let short = self.short_end(start, end, dash.as_ref()).filter(|_| !is_list);
            self.found.extend(short.or(dash));
        }
    }

    /// What is wrong with the sign between the ends and the white space around it.
    fn dash(&self, start: &Draft<'_>, end: &Draft<'_>) -> Option<Flaw> {
        let (through, span) = (self.reading.through?, self.value.between?);
        let shared = start.parts.iter().filter(|(slot, _)| end.parts.iter().any(|(other, _)| other == slot));
        let usual = if shared.count() == 1 { "–" } else { " – " };
        let text = self.text(span);
        let written = Some(usual.to_owned());
        let (kind, written) = match self.kind(through)? {
            Kind::Dash('–') if text == usual => return None,
            Kind::Dash('–') => (FlawKind::DashSpacing, written),
            // The module writes a dash for a hyphen by itself, and leaves the white space as it is.
            Kind::Dash('-') if text.replace('-', "–") != usual => (FlawKind::DashSpacing, written),
            Kind::Word(Named { entry, .. })
                if entry.word == (Word::Through { lists: true }) && !self.is_announced() =>
            {
                (FlawKind::List, written.filter(|_| self.ends_meet()))
            }
            _ => (FlawKind::Dash, written),
        };
        Some(Flaw { kind, span, written })
    }

    /// Whether a word says that a range follows: `between 2005 and 2008`.
    fn is_announced(&self) -> bool {
        self.reading
            .lexemes
            .iter()
            .any(|lexeme| matches!(&lexeme.kind, Kind::Word(named) if named.entry.word == Word::RangeStart))
    }

    /// Whether the second date follows the first one at once, so that both are the whole range.
    fn ends_meet(&self) -> bool {
        let Some(end) = &self.value.end else { return false };
        let start = &self.value.start;
        if let (Some((Period::Season(first), _)), Some((Period::Season(next), _))) =
            (start.period, end.period)
        {
            return (first as u8 + 1) % 4 == next as u8 && start.year == end.year;
        }
        let next = start.days().and_then(|(_, last)| last.checked_add_days(Days::new(1)));
        start.precision() == end.precision() && next.is_some() && next == end.days().map(|(first, _)| first)
    }

    /// The end of a range of years in so few digits that the module reads no year, with the sign before it if that is
    /// wrong as well.
    fn short_end(&self, start: &Draft<'_>, end: &Draft<'_>, dash: Option<&Flaw>) -> Option<Flaw> {
        let (year, since) = (end.year.filter(|_| end.is_year_short)?, start.year?);
        let reads_as_month = year.value.rem_euclid(100) < FIRST_NO_MONTH && start.period.is_none();
        let is_cut = self.text(year.span).chars().count() != 2 || since.value / 100 != year.value / 100;
        if !reads_as_month && !is_cut && start.month.is_none() {
            return None;
        }
        let is_range = start.month.is_none() && year.value - since.value < LONGEST_SHORT;
        let sign = dash.filter(|dash| {
            dash.written.is_some() && self.text(dash.span) != "-" && dash.span.end == year.span.start
        });
        let span = sign.map_or(year.span, |sign| sign.span.cover(year.span));
        let before = sign.and_then(|sign| sign.written.as_deref()).unwrap_or_default();
        let written = is_range.then(|| format!("{before}{}", year.value));
        Some(Flaw { kind: FlawKind::ShortEnd, span, written })
    }

    /// Whether it is a range of seasons, quarters or feasts that CS1 does not take.
    fn is_refused_of_periods(&self) -> bool {
        let (start, end) = (&self.value.start, self.value.end.as_ref());
        let period = |moment: &Moment| moment.period.map(|(period, _)| period);
        let (first, last) = (period(start), end.and_then(period));
        let years = [Some(start), end].map(|moment| moment.and_then(|moment| moment.year));
        let is_year = |draft: &Draft<'_>| matches!(draft.parts[..], [(Slot::Year, _)]);
        let is_cut = self.reading.end.as_ref().is_some_and(is_year);
        match (first, last) {
            (None, None) => false,
            (Some(Period::Season(season)), _) if is_cut => {
                let is_next = matches!(years, [Some(one), Some(next)] if next.value == one.value + 1);
                !is_next || !matches!(season, Season::Summer | Season::Winter)
            }
            (Some(Period::Season(one)), Some(Period::Season(next))) => one == next && years[0] == years[1],
            _ => true,
        }
    }

    /// Whether the year, or the month of one year, is named at both ends and is the same.
    fn is_repeated(&self, start: &Draft<'_>, end: &Draft<'_>) -> bool {
        let is_in = |draft: &Draft<'_>, slot| draft.parts.iter().any(|(other, _)| *other == slot);
        let is_twice = |slot| is_in(start, slot) && is_in(end, slot);
        let value = |part: Option<crate::value::date::Part>| part.map(|part| part.value);
        let is_of_year = value(start.year) == value(end.year);
        let is_of_month =
            is_twice(Slot::Month) && is_twice(Slot::Day) && value(start.month) == value(end.month);
        !self.value.is_reversed() && is_of_year && (is_twice(Slot::Year) || is_of_month)
    }

    /// The range with what both ends share said once.
    fn said_once(&self, start: &Draft<'_>, end: &Draft<'_>) -> Option<String> {
        let part = |draft: &Draft<'_>, wanted| {
            let (_, span) = draft.parts.iter().find(|(slot, _)| *slot == wanted)?;
            Some(self.proper(*span))
        };
        let both = |slot| Some((part(start, slot)?, part(end, slot)?));
        let year = part(end, Slot::Year)?;
        let form = self.value.start.form;
        if self.value.end.as_ref()?.form != form {
            return None;
        }
        let is_month = start.month.zip(end.month).is_some_and(|(one, other)| one.value == other.value);
        let days = both(Slot::Day);
        let ((first, last), days) = match form {
            Form::PeriodYear => (both(Slot::Period)?, None),
            Form::DayFirst | Form::MonthFirst | Form::MonthYear => (both(Slot::Month)?, days),
            _ => return None,
        };
        Some(match (days, form) {
            (Some((from, to)), Form::DayFirst) if is_month => format!("{from}–{to} {last} {year}"),
            (Some((from, to)), Form::DayFirst) => format!("{from} {first} – {to} {last} {year}"),
            (Some((from, to)), Form::MonthFirst) if is_month => format!("{first} {from}–{to}, {year}"),
            (Some((from, to)), Form::MonthFirst) => format!("{first} {from} – {last} {to}, {year}"),
            (None, Form::MonthYear | Form::PeriodYear) if first != last => format!("{first}–{last} {year}"),
            _ => return None,
        })
    }

    /// Two months one of which is cut: CS1 wants both alike.
    fn of_months_of_range(&mut self, start: &Draft<'_>, end: &Draft<'_>) {
        let [Some(first), Some(last)] = [start, end].map(|draft| self.month_of_range(draft)) else { return };
        if first.is_foreign != last.is_foreign {
            return;
        }
        let whole = match (first.is_cut, last.is_cut) {
            (Some(true), Some(false)) => first,
            (Some(false), Some(true)) => last,
            _ => return,
        };
        // The whole name says what a short form of it would be written as.
        self.found.retain(|flaw| flaw.written.is_none() || !whole.span.contains(flaw.span));
        self.add(FlawKind::MixedNames, whole.span, Some(whole.full));
    }

    fn month_of_range(&self, draft: &Draft<'_>) -> Option<MonthOfRange> {
        let (_, span) = *draft.parts.iter().find(|(slot, _)| *slot == Slot::Month)?;
        let named = draft.name?;
        let speaking = if named.is_foreign { DateGrammar::beside()? } else { self.reading.grammar };
        let full = speaking.month_name(draft.month?.value, draft.day.is_some())?;
        let proper = &named.entry.proper;
        // In many languages the name that stands alone is the start of the one beside a day.
        let is_alone = speaking.month_name(draft.month?.value, false) == Some(proper);
        let is_cut = proper.len() < full.len() && full.starts_with(proper.as_str()) && !is_alone;
        // `May` is both.
        let is_short = full.chars().count() <= 3;
        let is_cut = (!is_short).then_some(is_cut);
        Some(MonthOfRange { span, full: full.to_owned(), is_cut, is_foreign: named.is_foreign })
    }
}

/// A month that a range names.
struct MonthOfRange {
    span: Span,
    /// Its name in full.
    full: String,
    /// Whether the name is cut; none where there is no shorter one.
    is_cut: Option<bool>,
    /// Whether it is in the language that is read beside the text's own.
    is_foreign: bool,
}
