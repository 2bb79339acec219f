//! The words that options take.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::compare::Kind;
use crate::inventory::Standing;
use crate::profile::UrlStatus;
use crate::report::Format;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// For people.
    Human,
    /// One array, an object a page.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// Columns for people.
    Table,
    /// One array, an object a rule.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConfigFormat {
    /// A configuration file with comments.
    Toml,
    /// One object for each file.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    /// For people: a line for each document, then the sums.
    Table,
    /// One object.
    Json,
    /// One object a line: each document, then the sums.
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinksFormat {
    /// For people: the addresses of each document, then the sums.
    Table,
    /// One object.
    Json,
    /// One object a line: each document, then the sums.
    Jsonl,
    /// A line for each address of each document.
    Csv,
    /// The whole addresses of the web alone, each once, for another program to ask.
    Urls,
}

impl ValueEnum for Standing {
    fn value_variants<'a>() -> &'a [Self] {
        &Standing::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.meaning()))
    }
}

impl ValueEnum for UrlStatus {
    fn value_variants<'a>() -> &'a [Self] {
        &UrlStatus::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            UrlStatus::Live => "It can be read",
            UrlStatus::Dead => "It is gone",
            UrlStatus::Deviated => "It shows something else than what was cited",
            UrlStatus::Unfit => "Readers should not be led to it",
            UrlStatus::Usurped => "Others hold the domain",
            UrlStatus::BotUnknown => "A bot could not tell",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people.
    Human,
    /// One object.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TreeFormat {
    /// One node a line, indented.
    Tree,
    /// One object a document.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputArgument {
    /// Find it out.
    Auto,
    /// A file of nothing but wikitext.
    Wikitext,
    /// A MediaWiki XML export, or a fragment of one.
    Dump,
    /// Plain text made from an article.
    Extract,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal.
    Auto,
    /// In any case.
    Always,
    /// Not at all.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityArgument {
    /// Can be legitimate.
    Info,
    /// Most likely wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Any finding that is shown.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors alone.
    Error,
    /// Nothing: findings never fail the run.
    Never,
}

/// The formats of reports, with what each is.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    let formats = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.summary()));
    PossibleValuesParser::new(formats).try_map(|name| name.parse())
}

/// The kinds of differences, and what stands for several of them.
pub(super) fn compare_kinds() -> impl TypedValueParser<Value = String> {
    let kinds = Kind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.summary()));
    let facts = PossibleValue::new("facts").help("numbers, dates, names, rows, cells and fields");
    PossibleValuesParser::new(kinds.into_iter().chain([facts]))
}
