use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::built_in::SOURCES;
use super::entry::{Make, RuleEntry};
use super::page::{Page, PageError};

/// The rules that a run knows: the built-in ones, and those that a user brings.
pub struct Registry {
    rules: Vec<RuleEntry>,
    by_name: HashMap<&'static str, usize>,
}

impl Registry {
    /// The rules of wikivet itself. A page that cannot be read is left out; a test reads each.
    pub fn built_in() -> &'static Registry {
        static BUILT_IN: LazyLock<Registry> = LazyLock::new(|| Registry::of(built_in().collect()));
        &BUILT_IN
    }

    /// The rules of wikivet and those of a user, whose pages declare their checks.
    ///
    /// # Errors
    ///
    /// When a page has the name of another one, absorbs a rule that there is not, or declares no check or one that
    /// cannot be made: each page that is wrong, with its place in `own`.
    pub fn extended(own: Vec<Page>) -> Result<Registry, Vec<(usize, PageError)>> {
        let mut registry = Registry::of(built_in().collect());
        let mut errors = Vec::new();
        for (index, page) in own.into_iter().enumerate() {
            match registry.fault(&page) {
                Some(error) => errors.push((index, error)),
                None => registry.add(RuleEntry { page, make: Make::Declared }),
            }
        }
        if errors.is_empty() { Ok(registry) } else { Err(errors) }
    }

    fn add(&mut self, entry: RuleEntry) {
        self.by_name.insert(entry.page.name, self.rules.len());
        self.rules.push(entry);
    }

    /// Why a page of a user cannot be added.
    fn fault(&self, page: &Page) -> Option<PageError> {
        let error = |span: Range<usize>, message: String, note: Option<String>| {
            Some(PageError { page: page.name.to_owned(), span, message, note })
        };
        if self.rule(page.name).is_some() {
            return error(
                0..0,
                format!("there is a rule `{}` already", page.name),
                Some("give it another name".to_owned()),
            );
        }
        match page.compile() {
            None => error(
                0..0,
                "the page has no `[check]`, and a rule of your own has no other check".to_owned(),
                None,
            ),
            Some(Err(fault)) => error(fault.span.unwrap_or(0..0), fault.message, fault.note),
            Some(Ok(_)) => None,
        }
    }

    fn of(rules: Vec<RuleEntry>) -> Registry {
        let by_name = rules.iter().enumerate().map(|(index, entry)| (entry.page.name, index)).collect();
        Registry { rules, by_name }
    }

    /// All rules, by group in the order in which they are registered.
    pub fn rules(&self) -> &[RuleEntry] {
        &self.rules
    }

    /// The pages of all rules.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.rules.iter().map(|entry| &entry.page)
    }

    /// The rule of a name.
    pub fn rule(&self, name: &str) -> Option<&RuleEntry> {
        self.by_name.get(name).and_then(|&index| self.rules.get(index))
    }

    /// The page of the rule of a name.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.rule(name).map(|entry| &entry.page)
    }
}

fn built_in() -> impl Iterator<Item = RuleEntry> {
    SOURCES.iter().filter_map(|source| {
        let page = Page::parse(source.name, source.group, source.text).ok()?;
        Some(RuleEntry { page, make: source.make })
    })
}

/// What is wrong with the pages that are built in; empty in every released version.
pub fn page_errors() -> Vec<PageError> {
    SOURCES.iter().filter_map(|source| Page::parse(source.name, source.group, source.text).err()).collect()
}
