//! What two documents that should say the same do not have in common.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::fs;
use std::path::Path;
use std::process::Command;

use boon::{Compiler, Schemas};
use proptest::prelude::*;
use serde_json::Value;
use wikivet::compare::{Comparison, Difference, Kind, Selection};
use wikivet::facts::Facts;
use wikivet::lint;
use wikivet::profile;
use wikivet::source::{Document, InputKind, Origin};

/// The title of the pages of dumps.
const TITLE: &str = "Foreign relations of Azerbaijan";

/// A text of a kind and a language.
#[derive(Clone, Copy)]
struct Text<'t>(InputKind, &'t str, &'t str);

fn compare(a: Text<'_>, b: Text<'_>) -> Comparison {
    let doc = |Text(kind, _, text): Text<'_>| {
        let mut origin = Origin::new("a", kind);
        origin.page = (kind == InputKind::Dump).then(|| TITLE.to_owned());
        Document::new(origin, text.to_owned())
    };
    let (doc_a, doc_b) = (doc(a), doc(b));
    let choose = |doc: &Document, language: &str| profile::choose(doc, Some("enwiki"), Some(language));
    let (choice_a, choice_b) = (choose(&doc_a, a.1), choose(&doc_b, b.1));
    let (tree_a, tree_b) = (lint::parse(&doc_a, &choice_a), lint::parse(&doc_b, &choice_b));
    let facts_a = Facts::new(&doc_a, &tree_a, choice_a.profile, choice_a.language);
    let facts_b = Facts::new(&doc_b, &tree_b, choice_b.profile, choice_b.language);
    wikivet::compare::compare(&facts_a, &facts_b)
}

fn wikitext(text: &str) -> Text<'_> {
    Text(InputKind::Wikitext, "en", text)
}

fn extract(text: &str) -> Text<'_> {
    Text(InputKind::Extract, "en", text)
}

/// The differences that are shown, each as `kind: text → text`.
fn said(a: Text<'_>, b: Text<'_>) -> Vec<String> {
    let comparison = compare(a, b).select(&Selection::default());
    comparison.differences.iter().map(say).collect()
}

fn say(difference: &Difference) -> String {
    let side = |passage: &Option<wikivet::compare::Passage>| {
        passage.as_ref().map_or("–".to_owned(), |passage| passage.text.clone())
    };
    let kind = difference.kind.name();
    match difference.kind {
        Kind::Wording => {
            let changes = difference.changes.iter().map(|(a, b)| format!("{a} → {b}"));
            format!("{kind}: {}", changes.collect::<Vec<String>>().join("; "))
        }
        _ => format!("{kind}: {} → {}", side(&difference.a), side(&difference.b)),
    }
}

#[test]
fn a_number_a_date_and_a_name_that_changed_are_named_with_both_values() {
    let old = wikitext("Baku has 12,345 inhabitants. It was founded on 12 May 1920 by [[James Baker]].");
    let new = wikitext("Baku has 12,543 inhabitants. It was founded on 13 May 1920 by [[James Miller]].");
    assert_eq!(
        said(old, new),
        ["numbers: 12,345 → 12,543", "dates: 12 May 1920 → 13 May 1920", "names: James Baker → James Miller"]
    );
}

#[test]
fn values_that_are_written_otherwise_are_the_same() {
    let kinds = Some(vec![Kind::Numbers, Kind::Dates, Kind::Names]);
    let old = wikitext("The bridge cost 1,500,000 crowns and was opened on 12 May 2010 in Prague.");
    let new = wikitext("The bridge cost 1.5 million crowns and was opened on May 12, 2010 in ''Prague''.");
    let comparison = compare(old, new).select(&Selection { kinds, ..Selection::default() });
    assert_eq!(comparison.differences.iter().map(say).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn other_words_are_told_from_other_facts() {
    let old = wikitext("The old town hall of the city was built by a famous architect.");
    let new = wikitext("The old town hall of the city was designed by a famous architect.");
    assert_eq!(said(old, new), ["wording: built → designed"]);
}

const TABLE: &str = "{|\n! Country !! Since !! Embassy\n|-\n| {{flagu|Austria}} || {{dts|1992|6|5}} || Vienna\n|-\n\
    | Belgium || 1993 || Brussels\n|-\n| Chile || 1995 || Santiago\n|}";

#[test]
fn rows_are_found_by_their_first_cells() {
    let new = TABLE.replace("|-\n| Belgium || 1993 || Brussels\n", "").replace("1995", "1996");
    let new = new.replace("|}", "|-\n| Denmark || 1997 || Copenhagen\n|}");
    let comparison = compare(wikitext(TABLE), wikitext(&new)).select(&Selection::default());
    let said: Vec<String> = comparison.differences.iter().map(say).collect();
    assert_eq!(
        said,
        [
            "rows: Belgium | 1993 | Brussels → –",
            "numbers: 1995 → 1996",
            "rows: – → Denmark | 1997 | Copenhagen"
        ]
    );
    assert_eq!(comparison.differences[1].place.as_deref(), Some("row `Chile`, column `Since`"));
}

#[test]
fn a_date_of_a_template_is_the_date_that_is_written_out() {
    let new = TABLE.replace("{{dts|1992|6|5}}", "5 June 1992");
    let kinds = Some(vec![Kind::Dates, Kind::Numbers]);
    let comparison =
        compare(wikitext(TABLE), wikitext(&new)).select(&Selection { kinds, ..Selection::default() });
    assert_eq!(comparison.differences, []);
}

#[test]
fn a_section_that_is_missing_is_one_difference_with_what_it_holds() {
    let article = format!(
        "Baku is a city.\n\n== Relations ==\nSome text of its own.\n\n{TABLE}\n* Oslo is one of them\n"
    );
    let comparison = compare(wikitext(&article), extract("Baku is a city."));
    let shown = comparison.clone().select(&Selection::default());
    assert_eq!(shown.differences.iter().map(say).collect::<Vec<_>>(), ["sections: Relations → –"]);
    let holds = &shown.differences[0].holds;
    assert!(holds.contains(&(Kind::Tables, 1)) && holds.contains(&(Kind::Rows, 3)), "{holds:?}");
    assert!(holds.contains(&(Kind::Items, 1)) && holds.contains(&(Kind::Dates, 1)), "{holds:?}");
    let rows = Selection { kinds: Some(vec![Kind::Rows]), ..Selection::default() };
    assert_eq!(comparison.select(&rows).differences.len(), 3, "asked for by kind, each is shown");
}

#[test]
fn lines_of_an_extract_are_headings_if_the_article_has_them() {
    let article = wikitext("Baku is a city.\n\n== Early history ==\nIt was founded long ago.");
    assert_eq!(said(article, extract("Baku is a city.\nEarly history.\nIt was founded long ago.")), [""; 0]);
    assert_eq!(
        said(article, extract("Baku is a city.\nIt was founded long ago.")),
        ["headings: Early history → –"]
    );
}

#[test]
fn a_list_that_became_a_sentence_is_not_lost() {
    let article = wikitext("They are:\n* Oslo\n* Bergen\n* Tromsø\n* Narvik\n");
    assert_eq!(said(article, extract("They are: Oslo, Bergen, Tromsø, Narvik")), [""; 0]);
    assert_eq!(said(article, extract("They are:")), ["lists: Oslo Bergen Tromsø Narvik → –"]);
}

#[test]
fn brackets_that_were_emptied_are_shown_with_what_was_in_them() {
    let article = wikitext("The company (ticker: [http://a.org AAZ]) has an office in the city of Baku.");
    let said = said(article, extract("The company (ticker:) has an office in the city of Baku."));
    assert!(said.contains(&"brackets: (ticker: AAZ) → (ticker:)".to_owned()), "{said:?}");
}

#[test]
fn what_stands_where_the_other_has_a_template_is_what_that_shows() {
    let article = wikitext("The tunnel is {{convert|5|km|mi}} long and the longest of the whole country.");
    let text = extract("The tunnel is 5 kilometres (3.1 mi) long and the longest of the whole country.");
    assert_eq!(said(article, text), [""; 0]);
}

#[test]
fn footnotes_are_not_compared() {
    let article = wikitext("Rome fell in the year 476.<ref>Smith 2010, 12 May 1999</ref> It was a city.");
    assert_eq!(said(article, extract("Rome fell in the year 476. It was a city.")), [""; 0]);
}

#[test]
fn fields_of_a_box_are_compared_by_their_names() {
    let old = "{{Infobox settlement|name=Baku|population=2,000,000|mayor=Ann Lee|area=12}}\nBaku is a city.";
    let new = old.replace("2,000,000", "2,100,000").replace("|area=12", "");
    assert_eq!(said(wikitext(old), wikitext(&new)), ["numbers: 2,000,000 → 2,100,000", "fields: 12 → –"]);
}

#[test]
fn rows_are_found_by_most_of_their_words_where_the_first_cell_has_changed() {
    let new = TABLE.replace("| Chile ||", "| Republic of Chile ||");
    assert_eq!(said(wikitext(TABLE), wikitext(&new)), ["wording:  → Republic of"]);
}

#[test]
fn sentences_of_one_pattern_in_two_sections_are_two_sentences() {
    let article =
        "== Iran ==\nIran has an embassy in the city of Baku.\n\n== Chile ==\nSome other text of its own.";
    let new = article.replace("Some other text of its own", "Chile has an embassy in the city of Lima");
    let new = new.replace("Iran has an embassy in the city of Baku", "Nothing was ever said about this one");
    let said = said(wikitext(article), wikitext(&new));
    let whole = ["sections: Iran → –", "sections: – → Iran", "sections: Chile → –", "sections: – → Chile"];
    assert_eq!(said, whole, "and not the name `Iran` that became `Chile`");
}

#[test]
fn cells_of_a_drawn_table_are_compared_line_by_line_and_without_footnote_markers() {
    let article = wikitext(
        "{|\n! Since !! Notes\n|-\n| 1992 ||\n* Chile has an embassy in Baku.\n* Cuba has one in the city of Rome\n|}",
    );
    let text = "+-------+----------------------------------+\n| Since | Notes                            |\n\
                +=======+==================================+\n| 1992  | -   Chile has an embassy in Baku.[1] |\n\
                |       | -   Cuba has one in the city of Rome |\n+-------+----------------------------------+\n";
    let text = text
        .replace("-----------------+\n", "---------------------+\n")
        .replace("=================+\n", "=====================+\n");
    let text = text.replace("Notes                            |", "Notes                                |");
    let text = text.replace("of Rome |", "of Rome     |");
    assert_eq!(said(article, extract(&text)), [""; 0]);
}

#[test]
fn two_languages_are_compared_by_values() {
    let english =
        "Baku is a city.\n\n== History ==\nIn 1920 it had 12,345 people; on 12 May 1921 the 77 came.";
    let german = "Baku ist eine Stadt.\n\n== Geschichte ==\nIm Jahr 1920 hatte es 12.345 Einwohner; am 13. Mai 1921 kamen die 77.";
    let comparison = compare(wikitext(english), Text(InputKind::Wikitext, "de", german));
    assert!(comparison.is_by_value);
    let shown = comparison.select(&Selection::default());
    assert_eq!(
        shown.differences.iter().map(say).collect::<Vec<_>>(),
        ["dates: 12 May 1921 → –", "dates: – → 13. Mai 1921"]
    );
}

#[test]
fn boxes_of_two_languages_are_one_by_their_values_whatever_their_fields_are_called() {
    let english = "{{Infobox city|name=Baku|population=2,012,345|area=4,913}}\nBaku is a city.";
    let german = "{{Infobox Ort|Name=Baku|Einwohner=2.012.345|Höhe=4.914}}\nBaku ist eine Stadt.";
    let german = Text(InputKind::Wikitext, "de", german);
    assert_eq!(said(wikitext(english), german), ["numbers: 4,913 → –", "numbers: – → 4.914"]);
}

fn founding(start: &str) -> (InputKind, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/founding");
    let file = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(start));
    let path = file.unwrap();
    let pieces =
        wikivet::input::open(&wikivet::input::Input::File(path), &wikivet::input::Settings::default());
    let wikivet::input::Piece::Document(raw) = pieces.last().unwrap().unwrap() else { panic!("a document") };
    let doc = raw.decode().unwrap();
    (doc.origin.input, doc.text().to_owned())
}

#[test]
fn the_extracts_dropped_the_lists_and_tables_of_the_article() {
    let (kind, article) = founding("001");
    for (start, words) in [("000", "sentences"), ("002", "brackets: (LSE Ticker: AAZ) → (LSE Ticker:)")] {
        let (_, text) = founding(start);
        let comparison = compare(Text(kind, "en", &article), extract(&text)).select(&Selection::default());
        let lost =
            comparison.differences.iter().find(|difference| difference.kind == Kind::Sections).unwrap();
        assert!(
            lost.a.as_ref().unwrap().text.starts_with("Information on some of the countries"),
            "{lost:?}"
        );
        assert!(lost.holds.contains(&(Kind::Tables, 5)), "{:?}", lost.holds);
        let said: Vec<String> = comparison.differences.iter().map(say).collect();
        assert!(said.iter().any(|said| said.starts_with(words)), "{said:#?}");
        assert!(!said.iter().any(|said| said.contains(&format!("– → {TITLE}"))), "{said:#?}");
    }
}

#[test]
fn a_document_does_not_differ_from_itself() {
    for start in ["000", "001", "002", "003"] {
        let (kind, text) = founding(start);
        let comparison = compare(Text(kind, "en", &text), Text(kind, "en", &text));
        assert_eq!(comparison.differences, [], "{start}");
        assert!(comparison.sections.iter().all(|pair| pair.score == 1.0), "{start}");
    }
}

#[test]
fn swapping_the_founding_documents_mirrors_what_differs() {
    let texts = ["000", "001", "002", "003"].map(founding);
    for (kind_a, a) in &texts {
        for (kind_b, b) in &texts {
            mirrors(Text(*kind_a, "en", a), Text(*kind_b, "en", b));
        }
    }
}

fn mirrors(a: Text<'_>, b: Text<'_>) {
    let sorted = |comparison: &Comparison, is_mirrored: bool| {
        let mut said: Vec<_> = comparison
            .differences
            .iter()
            .map(|difference| {
                let place = |passage: &Option<wikivet::compare::Passage>| {
                    passage.as_ref().map(|at| (at.span, at.text.clone()))
                };
                let (a, b) = (place(&difference.a), place(&difference.b));
                let changes =
                    difference.changes.iter().map(|(a, b)| if is_mirrored { (b, a) } else { (a, b) });
                let changes: Vec<_> = changes.cloned_pairs();
                let (a, b) = if is_mirrored { (b, a) } else { (a, b) };
                (difference.kind, a, b, difference.holds.clone(), difference.within.is_some(), changes)
            })
            .collect();
        said.sort();
        said
    };
    assert_eq!(sorted(&compare(a, b), false), sorted(&compare(b, a), true));
}

trait ClonedPairs {
    fn cloned_pairs(self) -> Vec<(String, String)>;
}

impl<'s, I: Iterator<Item = (&'s String, &'s String)>> ClonedPairs for I {
    fn cloned_pairs(self) -> Vec<(String, String)> {
        self.map(|(a, b)| (a.clone(), b.clone())).collect()
    }
}

/// Pieces of articles in any order.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("== History ==\n".to_owned()),
        Just("=== Early years ===\n".to_owned()),
        Just("* Oslo is one\n* Bergen is two\n".to_owned()),
        Just(TABLE.to_owned() + "\n"),
        Just("{{Infobox a|b=1|c=Oslo|d=12 May 2010}}\n".to_owned()),
        Just("The hall (built: {{lang|no|Oslo}}) was opened on 12 May 2010.<ref>a</ref>\n\n".to_owned()),
        "[A-C][a-c]{1,3} [a-c]{1,3} [A-C][a-c] [0-9]{1,4} [a-c]{1,3}\\. ",
        "[\\[\\]{}|=*\n a-cA-C.0-9]{0,20}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(text in article()) {
        prop_assert_eq!(compare(wikitext(&text), wikitext(&text)).differences, []);
    }

    #[test]
    fn swapping_mirrors(a in article(), b in article()) {
        mirrors(wikitext(&a), wikitext(&b));
        mirrors(wikitext(&a), extract(&b));
    }
}

#[test]
fn texts_of_equal_and_of_nearly_equal_parts_are_compared_in_time() {
    let equal = "The same sentence stands here again. ".repeat(20_000);
    let rows = |word: &str| format!("{{|\n{}|}}", format!("|-\n| a || {word} || 1\n").repeat(5_000));
    let nested = "{{a|b=1|c=2|d=".repeat(2_000) + &"}}".repeat(2_000);
    let numbers =
        |from: u32| (from..from + 20_000).map(|number| format!("{number} Oslo, ")).collect::<String>();
    for (a, b) in [
        (equal.clone(), equal.replace("stands", "is")),
        (rows("b"), rows("c")),
        (nested.clone(), nested.replace('2', "3")),
        (numbers(1), numbers(500)),
    ] {
        let comparison = compare(wikitext(&a), wikitext(&b));
        assert!(!comparison.differences.is_empty());
    }
}

/// What the command prints, and its exit code.
fn command(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .arg("compare")
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/founding"))
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn json_is_one_object_as_its_schema_says() {
    let (article, text) = ("001_a804bf67c3d3c3fd.txt", "002_8fd4585074ace3fd.txt");
    for options in [&["--format", "json"][..], &["--format", "json", "--all"]] {
        let (json, code) = command(&[options, &[article, text]].concat());
        assert_eq!(code, Some(1));
        let value: Value = serde_json::from_str(&json).unwrap();
        let schema = serde_json::from_str(include_str!("../docs/compare.schema.json")).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("compare.schema.json", schema).unwrap();
        let schema = compiler.compile("compare.schema.json", &mut schemas).unwrap();
        if let Err(error) = schemas.validate(&value, schema) {
            panic!("{error:#}");
        }
    }
}
