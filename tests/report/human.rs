//! The report for people, as it stands in a terminal.

use insta::assert_snapshot;
use wikivet::engine::LeftOut;
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{Fix, Safety};
use wikivet::report::{self, Format, Settings, Summary};
use wikivet::source::{Document, InputKind, Origin, Span};

use crate::{RULE, at, at_each, dump_page, span, wikitext, write};

/// The report on one article, in a terminal of 100 columns.
fn human(text: &str, findings: &[Finding]) -> String {
    human_in(&Settings::default(), &wikitext("a.wiki", text), findings)
}

fn human_in(settings: &Settings, doc: &Document, findings: &[Finding]) -> String {
    write(Format::Human, settings, &[(doc, findings)], &[])
}

#[test]
fn a_finding_has_its_place_its_labels_and_what_to_do() {
    let text = "{{dts|2019|13|4}}\n{{x|a=1\n|a=2}}\n";
    let findings = [
        at(text, "13", "month 13 is out of range 1–12").help("give the month as a number from 1 to 12"),
        at(text, "a=2", "argument `a` is given twice")
            .label(span(text, "a=1"), "first given here")
            .note("this one counts")
            .severity(Severity::Warning)
            .fix(Fix::replace("remove the first `a`", span(text, "|a=1"), "", Safety::Safe)),
    ];
    assert_snapshot!(human(text, &findings));
}

#[test]
fn a_long_line_is_cut_around_the_place_and_keeps_its_column() {
    let words = "lorem ipsum dolor sit amet ".repeat(300);
    let text = format!("{words}month 13 {words}");
    assert_snapshot!(human(&text, &[at(&text, "13", "month 13 is out of range 1–12")]));
}

#[test]
fn two_places_far_apart_in_one_line_are_two_excerpts() {
    let filler = "[[Norway]], [[Peru]], ".repeat(60);
    let text = format!("It has relations with 160 countries. {filler}These are 54 names in all. {filler}");
    let finding = at(&text, "160 countries", "160 countries are announced, 54 are listed")
        .note("160 countries")
        .label(span(&text, "54 names"), "54 names");
    assert_snapshot!(human(&text, &[finding]));
}

#[test]
fn places_in_lines_far_apart_are_joined_by_a_break() {
    let text = format!("160 countries\n{}54 names\n", "line\n".repeat(120));
    let finding = at(&text, "54 names", "54 names are listed").label(span(&text, "160"), "160 here");
    assert_snapshot!(human(&text, &[finding]));
}

#[test]
fn a_place_of_several_lines_shows_the_first_and_the_last() {
    let text = "a {{cite web\n|url=x\n|title=y\n}} b";
    assert_snapshot!(human(
        text,
        &[at(text, "{{cite web\n|url=x\n|title=y\n}}", "a template").note("whole")]
    ));
}

#[test]
fn wide_and_combining_characters_and_tabs_keep_carets_in_place() {
    let findings = |text: &str| vec![at(text, "13", "month 13 is out of range 1–12").note("here")];
    let texts = ["日本語の文章、13月です", "cafe\u{301} cafe\u{301} 13", "a\tb\t13", "👍🏽 👩\u{200d}🔬 13 ❤"];
    let all: String = texts.iter().map(|text| human(text, &findings(text))).collect();
    assert_snapshot!(all);
}

#[test]
fn right_to_left_text_is_shown_as_it_is_stored() {
    let text = "العلاقات الخارجية لأذربيجان في شهر 13 من عام 2019";
    assert_snapshot!(human(text, &[at(text, "13", "month 13 is out of range 1–12")]));
}

#[test]
fn hostile_characters_are_shown_and_never_sent() {
    let text = "a \u{202e}evil\u{202c} \u{1b}[31mred \u{200b}13";
    let finding = at(text, "13", "after \u{1b}]0;x\u{7} comes 13").note("\u{202e}").help("a\nb");
    let mut origin = Origin::new("a\u{1b}[2J.xml", InputKind::Dump);
    origin.page = Some("T\u{202e}\u{9b}".to_owned());
    let shown = human_in(&Settings::default(), &Document::new(origin, text.to_owned()), &[finding]);
    assert!(
        shown.chars().all(|ch| ch == '\n' || (!ch.is_control() && ch != '\u{202e}' && ch != '\u{200b}')),
        "{shown}"
    );
    assert_snapshot!(shown);
}

#[test]
fn a_page_of_a_dump_has_its_text_and_its_place_in_file_and_article() {
    let doc = dump_page();
    assert_snapshot!(human_in(
        &Settings::default(),
        &doc,
        &[at(doc.text(), "13", "month 13 is out of range 1–12")]
    ));
}

#[test]
fn an_empty_place_at_the_end_of_the_text_has_a_caret() {
    let text = "<center>open";
    let end =
        Finding { rule: RULE, ..Finding::new(Span::empty(text.len() as u32), "`</center>` is missing") };
    assert_snapshot!(human(text, &[end]));
}

#[test]
fn a_lone_combining_mark_has_its_letter_under_the_caret() {
    let text = "cafe\u{301}";
    assert_snapshot!(human(text, &[at(text, "\u{301}", "a combining mark")]));
}

#[test]
fn a_cluster_is_shown_once() {
    let text = "<center>x</center>\n\n".repeat(40);
    let findings: Vec<Finding> = at_each(&text, "<center>", "`<center>` is obsolete")
        .into_iter()
        .map(|finding| finding.cluster("center").severity(Severity::Warning))
        .collect();
    assert_snapshot!(human(&text, &findings));
}

#[test]
fn a_narrow_terminal_is_filled_and_not_overrun() {
    let words = "lorem ipsum dolor sit amet ".repeat(30);
    let text = format!("{words}13 {words}");
    let finding =
        at(&text, "13", "month 13").help("write the number of a month, which goes from 1 to 12, or its name");
    let settings = Settings { width: 50, ..Settings::default() };
    let doc = wikitext("a.wiki", &text);
    assert_snapshot!(human_in(&settings, &doc, &[finding]));
}

#[test]
fn colours_come_only_when_asked_for() {
    let text = "month 13";
    let findings = [at(text, "13", "month 13 is out of range")];
    let doc = wikitext("a.wiki", text);
    let colour = Settings { colour: true, ..Settings::default() };
    assert!(human_in(&colour, &doc, &findings).contains("\u{1b}["));
    assert!(!human_in(&Settings::default(), &doc, &findings).contains('\u{1b}'));
}

#[test]
fn the_end_counts_problems_and_the_articles_that_have_them() {
    let (bad, good) = (wikitext("bad.wiki", "13"), wikitext("good.wiki", "12"));
    let findings = [at("13", "13", "month 13")];
    let shown =
        write(Format::Human, &Settings::default(), &[(&good, &[]), (&bad, &findings), (&good, &[])], &[]);
    assert!(shown.contains("1 problem: 1 error in 1 of 3 articles\n"), "{shown}");
    assert!(!shown.contains("good.wiki"), "{shown}");
}

#[test]
fn the_end_says_what_is_hidden_and_what_else_happened() {
    let mut summary = Summary {
        documents: 3,
        skipped: 2,
        failures: 1,
        left_out: LeftOut { suppressed: 1, ..LeftOut::default() },
        ..Summary::default()
    };
    summary.hidden.infos = 20;
    let mut out = Vec::new();
    report::make(Format::Human, &Settings::default()).finish(&summary, &mut out).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn the_end_says_how_much_was_there_before() {
    let end = |documents, unchanged| {
        let left_out = LeftOut { unchanged, ..LeftOut::default() };
        let summary = Summary { documents, unchanged: 7, left_out, ..Summary::default() };
        let mut out = Vec::new();
        report::make(Format::Human, &Settings::default()).finish(&summary, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(end(0, 0), "no article changed\n");
    assert_eq!(end(1, 5), "no problems in 1 article\n5 findings are left out: they were there before\n");
}

#[test]
fn a_message_without_room_beside_its_place_goes_below_it() {
    let text = format!("{}13", "x".repeat(90));
    let note = "this is where the month stands, which goes from 1 to 12";
    assert_snapshot!(human(&text, &[at(&text, "13", "month 13 is out of range 1–12").note(note)]));
}

#[test]
fn a_place_wider_than_the_terminal_leaves_room_for_its_message() {
    let text = format!("lorem ipsum {} dolor", "Norway, ".repeat(40));
    assert_snapshot!(human(&text, &[at(&text, &"Norway, ".repeat(40), "40 names").note("40 names")]));
}

#[test]
fn messages_of_a_cluster_that_differ_in_more_than_their_place_are_all_said() {
    let text = "Alpha\nBeta\nOmega\n";
    let findings = [
        at(text, "Alpha", "`Alpha` is a letter").cluster("letters"),
        at(text, "Beta", "`Beta` is a letter").cluster("letters"),
        at(text, "Omega", "`Omega` is the last letter").cluster("letters"),
    ];
    assert_snapshot!(human(text, &findings));
}

#[test]
fn a_bare_line_is_shown_with_the_lines_before_it() {
    let text = "text\n{|\n| Norway\n| 1992\n|\n|-\n| Peru\n|\n|}\n";
    let empty = Finding { rule: RULE, ..Finding::new(Span::new(24, 25), "cell is empty") };
    let stray = at(text, "text", "text is text");
    assert_snapshot!(human(text, &[stray, empty]));
}

#[test]
fn a_cluster_says_where_its_fixes_are_trusted_less() {
    let text = "ab ab ab ab";
    let with = |safeties: [Option<Safety>; 4]| {
        let finding = |(finding, safety): (Finding, Option<Safety>)| {
            let finding = finding.cluster("ab");
            match safety {
                Some(safety) => {
                    let span = finding.span;
                    finding.fix(Fix::replace("write `c`", span, "c", safety))
                }
                None => finding,
            }
        };
        let findings: Vec<Finding> =
            at_each(text, "ab", "m").into_iter().zip(safeties).map(finding).collect();
        let report = human(text, &findings);
        report.lines().find(|line| line.contains("fix (")).unwrap().trim().to_owned()
    };
    let (safe, suggested) = (Some(Safety::Safe), Some(Safety::Suggested));
    assert_eq!(with([safe; 4]), "= fix (safe): write `c`, and likewise in the other places");
    assert_eq!(
        with([suggested, safe, suggested, safe]),
        "= fix (suggested): write `c`, and likewise in 1 of the other places (2 safe)"
    );
    assert_eq!(
        with([suggested, safe, safe, None]),
        "= fix (suggested): write `c` (the other places: 2 safe; 1 without a fix)"
    );
    assert_eq!(
        with([safe, safe, safe, None]),
        "= fix (safe): write `c`, and likewise in 2 of the other places (1 without a fix)"
    );
}
