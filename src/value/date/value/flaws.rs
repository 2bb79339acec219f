use super::draft::{Draft, Slot};
use super::lexemes::{Kind, Named, Tail, is_space};
use super::read::Reading;
use super::spacing::{Gap, gap_flaw};
use super::words::{Entry, Word};
use super::{DateValue, Era, Flaw, FlawKind};
use crate::source::Span;
use crate::value::date::pattern::Pattern;
use crate::value::date::{DateOrder, Form, Precision};

/// From this year on dates are written `2010-06-05`.
const GREGORIAN_SINCE: i32 = 1582;
/// The first year that CS1 takes.
const FIRST_YEAR: i32 = 100;

/// All that is written otherwise than citation templates take it, in the order of the text.
pub(super) fn flaws(reading: &Reading<'_, '_>, value: &DateValue) -> Vec<Flaw> {
    let mut flaws = Flaws { reading, value, found: Vec::new(), taken: vec![false; reading.lexemes.len()] };
    flaws.of_beside();
    flaws.of_words();
    for draft in [Some(&reading.start), reading.end.as_ref()].into_iter().flatten() {
        flaws.of_numbers(draft);
        flaws.of_joined(draft);
        flaws.of_gaps(draft);
    }
    flaws.of_range();
    flaws.of_whole();
    // What rewrites a whole date makes good what lies in it.
    let rewrites = |flaw: &&Flaw| {
        matches!(
            flaw.kind,
            FlawKind::Order | FlawKind::Separator | FlawKind::MissingZero | FlawKind::Repeated
        ) && flaw.written.is_some()
    };
    let whole: Vec<(FlawKind, Span)> =
        flaws.found.iter().filter(rewrites).map(|flaw| (flaw.kind, flaw.span)).collect();
    let is_within = |flaw: &Flaw| {
        whole.iter().any(|&(kind, span)| {
            span.len() > 1 && span.contains(flaw.span) && (kind, span) != (flaw.kind, flaw.span)
        })
    };
    flaws.found.retain(|flaw| !is_within(flaw));
    flaws.found.sort_by_key(|flaw| flaw.span);
    flaws.found
}

pub(super) struct Flaws<'r, 'l, 'g> {
    pub(super) reading: &'r Reading<'l, 'g>,
    pub(super) value: &'r DateValue,
    pub(super) found: Vec<Flaw>,
    /// Which lexemes a flaw removes already.
    taken: Vec<bool>,
}

impl Flaws<'_, '_, '_> {
    pub(super) fn add(&mut self, kind: FlawKind, span: Span, written: Option<String>) {
        self.found.push(Flaw { kind, span, written });
    }

    pub(super) fn kind(&self, at: usize) -> Option<&Kind<'_>> {
        self.reading.lexemes.get(at).map(|lexeme| &lexeme.kind)
    }

    pub(super) fn text(&self, span: Span) -> &str {
        self.reading.text.get(span.range()).unwrap_or_default()
    }

    /// Whether a lexeme is a part of the date, so that what stands before it is not at the start.
    fn is_part(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(_) | Kind::Joined(_) | Kind::Stamp(_)) => true,
            Some(Kind::Word(named)) => {
                matches!(named.entry.word, Word::Month(_) | Word::Period(_) | Word::Undated | Word::Ongoing)
            }
            _ => false,
        }
    }

    /// What is to be removed with a lexeme: the brackets around it and the signs between it and the date.
    fn removal(&mut self, at: usize) -> Span {
        let (mut from, mut to) = (at, at + 1);
        let in_brackets = from > 0
            && matches!(self.kind(from - 1), Some(Kind::Open))
            && matches!(self.kind(to), Some(Kind::Close));
        if in_brackets {
            (from, to) = (from - 1, to + 1);
        }
        let separates = |kind: Option<&Kind<'_>>| {
            matches!(kind, Some(Kind::Gap | Kind::Comma | Kind::Dot | Kind::Dash(_)))
                || matches!(kind, Some(Kind::Word(named)) if named.entry.word == (Word::Joiner { in_patterns: false }))
        };
        let through = self.reading.through;
        let side = through.filter(|through| *through < from).map_or(0, |through| through + 1);
        let is_leading = (side..from).all(|before| !self.is_part(before));
        if is_leading {
            while separates(self.kind(to)) && through != Some(to) {
                to += 1;
            }
        } else {
            while from > side && separates(self.kind(from - 1)) {
                from -= 1;
            }
        }
        self.taken.get_mut(from..to).unwrap_or_default().fill(true);
        self.reading.span_of(from).cover(self.reading.span_of(to - 1))
    }

    /// What stands beside the date: weekday, time, era, brackets, marks.
    fn of_beside(&mut self) {
        let lexemes = self.reading.lexemes;
        for (at, lexeme) in lexemes.iter().enumerate() {
            let word = match &lexeme.kind {
                Kind::Word(named) => Some(named.entry.word),
                _ => None,
            };
            let removed = match word {
                None if matches!(lexeme.kind, Kind::Time) => FlawKind::Time,
                Some(Word::Weekday(_)) => FlawKind::Weekday,
                Some(Word::Era(Era::Common)) => FlawKind::Era,
                Some(Word::RangeStart) => FlawKind::RangeStart,
                Some(Word::Era(Era::Before)) => {
                    self.add(FlawKind::Era, lexeme.span, None);
                    continue;
                }
                Some(Word::Calendar(_)) => {
                    self.add(FlawKind::Calendar, lexeme.span, None);
                    continue;
                }
                _ => continue,
            };
            let span = self.removal(at);
            self.add(removed, span, Some(String::new()));
        }
        let mut parts = (0..lexemes.len()).filter(|&at| self.is_part(at));
        let (first, last) = (parts.clone().next(), parts.next_back());
        let is_outside =
            |at: usize| first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        for (at, lexeme) in lexemes.iter().enumerate() {
            if let Kind::Word(named) = &lexeme.kind
                && let Word::Joiner { in_patterns } = named.entry.word
                && is_outside(at)
                && (!in_patterns || named.is_foreign)
                && !self.taken[at]
            {
                let span = self.removal(at);
                self.add(FlawKind::Joiner, span, Some(String::new()));
            }
        }
        for (at, lexeme) in lexemes.iter().enumerate() {
            let is_usual_end = || is_outside(at) && self.reading.grammar.ends_dates_with_dot();
            match &lexeme.kind {
                _ if self.taken[at] => {}
                Kind::Open | Kind::Close => self.add(FlawKind::Brackets, lexeme.span, Some(String::new())),
                Kind::Dot if is_usual_end() => {}
                Kind::Comma | Kind::Dot if is_outside(at) => {
                    self.add(FlawKind::Trailing, lexeme.span, Some(String::new()));
                }
                _ => {}
            }
        }
    }

    /// The spelling of names.
    fn of_words(&mut self) {
        for lexeme in self.reading.lexemes {
            match &lexeme.kind {
                Kind::Word(named) => match named.entry.word {
                    Word::Month(number) => self.of_month(lexeme.span, number, *named),
                    Word::Period(_) => self.of_spelling(lexeme.span, named.entry),
                    _ => {}
                },
                Kind::Joined(joined) => {
                    joined.months().for_each(|(span, number, named)| self.of_month(span, number, named));
                }
                _ => {}
            }
        }
    }

    fn of_month(&mut self, span: Span, number: i32, named: Named<'_>) {
        let grammar = self.reading.grammar;
        if !named.is_foreign {
            self.of_spelling(span, named.entry);
        } else if !grammar.words.is_empty() {
            let moments = [Some(&self.value.start), self.value.end.as_ref()];
            let has_day = moments.into_iter().flatten().any(|moment| moment.day.is_some());
            let own = grammar.month_name(number, has_day).filter(|_| self.is_own_order());
            self.add(FlawKind::Foreign, span, own.map(str::to_owned));
        }
    }

    fn of_spelling(&mut self, span: Span, entry: &Entry) {
        let written = self.text(span);
        let is_first = span.start == self.value.span.start;
        let is_usual = written == entry.proper || is_first && is_capitalised(written, &entry.proper);
        let kind = match () {
            () if entry.is_short => FlawKind::Abbreviation,
            () if entry.is_padded => FlawKind::LeadingZero,
            () if is_usual || written.contains(is_odd_space) => return,
            () => FlawKind::Capitals,
        };
        self.add(kind, span, Some(entry.proper.clone()));
    }

    /// Whether the language writes dates in the order of this one.
    fn is_own_order(&self) -> bool {
        let order = match self.value.form() {
            Form::DayFirst => DateOrder::DayFirst,
            Form::MonthFirst => DateOrder::MonthFirst,
            Form::YearFirst => DateOrder::YearFirst,
            _ => return true,
        };
        self.reading.grammar.patterns.iter().any(|pattern| pattern.order == order)
    }

    /// How single numbers are written.
    fn of_numbers(&mut self, draft: &Draft<'_>) {
        for (slot, number) in &draft.numbers {
            if let Some((Tail::Ordinal, span)) = number.tail
                && draft.century.is_none()
            {
                self.add(FlawKind::Ordinal, span, Some(String::new()));
            }
            let is_padded = number.digits == 2 && (1..10).contains(&number.part.value);
            if *slot == Slot::Day && is_padded && draft.form.is_none() {
                let digits = self.text(number.part.span);
                let written = digits.chars().next_back().map(String::from);
                self.add(FlawKind::LeadingZero, number.part.span, written);
            }
        }
        if let (true, Some(year)) = (draft.is_year_cut, draft.year) {
            self.add(FlawKind::TwoDigitYear, year.span, None);
        }
    }

    /// Dates in numbers alone.
    fn of_joined(&mut self, draft: &Draft<'_>) {
        let Some((sign, span)) = draft.joined else { return };
        let (Some(form), Some(year), Some(month)) = (draft.form, draft.year, draft.month) else { return };
        let is_certain = draft.other.is_none() && draft.moment().fault().is_none();
        match form {
            Form::YearMonth => {
                let year_leads = year.span < month.span;
                let may_end_range = year_leads
                    && sign != '.'
                    && month.span.len() == 2
                    && month.value > year.value.rem_euclid(100);
                let order = DateOrder::NoDay;
                let written = self.reading.grammar.write_parts(order, draft.year, draft.month, None);
                self.add(FlawKind::NumericMonth, span, written.filter(|_| !may_end_range));
            }
            Form::Iso if year.value < GREGORIAN_SINCE => {
                let written = self.numeric(draft).filter(|_| is_certain && year.value >= FIRST_YEAR);
                self.add(FlawKind::OldNumeric, span, written);
            }
            Form::Iso => {}
            Form::Numeric | Form::Stamp => {
                let kind = match form {
                    Form::Stamp => FlawKind::Stamp,
                    _ if sign == '-' && year.span < month.span => FlawKind::MissingZero,
                    _ => FlawKind::Separator,
                };
                let written = self.numeric(draft).filter(|_| is_certain);
                self.add(kind, span, written);
            }
            _ => {}
        }
    }

    /// The date as `2010-06-05`, in the digits it is written in; of older ones in words.
    fn numeric(&self, draft: &Draft<'_>) -> Option<String> {
        let (year, month, day) = (draft.year?, draft.month?, draft.day?);
        let grammar = self.reading.grammar;
        if year.value < GREGORIAN_SINCE {
            return grammar.write_parts(DateOrder::DayFirst, draft.year, draft.month, draft.day);
        }
        let iso = format!("{:04}-{:02}-{:02}", year.value, month.value, day.value);
        let is_own = self.text(year.span).starts_with(|sign: char| !sign.is_ascii());
        Some(if is_own { grammar.in_own_digits(&iso) } else { iso })
    }

    /// What stands between the parts.
    fn of_gaps(&mut self, draft: &Draft<'_>) {
        let is_named = draft.name.is_some() || draft.period.is_some();
        if !is_named || draft.parts.is_empty() {
            return;
        }
        for pair in draft.parts.windows(2) {
            let &[(first, before), (second, after)] = pair else { continue };
            let span = Span::new(before.end, after.start);
            let has_more = self.reading.lexemes.iter().any(|lexeme| {
                let is_beside = match &lexeme.kind {
                    Kind::Time | Kind::Open | Kind::Close => true,
                    Kind::Word(named) => !matches!(named.entry.word, Word::Joiner { .. }),
                    _ => false,
                };
                is_beside && span.contains(lexeme.span)
            });
            if [first, second] == [Slot::Year, Slot::Period] && self.is_refused_after_year(after) {
                let written = format!("{} {}", self.proper(after), self.text(before));
                self.add(FlawKind::Order, before.cover(after), Some(written));
            } else if !has_more && before.end <= after.start {
                let mut text = self.text(span);
                if draft.is_year_cut && second == Slot::Year {
                    text = text.trim_end_matches(['\'', '’', '‘']);
                }
                let span = Span::new(before.end, before.end + text.len() as u32);
                let gap = Gap { slots: [first, second], text, form: self.value.form() };
                match gap_flaw(self.reading.grammar, draft, &gap) {
                    Some((FlawKind::Order, in_words)) => {
                        let written = self.numeric(draft).filter(|_| first == Slot::Year).or(in_words);
                        let all = draft.parts.iter().map(|(_, span)| *span).reduce(Span::cover);
                        self.add(FlawKind::Order, all.unwrap_or(span), written);
                        return;
                    }
                    Some((kind, written)) => self.add(kind, span, written),
                    None => {}
                }
            }
        }
    }

    /// Whether no year stands before the name of a season or a quarter in the language of that name.
    fn is_refused_after_year(&self, name: Span) -> bool {
        let leads = |pattern: &Pattern| pattern.order == DateOrder::YearFirst;
        self.named(name).is_some_and(|named| named.is_foreign)
            || !self.reading.grammar.patterns.iter().any(leads)
    }

    /// The word that stands in a place.
    pub(super) fn named(&self, span: Span) -> Option<Named<'_>> {
        self.reading.lexemes.iter().find_map(|lexeme| match lexeme.kind {
            Kind::Word(named) if lexeme.span == span => Some(named),
            _ => None,
        })
    }

    /// The word that stands in a place as it is to be written.
    pub(super) fn proper(&self, span: Span) -> String {
        self.named(span).map_or(self.text(span), |named| &named.entry.proper).to_owned()
    }

    /// What the value as a whole says.
    fn of_whole(&mut self) {
        let (reading, value) = (self.reading, self.value);
        if let Some(at) = reading.circa {
            let gap = Some(at + 1).filter(|after| reading.is_gap(*after)).map(|after| reading.span_of(after));
            let span = gap.map_or(reading.span_of(at), |gap| reading.span_of(at).cover(gap));
            let circa = reading.grammar.circa().map(|circa| format!("{circa} "));
            let is_ahead = span.start <= value.start.span.start;
            // A decade ends in a letter as other years do.
            let is_year = matches!(value.start.precision(), Some(Precision::Year | Precision::Decade))
                && value.end.is_none()
                && is_ahead;
            if !is_year || circa.as_deref() != Some(self.text(span)) {
                self.add(FlawKind::Circa, span, circa.filter(|_| is_year));
            }
        }
        if let Some(span) = value.doubtful {
            self.add(FlawKind::Doubt, span, None);
        }
        if let Some(span) = value.open {
            self.add(FlawKind::Open, span, None);
        }
        if let Some(at) = reading.undated {
            let span = reading.span_of(at);
            let undated = reading.grammar.undated();
            let is_usual = undated.is_some_and(|undated| {
                self.text(span) == undated || self.text(span) == undated.replace('.', "")
            });
            if !is_usual {
                self.add(FlawKind::Undated, span, undated.map(str::to_owned));
            }
            return;
        }
        for moment in [Some(&value.start), value.end.as_ref()].into_iter().flatten() {
            if matches!(moment.form, Form::Decade | Form::Century) {
                self.add(FlawKind::Vague, moment.span, None);
            }
        }
        if let (super::Calendar::Dual, Some(span)) = (value.start.calendar, value.start.calendar_mark) {
            self.add(FlawKind::Calendar, span, None);
        }
        if value.start.year.is_none() {
            self.add(FlawKind::NoYear, Span::empty(value.span.end), None);
        }
    }
}

/// Whether a name is as it should be but for a capital at its start.
fn is_capitalised(written: &str, proper: &str) -> bool {
    let rest = |name: &str| name.chars().skip(1).collect::<String>();
    rest(written) == rest(proper)
        && written.to_lowercase() == proper.to_lowercase()
        && written.starts_with(char::is_uppercase)
}

fn is_odd_space(sign: char) -> bool {
    is_space(sign) && sign != ' '
}
