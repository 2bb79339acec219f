use super::draft::Draft;
use super::flaws::flaws;
use super::iso::iso_day;
use super::lexemes::{Kind, Lexeme, Named, lexemes};
use super::words::Word;
use super::{Calendar, DateValue, FlawKind, Moment, NotADate, Part, WhyNot};
use crate::source::Span;
use crate::value::date::grammar::DateGrammar;

/// By how many days the Julian calendar was behind the Gregorian one in the time when both were written.
const CALENDARS_APART: std::ops::RangeInclusive<i32> = 10..=13;
/// The years in which both calendars were written side by side.
const TWO_CALENDARS: std::ops::RangeInclusive<i32> = 1582..=1930;

impl DateGrammar {
    /// Reads a whole text as one date or one range of dates: `5 June 2010`, `c. 1970`, `June–July 2010`, `n.d.`.
    ///
    /// Words of the language are read, and those of the one that citation modules read on every wiki. A date is read
    /// also where it is written in a way that nobody takes ([`DateValue::flaws`]), or where no calendar has it
    /// ([`DateValue::fault`]).
    ///
    /// # Errors
    ///
    /// The first part of the text that has no place in a date.
    pub fn read_value(&self, text: &str) -> Result<DateValue, NotADate> {
        if let Some(day) = iso_day(text) {
            return Ok(day);
        }
        self.shapes.read(self, text).unwrap_or_else(|| self.read_in_full(text))
    }

    /// The same without a quick look for what is usual.
    pub(super) fn read_in_full(&self, text: &str) -> Result<DateValue, NotADate> {
        let mut value = self.read_once(text)?;
        let mut kinds: Vec<FlawKind> = value.flaws.iter().map(|flaw| flaw.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let mended = value.mended_of(text, kind);
            let is_mended = mended
                .and_then(|mended| self.read_once(&mended).ok())
                .is_some_and(|again| again.count(kind) < value.count(kind));
            if !is_mended {
                let of_kind = value.flaws.iter_mut().filter(|flaw| flaw.kind == kind);
                of_kind.for_each(|flaw| flaw.written = None);
            }
        }
        Ok(value)
    }

    pub(super) fn read_once(&self, text: &str) -> Result<DateValue, NotADate> {
        let lexemes = lexemes(self, text)?;
        let mut reading = Reading::new(self, &lexemes, text);
        for (at, lexeme) in lexemes.iter().enumerate() {
            reading.take(at, lexeme)?;
        }
        reading.finish()
    }
}

/// What was read of a value so far.
pub(super) struct Reading<'l, 'g> {
    pub(super) grammar: &'g DateGrammar,
    pub(super) text: &'l str,
    pub(super) lexemes: &'l [Lexeme<'g>],
    pub(super) start: Draft<'g>,
    pub(super) end: Option<Draft<'g>>,
    /// The lexeme between the ends of a range.
    pub(super) through: Option<usize>,
    pub(super) circa: Option<usize>,
    pub(super) doubt: Option<usize>,
    pub(super) ongoing: Option<usize>,
    pub(super) undated: Option<usize>,
    /// The bracket that is open.
    open: Option<usize>,
}

impl<'l, 'g> Reading<'l, 'g> {
    fn new(grammar: &'g DateGrammar, lexemes: &'l [Lexeme<'g>], text: &'l str) -> Self {
        Reading {
            grammar,
            text,
            lexemes,
            start: Draft::default(),
            end: None,
            through: None,
            circa: None,
            doubt: None,
            ongoing: None,
            undated: None,
            open: None,
        }
    }

    /// The date that is being read.
    fn draft(&mut self) -> &mut Draft<'g> {
        self.end.as_mut().unwrap_or(&mut self.start)
    }

    fn take(&mut self, at: usize, lexeme: &Lexeme<'g>) -> Result<(), NotADate> {
        let span = lexeme.span;
        let because = |why| Err(NotADate { why, span });
        if self.ongoing.is_some() && !matches!(lexeme.kind, Kind::Gap | Kind::Dot | Kind::Close) {
            return because(WhyNot::Several);
        }
        match &lexeme.kind {
            Kind::Gap | Kind::Comma | Kind::Dot => {}
            Kind::Number(number) => {
                if self.draft().pending.len() == 2 {
                    return because(WhyNot::Number);
                }
                self.draft().pending.push(*number);
            }
            Kind::Joined(joined) => {
                let order = self.grammar.numeric;
                self.draft().set_joined(joined, span, order)?;
            }
            Kind::Stamp(parts) => self.draft().set_stamp(*parts, span)?,
            Kind::Time => {
                if self.draft().time.replace(span).is_some() {
                    return because(WhyNot::Several);
                }
            }
            Kind::Dash(_) | Kind::Slash if self.time_follows(at) => {}
            Kind::Dash(_) | Kind::Slash => return self.go_through(at, span),
            Kind::Doubt => {
                if self.doubt.replace(at).is_some() {
                    return because(WhyNot::Sign);
                }
            }
            Kind::Open => {
                if self.open.replace(at).is_some() {
                    return because(WhyNot::Sign);
                }
            }
            Kind::Close => {
                if self.open.take().is_none() {
                    return because(WhyNot::Sign);
                }
            }
            Kind::Word(named) => return self.take_word(at, *named, span),
        }
        Ok(())
    }

    fn take_word(&mut self, at: usize, named: Named<'g>, span: Span) -> Result<(), NotADate> {
        let is_first = self.start.is_empty() && self.end.is_none();
        let is_after = self.through.is_some();
        let is_copyright = self.is_copyright(at);
        let because = |why| Err(NotADate { why, span });
        let draft = self.draft();
        match named.entry.word {
            Word::Month(value) => return draft.set_month(Part { value, span }, named),
            Word::Period(period) => return draft.set_period(period, span),
            Word::Weekday(value) if draft.weekday.is_none() => draft.weekday = Some(Part { value, span }),
            Word::Era(era) if draft.era.is_none() => draft.era = Some((era, span)),
            Word::Calendar(calendar) if draft.calendar_mark.is_none() => {
                (draft.calendar, draft.calendar_mark) = (calendar, Some(span));
            }
            Word::Century if draft.century.is_none() => draft.century = Some(span),
            Word::Joiner { .. } => {}
            Word::Circa if is_copyright => return because(WhyNot::Word),
            Word::Circa => self.circa = self.circa.or(Some(at)),
            Word::RangeStart if is_first => {}
            Word::Through { .. } => return self.go_through(at, span),
            Word::Ongoing if is_after && draft.is_empty() => self.ongoing = Some(at),
            Word::Undated if is_first && self.undated.is_none() => self.undated = Some(at),
            Word::Weekday(_) | Word::Era(_) | Word::Calendar(_) | Word::Century => {
                return because(WhyNot::Several);
            }
            Word::RangeStart | Word::Ongoing | Word::Undated | Word::Time | Word::Zone => {
                return because(WhyNot::Word);
            }
        }
        Ok(())
    }

    /// Goes on with the other end of the range.
    fn go_through(&mut self, at: usize, span: Span) -> Result<(), NotADate> {
        let why = match self.lexemes.get(at).map(|lexeme| &lexeme.kind) {
            _ if self.end.is_some() => WhyNot::Several,
            Some(Kind::Word(_)) if self.start.is_empty() => WhyNot::Word,
            _ if self.start.is_empty() => WhyNot::Sign,
            _ => {
                self.end = Some(Draft::default());
                self.through = Some(at);
                return Ok(());
            }
        };
        Err(NotADate { why, span })
    }

    /// Whether a letter in brackets is the sign of copyright: `(c) 2010`.
    fn is_copyright(&self, at: usize) -> bool {
        let kind = |at: usize| self.lexemes.get(at).map(|lexeme| &lexeme.kind);
        let is_letter = self.span_of(at).len() == 1;
        let before = at.checked_sub(1).and_then(kind);
        is_letter && matches!((before, kind(at + 1)), (Some(Kind::Open), Some(Kind::Close)))
    }

    /// Whether the next lexeme is a time of day, which a sign such as a dash may set off.
    fn time_follows(&self, at: usize) -> bool {
        let next = self.lexemes.iter().skip(at + 1).find(|lexeme| !matches!(lexeme.kind, Kind::Gap));
        next.is_some_and(|lexeme| matches!(lexeme.kind, Kind::Time))
    }

    fn finish(mut self) -> Result<DateValue, NotADate> {
        let span = Span::of(0..self.text.len()).trim(self.text);
        let because = |why, span| Err(NotADate { why, span });
        if let Some(open) = self.open {
            return because(WhyNot::Sign, self.span_of(open));
        }
        if let Some(undated) = self.undated {
            return match (self.start.is_empty(), self.end.is_none()) {
                (true, true) => Ok(self.value(span, self.start.moment(), None)),
                _ => because(WhyNot::Word, self.span_of(undated)),
            };
        }
        if self.start.is_empty() {
            let is_signs =
                self.lexemes.iter().all(|lexeme| !matches!(lexeme.kind, Kind::Word(_) | Kind::Time));
            return because(if is_signs { WhyNot::Empty } else { WhyNot::NoDate }, span);
        }
        self.start.settle()?;
        let Some(mut end) = self.end.take().filter(|end| !end.is_empty()) else {
            if let Some(number) = self.start.pending.first() {
                return because(WhyNot::Number, number.part.span);
            }
            let start = self.start.moment();
            return Ok(self.value(span, start, None));
        };
        end.settle()?;
        if self.start.takes_year_of(&end) {
            // `Winter/2010`: what stands between them is no more than another gap.
            self.through = None;
            let start = self.start.moment();
            return Ok(self.value(span, start, None));
        }
        self.start.settle_before(&end)?;
        end.settle_after(&self.start)?;
        let written = self.start.clone();
        self.start.share(&end);
        end.share(&written);
        let (mut start, until) = (self.start.moment(), end.moment());
        if let (Some(mark), true) = (self.through, self.is_same_day(&start, &until)) {
            start.calendar = Calendar::Dual;
            start.calendar_mark = until.day.map(|day| self.span_of(mark).cover(day.span));
            self.end = Some(end);
            return Ok(self.value(span, start, None));
        }
        self.end = Some(end);
        Ok(self.value(span, start, Some(until)))
    }

    /// Whether `10/21 February 1730` are one day by two calendars.
    fn is_same_day(&self, start: &Moment, end: &Moment) -> bool {
        let is_slash = self.through.and_then(|at| self.lexemes.get(at));
        let is_year = start.year.is_some_and(|year| TWO_CALENDARS.contains(&year.value));
        let days = start.day.zip(end.day).map(|(start, end)| end.value - start.value);
        is_slash.is_some_and(|lexeme| matches!(lexeme.kind, Kind::Slash))
            && is_year
            && (start.month, start.year) == (end.month, end.year)
            && days.is_some_and(|days| CALENDARS_APART.contains(&days))
    }

    fn value(&self, span: Span, start: Moment, end: Option<Moment>) -> DateValue {
        let between = self.through.map(|at| self.with_gaps(at));
        let other = self.start.other.map(|(day, month)| Moment {
            day: Some(day),
            month: Some(month),
            ..start.clone()
        });
        let open = match (self.ongoing, &end, start.calendar) {
            (Some(at), ..) => Some(self.span_of(at)),
            (None, None, calendar) if calendar != Calendar::Dual => between,
            _ => None,
        };
        let value = DateValue {
            span,
            start,
            between: between.filter(|_| end.is_some() || self.ongoing.is_some()),
            end,
            open,
            circa: self.circa.map(|at| self.span_of(at)),
            doubtful: self.doubt.map(|at| self.span_of(at)),
            other,
            flaws: Vec::new(),
        };
        DateValue { flaws: flaws(self, &value), ..value }
    }

    pub(super) fn span_of(&self, at: usize) -> Span {
        self.lexemes.get(at).map(|lexeme| lexeme.span).unwrap_or_default()
    }

    pub(super) fn is_gap(&self, at: usize) -> bool {
        self.lexemes.get(at).is_some_and(|lexeme| matches!(lexeme.kind, Kind::Gap))
    }

    /// A lexeme and the white space around it.
    pub(super) fn with_gaps(&self, at: usize) -> Span {
        let before =
            at.checked_sub(1).filter(|before| self.is_gap(*before)).map(|before| self.span_of(before));
        let after = Some(at + 1).filter(|after| self.is_gap(*after)).map(|after| self.span_of(after));
        [before, after].into_iter().flatten().fold(self.span_of(at), Span::cover)
    }
}
