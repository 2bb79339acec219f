use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::Args;

use super::args::{InputArguments, RuleArguments};
use super::planning::{Planning, command_line, plan};
use super::values::{CompareFormat, InputArgument, When, compare_kinds};
use super::{CLEAN, FOUND, answer, colour, width};
use crate::compare::{self, Comparison, Kind, Selection};
use crate::facts::Facts;
use crate::fix::Policy;
use crate::input::{self, Input, Piece};
use crate::lint;
use crate::profile::Choice;
use crate::report::compare::{Compared, Look, human, json};
use crate::report::escape;
use crate::source::Document;

pub(super) const AFTER: &str = "\
Sections, tables, rows, lists and sentences are found again in the other document by what they say. What is not found
is only in one of them; what is found with other words is compared value by value: numbers, dates, names.
In two languages, values are compared alone, section by section.

A line of the report is a difference:
  - only in A    + only in B    ~ in both, and not the same
with the lines that it stands at. A part that is missing as a whole is one difference, with the number of what it holds.

Examples:
  wikivet compare article.wiki extract.txt              what an extract has lost
  wikivet compare --kinds facts old.wiki new.wiki       which numbers, dates, names and rows an edit changed
  wikivet compare 'dump.xml#Baku' Baku.wiki             a page of a dump
  wikivet compare --language en,de Baku.wiki Baku.de.wiki  two languages
  git show HEAD:Baku.wiki | wikivet compare - Baku.wiki

Exit codes: 0 no difference, 1 differences, 2 the run failed (bad usage, unreadable input).";

#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// The first document: a file, `-` for standard input, or `FILE#TITLE` for a page of a dump.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// The second document. Of a dump with several pages, without a title, it is the page with the title of A.
    #[arg(value_name = "B")]
    b: PathBuf,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "human", help_heading = "Output")]
    format: CompareFormat,
    /// Write the report to a file instead of standard output.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Show differences of these kinds only; `facts` is short for numbers, dates, names, rows, cells and fields. What
    /// they are in counts only if it is among them: with `rows`, each row of a table that is missing is shown.
    #[arg(long, value_delimiter = ',', value_name = "KIND", value_parser = compare_kinds(), help_heading = "Output")]
    kinds: Vec<String>,
    /// Show differences of the section with this heading only, and of the sections in it.
    #[arg(long, value_name = "HEADING", help_heading = "Output")]
    section: Option<String>,
    /// Show everything: all differences of a kind, and those in parts that are missing as a whole.
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// When to use colours. `NO_COLOR` is honoured.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    color: When,
    /// The kind of both inputs, or of each, as `dump,extract`; `auto`, the default, finds it out.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND[,KIND]", help_heading = "Input")]
    input: Vec<InputArgument>,
    /// The wiki that both texts are from, or each, as `enwiki,dewiki`; `auto`, the default, finds it out.
    #[arg(long, value_delimiter = ',', value_name = "WIKI[,WIKI]", help_heading = "Input")]
    wiki: Vec<String>,
    /// The language of both texts, or of each, as `en,de`; by default the wiki's, or what the text shows.
    #[arg(long, value_delimiter = ',', value_name = "LANG[,LANG]", help_heading = "Input")]
    language: Vec<String>,
    /// Use this configuration for both files. By default the nearest `wikivet.toml` upwards from each file counts.
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    config: Option<PathBuf>,
    /// Use no configuration.
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    no_config: bool,
}

/// Compares two documents.
pub(super) fn run(arguments: &CompareArguments) -> anyhow::Result<u8> {
    let is_stdin = |path: &Path| path == Path::new("-");
    ensure!(
        !(is_stdin(&arguments.a) && is_stdin(&arguments.b)),
        "standard input can be one of the two documents only"
    );
    let [a, b] = read(arguments)?;
    let comparison = compare_documents(&a, &b).select(&selection(arguments));
    if let Some(title) = &arguments.section {
        let is_known = comparison.has_section(title);
        ensure!(is_known, "--section: neither document has a section `{}`", escape(title));
    }
    let sides = [a.compared(), b.compared()];
    let code = if comparison.differences.is_empty() { CLEAN } else { FOUND };
    let write = |look: Look, out: &mut dyn Write| match arguments.format {
        CompareFormat::Human => human(sides, &comparison, look, out),
        CompareFormat::Json => json(sides, &comparison, out),
    };
    match &arguments.output {
        Some(path) => {
            let name = path.to_string_lossy();
            let is_input = |read: &Read| same_file(path, Path::new(&read.doc.origin.path));
            ensure!(
                !is_input(&a) && !is_input(&b),
                "--output {}: this file is compared; name another one",
                escape(&name)
            );
            let file =
                File::create(path).with_context(|| format!("--output: cannot write {}", escape(&name)))?;
            let mut out = BufWriter::new(file);
            write(Look { colour: false, width: 100, is_full: arguments.all }, &mut out)?;
            out.flush()?;
            Ok(code)
        }
        None => answer(|out| {
            let colour = colour(arguments.color, &io::stdout());
            write(Look { colour, width: width().unwrap_or(100), is_full: arguments.all }, &mut *out)?;
            Ok(code)
        }),
    }
}

/// A document with what it is read for.
struct Read {
    doc: Document,
    choice: Choice,
}

impl Read {
    fn compared(&self) -> Compared<'_> {
        Compared {
            doc: &self.doc,
            profile: &self.choice.profile.name,
            language: self.choice.language.map(|language| language.code.as_str()),
        }
    }
}

fn compare_documents(a: &Read, b: &Read) -> Comparison {
    let (tree_a, tree_b) = (lint::parse(&a.doc, &a.choice), lint::parse(&b.doc, &b.choice));
    let a = Facts::new(&a.doc, &tree_a, a.choice.profile, a.choice.language);
    let b = Facts::new(&b.doc, &tree_b, b.choice.profile, b.choice.language);
    compare::compare(&a, &b)
}

fn selection(arguments: &CompareArguments) -> Selection {
    let mut kinds: Vec<Kind> = Vec::new();
    for name in &arguments.kinds {
        match name.as_str() {
            "facts" => kinds.extend(Kind::FACTS),
            name => kinds.extend(Kind::ALL.into_iter().filter(|kind| kind.name() == name)),
        }
    }
    Selection {
        kinds: (!kinds.is_empty()).then_some(kinds),
        section: arguments.section.clone(),
        is_full: arguments.all,
    }
}

/// What was found where a document was looked for.
enum Looked {
    One(Box<Read>),
    /// Several pages; the title of the first one.
    Several(Option<String>),
}

fn read(arguments: &CompareArguments) -> anyhow::Result<[Read; 2]> {
    let (path_a, title_a) = split(&arguments.a);
    let (path_b, title_b) = split(&arguments.b);
    let look = |index: usize, path: &Path, title: Option<&str>| look(arguments, index, path, title);
    let page = |looked: &Looked| match looked {
        Looked::One(read) => read.doc.origin.page.clone(),
        Looked::Several(_) => None,
    };
    let (mut a, mut b) = (look(0, &path_a, title_a.as_deref())?, look(1, &path_b, title_b.as_deref())?);
    if let (Looked::Several(_), Some(title)) = (&a, page(&b)) {
        a = look(0, &path_a, Some(&title))?;
    }
    if let (Looked::Several(_), Some(title)) = (&b, page(&a)) {
        b = look(1, &path_b, Some(&title))?;
    }
    Ok([only(&path_a, a)?, only(&path_b, b)?])
}

fn only(path: &Path, looked: Looked) -> anyhow::Result<Read> {
    match looked {
        Looked::One(read) => Ok(*read),
        Looked::Several(first) => {
            let path = path.to_string_lossy();
            let example = first.map(|title| format!(", such as `{path}#{title}`")).unwrap_or_default();
            bail!("`{}` holds several pages; name one of them{}", escape(&path), escape(&example))
        }
    }
}

/// A path and the title after its `#`, unless a file has this name as a whole.
fn split(argument: &Path) -> (PathBuf, Option<String>) {
    let whole = || (argument.to_owned(), None);
    let Some(text) = argument.to_str().filter(|_| !argument.exists()) else { return whole() };
    let parts = text.match_indices('#').map(|(at, _)| text.split_at(at));
    let mut files = parts.filter(|(path, _)| *path == "-" || Path::new(path).exists());
    match files.next() {
        Some((path, title)) => (path.into(), Some(title.trim_start_matches('#').replace('_', " "))),
        None => whole(),
    }
}

fn look(
    arguments: &CompareArguments,
    index: usize,
    path: &Path,
    title: Option<&str>,
) -> anyhow::Result<Looked> {
    let name = path.to_string_lossy();
    ensure!(!path.is_dir(), "`{}` is a folder; name a file", escape(&name));
    let Planning { inputs, reading, plans } = planning(arguments, index, path)?;
    let Some(Ok(input)) = inputs.into_iter().next() else { bail!("{}: no such file", escape(&name)) };
    let mut found: Option<input::RawDocument> = None;
    for piece in input::open(&input, &reading) {
        let Piece::Document(raw) = piece? else { continue };
        let page = raw.origin().page.as_deref();
        match title {
            Some(title) if page != Some(title) => continue,
            None if found.is_some() => {
                let first = found.and_then(|first| first.origin().page.clone());
                return Ok(Looked::Several(first));
            }
            _ => found = Some(raw),
        }
        if title.is_some() {
            break;
        }
    }
    let what = title.map(|title| format!("no page `{title}`")).unwrap_or("no page".to_owned());
    let doc = found
        .with_context(|| escape(&format!("{name}: there is {what} to compare")).into_owned())?
        .decode()?;
    let choice = plans.of(&doc).choose(&doc);
    Ok(Looked::One(Box::new(Read { doc, choice })))
}

/// How one of the two inputs is read: arguments of two values have one for each.
fn planning(arguments: &CompareArguments, index: usize, path: &Path) -> anyhow::Result<Planning> {
    let input = InputArguments {
        paths: vec![path.to_owned()],
        input: of_side("--input", &arguments.input, index)?.copied(),
        wiki: of_side("--wiki", &arguments.wiki, index)?.cloned(),
        title: None,
        stdin_filename: None,
        config: arguments.config.clone(),
        no_config: arguments.no_config,
        force_exclude: false,
    };
    let rules = RuleArguments {
        language: of_side("--language", &arguments.language, index)?.cloned(),
        ..RuleArguments::default()
    };
    let said = command_line(&input, Some(&rules));
    let one = if path.as_os_str() == OsStr::new("-") { Input::Stdin } else { Input::File(path.to_owned()) };
    plan(&input, &said, None, |_| vec![Ok(one)], |_| Ok(Policy::default()))
}

fn of_side<'v, T>(option: &str, values: &'v [T], index: usize) -> anyhow::Result<Option<&'v T>> {
    ensure!(values.len() <= 2, "{option}: one value for both documents, or one for each");
    Ok(values.get(index).or(values.first()))
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
