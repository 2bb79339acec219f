use crate::engine::Context;
use crate::facts::citations::Citation;
use crate::profile::{CiteParam, CiteParams, Language, NumericOrder};
use crate::value::date::{Form, Precision};

/// What tells the day of a date in numbers from its month.
pub(super) struct Evidence {
    /// How many clear dates in numbers the citations have that are written day first, and month first.
    day_first: usize,
    month_first: usize,
    declared_day_first: Option<bool>,
}

/// Why one reading is the right one.
pub(super) struct Reason {
    /// Whether it is the first of the two.
    pub(super) first: bool,
    pub(super) because: String,
}

/// Year, month and day.
type Numbers = [i32; 3];

impl Evidence {
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let (mut day_first, mut month_first) = (0, 0);
        for date in &cx.facts.date_values().in_citations {
            let Some(value) = date.date() else { continue };
            let start = &value.start;
            let is_clear = value.other.is_none()
                && start.form == Form::Numeric
                && start.precision() == Some(Precision::Day)
                && value.fault().is_none();
            let (Some(day), Some(month), Some(year)) = (start.day, start.month, start.year) else { continue };
            if is_clear && year.span > day.span && year.span > month.span && day.value != month.value {
                let counted = if day.span < month.span { &mut day_first } else { &mut month_first };
                *counted += 1;
            }
        }
        let declared_day_first = cx.facts.declared_order().map(|order| order.day_first);
        Evidence { day_first, month_first, declared_day_first }
    }

    /// The right one of two readings, of which the first has the day first; none where nothing decides.
    pub(super) fn decide(&self, citation: &Citation<'_>, readings: &[Numbers; 2]) -> Option<Reason> {
        let reason =
            |day_first: bool, because: &str| Reason { first: day_first, because: because.to_owned() };
        if let Some(first) = in_urls(citation, readings) {
            return Some(reason(first, "the URL has that day"));
        }
        match (self.day_first, self.month_first) {
            (1.., 0) => return Some(reason(true, "the other dates in numbers have the day first")),
            (0, 1..) => return Some(reason(false, "the other dates in numbers have the month first")),
            _ => {}
        }
        if let Some(language) = citation.get(CiteParam::Language).and_then(|field| language(field.value))
            && let Some(order) = language.dates.numeric
        {
            let day_first = order == NumericOrder::DayFirst;
            let which = if day_first { "day" } else { "month" };
            let because = format!("{} sources write the {which} first", language.name);
            return Some(Reason { first: day_first, because });
        }
        self.declared_day_first.map(|day_first| {
            let because = if day_first {
                "the article writes the day first"
            } else {
                "the article writes the month first"
            };
            reason(day_first, because)
        })
    }
}

/// The parameters whose addresses may hold the day.
const URLS: CiteParams = CiteParams::of(&[CiteParam::Url, CiteParam::ArchiveUrl, CiteParam::ChapterUrl]);

/// Which one of two readings stands as a day in a URL of the citation, if one does.
fn in_urls(citation: &Citation<'_>, readings: &[Numbers; 2]) -> Option<bool> {
    if !citation.has_any(&URLS) {
        return None;
    }
    let urls = citation.filled().filter(|field| field.cite().is_some_and(|param| URLS.contains(param)));
    let mut seen = [false; 2];
    for url in urls {
        for (seen, [year, month, day]) in seen.iter_mut().zip(readings) {
            let forms = [
                format!("{year}/{month:02}/{day:02}"),
                format!("{year}-{month:02}-{day:02}"),
                format!("{year}{month:02}{day:02}"),
                format!("{year}/{month}/{day}/"),
            ];
            *seen |= forms.iter().any(|form| url.value.contains(form.as_str()));
        }
    }
    match seen {
        [true, false] => Some(true),
        [false, true] => Some(false),
        _ => None,
    }
}

/// The language that a citation names, by its code or its English name.
fn language(text: &str) -> Option<&'static Language> {
    let code = text.trim().to_lowercase();
    let base = code.split('-').next().unwrap_or_default();
    Language::named(base).or_else(|| {
        let mut known = Language::codes().filter_map(Language::named);
        known.find(|language| language.name.to_lowercase() == code)
    })
}
