//! `rules/consistency/infobox-text-mismatch.md`

use chrono::Datelike;

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::End;
use crate::facts::figures::FigureFact;
use crate::finding::{Finding, Severity};
use crate::profile::Figure;
use crate::rules::shown;
use crate::value::quantity::Decimal;

/// Finds what the box of data and the first paragraphs say differently.
pub struct InfoboxTextMismatch;

/// What a guess may be away from the number it is for: one part in so many.
const GUESS: u32 = 10;
/// Days between the two calendars in which dates of old are given.
const CALENDARS: std::ops::RangeInclusive<i64> = 9..=14;
/// The last year in which a country went over from one to the other.
const LAST_JULIAN: i32 = 1930;
/// Of two figures that are further apart than so many times, one is that of something larger.
const APART: u32 = 3;

impl Rule for InfoboxTextMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let lives = cx.facts.lives();
        let (in_box, in_lead) = (lives.in_box, lives.in_lead);
        let events = [("birth", in_box.birth, in_lead.birth), ("death", in_box.death, in_lead.death)];
        for (event, in_box, in_lead) in events {
            let finding = in_box.zip(in_lead).and_then(|(in_box, in_lead)| dates(event, in_box, in_lead, cx));
            finding.into_iter().for_each(|finding| cx.report(finding));
        }
        let figures = cx.facts.figures();
        for in_lead in &figures.in_lead {
            let same = figures.in_boxes.iter().filter(|in_box| in_box.figure == in_lead.figure);
            let same: Vec<&FigureFact> = same.collect();
            if same.iter().any(|in_box| agree(in_box, in_lead)) {
                continue;
            }
            if let Some(finding) = same.first().map(|in_box| figure(in_box, in_lead)) {
                cx.report(finding);
            }
        }
    }
}

fn dates(event: &str, in_box: End, in_lead: End, cx: &Context<'_>) -> Option<Finding> {
    let is_apart = in_box.latest < in_lead.earliest || in_lead.latest < in_box.earliest;
    let days = (in_box.earliest - in_lead.earliest).num_days().abs();
    let is_old = in_box.earliest.year() <= LAST_JULIAN;
    if !is_apart || is_old && CALENDARS.contains(&days) {
        return None;
    }
    let (one, other) = (shown(cx.doc.slice(in_box.place)), shown(cx.doc.slice(in_lead.place)));
    let message = format!("the box gives `{one}` as the date of {event}, the text `{other}`");
    Some(
        Finding::new(in_box.place, message)
            .label(in_lead.place, "the text")
            .help("look up which of the two is right, and correct the other"),
    )
}

/// Whether two figures can be right: rounded, guessed, of other years, of a part, or read as thousands by mistake.
fn agree(in_box: &FigureFact, in_lead: &FigureFact) -> bool {
    let difference = (in_box.value - in_lead.value).abs();
    let (least, most) = (in_box.value.min(in_lead.value), in_box.value.max(in_lead.value));
    let is_other = least.checked_mul(Decimal::from(APART)).is_some_and(|least| least < most);
    let is_other_year = in_box.year.zip(in_lead.year).is_some_and(|(one, other)| one != other);
    let is_guess = in_box.is_hedged || in_lead.is_hedged;
    let guess = if is_guess { in_box.value / Decimal::from(GUESS) } else { Decimal::ZERO };
    let rounded = match in_box.figure {
        Figure::Founded => Decimal::ZERO,
        _ => in_box.step.max(in_lead.step),
    };
    is_other_year || is_other || difference <= rounded.max(guess)
}

fn figure(in_box: &FigureFact, in_lead: &FigureFact) -> Finding {
    let name = in_box.figure.name();
    let is_population = in_box.figure == Figure::Population;
    let of_year = |year: Option<i32>| {
        year.filter(|_| is_population).map(|year| format!(" ({year})")).unwrap_or_default()
    };
    let (one, other) = (shown(&in_box.text), shown(&in_lead.text));
    let (then, now) = (of_year(in_box.year), of_year(in_lead.year));
    // Without years, both can be right.
    let is_dated =
        in_box.figure != Figure::Population || in_box.year.is_some() && in_box.year == in_lead.year;
    let severity = if is_dated { Severity::Warning } else { Severity::Info };
    Finding::new(in_box.span, format!("the box gives {name} as `{one}`{then}, the text as `{other}`{now}"))
        .label(in_lead.span, "the text")
        .help("look up which of the two is right, and correct the other")
        .severity(severity)
}
