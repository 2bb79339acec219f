use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample;

use super::{DateGrammar, DateOrder, Form, Part};
use crate::profile::Language;
use crate::source::Span;

fn english() -> Language {
    toml::from_str(
        r#"
        code = "en"
        [months]
        in_date = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"]
        other = [["Jan"], ["Feb"], ["Mar"], ["Apr"], [], ["Jun"], ["Jul"], ["Aug"], ["Sep", "Sept"],
            ["Oct"], ["Nov"], ["Dec"]]
        [dates]
        patterns = ["{d} {month} {y}", "{d} of {month} {y}", "{month} {d}, {y}", "{month} {y}"]
        ordinal_suffixes = ["st", "nd", "rd", "th"]
        before_era = ["BC"]
        "#,
    )
    .unwrap()
}

/// Each date as it stands in the text, its form, and year, month and day.
fn read(language: &Language, text: &str) -> Vec<(String, Form, [i32; 3])> {
    let value = |part: Option<Part>| part.map_or(-1, |part| part.value);
    DateGrammar::new(Some(language))
        .find_all(text)
        .into_iter()
        .map(|date| {
            let source = text[date.span.range()].to_owned();
            (source, date.form, [value(date.year), value(date.month), value(date.day)])
        })
        .collect()
}

fn one(text: &str) -> (String, Form, [i32; 3]) {
    let mut found = read(&english(), text);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn none(text: &str) {
    assert_eq!(read(&english(), text), []);
}

#[test]
fn day_first() {
    assert_eq!(one("on 8 June 2006 he"), ("8 June 2006".into(), Form::DayFirst, [2006, 6, 8]));
    assert_eq!(one("the 8th of June 2006"), ("8th of June 2006".into(), Form::DayFirst, [2006, 6, 8]));
    assert_eq!(one("12\u{a0}May, 2010."), ("12\u{a0}May, 2010".into(), Form::DayFirst, [2010, 5, 12]));
}

#[test]
fn month_first() {
    assert_eq!(one("(June 8, 2006)"), ("June 8, 2006".into(), Form::MonthFirst, [2006, 6, 8]));
    assert_eq!(one("Oct. 09 2013"), ("Oct. 09 2013".into(), Form::MonthFirst, [2013, 10, 9]));
    assert_eq!(one("MAY 5, 2010"), ("MAY 5, 2010".into(), Form::MonthFirst, [2010, 5, 5]));
}

#[test]
fn without_year_or_day() {
    assert_eq!(one("31 June"), ("31 June".into(), Form::DayFirst, [-1, 6, 31]));
    assert_eq!(one("in May 2010"), ("May 2010".into(), Form::MonthYear, [2010, 5, -1]));
}

#[test]
fn iso_and_numeric() {
    assert_eq!(one("2019-13-04"), ("2019-13-04".into(), Form::Iso, [2019, 13, 4]));
    assert_eq!(one("12.03.2010"), ("12.03.2010".into(), Form::Numeric, [2010, 3, 12]));
    assert_eq!(one("03/22/2010"), ("03/22/2010".into(), Form::Numeric, [2010, 3, 22]));
    assert_eq!(one("2010/3/12"), ("2010/3/12".into(), Form::Numeric, [2010, 3, 12]));
}

#[test]
fn ranges() {
    let language = english();
    let grammar = DateGrammar::new(Some(&language));
    let days = grammar.find_all("8–12 June 2006").remove(0);
    assert_eq!(days.day_until.map(|part| part.value), Some(12));
    let months = grammar.find_all("in June–July 2006").remove(0);
    assert_eq!((months.span, months.month_until.map(|part| part.value)), (Span::of(3..19), Some(7)));
    assert_eq!(read(&language, "8 June 2006–9 July 2007").len(), 2);
}

#[test]
fn before_the_common_era() {
    assert_eq!(one("15 March 44 BC"), ("15 March 44 BC".into(), Form::DayFirst, [-43, 3, 15]));
}

#[test]
fn parts_know_their_place() {
    let language = english();
    let date = DateGrammar::new(Some(&language)).find_all("on 31 June 2006").remove(0);
    assert_eq!(date.day.map(|part| part.span), Some(Span::of(3..5)));
    assert_eq!(date.month.map(|part| part.span), Some(Span::of(6..10)));
    assert_eq!(date.year.map(|part| part.span), Some(Span::of(11..15)));
}

#[test]
fn numbers_that_are_no_dates() {
    none("in May 10,000 people");
    none("he may 2010 times");
    none("version 1.2.2010.4");
    none("ISBN 0-2010-12-13-4");
    none("10% June");
    none("Marches 5, 2010");
}

#[test]
fn languages_bring_their_own_order_and_digits() {
    let japanese: Language =
        toml::from_str("code = \"ja\"\n[dates]\npatterns = [\"{y}年{m}月{d}日\", \"{y}年{m}月\"]").unwrap();
    let found = read(&japanese, "は2010年3月12日に");
    assert_eq!(found, [("2010年3月12日".to_owned(), Form::YearFirst, [2010, 3, 12])]);
    let bengali: Language = toml::from_str(
        "code = \"bn\"\n[months]\nin_date = [\"জানুয়ারি\", \"ফেব্রুয়ারি\"]\n[dates]\npatterns = [\"{d} {month} {y}\"]\n[numbers]\ndigits = \"০১২৩৪৫৬৭৮৯\"",
    )
    .unwrap();
    let found = read(&bengali, "৫ ফেব্রুয়ারি ২০২২");
    assert_eq!(found, [("৫ ফেব্রুয়ারি ২০২২".to_owned(), Form::DayFirst, [2022, 2, 5])]);
}

#[test]
fn dates_are_written_in_another_order() {
    let language = english();
    let grammar = DateGrammar::new(Some(&language));
    let date = grammar.find_all("October 09, 2013").remove(0);
    assert_eq!(grammar.write(&date, DateOrder::DayFirst).as_deref(), Some("9 October 2013"));
    let date = grammar.find_all("9 Oct 2013").remove(0);
    assert_eq!(grammar.write(&date, DateOrder::MonthFirst).as_deref(), Some("October 9, 2013"));
}

#[test]
fn several_commas_may_stand_before_a_year_that_two_pieces_lead_to() {
    let language: Language = toml::from_str(
        "[months]\nin_date = [\"January\", \"February\", \"March\"]\n[dates]\npatterns = [\"{month}, {y}\"]",
    )
    .unwrap();
    let found = read(&language, "in March,, 2020 it");
    assert_eq!(found, [("March,, 2020".to_owned(), Form::MonthYear, [2020, 3, -1])]);
}

/// Words of a language's dates and what may stand between them, in any order.
fn words() -> impl Strategy<Value = (&'static Language, String)> {
    let codes: Vec<&str> = Language::codes().collect();
    sample::select(codes).prop_filter_map("every language loads", Language::named).prop_flat_map(|language| {
        let dates = &language.dates;
        let names = language.months.in_date.iter().chain(&language.months.standalone);
        let names = names.chain(language.months.other.iter().flatten()).flat_map(|name| {
            let dotted = format!("{name}.");
            [name.to_uppercase(), name.to_lowercase(), name.clone(), dotted]
        });
        let marks = dates.ordinal_suffixes.iter().chain(&dates.before_era).chain(&dates.common_era);
        let literals = dates.patterns.iter().flat_map(|pattern| pattern.split(['{', '}', ' ']));
        let marks = marks.map(String::as_str).chain(literals).map(str::to_owned);
        let zero = language.numbers.digits.chars().next().unwrap_or('0') as u32;
        let own = move |number: u32| -> String {
            let digits = number.to_string().bytes().map(|digit| u32::from(digit - b'0')).collect::<Vec<_>>();
            digits.into_iter().filter_map(|digit| char::from_u32(zero + digit)).collect()
        };
        let number = prop_oneof![0..32u32, 100..2100u32];
        let spaces = " \t\n\u{85}\u{a0}\u{1680}\u{2009}\u{202f}\u{3000}".chars().map(String::from);
        let signs = ",./-–—−ª".chars().map(String::from);
        let names: Vec<String> = names.filter(|name| name != ".").collect();
        let piece = prop_oneof![
            4 => spaces_or(spaces.collect()),
            4 => number.clone().prop_map(own),
            1 => number.prop_map(|number| number.to_string()),
            2 => sample::select(if names.is_empty() { vec!["5".to_owned()] } else { names }),
            1 => sample::select(marks.collect::<Vec<_>>()),
            1 => sample::select(signs.collect::<Vec<_>>()),
        ];
        let text = vec(piece, 0..12).prop_map(|pieces| pieces.concat());
        (Just(language), text)
    })
}

/// A plain space as often as all other white space.
fn spaces_or(others: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![Just(" ".to_owned()), sample::select(others)]
}

/// A date in one of a language's patterns, with more or other signs between its pieces than the pattern has, and with
/// what may follow each.
fn dates() -> impl Strategy<Value = (&'static Language, String)> {
    let with_patterns = |language: &&Language| !language.dates.patterns.is_empty();
    let languages: Vec<&Language> =
        Language::codes().filter_map(Language::named).filter(with_patterns).collect();
    sample::select(languages).prop_flat_map(|language| {
        let dates = &language.dates;
        let name = |month: usize| language.months.in_date.get(month).map_or("", String::as_str);
        let days = ["", "–7", " – 7", "-\u{3000}7"].map(str::to_owned);
        let days: Vec<String> = dates.ordinal_suffixes.iter().cloned().chain(days).collect();
        let eras = dates.before_era.iter().chain(&dates.common_era);
        let years = eras.flat_map(|era| [era.clone(), format!(" {era}"), format!("\u{2009}{era}")]);
        let years: Vec<String> = years.chain([String::new()]).collect();
        let months = ["".to_owned(), ".".to_owned(), format!("–{}", name(5)), format!(" - {}", name(6))];
        let between = vec(sample::select(vec![" ", "\u{a0}", "\u{3000}", ",", "\t"]), 1..4);
        let ends = (sample::select(days), sample::select(months.to_vec()), sample::select(years));
        let fill = (sample::select(&dates.patterns[..]), 0..12usize, 1..32u32, 1..2100u32, between, ends);
        fill.prop_map(move |(pattern, month, day, year, between, (after_day, after_month, after_year))| {
            let text = pattern
                .replace(' ', &between.concat())
                .replace("{month}", &format!("{}{after_month}", name(month)))
                .replace("{m}", &(month + 1).to_string())
                .replace("{d}", &format!("{day}{after_day}"))
                .replace("{y}", &format!("{year}{after_year}"));
            (language, text)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_around_a_number_hides_no_date((language, text) in prop_oneof![words(), dates()]) {
        let grammar = language.date_grammar();
        let mut all = Vec::new();
        grammar.find_where(&text, |_, _, _| (true, true), |_| {}, |date| all.push(date));
        prop_assert_eq!(grammar.find_all(&text), all, "{}: {:?}", language.code, text);
    }
}
