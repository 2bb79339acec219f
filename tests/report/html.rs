//! The HTML report as text; `browser` sees it in a browser.

use wikivet::baseline;
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{Fix, Safety};
use wikivet::report::{self, Format, Settings, Summary};

use crate::{at, at_each, dump_page, span, wikitext, write};

fn html(text: &str, findings: &[Finding]) -> String {
    write(Format::Html, &Settings::default(), &[(&wikitext("a.wiki", text), findings)], &[])
}

/// The text of all elements that a selector finds.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = scraper::Html::parse_document(html);
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn a_finding_has_its_place_its_marks_and_what_a_fix_changes() {
    let text = "{{x|a=1\n|a=2}}\n";
    let finding = at(text, "a=2", "argument `a` is given twice")
        .label(span(text, "a=1"), "first given here")
        .note("this one counts")
        .severity(Severity::Warning)
        .help("keep one")
        .fix(Fix::replace("remove the first `a`", span(text, "|a=1"), "", Safety::Safe));
    let html = html(text, &[finding]);
    assert_eq!(texts(&html, ".finding h4"), ["warning argument a is given twice"]);
    assert_eq!(texts(&html, ".finding .where"), ["template-duplicate-arg a.wiki:2:2"]);
    assert_eq!(texts(&html, ".line code"), ["{{x|a=1", "|a=2}}"]);
    assert_eq!(texts(&html, "mark"), ["a=1", "a=2"]);
    assert_eq!(texts(&html, "mark.second"), ["a=1"]);
    assert_eq!(texts(&html, ".said"), ["first given here", "this one counts"]);
    assert_eq!(texts(&html, ".help"), ["help keep one"]);
    assert_eq!(texts(&html, ".fix"), ["fix safe remove the first a"]);
    assert_eq!(texts(&html, ".change code"), ["{{x|a=1", "{{x"]);
    assert_eq!(texts(&html, ".change del"), ["|a=1"]);
}

#[test]
fn a_cluster_is_shown_once_and_counted_whole() {
    let text = "| \n".repeat(8);
    let findings: Vec<Finding> =
        at_each(&text, "| ", "a cell is empty").into_iter().map(|finding| finding.cluster("x")).collect();
    let html = html(&text, &findings);
    assert_eq!(texts(&html, ".finding h4"), ["error a cell is empty (8 places)"]);
    assert_eq!(texts(&html, "mark").len(), 3);
    assert_eq!(texts(&html, ".more"), ["and 5 more: lines 4–8"]);
    assert_eq!(texts(&html, ".numbers .error dd"), ["8"]);
}

#[test]
fn rules_and_articles_are_listed_with_their_counts_and_places() {
    let doc = dump_page();
    let text = "13 13";
    let other = wikitext("b.wiki", text);
    let [first, second] = [at(doc.text(), "13", "wrong"), at(text, "13", "wrong")];
    let documents: [(_, &[Finding]); 2] = [(&doc, &[first]), (&other, &[second])];
    let html = write(Format::Html, &Settings::default(), &documents, &[]);
    assert_eq!(texts(&html, ".rule summary h3"), ["template-duplicate-arg"]);
    assert_eq!(texts(&html, ".rule summary .where"), ["in 2 articles"]);
    assert_eq!(texts(&html, ".rule .places li"), ["Some title: line 7", "b.wiki: line 1"]);
    assert_eq!(texts(&html, "#articles tbody th"), ["Some title", "b.wiki"]);
    assert_eq!(texts(&html, "#articles tbody td:nth-child(2)"), ["1", "1"]);
}

#[test]
fn a_run_without_findings_says_so_and_has_no_filter() {
    let html = html("fine", &[]);
    assert_eq!(texts(&html, "h1"), ["no problems in 1 article"]);
    assert!(texts(&html, "form, article, section").is_empty());
}

#[test]
fn the_same_run_gives_the_same_page() {
    let text = "{{x|a=1|a=2}}";
    let finding = at(text, "a=2", "argument `a` is given twice");
    assert_eq!(html(text, std::slice::from_ref(&finding)), html(text, &[finding]));
}

#[test]
fn more_findings_than_a_browser_opens_are_counted_and_not_shown() {
    let text = "x\n".repeat(50_003);
    let html = html(&text, &at_each(&text, "x", "wrong"));
    assert_eq!(html.matches("<section class=\"finding").count(), 50_000);
    assert!(html.contains("<dd>50\u{202f}003</dd>"));
    assert!(html.contains("<p class=\"warning\">3 findings more are counted and not shown here"));
}

#[test]
fn what_is_fixed_of_a_baseline_is_listed_line_by_line() {
    let entry = |rule: &str| baseline::Entry {
        place: baseline::Place::Page("A <b> page".to_owned()),
        rule: rule.to_owned(),
        message: "`x` is wrong".to_owned(),
        fingerprint: String::new(),
    };
    let summary = Summary { documents: 1, mended: vec![entry("one"), entry("other")], ..Summary::default() };
    let mut out = Vec::new();
    report::make(Format::Html, &Settings::default()).finish(&summary, &mut out).unwrap();
    assert_eq!(
        texts(&String::from_utf8(out).unwrap(), ".remarks div"),
        [
            "2 findings of the baseline are fixed (--prune-baseline takes them out)",
            "A <b> page: [one] x is wrong",
            "A <b> page: [other] x is wrong"
        ]
    );
}
