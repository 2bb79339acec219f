//! Every value of the date parameters of the shared corpus, read. Skipped with a message where the corpus is absent.
//!
//! `UPDATE_DATES=1 cargo test --test date_values` rewrites `tests/date-values.tsv`, which `docs/dates.md` shows.

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;

use bzip2::read::BzDecoder;
use wikivet::profile::Language;
use wikivet::value::date::{DateGrammar, DateValue, FlawKind};

const VALUES: &str = "dates/real-date-params.tsv.bz2";
const COUNTS: &str = "tests/date-values.tsv";

/// The parameter whose value need not be a date.
const FREE_TEXT: &str = "orig-year";

/// What a value is, for who wants a date from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Written as citation modules take it, if in the language that they read beside the wiki's own.
    Valid,
    /// Certain, and it is known what to write.
    Repairable,
    /// With two readings.
    Ambiguous,
    /// Of another calendar, by its mark.
    Calendar,
    /// No date, no day of a calendar, or nobody but an editor knows what to write.
    Wrong,
}

#[test]
fn every_value_is_classified_and_the_counts_are_known() {
    let Some(folder) = corpus::folder() else { return };
    let Some(values) = values(&folder.join(VALUES)) else { return };
    let mut counts: BTreeMap<&str, [u32; 5]> = BTreeMap::new();
    let mut classes = String::new();
    for line in values.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(code), Some(param), Some(value)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        // Citation modules take any text there.
        let is_free = param == FREE_TEXT && !value.trim().is_empty();
        let class = if is_free { Class::Valid } else { class(code, value) };
        counts.entry(code).or_default()[class as usize] += 1;
        let _ = writeln!(classes, "{class:?}\t{code}\t{param}\t{value}\t{}", why(code, value));
    }
    if let Ok(file) = std::env::var("DATE_VALUES_OUT") {
        assert!(std::fs::write(&file, classes).is_ok(), "{file} cannot be written");
    }
    let mut table = String::from("language\tvalid\trepairable\tambiguous\tanother calendar\twrong\n");
    let mut all = [0; 5];
    for (code, row) in &counts {
        write_row(&mut table, code, row);
        all.iter_mut().zip(row).for_each(|(all, count)| *all += count);
    }
    write_row(&mut table, "all", &all);
    corpus::assert_counts_of("UPDATE_DATES", COUNTS, &table);
}

fn write_row(table: &mut String, name: &str, [valid, repairable, ambiguous, calendar, wrong]: &[u32; 5]) {
    let _ = writeln!(table, "{name}\t{valid}\t{repairable}\t{ambiguous}\t{calendar}\t{wrong}");
}

fn values(path: &std::path::Path) -> Option<String> {
    let mut text = String::new();
    BzDecoder::new(std::fs::File::open(path).ok()?).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The language's grammar; the corpus has a wiki in simple English.
fn grammar(code: &str) -> &'static DateGrammar {
    Language::named(if code == "simple" { "en" } else { code })
        .map_or(DateGrammar::numeric(), Language::date_grammar)
}

fn class(code: &str, value: &str) -> Class {
    let Ok(read) = grammar(code).read_value(value) else {
        // What a third language names is read by everybody who knows that language.
        return if readings(value) == 1 { Class::Repairable } else { Class::Wrong };
    };
    class_of(&read)
}

fn class_of(read: &DateValue) -> Class {
    let open = |kind: FlawKind| read.flaw(kind).is_some_and(|flaw| flaw.written.is_none());
    let flaws = || read.flaws.iter().filter(|flaw| flaw.kind != FlawKind::Foreign);
    if read.start.calendar.is_other() {
        Class::Calendar
    } else if read.fault().is_some() || read.is_reversed() {
        Class::Wrong
    } else if read.other.is_some() || open(FlawKind::NumericMonth) || open(FlawKind::TwoDigitYear) {
        Class::Ambiguous
    } else if flaws().next().is_none() {
        Class::Valid
    } else if flaws().all(|flaw| flaw.written.is_some()) {
        Class::Repairable
    } else {
        Class::Wrong
    }
}

/// How many different dates the languages read in a value as they write dates.
fn readings(value: &str) -> usize {
    let languages = Language::codes().filter_map(Language::named);
    let read = languages.filter_map(|language| language.date_grammar().read_value(value).ok());
    let good = read.filter(|read| matches!(class_of(read), Class::Valid | Class::Repairable));
    let mut dates: Vec<_> = good.map(|read| [read.start.year, read.start.month, read.start.day]).collect();
    dates.sort_by_key(|date| date.map(|part| part.map(|part| part.value)));
    dates.dedup_by_key(|date| date.map(|part| part.map(|part| part.value)));
    dates.len()
}

/// What is said of a value, for who reads the classes.
fn why(code: &str, value: &str) -> String {
    match grammar(code).read_value(value) {
        Ok(read) => {
            let flaws: Vec<String> = read
                .flaws
                .iter()
                .map(|flaw| format!("{:?} {:?}->{:?}", flaw.kind, &value[flaw.span.range()], flaw.written))
                .collect();
            let fault = read.fault().map(|fault| format!(" {fault:?}")).unwrap_or_default();
            let written = read.mended(value).unwrap_or_default();
            format!("{written}\t{}{fault}", flaws.join("; "))
        }
        Err(error) => format!("\t{:?} {:?}", error.why, &value[error.span.range()]),
    }
}

#[test]
fn the_page_on_dates_shows_the_counts() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap_or_default();
    let page = read("docs/dates.md");
    for table in [COUNTS, "tests/date-pairs.tsv"] {
        for row in read(table).lines() {
            let row = format!("| {} |", row.replace('\t', " | "));
            assert!(page.contains(&row), "docs/dates.md lacks the row `{row}` of {table}");
        }
    }
}
