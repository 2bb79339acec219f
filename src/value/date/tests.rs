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
