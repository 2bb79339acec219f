//! The HTML report in a real browser: nothing of an article runs, all of it can be read, and the filter works.
//!
//! `harness.js` uses the page in frames and says what it saw; here it is compared with what was meant.

mod chromium;

use std::fs;
use std::net::TcpListener;

use serde_json::{Value, json};
use tempfile::TempDir;
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{Fix, Safety};
use wikivet::report::{Failure, Format, Settings};
use wikivet::source::{Document, InputKind, Origin};

use self::chromium::Scheme;
use crate::{at, at_each, span, wikitext, write};

/// A report of `documents` and `failures`, and what the harness saw of it in a browser; none where there is no browser.
fn seen(documents: &[(&Document, &[Finding])], failures: &[Failure], scheme: Scheme) -> Option<Value> {
    let browser = chromium::find()?;
    let folder = TempDir::new().unwrap();
    let report = write(Format::Html, &Settings::default(), documents, failures);
    fs::write(folder.path().join("report.html"), report).unwrap();
    fs::write(folder.path().join("harness.html"), include_str!("harness.html")).unwrap();
    fs::write(folder.path().join("harness.js"), include_str!("harness.js")).unwrap();
    let dump = chromium::dump(&browser, folder.path(), "harness.html", scheme);
    let result = scraper::Html::parse_document(&dump)
        .select(&scraper::Selector::parse("#result").unwrap())
        .flat_map(|result| result.text())
        .collect::<String>();
    let result: Value = serde_json::from_str(&result).unwrap_or_else(|error| panic!("{error}: {result:?}"));
    assert_eq!(result["error"], Value::Null, "{}", result["error"]);
    Some(result)
}

/// What an article could bring along to do harm, and how a reader should see it.
fn hostile(address: &str) -> [(String, String); 12] {
    let same = |text: String| (text.clone(), text);
    [
        same("<script>top.hit=1</script>".to_owned()),
        same("</script><script>top.hit=1</script>".to_owned()),
        same("</style></title></textarea><script>top.hit=1</script>".to_owned()),
        same(format!("<img src=\"http://{address}/image\" onerror=\"top.hit=1\">")),
        same(format!("<link rel=stylesheet href=http://{address}/style><base href=//{address}/>")),
        same("\" onmouseover=\"top.hit=1\" autofocus onfocus='top.hit=1' x='".to_owned()),
        same("[javascript:top.hit=1 a] <a href='javascript:top.hit=1'>b</a>".to_owned()),
        same("<!-- a --!> b <!--> ]]> <![CDATA[ c ]]> &lt; &#60; &amp;amp;".to_owned()),
        same("{{7*7}} ${7*7} <%= 7 %> `x` \\u003cb\\u003e".to_owned()),
        ("a\u{202e}b\u{2066}c\u{2028}d".to_owned(), "a‹U+202E›b‹U+2066›c‹U+2028›d".to_owned()),
        ("a\u{0}b\u{1b}[31mc\u{9b}d\u{7f}e".to_owned(), "a␀b␛[31mc‹U+009B›d␡e".to_owned()),
        same("<svg/onload=top.hit=1> <math><mi//xlink:href='javascript:top.hit=1'>".to_owned()),
    ]
}

#[test]
fn nothing_that_an_article_holds_runs_and_all_of_it_is_shown() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let hostile = hostile(&server.local_addr().unwrap().to_string());
    let documents: Vec<(Document, Vec<Finding>)> = hostile
        .iter()
        .map(|(text, _)| {
            let mut origin = Origin::new(format!("{text}.xml"), InputKind::Dump);
            origin.page = Some(text.clone());
            let finding = at(text, text, &format!("`x` {text}"))
                .note(text.clone())
                .help(text.clone())
                .fix(Fix::replace(text.clone(), span(text, text), text.clone(), Safety::Safe));
            (Document::new(origin, text.clone()), vec![finding])
        })
        .collect();
    let documents: Vec<(&Document, &[Finding])> =
        documents.iter().map(|(doc, findings)| (doc, findings.as_slice())).collect();
    let failures: Vec<Failure> = hostile
        .iter()
        .map(|(text, _)| Failure { path: text.clone(), page: Some(text.clone()), message: text.clone() })
        .collect();
    let Some(seen) = seen(&documents, &failures, Scheme::Light) else { return };

    let shown: Vec<&str> = hostile.iter().map(|(_, shown)| shown.as_str()).collect();
    let content = &seen["content"];
    assert_eq!(content["articles"], json!(shown));
    assert_eq!(content["lines"], json!(shown));
    assert_eq!(content["marks"], json!(shown));
    let twice: Vec<&str> = shown.iter().flat_map(|text| [*text, *text]).collect();
    assert_eq!(content["changes"], json!(twice));
    let without_code = |text: &str| text.replace('`', "");
    let said: Vec<String> = shown.iter().map(|text| without_code(text)).collect();
    assert_eq!(content["said"], json!(said));
    let messages: Vec<String> = said.iter().map(|text| format!("error x {text}")).collect();
    assert_eq!(content["messages"], json!(messages));
    let failures: Vec<String> =
        shown.iter().map(|text| format!("{text} · {text}: {}", without_code(text))).collect();
    assert_eq!(content["failures"], json!(failures));
    assert_eq!(content["title"], "12 problems: 12 errors in 12 articles · wikivet");

    let hazards = json!({
        "scripts": 1, "handlers": 0, "styles": 0, "links": [], "loaders": 0, "requests": [], "ran": 0
    });
    assert_eq!(seen["hazards"], hazards);
    let asked = server.accept();
    assert!(asked.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock), "a request was made");
    assert_eq!(seen["filtering"]["markup"]["messages"].as_array().unwrap().len(), 3);
}

/// Two articles with findings of several rules and severities, long lines, many places, and text from right to left.
fn articles() -> Vec<(Document, Vec<Finding>)> {
    let plain = "{{dts|2019|13|4}}\n{{x|a=1\n|a=2}}\n";
    let plain_findings = vec![
        Finding { rule: "date-impossible", ..at(plain, "13", "month `13` is out of range 1–12") }
            .help("give the month as a number from 1 to 12"),
        at(plain, "a=2", "argument `a` is given twice")
            .label(span(plain, "a=1"), "first given here")
            .note("this one counts")
            .severity(Severity::Warning)
            .fix(Fix::replace("remove the first `a`", span(plain, "|a=1\n"), "", Safety::Safe)),
    ];
    let long = format!("{}\nالعلاقات {} 13 {}", "| \n".repeat(9), "unbroken".repeat(900), "א".repeat(900));
    let mut long_findings: Vec<Finding> = at_each(&long, "| ", "a cell is empty")
        .into_iter()
        .map(|finding| {
            Finding { rule: "table-cell-empty", ..finding }.cluster("column").severity(Severity::Info)
        })
        .collect();
    long_findings
        .push(Finding { rule: "date-impossible", ..at(&long, "13", "month `13` is out of range 1–12") });
    vec![(wikitext("Plain.wiki", plain), plain_findings), (wikitext("Long.wiki", &long), long_findings)]
}

#[test]
fn the_filter_shows_what_it_is_asked_for() {
    let articles = articles();
    let articles: Vec<(&Document, &[Finding])> =
        articles.iter().map(|(doc, findings)| (doc, findings.as_slice())).collect();
    let Some(seen) = seen(&articles, &[], Scheme::Light) else { return };
    let [first, twice] = ["error month 13 is out of range 1–12", "warning argument a is given twice"];
    let cells = "info a cell is empty (9 places)";
    let expect = |step: &str, messages: &[&str], count: &str| {
        let step_seen = &seen["filtering"][step];
        assert_eq!(step_seen["messages"], json!(messages), "{step}");
        assert_eq!(step_seen["count"], json!(count), "{step}");
        assert_eq!(step_seen["none"], json!(messages.is_empty()), "{step}");
    };
    expect("all", &[first, twice, cells, first], "12 of 12 shown");
    expect("words", &[first, first], "2 of 12 shown");
    expect("nothing", &[], "0 of 12 shown");
    expect("severity", &[twice, cells], "10 of 12 shown");
    expect("rule", &[first, first], "2 of 12 shown");
    expect("group", &[first, first], "2 of 12 shown");
    expect("fix", &[twice], "1 of 12 shown");
    expect("article", &[first, twice], "2 of 12 shown");
    expect("button", &[cells], "9 of 12 shown");
    assert_eq!(seen["filtering"]["severity"]["articles"], 2);
    assert_eq!(seen["filtering"]["article"]["articles"], 1);
}

#[test]
fn both_colour_schemes_are_readable_narrow_and_without_script_too() {
    let articles = articles();
    let articles: Vec<(&Document, &[Finding])> =
        articles.iter().map(|(doc, findings)| (doc, findings.as_slice())).collect();
    let mut grounds = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let Some(seen) = seen(&articles, &[], scheme) else { return };
        let contrast = &seen["contrast"];
        assert!(contrast["ratio"].as_f64().unwrap() >= 4.5, "{scheme:?}: {contrast}");
        assert_eq!(seen["overflow"], json!([0, 0]), "{scheme:?}");
        assert_eq!(seen["scriptless"], json!({ "findings": 4, "filter": false }));
        let access =
            json!({ "skipped": 0, "repeated": 0, "dangling": [], "unlabelled": 0, "language": "en" });
        assert_eq!(seen["access"], access);
        grounds.push(seen["ground"].clone());
    }
    assert_ne!(grounds[0], grounds[1], "light and dark have the same ground");
}
