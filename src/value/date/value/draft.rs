use super::lexemes::{Field, Joined, Named, Number, Tail};
use super::{Calendar, Era, Moment, NotADate, Period, WhyNot};
use crate::profile::NumericOrder;
use crate::source::Span;
use crate::value::date::{Form, Part};

/// Two digits below this are years of this century, others of the last one.
const PIVOT: i32 = 50;
/// A date has no more numbers than this.
const MOST_NUMBERS: usize = 3;

/// What a number or a name in a draft says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Day,
    Month,
    Year,
    Period,
}

/// What was read of one date, before all of its numbers are known for what they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft<'g> {
    pub(super) year: Option<Part>,
    pub(super) month: Option<Part>,
    pub(super) day: Option<Part>,
    pub(super) period: Option<(Period, Span)>,
    pub(super) weekday: Option<Part>,
    pub(super) time: Option<Span>,
    pub(super) era: Option<(Era, Span)>,
    pub(super) letter: Option<Span>,
    pub(super) calendar: Calendar,
    pub(super) calendar_mark: Option<Span>,
    /// The word that makes a number a century.
    pub(super) century: Option<Span>,
    pub(super) form: Option<Form>,
    /// The name of the month.
    pub(super) name: Option<Named<'g>>,
    /// Numbers that are not settled yet.
    pub(super) pending: Vec<Number>,
    /// The parts written in this draft, with what directly follows a number, in the order of the text once settled.
    pub(super) parts: Vec<(Slot, Span)>,
    /// All numbers, for the ways they are written.
    pub(super) numbers: Vec<(Slot, Number)>,
    /// Whether the year is written with two digits.
    pub(super) is_year_cut: bool,
    /// Whether the year is the end of a range in two digits.
    pub(super) is_year_short: bool,
    /// The second reading of a date in numbers.
    pub(super) other: Option<(Part, Part)>,
    /// The sign of numbers that are joined, and where they stand.
    pub(super) joined: Option<(char, Span)>,
}

impl<'g> Draft<'g> {
    /// Whether nothing was read that says which time is meant.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.pending.is_empty()
    }

    pub(super) fn set_month(&mut self, part: Part, name: Named<'g>) -> Result<(), NotADate> {
        if self.month.is_some() || self.period.is_some() {
            return Err(NotADate { why: WhyNot::Several, span: part.span });
        }
        self.month = Some(part);
        self.name = Some(name);
        self.parts.push((Slot::Month, part.span));
        Ok(())
    }

    pub(super) fn set_period(&mut self, period: Period, span: Span) -> Result<(), NotADate> {
        if self.month.is_some() || self.period.is_some() {
            return Err(NotADate { why: WhyNot::Several, span });
        }
        self.period = Some((period, span));
        self.parts.push((Slot::Period, span));
        Ok(())
    }

    fn set_year(&mut self, number: Number) -> Result<(), NotADate> {
        let mut part = number.part;
        if self.year.is_some() {
            return Err(NotADate { why: WhyNot::Several, span: part.span });
        }
        match number.tail {
            Some((Tail::Decade, _)) => self.form = Some(Form::Decade),
            Some((Tail::Letter, span)) => self.letter = Some(span),
            Some((Tail::SecondYear, span)) => {
                self.calendar = Calendar::Dual;
                self.calendar_mark = Some(span);
            }
            Some((Tail::Ordinal, span)) => return Err(NotADate { why: WhyNot::Word, span }),
            None => {}
        }
        if number.digits <= 2 && !self.counts_years() {
            self.is_year_cut = true;
            part.value += if part.value < PIVOT { 2000 } else { 1900 };
        }
        if part.value == 0 {
            return Err(NotADate { why: WhyNot::Number, span: part.span });
        }
        if let Some((Era::Before, _)) = self.era {
            part.value = 1 - part.value;
        }
        self.year = Some(part);
        self.keep(Slot::Year, number);
        Ok(())
    }

    /// Whether an era or a calendar is named, so that a year of two digits is one.
    fn counts_years(&self) -> bool {
        self.calendar.is_other() || self.era.is_some()
    }

    fn set_day(&mut self, number: Number) -> Result<(), NotADate> {
        match number.tail {
            Some((Tail::Letter | Tail::Decade | Tail::SecondYear, span)) => {
                return Err(NotADate { why: WhyNot::Word, span });
            }
            _ if self.day.is_some() => return Err(NotADate { why: WhyNot::Several, span: number.part.span }),
            _ => {}
        }
        self.day = Some(number.part);
        self.keep(Slot::Day, number);
        Ok(())
    }

    fn keep(&mut self, slot: Slot, number: Number) {
        let tail = number.tail.filter(|(tail, _)| *tail != Tail::SecondYear);
        let span = tail.map_or(number.part.span, |(_, tail)| number.part.span.cover(tail));
        self.parts.push((slot, span));
        self.numbers.push((slot, number));
    }

    /// Takes numbers joined by one sign for what they are.
    pub(super) fn set_joined(
        &mut self,
        joined: &Joined<'g>,
        span: Span,
        order: Option<NumericOrder>,
    ) -> Result<(), NotADate> {
        let is_numeric = joined.months().next().is_none();
        if is_numeric && !self.is_empty() || joined.fields.len() + self.pending.len() > MOST_NUMBERS {
            return Err(NotADate { why: WhyNot::Several, span });
        }
        self.joined = Some((joined.sign, span)).filter(|_| is_numeric);
        match joined.fields[..] {
            [Field::Number(first), Field::Number(second), Field::Number(third)] => {
                self.set_triple(first, second, third, order)
            }
            [Field::Number(first), Field::Number(second)] => {
                let (year, month) = if first.digits == 4 { (first, second) } else { (second, first) };
                self.form = Some(Form::YearMonth);
                self.set_month_number(month);
                self.set_year(year)
            }
            _ => {
                for field in &joined.fields {
                    match *field {
                        Field::Month(part, name) => self.set_month(part, name)?,
                        Field::Number(number) => self.pending.push(number),
                    }
                }
                Ok(())
            }
        }
    }

    fn set_triple(
        &mut self,
        first: Number,
        second: Number,
        third: Number,
        order: Option<NumericOrder>,
    ) -> Result<(), NotADate> {
        self.form = Some(Form::Numeric);
        if first.digits > 2 || (first.part.value > 31 && third.part.value <= 31) {
            let is_iso = (first.digits, second.digits, third.digits) == (4, 2, 2);
            if is_iso && self.joined.is_some_and(|(sign, _)| sign == '-') {
                self.form = Some(Form::Iso);
            }
            self.set_month_number(second);
            self.set_year(first)?;
            return self.set_day(third);
        }
        let (low, high) = (first.part.value.min(second.part.value), first.part.value.max(second.part.value));
        let month_first = match order {
            _ if low <= 12 && high > 12 => second.part.value > 12,
            Some(order) => order == NumericOrder::MonthFirst,
            None => {
                if high <= 12 && low != high {
                    self.other = Some((second.part, first.part));
                }
                false
            }
        };
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        self.set_month_number(month);
        self.set_day(day)?;
        self.set_year(third)
    }

    pub(super) fn set_month_number(&mut self, number: Number) {
        self.month = Some(number.part);
        self.keep(Slot::Month, number);
    }

    pub(super) fn set_stamp(&mut self, [year, month, day]: [Part; 3], span: Span) -> Result<(), NotADate> {
        if !self.is_empty() {
            return Err(NotADate { why: WhyNot::Several, span });
        }
        self.joined = Some(('-', span));
        self.form = Some(Form::Stamp);
        (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
        self.parts = vec![(Slot::Year, year.span), (Slot::Month, month.span), (Slot::Day, day.span)];
        Ok(())
    }

    /// Tells the numbers apart as far as this draft alone can.
    pub(super) fn settle(&mut self) -> Result<(), NotADate> {
        let pending = std::mem::take(&mut self.pending);
        let (years, short): (Vec<Number>, Vec<Number>) = pending.into_iter().partition(|number| {
            let is_of_years = |tail| matches!(tail, Tail::Decade | Tail::Letter | Tail::SecondYear);
            number.digits > 2 || number.is_cut || number.tail.is_some_and(|(tail, _)| is_of_years(tail))
        });
        years.into_iter().try_for_each(|year| self.set_year(year))?;
        match short[..] {
            [number] if self.century.is_some() => {
                let century = Part { value: (number.part.value - 1) * 100 + 1, ..number.part };
                self.year = Some(century);
                self.form = Some(Form::Century);
                self.keep(Slot::Year, number);
            }
            [number] if self.year.is_none() && self.month.is_none() && self.counts_years() => {
                self.set_year(number)?
            }
            [number] if self.month.is_some() && number.part.value > 31 && self.year.is_none() => {
                self.set_year(number)?;
            }
            [number] if self.period.is_some() && self.year.is_none() => self.set_year(number)?,
            [number] if self.month.is_some() => self.set_day(number)?,
            [first, second] if self.month.is_some() && self.year.is_none() => {
                let month = self.month.map(|month| month.span);
                let year_leads = self.calendar.is_other()
                    && Some(first.part.span) < month
                    && month < Some(second.part.span);
                let (day, year) = if year_leads { (second, first) } else { (first, second) };
                self.set_day(day)?;
                self.set_year(year)?;
            }
            [] => {}
            [number] => self.pending.push(number),
            [first, .., last] => {
                let span = first.part.span.cover(last.part.span);
                return Err(NotADate { why: WhyNot::NoDate, span });
            }
        }
        if self.calendar == Calendar::Dual && self.month.is_none() {
            self.calendar = Calendar::Common;
        }
        self.parts.sort_by_key(|(_, span)| *span);
        Ok(())
    }

    /// Takes the number that is left for the day, or for the year that ends a range that began with `start`.
    pub(super) fn settle_after(&mut self, start: &Draft<'_>) -> Result<(), NotADate> {
        let Some(number) = self.pending.pop() else { return Ok(()) };
        let year_leads = start.parts.first().is_some_and(|(slot, _)| *slot == Slot::Year);
        match (start.day.is_some() || !start.pending.is_empty(), start.year) {
            (true, None) => self.set_day(number)?,
            (true, Some(_)) if year_leads || self.year.is_some() => self.set_day(number)?,
            (_, Some(year)) if self.year.is_none() && number.tail.is_none() => {
                let size = 10i32.pow(number.digits as u32);
                let value = year.value - year.value.rem_euclid(size) + number.part.value;
                let value = if value <= year.value && size == 100 { value + size } else { value };
                self.year = Some(Part { value, ..number.part });
                self.is_year_short = true;
                self.keep(Slot::Year, number);
            }
            _ => return Err(NotADate { why: WhyNot::Number, span: number.part.span }),
        }
        self.parts.sort_by_key(|(_, span)| *span);
        Ok(())
    }

    /// Takes the number that is left for the day of a range that ends with `end`.
    pub(super) fn settle_before(&mut self, end: &Draft<'_>) -> Result<(), NotADate> {
        let Some(number) = self.pending.pop() else { return Ok(()) };
        if end.day.is_some() && self.year.is_none() {
            self.set_day(number)
        } else if end.era.is_some() && end.month.is_none() {
            self.era = end.era;
            self.set_year(number)
        } else {
            Err(NotADate { why: WhyNot::Number, span: number.part.span })
        }
    }

    /// Takes over the year that was read as the end of a range, where only a month or a season stands before it.
    pub(super) fn takes_year_of(&mut self, end: &Draft<'g>) -> bool {
        let is_name = matches!(self.parts[..], [(Slot::Month | Slot::Period, _)]) && self.name_is_word();
        let is_year = matches!(end.parts[..], [(Slot::Year, _)]) && end.form.is_none();
        if !is_name || !is_year || !self.pending.is_empty() || !end.pending.is_empty() {
            return false;
        }
        (self.year, self.letter, self.era) = (end.year, end.letter, self.era.or(end.era));
        self.is_year_cut = end.is_year_cut;
        self.parts.extend(&end.parts);
        self.numbers.extend(&end.numbers);
        true
    }

    /// Whether the month or the season is named.
    fn name_is_word(&self) -> bool {
        self.name.is_some() || self.period.is_some()
    }

    /// Takes over what a range says only once, with its other end.
    pub(super) fn share(&mut self, other: &Draft<'g>) {
        if self.day.is_some() && self.month.is_none() {
            self.month = other.month;
            self.name = self.name.or(other.name);
            self.form = self.form.or(other.form.filter(|_| self.year.is_none()));
        }
        if self.year.is_none() {
            self.year = other.year;
            self.era = self.era.or(other.era);
        } else if self.era.is_none()
            && let (Some(year), Some(others), Some((Era::Before, span))) =
                (self.year.as_mut(), other.year, other.era)
            && year.value > 1 - others.value
        {
            year.value = 1 - year.value;
            self.era = Some((Era::Before, span));
        }
        if self.period.is_none() && self.month.is_none() && self.is_year_short {
            self.period = other.period;
        }
    }

    pub(super) fn moment(&self) -> Moment {
        let parts = [self.year, self.month, self.day].into_iter().flatten().map(|part| part.span);
        let spans = parts.chain(self.period.map(|(_, span)| span));
        Moment {
            span: spans.reduce(Span::cover).unwrap_or_default(),
            form: self.form.unwrap_or_else(|| self.form_of_parts()),
            year: self.year,
            month: self.month,
            day: self.day,
            period: self.period,
            weekday: self.weekday,
            time: self.time,
            era: self.era,
            letter: self.letter,
            calendar: self.calendar,
            calendar_mark: self.calendar_mark,
        }
    }

    fn form_of_parts(&self) -> Form {
        let place = |part: Option<Part>| part.map(|part| part.span.start);
        match (place(self.year), place(self.month), place(self.day)) {
            (Some(year), Some(month), Some(day)) if year < month && year < day => Form::YearFirst,
            (_, Some(month), Some(day)) if day < month => Form::DayFirst,
            (_, Some(_), Some(_)) => Form::MonthFirst,
            (_, Some(_), None) => Form::MonthYear,
            _ if self.period.is_some() => Form::PeriodYear,
            (Some(_), ..) => Form::Year,
            _ => Form::Undated,
        }
    }
}
