//! The findings by rule: what each rule means, in numbers, and where it was broken.

use maud::{Markup, html};

use super::frame::grouped;
use super::tally::{PLACES, RulePlace, RuleTally, Tally};
use super::text::{address, message, paragraphs};

/// The rules that found something, the most frequent first.
pub(super) fn section(tally: &Tally) -> Markup {
    let mut rules: Vec<(&str, &RuleTally)> = tally.rules.iter().map(|(&name, rule)| (name, rule)).collect();
    rules.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.found.total()));
    let most = rules.first().map_or(0, |(_, rule)| rule.found.total());
    html! {
        section #rules {
            h2 { "Findings by rule" }
            @for (name, rule) in rules { (one(name, rule, most, tally)) }
        }
    }
}

fn one(name: &str, rule: &RuleTally, most: u64, tally: &Tally) -> Markup {
    let total = rule.found.total();
    let severities =
        [("error", rule.found.errors), ("warning", rule.found.warnings), ("info", rule.found.infos)];
    html! {
        details.rule id={ "rule-" (name) } data-rule=(name) data-group=(rule.page.map_or("", |page| page.group)) {
            summary {
                h3 { (name) } " "
                @for (severity, count) in severities.iter().filter(|(_, count)| *count > 0) {
                    span.severity.(*severity) { (grouped(*count)) " " (severity) @if *count > 1 { "s" } } " "
                }
                span.where {
                    "in " (grouped(rule.articles)) @if rule.articles == 1 { " article" } @else { " articles" }
                    @if rule.fixable > 0 { " · " (grouped(rule.fixable)) " with a fix" }
                }
                " " meter min="0" max=(most) value=(total) aria-label="share of the most frequent rule" {}
            }
            @if let Some(page) = rule.page {
                p.lead { b { (page.title) } ": " (message(page.summary)) }
                @if let Some(why) = page.section("Why") { h4 { "Why" } (paragraphs(why)) }
            }
            @if !rule.urls.is_empty() {
                p {
                    @if let Some(policy) = rule.page.and_then(|page| page.policy.as_deref()) { b { (policy) } ": " }
                    @for url in &rule.urls {
                        @match address(url) {
                            Some(address) => a href=(address) rel="noreferrer" { (url) },
                            None => code { (url) },
                        }
                        " "
                    }
                }
            }
            h4 { "Places" }
            (places(rule, tally))
            @if rule.places.len() >= PLACES { p.more { "only the first " (PLACES) " are listed" } }
        }
    }
}

/// The places of a rule as links to their findings, article by article.
fn places(rule: &RuleTally, tally: &Tally) -> Markup {
    let name =
        |place: &RulePlace| tally.articles.get(place.article).map_or("", |article| article.name.as_str());
    html! {
        ul.places {
            @for places in rule.places.chunk_by(|one, next| one.article == next.article) {
                @if let Some(first) = places.first() {
                    li {
                        bdi { (name(first)) } ": " @if places.len() == 1 { "line" } @else { "lines" }
                        @for place in places {
                            " " a href={ "#f" (place.finding) } { (place.line) }
                            @if place.places > 1 { "(" (place.places) " places)" }
                        }
                    }
                }
            }
        }
    }
}
