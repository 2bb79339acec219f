use super::*;
use crate::profile::Language;

fn grammar(language: &str) -> QuantityGrammar<'static> {
    QuantityGrammar::new(Language::named(language))
}

/// The value, the end of a range, and the unit, as one text.
fn value(language: &str, text: &str) -> String {
    let Some(read) = grammar(language).read_value(text) else { return "none".to_owned() };
    assert_eq!(read.span.range(), 0..text.len(), "{text}");
    said(&read)
}

fn said(read: &Quantity) -> String {
    let unit = match &read.unit {
        Unit::None => String::new(),
        Unit::Percent => " %".to_owned(),
        Unit::PerMille => " ‰".to_owned(),
        Unit::Money(name) | Unit::Measure(name) => format!(" {name}"),
    };
    let hedge = if read.is_hedged { "~" } else { "" };
    let ordinal = if read.is_ordinal { "." } else { "" };
    let end = read.end.map(|end| format!("–{}", end.normalize())).unwrap_or_default();
    format!("{hedge}{}{end}{ordinal}{unit}", read.value.normalize())
}

#[test]
fn numbers_with_marks() {
    for (language, text, read) in [
        ("en", "1,234", "1234"),
        ("en", "−3.5", "-3.5"),
        ("en", "1,234,567.80", "1234567.8"),
        ("en", "12,34,567", "1234567"),
        ("en", "1 234 567", "1234567"),
        ("en", "1'234", "1234"),
        ("en", "1.234", "1.234"),
        ("en", "1.234.567", "1234567"),
        ("en", "12,5", "12.5"),
        ("de", "1.234", "1234"),
        ("de", "1,234", "1.234"),
        ("de", "1.234,5", "1234.5"),
        ("ru", "12 345,6", "12345.6"),
        ("bn", "১২,৩৪৫", "12345"),
        ("en", "2½", "2.5"),
        ("en", "¾", "0.75"),
        ("", "1234.5", "1234.5"),
        ("", "1,234,567", "1234567"),
        ("", "0.125", "0.125"),
        ("", "1,234", "none"),
        ("", "1.234", "none"),
    ] {
        assert_eq!(value(language, text), read, "{text}");
    }
}

#[test]
fn what_stands_beside_a_number() {
    for (text, read) in [
        ("12.5 %", "12.5 %"),
        ("3‰", "3 ‰"),
        ("12 percent", "12 %"),
        ("$5", "5 $"),
        ("US$5 million", "5000000 USD"),
        ("$1.2bn", "1200000000 $"),
        ("-$5", "-5 $"),
        ("$-5", "-5 $"),
        ("€5–10 million", "5000000–10000000 EUR"),
        ("USD 5,000", "5000 USD"),
        ("5,000 USD", "5000 USD"),
        ("5 euros", "5 EUR"),
        ("12 km", "12 km"),
        ("12km²", "12 km²"),
        ("12 square kilometres", "12 km²"),
        ("10 km (6.2 mi)", "10 km"),
        ("3 in", "3 in"),
        ("23/km²", "23 /km²"),
        ("5 million", "5000000"),
        ("3–5", "3–5"),
        ("3 – 5 km", "3–5 km"),
        ("3 to 5 kg", "3–5 kg"),
        ("$5 to $6", "5–6 $"),
        ("1st", "1."),
        ("22nd", "22."),
        ("3.", "3."),
        ("#4", "4."),
        ("about 5", "~5"),
        ("more than 5 km", "~5 km"),
        ("c. 5", "~5"),
        ("~5", "~5"),
        ("> $5", "~5 $"),
        ("5+", "~5"),
    ] {
        assert_eq!(value("en", text), read, "{text}");
    }
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "",
        "twelve",
        "12a",
        "12 May",
        "747-A",
        "1.2.3",
        "12:30",
        "1/2",
        "2010-05-12",
        "A5",
        "5 apples",
        "1,23,4",
        "5 $ km",
    ] {
        assert_eq!(value("en", text), "none", "{text}");
    }
}

#[test]
fn quantities_in_running_text() {
    let found = |text: &str| -> Vec<String> { grammar("en").find_all(text).iter().map(said).collect() };
    assert_eq!(found("It cost $5 million, or about 12% of 3,400 km."), ["5000000 $", "~12 %", "3400 km"]);
    assert_eq!(found("Between 3–5 kg in 2010 and the 3rd at −5 °C"), ["3–5 kg", "2010", "3.", "-5 °C"]);
    assert_eq!(found("a 5-km run, B12, v1.2.3, #4, 12:30, 555/7, 1st."), ["5 km", "1."]);
    assert_eq!(found("In 2010 200 people ate 1,2 and 5 in 2011"), ["2010", "200", "5", "2011"]);
    assert_eq!(found("over 1,000 people, (20%) at £20m."), ["~1000", "20 %", "20000000 GBP"]);
}

#[test]
fn where_a_quantity_stands() {
    let text = "It was more than US$1,200 then";
    let found = grammar("en").find_all(text);
    let [quantity] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(&text[quantity.span.range()], "more than US$1,200");
    assert_eq!(&text[quantity.digits.range()], "1,200");
}
