//! Workflow commands, read as the runner of GitHub Actions documents it.

use std::collections::HashMap;

use wikivet::finding::{Finding, Severity};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::{assert_harmless, at, dump_page, failure, hostile_page, wikitext, write};

/// What the runner makes of a line: a command with its properties, and its message.
#[derive(Debug, PartialEq)]
struct Command {
    name: String,
    properties: HashMap<String, String>,
    message: String,
}

/// Reads a line: `::`, the name, after a space the properties between commas, `::`, the message.
/// Escapes are undone from the last to the first that is made, so that `%2525` is `%25`.
fn decode(line: &str) -> Command {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), property(value))
    });
    Command { name: name.to_owned(), properties: properties.collect(), message: data(message) }
}

fn commands(doc: &Document, findings: &[Finding]) -> Vec<Command> {
    let lines = write(Format::Github, &Settings::default(), &[(doc, findings)], &[]);
    lines.lines().map(decode).collect()
}

#[test]
fn a_command_names_file_place_rule_message_and_help() {
    let text = "a 13\nb";
    let findings = [
        at(text, "13", "100% wrong").help("b,c"),
        at(text, "b", "m").severity(Severity::Warning),
        at(text, "a", "m").severity(Severity::Info),
    ];
    let doc = wikitext("./x/a, b: c.wiki", text);
    let lines = write(Format::Github, &Settings::default(), &[(&doc, &findings)], &[]);
    assert_eq!(
        lines.lines().next().unwrap(),
        "::error file=x/a%2C b%3A c.wiki,line=1,endLine=1,col=3,endColumn=5,title=template-duplicate-arg::\
         100%25 wrong%0Ahelp: b,c"
    );
    let names: Vec<String> = commands(&doc, &findings).into_iter().map(|command| command.name).collect();
    assert_eq!(names, ["error", "warning", "notice"]);
}

#[test]
fn a_place_of_several_lines_has_no_columns() {
    let properties = &commands(&wikitext("a.wiki", "a\nb"), &[at("a\nb", "a\nb", "m")])[0].properties;
    assert_eq!((properties["line"].as_str(), properties["endLine"].as_str()), ("1", "2"));
    assert!(!properties.contains_key("col") && !properties.contains_key("endColumn"));
    let properties = &commands(&wikitext("a.wiki", "a\nb"), &[at("a\nb", "a\n", "m")])[0].properties;
    assert_eq!(properties["endLine"], "1", "the end of a line belongs to it");
}

#[test]
fn a_page_of_a_dump_has_its_place_in_the_file_and_names_that_in_the_article() {
    let doc = dump_page();
    let command = &commands(&doc, &[at(doc.text(), "13", "m")])[0];
    assert_eq!((command.properties["line"].as_str(), command.properties["col"].as_str()), ("7", "16"));
    assert_eq!(command.message, "m [Some title 1:5]");
}

#[test]
fn nothing_of_an_article_makes_a_command_or_a_line() {
    let (doc, finding) = hostile_page();
    let lines = write(Format::Github, &Settings::default(), &[(&doc, &[finding])], &[]);
    assert_eq!(lines.lines().count(), 1);
    assert_harmless(&lines);
    let command = decode(lines.trim_end());
    assert!(command.message.starts_with("`\"'<&>]]>--> ::error::x %0A {0}"), "{}", command.message);
    assert!(command.properties["file"].contains("a,b;c"));
    assert_eq!(command.properties["title"], crate::RULE);
}

#[test]
fn what_could_not_be_linted_is_an_error() {
    let line = write(Format::Github, &Settings::default(), &[], &[failure()]);
    assert_eq!(line, "::error file=b.xml#P,title=wikivet::byte 7 is not UTF-8\n");
}
