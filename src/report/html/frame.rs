//! What stands around the articles: the head with its policy, the numbers of the run, the controls, the end.

use std::io::{self, Write};
use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::tally::Tally;
use super::text::message;
use super::{rules, tables};
use crate::report::verdict::{remarks, verdict};
use crate::report::{Failure, Summary, escape};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing is fetched, and of what is in the page only this style and this script count.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
});

/// Writes all that stands before the articles.
pub(super) fn start(
    summary: &Summary,
    failures: &[Failure],
    left_out: u64,
    tally: &Tally,
    out: &mut dyn Write,
) -> io::Result<()> {
    let verdict = verdict(summary);
    write!(out, "{}<html lang=\"en\">", DOCTYPE.0)?;
    let head = html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(*POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (verdict) " · wikivet" }
            style { (PreEscaped(STYLE)) }
        }
    };
    out.write_all(head.into_string().as_bytes())?;
    let start = html! {
        a.skip href="#findings" { "to the findings" }
        header {
            p.tool { "wikivet" }
            h1 { (verdict) }
            (numbers(summary))
            ul.remarks {
                @for remark in remarks(summary) {
                    li { @for line in remark.lines() { div { (message(line.trim())) } } }
                }
            }
            nav aria-label="Parts of the report" {
                @if !failures.is_empty() { a href="#failures" { "Failures" } " " }
                @if !tally.rules.is_empty() {
                    a href="#findings" { "Findings by article" } " "
                    a href="#rules" { "Findings by rule" } " "
                    a href="#articles" { "Articles" }
                }
            }
        }
        (self::failures(failures))
    };
    write!(out, "<body>{}<main>", start.into_string())?;
    if tally.rules.is_empty() {
        return Ok(());
    }
    let findings = html! {
        h2 { "Findings by article" }
        @if left_out > 0 {
            p.warning {
                (left_out) " findings more are counted and not shown here, so that a browser can open the report; "
                "the formats for programs hold all of them"
            }
        }
        p #none role="status" hidden { "no finding matches the filter" }
    };
    write!(
        out,
        "<section id=\"findings\">{}<div class=\"list\">{}",
        controls().into_string(),
        findings.into_string()
    )
}

/// Writes all that stands after the articles.
pub(super) fn end(tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    if !tally.rules.is_empty() {
        write!(out, "</div></section>")?;
        out.write_all(rules::section(tally).into_string().as_bytes())?;
        out.write_all(tables::articles(tally).into_string().as_bytes())?;
    }
    let end = html! {
        footer {
            p { "made by wikivet " (env!("CARGO_PKG_VERSION")) "; nothing in this page comes from, or goes to, elsewhere" }
        }
        script { (PreEscaped(SCRIPT)) }
    };
    writeln!(out, "</main>{}</body></html>", end.into_string())
}

/// The run in numbers.
fn numbers(summary: &Summary) -> Markup {
    let found = summary.found;
    let number = |name: &str, class: &str, count: u64| {
        html! { div.(class) { dt { (name) } dd { (grouped(count)) } } }
    };
    html! {
        dl.numbers {
            (number(if found.errors == 1 { "error" } else { "errors" }, "error", found.errors))
            (number(if found.warnings == 1 { "warning" } else { "warnings" }, "warning", found.warnings))
            (number(if found.infos == 1 { "info" } else { "infos" }, "info", found.infos))
            (number("with a fix", "plain", summary.safe + summary.suggested))
            (number(if summary.documents == 1 { "article" } else { "articles" }, "plain", summary.documents))
            (number("with findings", "plain", summary.affected))
            @if summary.failures + summary.unfixed > 0 {
                (number("failed", "error", summary.failures + summary.unfixed))
            }
        }
    }
}

fn failures(failures: &[Failure]) -> Markup {
    if failures.is_empty() {
        return Markup::default();
    }
    html! {
        section #failures {
            h2 { "Failures" }
            ul {
                @for failure in failures {
                    li {
                        bdi.path { (escape(&failure.path)) }
                        @if let Some(page) = &failure.page { " · " bdi { (escape(page)) } }
                        ": " (message(&failure.message))
                    }
                }
            }
        }
    }
}

/// The filter, which the script shows and fills.
fn controls() -> Markup {
    let severity = |name: &str| {
        html! { label.(name) { input type="checkbox" name="severity" value=(name) checked; " " (name) } }
    };
    let choice = |name: &str, label: &str| {
        html! { label { span { (label) } select name=(name) { option value="" { "all" } } } }
    };
    html! {
        form #filter role="search" aria-label="Filter the findings" hidden {
            label.search {
                span { "Search" }
                input type="search" name="words" autocomplete="off" spellcheck="false"
                    placeholder="message, title, text";
            }
            fieldset { legend { "Severity" } (severity("error")) (severity("warning")) (severity("info")) }
            (choice("group", "Group"))
            (choice("rule", "Rule"))
            (choice("article", "Article"))
            (choice("fix", "Fix"))
            button type="reset" { "Show all" }
            output name="count" aria-live="polite" {}
        }
    }
}

/// A number with a thin space before each three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
