use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample;

use super::{Calendar, Moment, WhyNot};
use crate::profile::Language;
use crate::value::date::{DateGrammar, DateOrder, Part};

fn grammar(code: &str) -> &'static DateGrammar {
    Language::named(code).expect("loads").date_grammar()
}

/// `2010-6-5`, with `?` for what is not given.
fn parts(moment: &Moment) -> String {
    let part = |part: Option<Part>| part.map_or("?".to_owned(), |part| part.value.to_string());
    let period = moment.period.map(|(period, _)| format!(" {period:?}")).unwrap_or_default();
    let calendar = Some(moment.calendar).filter(|calendar| *calendar != Calendar::Common);
    let calendar = calendar.map(|calendar| format!(" {calendar:?}")).unwrap_or_default();
    format!("{}-{}-{}{period}{calendar}", part(moment.year), part(moment.month), part(moment.day))
}

/// What a text says and what is wrong with it: `2010-6-5 to 2010-6-8; Dash`.
fn read_in(code: &str, text: &str) -> String {
    let value = match grammar(code).read_value(text) {
        Ok(value) => value,
        Err(error) => return format!("{:?} `{}`", error.why, &text[error.span.range()]),
    };
    let end = value.end.as_ref().map(|end| format!(" to {}", parts(end))).unwrap_or_default();
    let other = value.other.as_ref().map(|other| format!(" or {}", parts(other))).unwrap_or_default();
    let flaws: String = value.flaws.iter().map(|flaw| format!("; {:?}", flaw.kind)).collect();
    format!("{}{end}{other}{flaws}", parts(&value.start))
}

fn read(text: &str) -> String {
    read_in("en", text)
}

/// The text with everything written that its flaws say to write.
fn mended_in(code: &str, text: &str) -> String {
    let value = grammar(code).read_value(text).expect("a date");
    value.mended(text).unwrap_or_else(|| text.to_owned())
}

fn mended(text: &str) -> String {
    mended_in("en", text)
}

#[test]
fn what_citation_modules_take_has_no_flaw() {
    let accepted = [
        ("2007-03-06", "2007-3-6"),
        ("March 6, 2007", "2007-3-6"),
        ("Mar 6, 2007a", "2007-3-6"),
        ("6 March 2007", "2007-3-6"),
        ("March 6–9, 2007", "2007-3-6 to 2007-3-9"),
        ("6–9 March 2007", "2007-3-6 to 2007-3-9"),
        ("28 February – 3 March 2007", "2007-2-28 to 2007-3-3"),
        ("February 28 – March 3, 2007", "2007-2-28 to 2007-3-3"),
        ("30 December 2006 – 2 January 2007", "2006-12-30 to 2007-1-2"),
        ("December 30, 2006 – January 2, 2007", "2006-12-30 to 2007-1-2"),
        ("June 2006 – March 2007", "2006-6-? to 2007-3-?"),
        ("Winter 2006 – Summer 2007", "2006-?-? Season(Winter) to 2007-?-? Season(Summer)"),
        ("April–May 2004", "2004-4-? to 2004-5-?"),
        ("Summer–Fall 2004", "2004-?-? Season(Summer) to 2004-?-? Season(Autumn)"),
        ("March 2007", "2007-3-?"),
        ("Spring 2007", "2007-?-? Season(Spring)"),
        ("First Quarter 2007", "2007-?-? Quarter(1)"),
        ("Christmas 2007", "2007-?-? Feast(Christmas)"),
        ("Summer 2006–07", "2006-?-? Season(Summer) to 2007-?-? Season(Summer)"),
        ("Winter 1999–2000", "1999-?-? Season(Winter) to 2000-?-?"),
        ("1999–2001", "1999-?-? to 2001-?-?"),
        ("2003–14", "2003-?-? to 2014-?-?"),
        ("2007", "2007-?-?"),
        ("476", "476-?-?"),
        ("2007a", "2007-?-?"),
        ("c. 1970", "1970-?-?"),
        ("n.d.", "?-?-?"),
        ("nd", "?-?-?"),
    ];
    for (text, expected) in accepted {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn how_a_date_is_written_otherwise_and_what_to_write() {
    let mended_dates = [
        ("5th June 2010", "Ordinal", "5 June 2010"),
        ("05 June 2010", "LeadingZero", "5 June 2010"),
        ("2010-6-5", "MissingZero", "2010-06-05"),
        ("5 June, 2010", "Comma", "5 June 2010"),
        ("June, 2010", "Comma", "June 2010"),
        ("June 5 2010", "MissingComma", "June 5, 2010"),
        ("5 of June 2010", "Joiner", "5 June 2010"),
        ("22.11.2010", "Separator", "2010-11-22"),
        ("2010/03/12", "Separator", "2010-03-12"),
        ("2010-06", "NumericMonth", "June 2010"),
        ("7/2014", "NumericMonth", "July 2014"),
        ("5-8 June 2010", "Dash", "5–8 June 2010"),
        ("June to July 2010", "Dash", "June–July 2010"),
        ("5 June 2010–8 July 2011", "DashSpacing", "5 June 2010 – 8 July 2011"),
        ("5 - 8 June 2010", "DashSpacing", "5–8 June 2010"),
        ("December 2009-January 2010", "DashSpacing", "December 2009 – January 2010"),
        ("5 & 6 June 2010", "List", "5–6 June 2010"),
        ("5 May 2010 – 6 May 2010", "Repeated", "5–6 May 2010"),
        ("June 5, 2010 – July 8, 2010", "Repeated", "June 5 – July 8, 2010"),
        ("5 June–8 June 2010", "Repeated", "5–8 June 2010"),
        ("June 2010 – July 2010", "Repeated", "June–July 2010"),
        ("Jun–July 2010", "MixedNames", "June–July 2010"),
        ("Jan.–July 2010", "MixedNames", "January–July 2010"),
        ("2010 – 12", "ShortEnd", "2010–2012"),
        ("Winter/2010", "Separator", "Winter 2010"),
        ("Q1/2010", "Abbreviation; Separator", "First Quarter 2010"),
        ("2010 Spring", "Order", "Spring 2010"),
        ("2003 – 2014", "DashSpacing", "2003–2014"),
        ("2003–05", "ShortEnd", "2003–2005"),
        ("1999–00", "ShortEnd", "1999–2000"),
        ("from 2003–2014", "RangeStart", "2003–2014"),
        ("Monday, 5 June 2010", "Weekday", "5 June 2010"),
        ("5 June 2010 (Mon.)", "Weekday", "5 June 2010"),
        ("5 June 2010 at 10:20 pm UTC", "Time", "5 June 2010"),
        ("2010-06-05T10:20:30+05:30", "Time", "2010-06-05"),
        ("Sept. 2010", "Abbreviation", "September 2010"),
        ("Jan. 5, 2010", "Abbreviation", "Jan 5, 2010"),
        ("june 2010", "Capitals", "June 2010"),
        ("spring 2010", "Capitals", "Spring 2010"),
        ("Q1 2010", "Abbreviation", "First Quarter 2010"),
        ("31 December 1999/1 January 2000", "Dash", "31 December 1999 – 1 January 2000"),
        ("2010 June 5", "Order", "2010-06-05"),
        ("2010-Jun.-05", "Order", "2010-06-05"),
        ("25/03/08", "Separator", "2008-03-25"),
        ("1066-10-14", "OldNumeric", "14 October 1066"),
        ("circa 1970", "Circa", "c. 1970"),
        ("AD 500", "Era", "500"),
        ("20100605101500", "Stamp", "2010-06-05"),
        ("5\u{a0}June 2010", "Space", "5 June 2010"),
        ("5 June&nbsp;2010", "Space", "5 June 2010"),
        ("(2009)", "Brackets; Brackets", "2009"),
        ("5 June 2010.", "Trailing", "5 June 2010"),
        ("undated", "Undated", "n.d."),
        ("Winter 2006-07", "Dash", "Winter 2006–07"),
        ("12-Mar-2010", "Separator; Separator", "12 March 2010"),
    ];
    for (text, flaws, written) in mended_dates {
        let found = read(text);
        assert_eq!(found.split_once("; ").map(|(_, flaws)| flaws), Some(flaws), "{text}");
        if text != "12-Mar-2010" {
            assert_eq!(mended(text), written, "{text}");
        }
    }
    assert_eq!(mended("12-Mar-2010"), "12 Mar 2010");
}

#[test]
fn a_day_in_iso_form_is_read_the_quick_way_as_the_long_way() {
    let mut read = 0;
    for code in Language::codes() {
        for text in ["1950-01-01", "1999-12-28", "2016-02-07", "2049-10-20"] {
            assert_eq!(
                super::iso::iso_day(text).as_ref(),
                grammar(code).read_once(text).as_ref().ok(),
                "{code}"
            );
            read += 1;
        }
    }
    assert!(read > 300);
    for text in ["2016-02-30", "2016-2-07", "2016/02/07", "2016-02-07 ", "1582-10-10", "২০১৬-০২-০৭"]
    {
        assert_eq!(super::iso::iso_day(text), None, "{text}");
    }
}

#[test]
fn what_nobody_but_the_editor_knows_is_not_written() {
    assert_eq!(read("12.03.2010"), "2010-3-12 or 2010-12-3; Separator");
    assert_eq!(mended("12.03.2010"), "12.03.2010");
    assert_eq!(read("2003-05"), "2003-5-?; NumericMonth");
    assert_eq!(mended("2003-05"), "2003-05");
    assert_eq!(read("2009?"), "2009-?-?; Doubt");
    assert_eq!(read("04.05.08"), "2008-5-4 or 2008-4-5; Separator; TwoDigitYear");
    assert_eq!(read("2003–present"), "2003-?-?; Open");
    assert_eq!(read("22 June"), "?-6-22; NoYear");
    assert_eq!(mended("2010–06"), "2010–06");
    assert_eq!(mended("2010 & 2012"), "2010 & 2012");
    assert_eq!(mended("5 June '10"), "5 June '10");
    assert_eq!(read("Spring 2010–11").split("; ").last(), Some("PeriodRange"));
    assert_eq!(read("First Quarter–Second Quarter 2010").split("; ").last(), Some("PeriodRange"));
}

#[test]
fn eras_calendars_and_long_times() {
    assert_eq!(read("50 BC"), "-49-?-?; Era");
    assert_eq!(read("100–50 BCE"), "-99-?-? to -49-?-?; Era");
    assert_eq!(read("5 January 1730/31"), "1730-1-5 Dual; Calendar");
    assert_eq!(read("10/21 February 1730"), "1730-2-10 Dual; Calendar");
    assert_eq!(read("5 January 1730 O.S."), "1730-1-5 OldStyle; Calendar");
    assert_eq!(read("1432 AH"), "1432-?-? Islamic; Calendar");
    assert_eq!(read_in("ja", "令和2年9月6日"), "2-9-6 Japanese; Calendar");
    assert_eq!(read_in("ja", "平成31年"), "31-?-? Japanese; Calendar");
    assert_eq!(read("1990s"), "1990-?-?; Vague");
    assert_eq!(read("19th century"), "1801-?-?; Vague");
}

#[test]
fn other_languages() {
    assert_eq!(read_in("bn", "৬ মে ২০০৯"), "2009-5-6");
    assert_eq!(read_in("bn", "6 May 2009"), "2009-5-6; Foreign");
    assert_eq!(mended_in("bn", "6 May 2009"), "6 মে 2009");
    assert_eq!(read_in("vi", "ngày 26 tháng 4 năm 2010"), "2010-4-26");
    assert_eq!(read_in("hy", "2011 թ․ օգոստոսի 21"), "2011-8-21");
    assert_eq!(read_in("hy", "օգոստոսի 9, 2014"), "2014-8-9");
    assert_eq!(read_in("ja", "2015年5月2日 (土) 05:55 (UTC)"), "2015-5-2; Weekday; Time");
    assert_eq!(mended_in("ja", "2010年03月05日"), "2010年3月5日");
    assert_eq!(read_in("uk", "8 квітня 2021 року"), "2021-4-8");
    assert_eq!(read_in("de", "22. Januar 2011"), "2011-1-22");
    assert_eq!(read_in("el", "2-3-2012"), "2012-3-2; Separator");
}

#[test]
fn what_is_no_date_and_where() {
    let why = |text: &str| grammar("en").read_value(text).expect_err("no date");
    assert_eq!((why("").why, why(" \u{200e}").why), (WhyNot::Empty, WhyNot::Empty));
    assert_eq!(read("2009 estimate"), "Word `estimate`");
    assert_eq!(read("May 10, 1999, June 11, 1999"), "Several `June`");
    assert_eq!(read("(c) 2010"), "Word `c`");
    assert_eq!(read("20"), "Number `20`");
    assert_eq!(read("12345"), "Number `12345`");
    assert_eq!(read("Monday"), "NoDate `Monday`");
    assert_eq!(read("5 # June"), "Sign `#`");
    assert_eq!(why(&"1 ".repeat(300)).why, WhyNot::TooLong);
}

/// Words, numbers and signs that the values of a language are made of, in any order.
fn values() -> impl Strategy<Value = (&'static str, String)> {
    let codes: Vec<&str> = Language::codes().collect();
    sample::select(codes).prop_filter_map("every language loads", Language::named).prop_flat_map(|language| {
        let own = language.date_grammar().words.texts().map(str::to_owned);
        let beside =
            DateGrammar::beside().into_iter().flat_map(|grammar| grammar.words.texts()).map(str::to_owned);
        let (own, beside): (Vec<String>, Vec<String>) = (own.collect(), beside.collect());
        let own = if own.is_empty() { beside.clone() } else { own };
        let signs = [
            ",", ".", "-", "–", " – ", "/", "?", "(", ")", "_", ", ", "&nbsp;", "\u{a0}", "a", "s", "th",
            "10:20", "'", "०",
        ];
        let piece = prop_oneof![
            6 => Just(" ".to_owned()),
            3 => (1..32u32).prop_map(|number| number.to_string()),
            3 => (100..2100u32).prop_map(|number| number.to_string()),
            1 => (0..13u32).prop_map(|number| format!("{number:02}")),
            3 => sample::select(own),
            1 => sample::select(beside),
            2 => sample::select(signs.to_vec()).prop_map(str::to_owned),
        ];
        (Just(language.code.as_str()), vec(piece, 0..9).prop_map(|pieces| pieces.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_in_the_text((code, text) in values()) {
        match grammar(code).read_value(&text) {
            Err(error) => prop_assert!(text.get(error.span.range()).is_some(), "{text:?}"),
            Ok(value) => {
                let spans = value.flaws.iter().map(|flaw| flaw.span).chain([value.span]);
                let moments = [Some(&value.start), value.end.as_ref(), value.other.as_ref()];
                let moments = moments.into_iter().flatten().flat_map(|moment| {
                    let parts = [moment.year, moment.month, moment.day, moment.weekday];
                    let parts = parts.into_iter().flatten().map(|part| part.span);
                    parts.chain([moment.span]).chain(moment.time).chain(moment.letter).chain(moment.calendar_mark)
                });
                for span in spans.chain(moments).chain(value.between).chain(value.open) {
                    prop_assert!(text.get(span.range()).is_some(), "{text:?}");
                }
                let apart = value.flaws.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start || pair[1].written.is_none() || pair[0].written.is_none());
                prop_assert!(apart, "{}: {text:?}: {:?}", code, value.flaws);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", code in sample::select(Language::codes().collect::<Vec<_>>())) {
        let _ = grammar(code).read_value(&text).map_err(|error| text[error.span.range()].len());
    }

    #[test]
    fn what_was_read_before_makes_no_difference((code, text) in values()) {
        let grammar = grammar(code);
        prop_assert_eq!(grammar.read_value(&text), grammar.read_in_full(&text), "{}: {:?}", code, text);
    }

    #[test]
    fn what_a_flaw_says_to_write_mends_it((code, text) in values()) {
        let grammar = grammar(code);
        let Ok(value) = grammar.read_value(&text) else { return Ok(()) };
        for flaw in &value.flaws {
            let Some(mended) = value.mended_of(&text, flaw.kind) else { continue };
            let again = grammar.read_value(&mended);
            let fewer = again.as_ref().is_ok_and(|again| again.count(flaw.kind) < value.count(flaw.kind));
            prop_assert!(fewer, "{}: {text:?} {:?} {mended:?} {:?}", code, flaw, again);
        }
    }
}

#[test]
fn a_language_reads_what_it_writes() {
    for language in Language::codes().filter_map(Language::named) {
        let grammar = language.date_grammar();
        for month in 1..=12 {
            let date = grammar.find_all(&format!("2010-{month:02}-13")).remove(0);
            for order in [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst, DateOrder::NoDay]
            {
                let Some(text) = grammar.write(&date, order) else { continue };
                assert!(
                    Language::codes_with_month_in(&text).contains(&&*language.code),
                    "{}: {text}",
                    language.code
                );
                let value = grammar.read_value(&text);
                let Ok(value) = value else { panic!("{}: {text}: {value:?}", language.code) };
                let day = (order != DateOrder::NoDay).then_some(13);
                let read = [value.start.year, value.start.month, value.start.day]
                    .map(|part| part.map(|part| part.value));
                assert_eq!(read, [Some(2010), Some(month), day], "{}: {text}", language.code);
                assert_eq!(value.flaws, [], "{}: {text}", language.code);
            }
        }
    }
}

#[test]
fn dates_of_one_shape_are_read_as_in_full() {
    let english = grammar("en");
    for code in ["en", "de", "fr", "es", "ru", "uk", "el", "hy", "bn", "vi", "ja"] {
        let own = grammar(code);
        let read_alike = |shape: &str| {
            for [day, year] in [["10", "2010"], ["31", "1999"], ["5", "1066"], ["9", "2000"], ["12", "1582"]]
            {
                let text = shape.replace("{d}", day).replace("{y}", year);
                for text in [own.in_own_digits(&text), text] {
                    assert_eq!(own.read_value(&text), own.read_in_full(&text), "{code}: {text}");
                }
            }
        };
        for month in 1..=12 {
            for (grammar, beside_day) in [(own, true), (own, false), (english, true)] {
                let Some(name) = grammar.month_name(month, beside_day) else { continue };
                for shape in
                    ["{d} # {y}", "{d}. # {y}", "# {d}, {y}", "# {y}", "{y} # {d}", "{d} #", "{d}th # {y} "]
                {
                    read_alike(&shape.replace('#', name));
                }
            }
        }
        for shape in [
            "{y}",
            "c. {y}",
            "{d}.3.{y}",
            "{d}-{y}",
            "{y}-{d}",
            "{y}s",
            "{d}/21 May {y}",
            "{y}/31",
            "{y}a",
            "May {d}",
        ] {
            read_alike(shape);
        }
    }
}
