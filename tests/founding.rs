//! What wikivet says of the four documents that it was founded on: snapshots of the reports, and what must be among it.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

#[path = "support/report.rs"]
mod report;

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::path::PathBuf;

use chrono::NaiveDate;
use wikivet::engine::{Linter, Registry};
use wikivet::finding::{Finding, Severity};
use wikivet::input::{Input, Settings};
use wikivet::lint::{self, Linted};
use wikivet::report::Format;
use wikivet::runner::{self, Item};
use wikivet::source::{Document, InputKind};

const EXTRACT: &str = "000_1ab111508c479545.txt";
const FRAGMENT: &str = "001_a804bf67c3d3c3fd.txt";
const OTHER_EXTRACT: &str = "002_8fd4585074ace3fd.txt";
const MIRROR: &str = "003_4409e3c23d6bf747.txt";

/// A founding document with what the default rules say of it.
struct Founding {
    doc: Document,
    linted: Linted,
}

impl Founding {
    fn read(name: &str) -> Founding {
        let linter = Linter::new(Registry::built_in(), |page| page.default, &HashMap::new()).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let settings = lint::Settings { wiki: None, language: None, today };
        let input = Ok(Input::File(PathBuf::from("fixtures/founding").join(name)));
        let mut read = None;
        let work = |doc: &Document| lint::document(doc, &linter, &settings);
        let Ok(()) = runner::run(vec![input], &Settings::default(), 1, work, |item| {
            if let Item::Document(doc, linted) = item {
                read = Some(Founding { doc, linted });
            }
            Ok::<(), Infallible>(())
        });
        read.unwrap()
    }

    /// The findings of a rule.
    fn of(&self, rule: &str) -> Vec<&Finding> {
        assert!(Registry::built_in().rule(rule).is_some(), "there is no rule {rule}");
        self.linted.outcome.findings.iter().filter(|finding| finding.rule == rule).collect()
    }

    /// The lines of the article on which a rule's findings start.
    fn lines(&self, rule: &str) -> Vec<u32> {
        self.of(rule).iter().map(|finding| self.line(finding)).collect()
    }

    fn line(&self, finding: &Finding) -> u32 {
        self.doc.position(finding.span.start).line
    }

    fn text(&self, finding: &Finding) -> &str {
        self.doc.slice(finding.span)
    }

    /// The report, as the command line writes it: people are not shown what only informs.
    fn report(&self, format: Format) -> String {
        let mut findings = self.linted.outcome.findings.clone();
        if format == Format::Human {
            findings.retain(|finding| finding.severity > Severity::Info);
        }
        let mut out = Vec::new();
        report::write(&self.doc, &self.linted, &findings, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

#[test]
fn reports_for_people_and_one_line_a_finding() {
    for (name, title) in
        [(EXTRACT, "extract"), (FRAGMENT, "fragment"), (OTHER_EXTRACT, "other_extract"), (MIRROR, "mirror")]
    {
        let founding = Founding::read(name);
        for format in [Format::Compact, Format::Human] {
            insta::assert_snapshot!(format!("{title}_{format}"), founding.report(format));
        }
    }
}

#[test]
fn each_document_is_recognised_as_what_it_is() {
    for (name, kind) in [
        (EXTRACT, InputKind::Extract),
        (FRAGMENT, InputKind::Dump),
        (OTHER_EXTRACT, InputKind::Extract),
        (MIRROR, InputKind::Extract),
    ] {
        let founding = Founding::read(name);
        assert_eq!(founding.doc.origin.input, kind, "{name}");
        assert_eq!(founding.linted.language, Some("en"), "{name}");
    }
    let fragment = Founding::read(FRAGMENT);
    assert_eq!(fragment.linted.profile, "enwiki");
    assert_eq!(fragment.doc.origin.page.as_deref(), Some("Foreign relations of Azerbaijan"));
}

#[test]
fn places_are_given_in_the_article_and_in_the_file() {
    let fragment = Founding::read(FRAGMENT);
    let tag = fragment.of("unclosed-html-tag")[0];
    assert_eq!(fragment.text(tag), "<center>");
    let here = fragment.doc.position(tag.span.start);
    assert_eq!((here.line, here.column), (34, 41));
    let there = fragment.doc.container_position(tag.span.start).unwrap();
    assert_eq!((there.line, there.column), (35, 47));
}

#[test]
fn extracts_have_mojibake_with_its_decoding_and_its_repair() {
    for name in [EXTRACT, OTHER_EXTRACT] {
        let extract = Founding::read(name);
        let [finding] = extract.of("mojibake")[..] else { panic!("{name}: not one finding") };
        assert_eq!(finding.message, "`â€“` is UTF-8 read as Windows-1252; it was `–`");
        assert_eq!(finding.fix.as_ref().unwrap().edits[0].text, "–");
    }
    for name in [FRAGMENT, MIRROR] {
        assert!(Founding::read(name).of("mojibake").is_empty(), "{name}");
    }
}

#[test]
fn the_mirror_has_tags_left_that_are_one_cluster() {
    let mirror = Founding::read(MIRROR);
    let tags = mirror.of("extract-markup-left");
    assert_eq!(tags.len(), mirror.doc.text().matches("<span").count());
    assert!(tags.iter().all(|tag| mirror.text(tag) == r#"<span class="mw-page-title-main">"#));
    assert_eq!(clusters(&tags), 1);
}

#[test]
fn the_stated_count_points_to_the_list() {
    let fragment = Founding::read(FRAGMENT);
    let [finding] = fragment.of("stated-count-mismatch")[..] else { panic!("not one finding") };
    assert_eq!(fragment.text(finding), "160 countries");
    assert!(finding.message.contains("54"), "{}", finding.message);
    assert!(!finding.labels.is_empty());
}

#[test]
fn two_counts_of_countries_are_one_conflict() {
    let fragment = Founding::read(FRAGMENT);
    let [finding] = fragment.of("stated-count-conflict")[..] else { panic!("not one finding") };
    assert_eq!(fragment.text(finding), "174 states");
    assert!(finding.message.contains("`160 countries`"), "{}", finding.message);
}

#[test]
fn nine_dates_with_only_a_comment_are_warnings_and_twenty_empty_notes_inform() {
    let fragment = Founding::read(FRAGMENT);
    let (warnings, infos): (Vec<&Finding>, Vec<&Finding>) = fragment
        .of("table-cell-empty")
        .into_iter()
        .partition(|finding| finding.severity == Severity::Warning);
    let lines: Vec<u32> = warnings.iter().map(|finding| fragment.line(finding)).collect();
    assert_eq!(lines, [28, 43, 77, 83, 102, 144, 149, 155, 245]);
    assert_eq!(infos.len(), 20);
    assert!(infos.iter().all(|finding| finding.severity == Severity::Info));
}

#[test]
fn a_lone_bar_before_more_text_is_no_empty_cell() {
    let fragment = Founding::read(FRAGMENT);
    let lines: Vec<&str> = fragment.doc.text().lines().collect();
    let before_text: Vec<u32> = (1..lines.len())
        .filter(|&next| lines[next - 1].trim() == "|" && !lines[next].starts_with('|'))
        .map(|next| next as u32)
        .collect();
    assert_eq!(before_text.len(), 18);
    let empty = fragment.lines("table-cell-empty");
    assert!(before_text.iter().all(|line| !empty.contains(line)));
}

#[test]
fn three_rows_have_a_cell_too_many() {
    let fragment = Founding::read(FRAGMENT);
    assert_eq!(fragment.lines("ragged-table"), [291, 306, 313]);
}

#[test]
fn rows_marked_with_more_dashes_are_correct() {
    let fragment = Founding::read(FRAGMENT);
    let marked: BTreeSet<u32> = fragment
        .doc
        .text()
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.starts_with("|--"))
        .map(|(_, number)| number)
        .collect();
    assert_eq!(marked.len(), 54);
    // Two of them are the rows with a cell too many; what is said there is not said of the marker.
    let errors =
        fragment.linted.outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.filter(|finding| marked.contains(&fragment.line(finding))).count(), 0);
    assert!(
        fragment
            .linted
            .outcome
            .findings
            .iter()
            .all(|finding| !fragment.text(finding).starts_with("|--") || finding.rule == "ragged-table")
    );
}

#[test]
fn forty_five_center_tags_are_one_finding_each_and_one_cluster() {
    let fragment = Founding::read(FRAGMENT);
    let tags = fragment.of("unclosed-html-tag");
    assert_eq!(tags.len(), 45);
    assert_eq!(clusters(&tags), 1);
    assert!(tags.iter().all(|tag| tag.also_rules == ["obsolete-tag"]));
    assert!(fragment.of("obsolete-tag").is_empty());
}

#[test]
fn a_reference_name_with_three_contents_is_one_finding() {
    let fragment = Founding::read(FRAGMENT);
    let [finding] = fragment.of("ref-name-conflict")[..] else { panic!("not one finding") };
    assert!(finding.message.contains("Pari"), "{}", finding.message);
    assert!(finding.labels.len() >= 2);
    assert!(fragment.of("ref-undefined-name").is_empty());
}

#[test]
fn five_links_are_marked_as_dead_and_one_host_has_no_domain() {
    let fragment = Founding::read(FRAGMENT);
    assert_eq!(fragment.lines("dead-link-tagged"), [13, 13, 192, 243, 354]);
    assert_eq!(fragment.lines("invalid-url"), [79]);
}

#[test]
fn five_dates_are_not_in_the_declared_order_and_one_template_has_no_date() {
    let fragment = Founding::read(FRAGMENT);
    assert_eq!(fragment.lines("date-declared-format"), [218, 369, 369, 371, 373]);
    assert_eq!(fragment.lines("date-template-args"), [127]);
    assert!(fragment.of("date-impossible").is_empty());
}

fn clusters(findings: &[&Finding]) -> usize {
    findings.iter().map(|finding| finding.cluster.clone()).collect::<BTreeSet<_>>().len()
}
