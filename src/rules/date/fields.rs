use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{DateHabit, ParamType};
use crate::source::Span;
use crate::value::date::{DateValue, Flaw, FlawKind, NotADate};

/// What stands in a citation's parameter for a date.
pub(super) struct FieldDate<'f, 'a> {
    pub(super) citation: &'f Citation<'a>,
    pub(super) field: &'f Field<'a>,
    /// What the value says. Its places are offsets into the value.
    pub(super) read: Result<DateValue, NotADate>,
}

impl FieldDate<'_, '_> {
    /// Where a part of the value stands in the document.
    pub(super) fn place(&self, span: Span) -> Span {
        let start = self.field.value_span.start;
        Span::new(start + span.start, start + span.end)
    }

    /// The value once edits are made.
    fn with(&self, edits: &[Edit]) -> String {
        let (start, value) = (self.field.value_span.start, self.field.value);
        let part = |from: u32, to: u32| value.get((from - start) as usize..(to - start) as usize);
        let (mut out, mut from) = (String::new(), start);
        for edit in edits {
            out.push_str(part(from, edit.span.start).unwrap_or_default());
            out.push_str(&edit.text);
            from = edit.span.end;
        }
        out.push_str(part(from, start + value.len() as u32).unwrap_or_default());
        out
    }
}

/// The dates in the parameters of citations, of those that hold nothing but text.
pub(super) fn dates<'f, 'a>(cx: &Context<'a>) -> impl Iterator<Item = FieldDate<'f, 'a>> + use<'f, 'a>
where
    'a: 'f,
{
    let grammar = cx.facts.dates().grammar;
    cx.facts.citations().iter().flat_map(move |citation| {
        let fields = citation.filled().filter(|field| field.is_literal && is_date(field));
        fields.map(move |field| FieldDate { citation, field, read: grammar.read_value(field.value) })
    })
}

fn is_date(field: &Field<'_>) -> bool {
    use ParamType::{AccessDate, ArchiveDate, Date, Year, YearOrDate};
    field.param.is_some_and(|param| matches!(param.kind, Date | AccessDate | ArchiveDate | Year | YearOrDate))
}

/// Reports what the wiki's citation module refuses of the kinds that are `wanted`, in the words of `message`, which is
/// given the value and the flaw.
pub(super) fn report_flaws(
    cx: &mut Context<'_>,
    wanted: impl Fn(&FieldDate<'_, '_>, &Flaw) -> bool,
    message: impl Fn(&FieldDate<'_, '_>, &Flaw) -> String,
) {
    if cx.profile.dates.refused.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for date in dates(cx) {
        let Ok(value) = &date.read else { continue };
        if value.fault().is_some() {
            continue;
        }
        let is_refused = |flaw: &&Flaw| cx.profile.dates.refused.contains(&habit(flaw.kind));
        let flaws: Vec<&Flaw> =
            value.flaws.iter().filter(|flaw| wanted(&date, flaw)).filter(is_refused).collect();
        // Brackets are two signs and one fault.
        for same in flaws.chunk_by(|one, next| one.kind == next.kind) {
            let Some(first) = same.first() else { continue };
            found.push(finding(&date, same, message(&date, first)));
        }
    }
    found.into_iter().for_each(|finding| cx.report(finding));
}

fn finding(date: &FieldDate<'_, '_>, flaws: &[&Flaw], message: String) -> Finding {
    let span = flaws.iter().map(|flaw| flaw.span).reduce(Span::cover).unwrap_or_default();
    let place = if span.is_empty() { date.field.value_span } else { date.place(span) };
    let finding = Finding::new(place, message);
    let edit = |flaw: &&Flaw| Some(Edit::replace(date.place(flaw.span), flaw.written.clone()?));
    let Some(edits) = flaws.iter().map(edit).collect::<Option<Vec<Edit>>>() else {
        return finding.help("look up the date in the source, and write the whole of it");
    };
    let order = format!("write `{}`", date.with(&edits));
    // `2009-2` may be the number of an issue.
    let is_certain = flaws.iter().all(|flaw| flaw.kind != FlawKind::NumericMonth);
    let safety = if is_certain { Safety::Safe } else { Safety::Suggested };
    finding.help(order.clone()).fix(Fix::new(order, edits, safety))
}

/// The way to write dates that a flaw belongs to.
fn habit(kind: FlawKind) -> DateHabit {
    match kind {
        FlawKind::Ordinal => DateHabit::Ordinal,
        FlawKind::LeadingZero => DateHabit::LeadingZero,
        FlawKind::Comma | FlawKind::MissingComma => DateHabit::Comma,
        FlawKind::Joiner => DateHabit::Of,
        FlawKind::Weekday | FlawKind::Time => DateHabit::Time,
        FlawKind::Separator | FlawKind::MissingZero | FlawKind::NumericMonth | FlawKind::Stamp => {
            DateHabit::Separator
        }
        FlawKind::Capitals => DateHabit::Capitals,
        _ => DateHabit::Form,
    }
}
