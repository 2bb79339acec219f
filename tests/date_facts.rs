//! Where dates are: the values that are to be dates, and the spans and columns that they make.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use wikivet::facts::Facts;
use wikivet::facts::dates::{FieldPlace, SpanKind};
use wikivet::profile::{CiteParam, Event, Language, Profile};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax::parse;

/// Hands over the facts of a text as English Wikipedia reads it.
fn with_facts<T>(text: &str, ask: impl FnOnce(&Facts<'_>) -> T) -> T {
    let profile = Profile::named("enwiki").unwrap();
    let doc = Document::new(Origin::new("test", InputKind::Wikitext), text.to_owned());
    let tree = parse(doc.text(), &profile.site);
    ask(&Facts::new(&doc, &tree, profile, Language::named("en")))
}

/// Name, text as read and source of each value.
fn values(text: &str) -> Vec<(String, String, String)> {
    with_facts(text, |facts| {
        let values = facts.date_values();
        let row = |field: &wikivet::facts::dates::DateField<'_>| {
            (field.name.to_string(), field.text.to_string(), facts.doc.slice(field.span).to_owned())
        };
        values.iter().map(row).collect()
    })
}

#[test]
fn values_of_citations_tags_templates_and_boxes_are_read() {
    let text = "{{cite web|title=A|date=5 June 2010|access-date=2010-07-01}} {{fact|date=May 2013}} \
                {{birth-date|7 June 1950}} {{Infobox x|birth_date=8 June 1950}} {{webarchive|url=u|date=May 9, 2010}}";
    let values = values(text);
    let read: Vec<&str> = values.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(read, ["5 June 2010", "2010-07-01", "May 2013", "7 June 1950", "8 June 1950", "May 9, 2010"]);
}

#[test]
fn comments_entities_footnotes_and_links_are_read_through() {
    let text = "{{cite web|date=5 <!-- sic -->June&nbsp;2010}} {{Infobox x|birth_date=[[8 June]] '''1950'''<ref>A</ref>}}";
    let read: Vec<String> = values(text).into_iter().map(|(_, text, _)| text).collect();
    assert_eq!(read, ["5 June\u{a0}2010", "8 June 1950"]);
}

#[test]
fn what_templates_compute_and_what_is_empty_is_no_value() {
    assert!(
        values("{{cite web|date={{CURRENTYEAR}}|access-date=}} {{Infobox x|birth_date={{y|1}}}}").is_empty()
    );
}

#[test]
fn a_value_knows_its_parameter() {
    let places = with_facts("{{cite book|year=1999}} {{Infobox x|term_end3=1999}}", |facts| {
        facts.date_values().iter().map(|field| field.place).collect::<Vec<_>>()
    });
    assert_eq!(places[0], FieldPlace::Citation { citation: 0, param: Some(CiteParam::Year) });
    let FieldPlace::Box(date) = places[1] else { panic!("{places:?}") };
    assert_eq!((date.event, date.number), (Some(Event::End), 3));
}

#[test]
fn births_and_deaths_make_a_span_from_wherever_they_are_given() {
    let spans = |text: &str| {
        with_facts(text, |facts| {
            let spans = facts.date_spans().iter();
            spans
                .map(|span| (span.kind, span.start.earliest.to_string(), span.end.latest.to_string()))
                .collect::<Vec<_>>()
        })
    };
    let life = vec![(SpanKind::Life, "1950-05-04".to_owned(), "1999-12-31".to_owned())];
    assert_eq!(spans("{{Infobox x|birth_date={{birth date|1950|5|4}}|death_date=1999}}"), life);
    assert_eq!(spans("{{Infobox x|birth_date=4 May 1950<br>Rome|death_date={{death date|1999}}}}"), life);
    assert_eq!(
        spans("{{Infobox x|death_date={{death date and age|1999|12|31|1950|5|4}}}}")[0].0,
        SpanKind::Life
    );
    assert_eq!(spans("{{death-date and age|31 December 1999|4 May 1950}}"), life);
    assert_eq!(spans("{{marriage|Jane|1990|1999}}")[0].0, SpanKind::Time);
    assert_eq!(spans("(4 May 1950 – 31 December 1999)")[0].0, SpanKind::Text);
    assert!(
        spans("{{Infobox x|birth_date=c. 1950|death_date=1999}} 4 May 1950, 31 December 1999").is_empty()
    );
}

#[test]
fn ends_of_terms_belong_to_their_own_beginnings() {
    let text =
        "{{Infobox x|term_start1=2001|term_end1=2005|term_start2=1990|term_end2=1994|term_start3=1980}}";
    let years = with_facts(text, |facts| {
        let spans = facts.date_spans().iter();
        spans.map(|span| (span.start.earliest.to_string(), span.end.latest.to_string())).collect::<Vec<_>>()
    });
    let day = |year: &str, day: &str| format!("{year}-{day}");
    let expected =
        [("2001", "2005"), ("1990", "1994")].map(|(start, end)| (day(start, "01-01"), day(end, "12-31")));
    assert_eq!(years, expected);
}

#[test]
fn a_column_is_one_of_dates_if_most_of_its_cells_are_days() {
    let table = |cells: &[&str]| format!("{{|\n! A\n|-\n| {}\n|}}", cells.join("\n|-\n| "));
    let columns = |cells: &[&str]| {
        with_facts(&table(cells), |facts| {
            let columns = facts.date_columns().iter();
            columns.map(|column| (column.days.len(), column.n_filled)).collect::<Vec<_>>()
        })
    };
    let days = ["1 May 2010", "2 May 2010<ref>A</ref>", "May 3, 2010", "2010-05-04", "unknown", ""];
    assert_eq!(columns(&days), [(4, 5)]);
    assert_eq!(columns(&["109.6 (12 June)", "1 May 2010", "2 May 2010", "3 May 2010"]), []);
    assert_eq!(columns(&["2010", "2011", "2012", "2013"]), []);
}
