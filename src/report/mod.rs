//! What wikivet says of a run, one file per output format.
//!
//! A [`Report`] gets the documents in the order of the input, each with its findings in the order of its text,
//! and writes as soon as its format allows. It changes no finding and holds none longer than it must.

pub mod ast;
mod checkstyle;
mod compact;
pub mod compare;
mod csv;
mod escape;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
pub mod links;
pub mod listing;
mod place;
mod repair;
mod said;
mod sarif;
mod snippet;
mod statistics;
pub mod stats;
mod summary;
mod verdict;
mod visible_json;
mod xml;

pub use escape::escape;
pub use human::change;
pub use place::locus;
pub use repair::{Made, Outcome, Repair};
pub use statistics::Statistics;
pub use summary::{Count, FixMode, Summary};

use std::fmt;
use std::io;
use std::str::FromStr;

use crate::engine::{LeftOut, Registry};
use crate::finding::{Finding, fingerprint};
use crate::source::Document;

/// One document with what was found in it.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The document.
    pub doc: &'a Document,
    /// What its fingerprints call it: the title of a dump's page, else a path.
    pub name: &'a str,
    /// The rules that were known to it.
    pub registry: &'static Registry,
    /// The number of its namespace.
    pub namespace: i32,
    /// The name of the profile it was read with.
    pub profile: &'a str,
    /// The code of its language, if that is known.
    pub language: Option<&'a str>,
    /// The findings to report, in the order of the text.
    pub findings: &'a [Finding],
    /// How many other findings there are.
    pub left_out: LeftOut,
    /// What was done to repair it, if anything was to be done.
    pub repair: Option<&'a Repair>,
}

impl Entry<'_> {
    /// The fingerprint of one of its findings.
    pub fn fingerprint(&self, finding: &Finding) -> String {
        fingerprint(self.name, self.doc, finding)
    }
}

/// A file, or a page of a dump, that could not be linted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The path as it was given.
    pub path: String,
    /// The title of the page, where one page of a dump failed.
    pub page: Option<String>,
    /// What happened, lower case, no full stop.
    pub message: String,
}

/// One output format at work. The writer is the same in each call and best buffered: reports write small pieces.
pub trait Report {
    /// Takes the next document.
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn io::Write) -> io::Result<()>;

    /// Takes a failure. Formats for people leave it to standard error, so the default is to say nothing.
    fn failure(&mut self, _failure: &Failure, _out: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }

    /// Ends the report.
    fn finish(&mut self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()>;
}

/// The formats of `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: the place with its text, what is wrong there, and what to do.
    #[default]
    Human,
    /// One line a finding.
    Compact,
    /// One JSON object for the run.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A log of the Static Analysis Results Interchange Format, 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions, which annotate the files of a pull request.
    Github,
    /// A report of GitLab's Code Quality.
    Gitlab,
    /// Test results as JUnit writes them: a suite for each document, a failed test for each finding.
    Junit,
    /// A report as Checkstyle writes it.
    Checkstyle,
    /// Comma-separated values with a header, one line a finding.
    Csv,
    /// A page for a browser, with nothing outside of it.
    Html,
}

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 11] = [
        Format::Human,
        Format::Compact,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Checkstyle,
        Format::Csv,
        Format::Html,
    ];

    /// The name used in options.
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Compact => "compact",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Checkstyle => "checkstyle",
            Format::Csv => "csv",
            Format::Html => "html",
        }
    }

    /// What it is, in a few words for help.
    pub fn summary(self) -> &'static str {
        match self {
            Format::Human => "for people: the text, with marks under it",
            Format::Compact => "one line for each finding",
            Format::Json => "one object",
            Format::Jsonl => "one object a line",
            Format::Sarif => "SARIF 2.1.0, for code scanning and editors",
            Format::Github => "annotations of GitHub Actions",
            Format::Gitlab => "a report of GitLab's Code Quality",
            Format::Junit => "test results as XML",
            Format::Checkstyle => "a report as Checkstyle writes it",
            Format::Csv => "a table for spreadsheets",
            Format::Html => "a page for a browser",
        }
    }

    /// Whether programs read it, so that nothing else may be mixed into its stream.
    pub fn is_machine(self) -> bool {
        !matches!(self, Format::Human | Format::Compact)
    }
}

/// A format's name that no format has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a format; the formats are {}", Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat {
    name: String,
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How reports are to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether to colour what people read.
    pub colour: bool,
    /// The terminal's width in columns.
    pub width: usize,
    /// The URL under which `<rule>` is appended to give the address of a rule's page.
    pub rule_url: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { colour: false, width: 100, rule_url: None }
    }
}

/// A report of the given format.
pub fn make(format: Format, settings: &Settings) -> Box<dyn Report> {
    match format {
        Format::Human => Box::new(human::Human::new(settings)),
        Format::Compact => Box::new(compact::Compact),
        Format::Json => Box::new(json::Json::new(settings)),
        Format::Jsonl => Box::new(json::Jsonl::new(settings)),
        Format::Sarif => Box::new(sarif::Sarif::new(settings)),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Junit => Box::new(junit::Junit::default()),
        Format::Checkstyle => Box::new(checkstyle::Checkstyle::default()),
        Format::Csv => Box::new(csv::Csv::default()),
        Format::Html => Box::new(html::Html::new(settings)),
    }
}
