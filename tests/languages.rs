//! Dates are read as the languages under `rules/data/languages/` write them.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use wikivet::profile::Language;
use wikivet::value::date::{Date, DateOrder};

/// Year, month and day of a date, where they are written.
fn parts(date: &Date) -> [Option<i32>; 3] {
    [date.year, date.month, date.day].map(|part| part.map(|part| part.value))
}

/// All languages with their codes.
fn languages() -> impl Iterator<Item = &'static Language> {
    Language::codes().map(|code| Language::named(code).expect("loads"))
}

#[test]
fn each_way_to_write_a_date_is_read() {
    for language in languages() {
        for pattern in &language.dates.patterns {
            let months = &language.months;
            let alone = !pattern.contains("{d}") && !months.standalone.is_empty();
            for (number, name) in (1..).zip(if alone { &months.standalone } else { &months.in_date }) {
                let text = pattern.replace("{d}", "13").replace("{y}", "2010").replace("{month}", name);
                let text = text.replace("{m}", &number.to_string());
                let read: Vec<_> = language.date_grammar().find_all(&text).iter().map(parts).collect();
                let day = pattern.contains("{d}").then_some(13);
                assert_eq!(read, [[Some(2010), Some(number), day]], "{}: {text}", language.code);
            }
        }
    }
}

#[test]
fn each_form_of_a_month_is_read_beside_a_day() {
    for language in languages().filter(|language| language.dates.patterns[0].contains("{month}")) {
        let pattern = &language.dates.patterns[0];
        let months = &language.months;
        for (at, forms) in months.other.iter().enumerate() {
            let standalone = months.standalone.get(at);
            for name in forms.iter().chain(standalone) {
                let text = pattern.replace("{d}", "13").replace("{y}", "2010").replace("{month}", name);
                let read: Vec<_> = language.date_grammar().find_all(&text).iter().map(parts).collect();
                let month = i32::try_from(at).expect("twelve months") + 1;
                let day = pattern.contains("{d}").then_some(13);
                assert_eq!(read, [[Some(2010), Some(month), day]], "{}: {text}", language.code);
            }
        }
    }
}

#[test]
fn a_language_reads_the_dates_that_it_writes() {
    for language in languages() {
        let grammar = language.date_grammar();
        for month in 1..=12 {
            let date = grammar.find_all(&format!("2010-{month:02}-13")).remove(0);
            for order in [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst, DateOrder::NoDay]
            {
                let Some(text) = grammar.write(&date, order) else { continue };
                let read: Vec<_> = grammar.find_all(&text).iter().map(parts).collect();
                let day = (order != DateOrder::NoDay).then_some(13);
                assert_eq!(read, [[Some(2010), Some(month), day]], "{}: {text}", language.code);
            }
        }
    }
}

#[test]
fn no_form_of_a_month_names_another_month_too() {
    for language in languages() {
        let months = &language.months;
        let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for at in 0..12 {
            let full = [months.in_date.get(at), months.standalone.get(at)].into_iter().flatten();
            for name in full.chain(months.other.get(at).into_iter().flatten()) {
                let before = seen.insert(name.to_lowercase(), at);
                assert!(before.is_none_or(|other| other == at), "{}: {name}", language.code);
            }
        }
    }
}
