use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::args::TestArguments;
use super::values::TestFormat;
use super::{CLEAN, FOUND};
use crate::config::{ConfigError, Configs, Source};
use crate::examples::{Examples, Fault, examples};
use crate::own_rules::{self, PageFile};
use crate::report;

/// Runs the examples of rule pages, or writes what they give into the pages.
pub(super) fn run(arguments: &TestArguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    if arguments.update {
        for (file, of_page) in read(arguments)? {
            update(&file, of_page)?;
        }
    }
    let results: Vec<PageResult> =
        read(arguments)?.iter().map(|(file, of_page)| PageResult::of(file, *of_page)).collect();
    match arguments.format {
        TestFormat::Human => write_human(&results, out)?,
        TestFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &results)?;
            writeln!(out)?;
        }
    }
    Ok(if results.iter().all(|result| result.faults.is_empty()) { CLEAN } else { FOUND })
}

/// The pages as they are now, with what runs their examples.
fn read(arguments: &TestArguments) -> anyhow::Result<Vec<(PageFile, Examples)>> {
    let pages = pages(arguments)?;
    let registry = own_rules::registry(&pages).map_err(ConfigError::Problems)?;
    let with_examples = |file: PageFile| {
        let name = file.file.path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let page = registry.page(name).context("the page was read")?;
        Ok((file, Examples { registry, page }))
    };
    pages.into_iter().map(with_examples).collect()
}

/// The pages that arguments name, else those of the folders that the configuration names.
fn pages(arguments: &TestArguments) -> anyhow::Result<Vec<PageFile>> {
    let mut paths: Vec<PathBuf> = arguments.paths.clone();
    if paths.is_empty() {
        let source = arguments.config.clone().map_or(Source::Nearest, Source::File);
        let configs = Configs::new(&source, false)?;
        let (_, configuration) = configs.of_file(Path::new("wikivet.toml"));
        configs.check()?;
        paths = configuration.map(|configuration| configuration.rule_folders()).unwrap_or_default();
    }
    if paths.is_empty() {
        bail!(
            "there is nothing to test: name a folder or a page, or let `rule-folders` in wikivet.toml name folders"
        );
    }
    let mut pages: Vec<PageFile> = Vec::new();
    for path in &paths {
        let found = own_rules::find(path);
        let found =
            found.map_err(|(path, error)| anyhow::anyhow!("cannot read {}: {error}", path.display()))?;
        pages.extend(found);
    }
    // A page may be named besides its folder.
    pages.sort_by(|one, other| one.file.path.cmp(&other.file.path));
    pages.dedup_by(|next, last| next.file.path == last.file.path);
    if pages.is_empty() {
        bail!("no page of a rule stands there: pages are called NAME.md");
    }
    Ok(pages)
}

/// Writes the findings that there are now into the page.
fn update(file: &PageFile, of_page: Examples) -> anyhow::Result<()> {
    let text = file.file.text.replace(of_page.page.body, &of_page.rewritten());
    if text != file.file.text {
        fs::write(&file.file.path, text).with_context(|| format!("cannot write {}", file.file.name))?;
    }
    Ok(())
}

/// What came of one page.
#[derive(Serialize)]
struct PageResult {
    path: String,
    rule: &'static str,
    examples: usize,
    faults: Vec<FaultJson>,
}

/// One thing that is wrong with a page.
#[derive(Serialize)]
struct FaultJson {
    /// The line of the page.
    line: usize,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
}

impl PageResult {
    fn of(file: &PageFile, of_page: Examples) -> PageResult {
        let body_at = file.file.text.len() - of_page.page.body.len();
        let line = |at: usize| {
            let before = file.file.text.as_bytes().get(..at).unwrap_or_default();
            1 + memchr::memchr_iter(b'\n', before).count()
        };
        let examples = examples(of_page.page.body);
        let mut faults = Vec::new();
        if let Err(fault) = of_page.check_front_matter() {
            faults.push(FaultJson::of(fault, 1));
        }
        for example in &examples {
            if let Err(fault) = of_page.check(example) {
                faults.push(FaultJson::of(fault, line(body_at + example.range.start)));
            }
        }
        PageResult { path: file.file.name.clone(), rule: of_page.page.name, examples: examples.len(), faults }
    }
}

impl FaultJson {
    fn of(fault: Fault, line: usize) -> FaultJson {
        let (expected, found) = fault.difference.unzip();
        FaultJson { line, message: fault.message, expected, found }
    }
}

fn write_human(results: &[PageResult], out: &mut dyn Write) -> anyhow::Result<()> {
    for result in results {
        for fault in &result.faults {
            writeln!(
                out,
                "{}:{}: {}",
                report::escape(&result.path),
                fault.line,
                report::escape(&fault.message)
            )?;
            if let (Some(expected), Some(found)) = (&fault.expected, &fault.found) {
                write_difference(expected, found, out)?;
            }
        }
    }
    let wrong = results.iter().filter(|result| !result.faults.is_empty()).count();
    let examples: usize = results.iter().map(|result| result.examples).sum();
    let counted =
        |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let (pages, examples) = (counted(results.len(), "page"), counted(examples, "example"));
    match wrong {
        0 => writeln!(out, "{pages}, {examples}: all as written")?,
        wrong => writeln!(out, "{pages}, {examples}: {wrong} of the pages not as written")?,
    }
    Ok(())
}

/// The lines of both texts: `-` what the page says and is not so, `+` what is so instead.
fn write_difference(expected: &str, found: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let [expected, found] = [expected, found].map(|text| text.lines().collect::<Vec<_>>());
    for change in TextDiff::from_slices(&expected, &found).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        writeln!(out, "  {sign} {}", report::escape(change.value()))?;
    }
    Ok(())
}
