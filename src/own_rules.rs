//! A user's own rules: pages in folders, read into a registry beside the rules of wikivet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{ConfigText, Place, Problem, cleaned, shown};
use crate::engine::{Page, Registry};

/// The group of rules whose pages stand in the folder itself.
pub const GROUP: &str = "own";

/// The ending of pages.
const ENDING: &str = "md";

/// The file in a folder of rules that is about the folder and no page, in any case.
const ABOUT: &str = "readme.md";

/// The page that `wikivet init --rule` writes.
pub const PAGE: &str = include_str!("own_rules/starter.md");

/// A page as it stands in a file.
#[derive(Debug)]
pub struct PageFile {
    /// The file and its text, with lines that end at LF.
    pub file: Arc<ConfigText>,
    /// The group: the folder's name, if the page stands in a folder of the folder.
    pub group: String,
}

/// Finds the pages in a folder, `<name>.md` and `<group>/<name>.md`, sorted by path; of a file it is
/// that page.
///
/// # Errors
///
/// That something cannot be read, with its path.
pub fn find(path: &Path) -> Result<Vec<PageFile>, (PathBuf, io::Error)> {
    if !path.is_dir() {
        return Ok(vec![read(path, GROUP)?]);
    }
    let mut pages = Vec::new();
    for entry in entries(path)? {
        if entry.is_dir() {
            let group = entry.file_name().and_then(|name| name.to_str()).unwrap_or(GROUP).to_owned();
            for page in entries(&entry)?.iter().filter(|path| is_page(path)) {
                pages.push(read(page, &group)?);
            }
        } else if is_page(&entry) {
            pages.push(read(&entry, GROUP)?);
        }
    }
    Ok(pages)
}

/// A registry of the rules of wikivet and those of some pages; it is kept to the end of the process.
///
/// # Errors
///
/// All that is wrong with the pages.
pub fn registry(files: &[PageFile]) -> Result<&'static Registry, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut pages = Vec::new();
    let mut of_page = Vec::new();
    for page in files {
        match parse(page) {
            Ok(parsed) => {
                pages.push(parsed);
                of_page.push(page);
            }
            Err(problem) => problems.push(problem),
        }
    }
    match Registry::extended(pages) {
        Ok(registry) if problems.is_empty() => Ok(Box::leak(Box::new(registry))),
        Ok(_) => Err(problems),
        Err(errors) => {
            let with_page =
                errors.into_iter().filter_map(|(index, error)| Some((of_page.get(index)?, error)));
            problems
                .extend(with_page.map(|(page, error)| page.problem(error.span, error.message, error.note)));
            Err(problems)
        }
    }
}

impl PageFile {
    fn problem(&self, span: std::ops::Range<usize>, message: String, note: Option<String>) -> Problem {
        // What is missing as a whole is shown at the table that lacks it.
        let table = || self.file.text.find("[check").map(|at| at..at + "[check".len());
        let span = if span.is_empty() { table().unwrap_or(0..0) } else { span };
        Problem { place: Place { file: Arc::clone(&self.file), span }, message, note }
    }
}

fn parse(page: &PageFile) -> Result<Page, Problem> {
    if !page.file.text.starts_with("+++") {
        let message = "this is no page of a rule: it does not begin with `+++` and front matter";
        let note = "`wikivet explain own-rules` says how pages are written".to_owned();
        return Err(page.problem(0..0, message.to_owned(), Some(note)));
    }
    let is_kebab = |name: &str| {
        let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        name.starts_with(|sign: char| sign.is_ascii_lowercase()) && name.chars().all(is_sign)
    };
    let name = page.file.path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    for (word, what) in [(name, "a rule's name"), (&page.group, "a group's name")] {
        if !is_kebab(word) {
            let message = format!("`{word}` is not {what}: small letters of ASCII, digits and hyphens");
            let note =
                Some(format!("give the {} another name", if word == name { "file" } else { "folder" }));
            return Err(page.problem(0..0, message, note));
        }
    }
    let keep = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    Page::parse(keep(name), keep(&page.group), keep(&page.file.text))
        .map_err(|error| page.problem(error.span, error.message, error.note))
}

fn read(path: &Path, group: &str) -> Result<PageFile, (PathBuf, io::Error)> {
    let text = fs::read_to_string(path).map_err(|error| (path.to_owned(), error))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let path = cleaned(path);
    let file = ConfigText { name: shown(&path), path, text };
    Ok(PageFile { file: Arc::new(file), group: group.to_owned() })
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let with_path = |error| (folder.to_owned(), error);
    let entries = fs::read_dir(folder).map_err(with_path)?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(with_path)?;
    paths.retain(|path| !is_hidden(path));
    paths.sort();
    Ok(paths)
}

fn is_page(path: &Path) -> bool {
    let is_about = || path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(ABOUT));
    path.extension().is_some_and(|ending| ending == ENDING) && !is_about()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
